package content

import (
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"qizhi/generator/content/markdown"
	"qizhi/generator/diag"
)

// MendLines returns a source with a blank line before every line that is a paragraph of its own
// (the warning markdown/lines): a text pasted from a word processor has one line a paragraph and
// nothing between them. Nothing else is changed; text comes from Decode.
func MendLines(text string) string {
	var ignored diag.List
	f := findFront(diag.NewText("", text), &ignored)
	body := text[f.body:]
	source := []byte(body)
	root, _ := markdown.Parse(source)
	var b strings.Builder
	b.WriteString(text[:f.body])
	from := 0
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		p, ok := n.(*ast.Paragraph)
		if !ok {
			continue
		}
		for _, i := range startsOf(p, source) {
			start := strings.LastIndexByte(body[:p.Lines().At(i).Start], '\n') + 1
			b.WriteString(body[from:start])
			b.WriteByte('\n')
			from = start
		}
	}
	b.WriteString(body[from:])
	return b.String()
}

// startsOf are the lines of a paragraph that begin one of their own.
func startsOf(p *ast.Paragraph, body []byte) []int {
	if isVerse(body, p) {
		return nil
	}
	lines := make([][]byte, p.Lines().Len())
	for i := range lines {
		s := p.Lines().At(i)
		lines[i] = body[s.Start:s.Stop]
	}
	starts, _ := crowded(lines)
	return starts
}

// EscapeMasks writes a plain text as Markdown that shows its masks: every run of asterisks that
// hides part of a name (市*商会) is escaped. Other asterisks stay as they are.
func EscapeMasks(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); {
		if text[i] != '*' || i > 0 && text[i-1] == '\\' {
			b.WriteByte(text[i])
			i++
			continue
		}
		end := i + len(text[i:]) - len(strings.TrimLeft(text[i:], "*"))
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if isMask(edge(before), edge(after), end-i) {
			b.WriteString(strings.Repeat(`\*`, end-i))
		} else {
			b.WriteString(text[i:end])
		}
		i = end
	}
	return b.String()
}

// edge is 0 for what stands at the edge of a paragraph.
func edge(r rune) rune {
	if r == '\n' || r == utf8.RuneError {
		return 0
	}
	return r
}
