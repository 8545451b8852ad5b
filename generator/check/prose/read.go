package prose

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"

	"qizhi/generator/content/markdown"
)

// Section is a heading as it is written: its level is that of the source.
type Section struct {
	Level   int
	At, Len int
	Text    string
}

// Link is an address of another site or file, where it stands.
type Link struct {
	Target  string
	At, Len int
}

// Document is the text of a Markdown body.
type Document struct {
	Blocks   []*Block
	Headings []Section
	Links    []Link
	Rows     []Row
}

// Read reads the body that begins at an offset of a source and goes on to its end. The source comes
// from content.Decode.
func Read(source string, body int) *Document {
	raw := []byte(source[body:])
	root, _ := markdown.Parse(raw)
	r := &reader{source: raw, base: body, doc: &Document{}}
	r.blocks(root)
	return r.doc
}

type reader struct {
	source []byte
	base   int
	doc    *Document
	b      *builder // of the running block
	// What Shown asks for.
	shown     bool
	headWords []string
	cell      bool // inside a cell of a table of HTML
}

func (r *reader) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.HTMLBlock:
			if r.shown {
				r.htmlBlock(n)
			}
		case *ast.FencedCodeBlock, *ast.CodeBlock:
		case *ast.Heading:
			r.heading(n)
		case *extast.TableCell:
			r.block(n, Cell)
		case *extast.Table:
			r.table(n)
		default:
			if first := n.FirstChild(); first != nil && first.Type() == ast.TypeInline {
				r.block(n, Paragraph)
			} else if n.Type() == ast.TypeBlock {
				r.blocks(n)
			}
		}
	}
}

func (r *reader) heading(n *ast.Heading) {
	b := r.block(n, Heading)
	at, length, text := max(n.Pos(), 0)+r.base, 1, ""
	if b != nil {
		text = b.Text
		at, length = b.Span(0, len(b.Text))
	}
	r.doc.Headings = append(r.doc.Headings, Section{n.Level, at, length, text})
}

// block reads the inline nodes of a block.
func (r *reader) block(n ast.Node, kind Kind) *Block {
	outer := r.b
	r.b = &builder{kind: kind}
	r.inlines(n)
	b := r.b.block()
	r.b = outer
	if b != nil {
		r.doc.Blocks = append(r.doc.Blocks, b)
	}
	return b
}

func (r *reader) inlines(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		r.inline(n)
	}
}

func (r *reader) inline(n ast.Node) {
	switch n := n.(type) {
	case *ast.Text:
		r.text(n)
	case *ast.CodeSpan:
		if r.shown {
			r.inlines(n)
			return
		}
		r.stand(Object, n, 1)
	case *ast.Link:
		r.link(n, string(n.Destination))
		r.address(n)
		from := len(r.b.text)
		r.inlines(n)
		if n.Reference != nil {
			r.b.labels = append(r.b.labels, standing{from, len(r.b.text) - from})
		}
	case *ast.AutoLink:
		r.link(n, string(n.URL(r.source)))
		r.stand(Object, n, len(n.Label(r.source)))
	case *ast.Image:
		r.block(n, Alt)
		r.stand(Object, n, 1)
	case *ast.RawHTML:
		r.rawHTML(n)
	case *markdown.Figure:
		r.figure(n)
	case *extast.FootnoteLink, *extast.FootnoteBacklink, *extast.TaskCheckBox:
	default:
		r.inlines(n)
	}
}

// stand adds a character for a node; one whose place is not known follows what is before it.
func (r *reader) stand(c rune, n ast.Node, length int) {
	at := n.Pos()
	if t, ok := n.FirstChild().(*ast.Text); ok && at < 0 {
		at = t.Segment.Start
	}
	if at < 0 {
		at = int(r.b.end) - r.base
	}
	r.b.stand(c, max(at, 0)+r.base, length)
}

func (r *reader) figure(n *markdown.Figure) {
	c := Figure
	if strings.HasSuffix(n.Target, ":number") {
		c = Number
	}
	r.b.stand(c, n.Segment.Start+r.base, n.Segment.Len())
}

// rawHTML leaves tags out: <b> parts nothing. A line break does.
func (r *reader) rawHTML(n *ast.RawHTML) {
	if n.Segments.Len() == 0 {
		return
	}
	s := n.Segments.At(0)
	if r.shown {
		r.tag(string(s.Value(r.source)), s.Start+r.base)
	} else if tag := strings.ToLower(string(s.Value(r.source))); strings.HasPrefix(tag, "<br") || strings.HasPrefix(tag, "<img") {
		r.b.stand(Object, s.Start+r.base, s.Len())
	}
}

// link notes an address at the place where it is written.
func (r *reader) link(n ast.Node, target string) {
	at, length := max(n.Pos(), 0), 1
	near := r.source[at:min(at+4096, len(r.source))]
	if k := bytes.Index(near, []byte(target)); k >= 0 && target != "" {
		at, length = at+k, len(target)
	}
	r.doc.Links = append(r.doc.Links, Link{target, at + r.base, length})
}

// text adds a piece of text with its escapes and references resolved.
func (r *reader) text(n *ast.Text) {
	s := string(n.Segment.Value(r.source))
	at := n.Segment.Start - n.Segment.Padding + r.base
	if n.IsRaw() {
		r.b.add(s, at)
	} else {
		r.resolve(s, at)
	}
	if n.SoftLineBreak() || n.HardLineBreak() {
		r.b.add("\n", at+len(s))
	}
}

func (r *reader) resolve(s string, at int) {
	from := 0
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			r.b.add(s[from:i], at+from)
			from = i + 1
			i++
		case s[i] == '&':
			end := strings.IndexByte(s[i:min(len(s), i+40)], ';')
			if end < 2 {
				continue
			}
			value := html.UnescapeString(s[i : i+end+1])
			if strings.HasSuffix(value, ";") {
				continue
			}
			r.b.add(s[from:i], at+from)
			for _, c := range value {
				r.b.stand(c, at+i, end+1)
			}
			from = i + end + 1
			i += end
		}
	}
	r.b.add(s[from:], at+from)
}
