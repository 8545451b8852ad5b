package content

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"qizhi/generator/diag"
)

// maxSilenced is how many rules the comments of one article silence.
const maxSilenced = 1000

// silence hears <!-- qizhi-ignore rule rule -->: the rules are silent for the next block.
func (w *writer) silence(n *ast.HTMLBlock, lines []byte) bool {
	comment, ok := strings.CutPrefix(strings.TrimSpace(string(lines)), "<!--")
	if !ok {
		return false
	}
	comment, ok = strings.CutSuffix(comment, "-->")
	words := strings.FieldsFunc(comment, func(r rune) bool { return strings.ContainsRune(" \t\n,，、", r) })
	if !ok || len(words) == 0 || words[0] != "qizhi-ignore" {
		return false
	}
	from := n.Lines().At(0).Start
	to := from
	for next := n.NextSibling(); next != nil; next = next.NextSibling() {
		to = max(to, lastByte(next))
		if !w.goesOn(next, to) {
			break
		}
	}
	for _, rule := range words[1:] {
		if len(w.doc.Silenced) == maxSilenced {
			w.report(from, to-from, diag.Warning, "content/many", "这一篇里忽略规则的注释太多，从这里起不再忽略", "要整篇忽略，写在开头的 ignore = […] 里")
			break
		}
		w.doc.Silenced = append(w.doc.Silenced, Silence{strings.Clone(rule), w.text.At(w.base + from).Line, w.text.At(w.base + to).Line})
	}
	return true
}

// goesOn reports whether the block behind one that ends at a byte is one with it for whoever wrote them: rows pasted
// from a sheet are a table and a paragraph, and no empty line stands between.
func (w *writer) goesOn(n ast.Node, end int) bool {
	next := n.NextSibling()
	if next == nil || !isRows(n) || !isRows(next) || end < 0 {
		return false
	}
	first := firstByte(next)
	return first > end && end < len(w.source) && bytes.Count(w.source[end:first], []byte("\n")) <= 1
}

func isRows(n ast.Node) bool { return n.Kind() == ast.KindParagraph || n.Kind() == extast.KindTable }

// firstByte is the offset of the first byte of a block and all in it; -1 when it has none.
func firstByte(n ast.Node) int {
	if n.Type() != ast.TypeBlock {
		return -1
	}
	if lines := n.Lines(); lines.Len() > 0 {
		return lines.At(0).Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if first := firstByte(c); first >= 0 {
			return first
		}
	}
	return -1
}

// lastByte is the offset of the last byte of a block and all in it.
func lastByte(n ast.Node) int {
	last := -1
	if n.Type() != ast.TypeBlock {
		return last
	}
	if lines := n.Lines(); lines.Len() > 0 {
		last = lines.At(lines.Len()-1).Stop - 1
	}
	if h, ok := n.(*ast.HTMLBlock); ok && h.HasClosure() {
		last = max(last, h.ClosureLine.Stop-1)
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		last = max(last, lastByte(c))
	}
	return last
}
