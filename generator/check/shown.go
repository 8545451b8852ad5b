package check

import (
	"slices"
	"strings"

	"qizhi/generator/check/personal"
	"qizhi/generator/check/prose"
	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// Shown returns the errors of [Stopping] that only the page shows: numbers that the marks, references
// and line ends of an article, or the cells of a table, take apart in its source. body is the article's
// own. It is pure, and costs next to nothing where no block of the body may hold a number.
func Shown(name string, raw []byte, doc *content.Document, body *content.Body) diag.List {
	return stopping(shownIn(name, raw, doc, body))
}

// phoneHeads are the words in the head of a table under which there are phones.
var phoneHeads = []string{"电话", "手机", "联系", "微信"}

// shownIn finds the numbers of an article that do not stand in its bytes.
func shownIn(name string, raw []byte, doc *content.Document, body *content.Body) (numbers []foundNumber) {
	if !mayShow(body.Blocks) {
		return nil
	}
	source, problems := content.Decode("content/"+name, raw)
	text, ok := content.BodyText(name, []byte(source))
	if problems.HasErrors() || !ok {
		return nil
	}
	type span struct{ from, to int }
	var seen []span
	digits := map[string]bool{}
	for _, n := range personal.Find(source) {
		seen = append(seen, span{n.At, n.At + n.Len})
		digits[n.Digits] = true
	}
	lines := diag.NewText("content/"+personal.Mask(name), source)
	keep := func(n personal.Number, at, length int) {
		digits[n.Digits] = true
		d := describe(n, lines.Report(at, length, diag.Error, "", "", ""), "网页上这里")
		d.Excerpt = veiled(d.Excerpt, n)
		numbers = append(numbers, foundNumber{Diagnostic: d, digits: n.Digits, meant: doc.Silences(d.Rule, d.Line)})
	}
	for _, b := range prose.Shown(source, len(source)-len(text), phoneHeads...) {
		for _, n := range personal.Find(b.Text) {
			at, length := b.Span(n.At, n.At+n.Len)
			if slices.ContainsFunc(seen, func(s span) bool { return at < s.to && s.from < at+max(length, 1) }) {
				continue
			}
			seen = append(seen, span{at, at + max(length, 1)})
			keep(n, at, length)
		}
	}
	for _, b := range body.Blocks { // what the body's own rules make of a text
		for _, n := range personal.Find(b.Text) {
			if !digits[n.Digits] {
				keep(n, len(source)-len(text), 0)
			}
		}
	}
	return numbers
}

// mayShow reports whether a number may be in a block, or in cells that follow each other.
func mayShow(blocks []content.Block) bool {
	row := 0
	for _, b := range blocks {
		if personal.May(b.Text) {
			return true
		}
		if n, only := figures(b.Text); only {
			if row += n; row >= 11 {
				return true
			}
			continue
		}
		row = 0
	}
	return false
}

// figures counts the digits of a text that holds hardly anything else.
func figures(text string) (n int, only bool) {
	if len(text) > 64 {
		return 0, false
	}
	others := 0
	for _, r := range text {
		if personal.IsDigit(r) {
			n++
		} else {
			others++
		}
	}
	return n, n > 0 && others <= 4 || text == ""
}

// veiled hides a number in a line of a source that takes it apart: every digit of a line that cannot be
// masked as it stands.
func veiled(excerpt string, n personal.Number) string {
	if masked := personal.Mask(excerpt); masked != excerpt {
		excerpt = masked
	}
	return withoutDigits(excerpt)
}

// withoutDigits hides every digit of a line.
func withoutDigits(line string) string {
	return strings.Map(func(r rune) rune {
		if personal.IsDigit(r) {
			return '*'
		}
		return r
	}, line)
}
