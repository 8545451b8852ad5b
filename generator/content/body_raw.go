package content

import (
	"github.com/yuin/goldmark/ast"

	"qizhi/generator/content/markup"
)

// ending names the end tags of an element among the children of a node.
type ending struct {
	parent ast.Node
	name   string
}

// closes reports that the element opened by the raw HTML at hand is closed by raw HTML further on
// among its siblings, which is where the builder looks for its end.
func (w *writer) closes(name string) bool {
	if w.raw == nil || w.raw.Parent() == nil {
		return false
	}
	e := ending{w.raw.Parent(), name}
	last, known := w.ends[e]
	if !known {
		if w.ends == nil {
			w.ends = map[ending]int{}
		}
		last = w.lastEnd(e)
		w.ends[e] = last
	}
	return last > w.rawStart(w.raw)
}

// lastEnd is where the last raw HTML stands that holds such an end tag; -1 when there is none. One
// search answers for all siblings, so that a page of nothing but open tags costs no more than its
// length.
func (w *writer) lastEnd(e ending) int {
	for n := e.parent.LastChild(); n != nil; n = n.PreviousSibling() {
		if at := w.rawStart(n); at >= 0 && markup.LastEnd(w.rawSource(n), e.name) >= 0 {
			return at
		}
	}
	return -1
}

// rawStart is where raw HTML begins in the source; -1 for other nodes.
func (w *writer) rawStart(n ast.Node) int {
	switch n := n.(type) {
	case *ast.RawHTML:
		if n.Segments.Len() > 0 {
			return n.Segments.At(0).Start
		}
	case *ast.HTMLBlock:
		if n.Lines().Len() > 0 {
			return n.Lines().At(0).Start
		}
	}
	return -1
}

// unindented is where a byte of the HTML block at hand stands in the source. The builder counts from the
// beginning of the block, whose lines come to it without the indent of a list and the marks of a quotation.
func (w *writer) unindented(at int) int {
	lines := w.indented.Lines()
	rest := at - lines.At(0).Start
	for i := range lines.Len() {
		s := lines.At(i)
		if length := s.Padding + s.Len(); rest < length {
			return s.Start + max(rest-s.Padding, 0)
		} else {
			rest -= length
		}
	}
	return w.indented.ClosureLine.Start + max(rest-w.indented.ClosureLine.Padding, 0)
}

// rawSource is the raw HTML of a node, with its last line.
func (w *writer) rawSource(n ast.Node) []byte {
	switch n := n.(type) {
	case *ast.RawHTML:
		return w.lines(n.Segments)
	case *ast.HTMLBlock:
		source := w.lines(n.Lines())
		if n.HasClosure() {
			source = append(source, n.ClosureLine.Value(w.source)...)
		}
		return source
	}
	return nil
}
