package content

import (
	"bytes"
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"qizhi/generator/content/han"
	"qizhi/generator/content/markdown"
	"qizhi/generator/content/markup"
	"qizhi/generator/diag"
	"qizhi/generator/snapshot"
)

// writer walks the tree of one body and writes its HTML, its plain text and its references in one
// go. It is used for one source and then given back.
type writer struct {
	markup.Builder
	doc    *Document
	text   *diag.Text
	base   int            // where the body begins in the source
	source []byte         // the body
	nodes  markdown.Nodes // of its tree

	references []Reference
	anchors    map[string]bool
	notes      []string       // the anchors of footnotes, in order
	suffixes   map[string]int // the last number put behind an anchor to make it another
	headings   []*ast.Heading // of the tree, in order
	headed     bool           // the first of them is what the text begins with
	spans      int            // elements of emphasis that are open
	shift      int            // by how much the levels of headings are lowered
	cell       bool           // inside a table cell: \| in code is |
	lined      bool           // in a signature or verse, whose lines stay apart
	masked     bool           // the running block has been warned about masks
	excerpt    [2]int         // of Plain
	blockLost  bool           // what was lost first stood in a block of HTML
	figureEnd  int            // where a figure ends in Plain, and what it is taken to end with
	figureTail rune
	here       Place // the last place named; at is its offset
	at         int
	said       [2]int         // warnings and errors so far
	raw        ast.Node       // the raw HTML being written
	indented   *ast.HTMLBlock // the same, where its lines may stand behind an indent
	ends       map[ending]int
	body       Body // what is lent of it
	quiet      int  // what is written now was or will be written elsewhere: say nothing
	// What becomes of raw HTML: it is cleaned.
	rawBlock, rawText func(fragment []byte, at int)
}

var writers = sync.Pool{New: func() any { return new(writer) }}

func newWriter(doc *Document, text *diag.Text, body int) *writer {
	w := writers.Get().(*writer)
	w.Builder.Reset()
	clear(w.anchors)
	clear(w.suffixes)
	*w = writer{Builder: w.Builder, doc: doc, text: text, base: body, source: append(w.source[:0], text.String()[body:]...),
		nodes: w.nodes, anchors: w.anchors, suffixes: w.suffixes, headings: w.headings[:0], figureEnd: -1,
		body: Body{Literals: w.body.Literals[:0], Blocks: w.body.Blocks[:0]}}
	w.Builder.References, w.rawBlock, w.rawText = w, w.RawBlock, w.Raw
	w.Builder.Closes = w.closes
	return w
}

// release gives the writer's memory to the next source. Only the body that was lent refers to it.
func (w *writer) release() {
	w.doc, w.text, w.references, w.here, w.raw, w.ends, w.indented = nil, nil, nil, Place{}, nil, nil, nil
	clear(w.headings)
	writers.Put(w)
}

// write parses the body and writes it. titled says that the first heading of level 1 is the title of
// the document: it is taken out and returned.
func (w *writer) write(titled bool) (title string) {
	root, findings := w.nodes.Parse(w.source)
	for _, f := range findings {
		w.report(f.At, f.Len, f.Severity, f.Rule, f.Message, f.Hint)
	}
	w.survey(root)
	w.headed = beginsWithHeading(root)
	if titled {
		title = w.takeTitle()
	}
	w.lowerHeadings()
	w.claimAnchors()
	w.blocks(root)
	w.Finish()
	w.checkWide()
	if w.Losses.Any() {
		w.reportLosses()
	}
	if w.Controls > 0 {
		w.reportControl()
	}
	return title
}

// finish makes the body, in the writer's memory, and what the document knows of it.
func (w *writer) finish() *Body {
	html, plain := snapshot.Text(w.HTML), snapshot.Text(w.Plain)
	body := &w.body
	from := 0
	for _, hole := range w.Holes {
		body.Literals = append(body.Literals, html[from:hole])
		from = hole
	}
	body.Literals = append(body.Literals, html[from:])
	for _, b := range w.Blocks {
		body.Blocks = append(body.Blocks, Block{Heading: b.Heading, Level: b.Level, Text: plain[b.Start:b.End]})
		body.Characters += han.Count(w.Plain[b.Start:b.End])
	}
	w.doc.HasText = body.Characters > 0
	for i := range w.references {
		if w.references[i].Kind == FigureReference {
			w.references[i].After = behind(body.Literals[i+1])
		}
	}
	w.doc.References = w.references
	w.doc.Anchors = w.otherAnchors()
	w.doc.Excerpt = excerpt(plain[w.excerpt[0]:w.excerpt[1]])
	return body
}

// excerptLength is how many characters an excerpt has at most.
const excerptLength = 120

// excerpt cuts a paragraph to its length, with an ellipsis, and not within a figure.
func excerpt(paragraph string) string {
	paragraph = strings.Join(strings.Fields(paragraph), " ")
	if utf8.RuneCountInString(paragraph) <= excerptLength {
		return strings.Clone(paragraph)
	}
	end, count := 0, 0
	for end = range paragraph {
		if count++; count == excerptLength {
			break
		}
	}
	for _, p := range Inline(paragraph) {
		if p.Figure != "" && p.At < end && end < p.At+p.Len {
			end = p.At
		}
	}
	return paragraph[:end] + "…"
}

// refer leaves a hole for a reference; inside an element that is dropped there is neither.
func (w *writer) refer(r Reference, at, length int) {
	if !w.Hole() {
		return
	}
	if w.quiet == 0 {
		r.Linked = r.Kind != LinkReference && w.InLink()
		r.Place = w.place(at, length)
	}
	w.references = append(w.references, r)
}

// plainText is the text of a node as it would be shown, without writing it.
func (w *writer) plainText(n ast.Node) string {
	mark, references, losses, end := w.Mark(), len(w.references), w.Losses, w.figureEnd
	w.quiet++
	w.Begin()
	scope := w.Apart()
	w.inlines(n)
	w.Leave(scope)
	w.quiet--
	s := string(bytes.TrimSpace(w.Since(mark)))
	w.Return(mark)
	w.references, w.Losses, w.figureEnd = w.references[:references], losses, end
	return s
}
