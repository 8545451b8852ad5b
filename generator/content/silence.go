package content

import (
	"strings"

	"github.com/yuin/goldmark/ast"

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
	if next := n.NextSibling(); next != nil {
		to = max(to, lastByte(next))
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
