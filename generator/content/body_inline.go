package content

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"qizhi/generator/content/markdown"
)

func (w *writer) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.inline(n)
	}
}

func (w *writer) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		w.textNode(n)
	case *ast.String:
		w.Text(n.Value)
	case *ast.Emphasis:
		w.checkEmphasis(n)
		if n.Level == 2 {
			w.span("strong", n)
			return
		}
		w.span("em", n)
	case *extast.Strikethrough:
		w.span("del", n)
	case *ast.CodeSpan:
		w.codeSpan(n)
	case *ast.Link:
		w.link(n)
	case *ast.AutoLink:
		w.autoLink(n)
	case *ast.Image:
		w.image(n)
	case *ast.RawHTML:
		w.rawHTML(n)
	case *markdown.Figure:
		w.figure(n)
	case *extast.FootnoteLink:
		w.footnoteLink(n)
	case *extast.FootnoteBacklink:
		w.footnoteBacklink(n)
	case *extast.TaskCheckBox:
		w.checkBox(n)
	default:
		w.inlines(n)
	}
}

// maxSpans is how deep emphasis may nest; beyond it the text stays and the element goes.
const maxSpans = 32

// span writes an element within text.
func (w *writer) span(name string, n ast.Node) {
	if w.spans >= maxSpans {
		w.inlines(n)
		return
	}
	w.spans++
	defer func() { w.spans-- }()
	scope := w.Enter(true)
	w.Markup("<" + name + ">")
	w.inlines(n)
	w.Leave(scope)
	w.Markup("</" + name + ">")
}

// codeSpan writes code as it stands; a line end in it is a space (CommonMark), and in a table cell
// \| is |, which could not be written otherwise (GFM).
func (w *writer) codeSpan(n *ast.CodeSpan) {
	w.Room()
	w.Markup("<code>")
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		t, ok := c.(*ast.Text)
		if !ok {
			continue
		}
		s := t.Segment.Value(w.source)
		if w.cell {
			s = bytes.ReplaceAll(s, []byte(`\|`), []byte("|"))
		}
		if line, ends := bytes.CutSuffix(s, []byte("\n")); ends {
			w.Verbatim(line)
			w.Verbatim([]byte(" "))
		} else {
			w.Verbatim(s)
		}
	}
	w.Markup("</code>")
}

func (w *writer) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() > 0 {
		w.raw = n
		w.rawText(w.rawSource(n), n.Segments.At(0).Start)
	}
}

// figure leaves a hole. In the plain text its name stands for it, in braces, for others to replace.
func (w *writer) figure(n *markdown.Figure) { w.Figure(n.Target, n.Segment.Start, n.Segment.Len()) }

// Figure implements markup.References.
func (w *writer) Figure(ref string, at, length int) {
	w.Room()
	w.refer(Reference{Kind: FigureReference, Target: ref}, at, length)
	w.Hide("{{" + ref + "}}")
	w.figureEnd, w.figureTail = len(w.Plain), '人' // a figure ends with its unit, which is Han
	if strings.HasSuffix(ref, ":number") {
		w.figureTail = '0'
	}
}

func (w *writer) checkBox(n *extast.TaskCheckBox) {
	w.Solid()
	if n.IsChecked {
		w.Markup(`<input type="checkbox" checked disabled aria-label="已完成"> `)
	} else {
		w.Markup(`<input type="checkbox" disabled aria-label="未完成"> `)
	}
}

// footnoteLink writes the number of a footnote; within a link it is only a number.
func (w *writer) footnoteLink(n *extast.FootnoteLink) {
	w.Room()
	w.Solid()
	number := strconv.Itoa(n.Index)
	if w.InLink() {
		w.Markup("<sup>" + number + "</sup>")
		return
	}
	w.note(footnoteID(n.RefIndex, number))
	w.Markup(`<sup id="` + footnoteID(n.RefIndex, number) + `"><a href="#fn:` + number +
		`" class="footnote-ref" role="doc-noteref" aria-label="脚注` + number + `">` + number + `</a></sup>`)
}

// note remembers an anchor of a footnote that is written here.
func (w *writer) note(id string) {
	if w.quiet == 0 && !w.Muted() {
		w.notes = append(w.notes, id)
	}
}

// footnoteID is the anchor of the nth place that refers to a footnote.
func footnoteID(nth int, number string) string {
	if nth == 0 {
		return "fnref:" + number
	}
	return "fnref" + strconv.Itoa(nth) + ":" + number
}

func (w *writer) footnoteBacklink(n *extast.FootnoteBacklink) {
	w.Markup(` <a href="#` + footnoteID(n.RefIndex, strconv.Itoa(n.Index)) +
		`" class="footnote-backref" role="doc-backlink" aria-label="返回正文">↩` + "\uFE0E" + `</a>`)
}

func (w *writer) footnotes(n *extast.FootnoteList) {
	w.Flow()
	w.Builder.Heading = ""
	w.Markup(`<section class="footnotes" role="doc-endnotes" aria-label="脚注"><ol>`)
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		note, ok := c.(*extast.Footnote)
		if !ok {
			continue
		}
		w.note("fn:" + strconv.Itoa(note.Index))
		w.Markup(`<li id="fn:` + strconv.Itoa(note.Index) + `">`)
		scope := w.Enter(false)
		w.footnote(note)
		w.Leave(scope)
		w.Markup("</li>")
	}
	w.Markup("</ol></section>")
}

// footnote writes the blocks of a note; its links back stand in its last paragraph, or by themselves.
func (w *writer) footnote(note *extast.Footnote) {
	for c := note.FirstChild(); c != nil; c = c.NextSibling() {
		if back, ok := c.(*extast.FootnoteBacklink); ok {
			w.footnoteBacklink(back)
			continue
		}
		w.block(c)
	}
}
