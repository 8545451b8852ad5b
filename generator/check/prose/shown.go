package prose

import (
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"

	"qizhi/generator/content/markdown"
)

// Shown reads all text that a page shows of the body that begins at an offset of a source, but for
// blocks of code, which show their source: with code between words and HTML, white space for every
// break of a line, and each row of a table as one more block, its cells parted by tabs. Where the head of
// a table has one of the words, the row begins with it.
func Shown(source string, body int, headWords ...string) []*Block {
	raw := []byte(source[body:])
	root, _ := markdown.Parse(raw)
	r := &reader{source: raw, base: body, doc: &Document{}, shown: true, headWords: headWords}
	r.blocks(root)
	for _, b := range r.doc.Blocks {
		b.Text = strings.ReplaceAll(b.Text, "\n", " ")
	}
	return r.doc.Blocks
}

// joinRow adds a row of a table as one block.
func (r *reader) joinRow(table, row ast.Node) {
	outer := r.b
	r.b = &builder{kind: Cell, end: int32(max(row.Pos(), 0) + r.base)}
	if head := table.FirstChild(); row != head && len(r.headWords) > 0 {
		written := r.textOf(head)
		if i := slices.IndexFunc(r.headWords, func(w string) bool { return strings.Contains(written, w) }); i >= 0 {
			for _, c := range r.headWords[i] {
				r.b.stand(c, int(r.b.end), 0)
			}
			r.b.stand('\uFF1A', int(r.b.end), 0)
		}
	}
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		r.inlines(cell)
		if cell.NextSibling() != nil {
			r.b.stand('\t', int(r.b.end), 0)
		}
	}
	if b := r.b.block(); b != nil {
		r.doc.Blocks = append(r.doc.Blocks, b)
	}
	r.b = outer
}

// textOf is the plain text of a node.
func (r *reader) textOf(n ast.Node) string {
	outer := r.b
	r.b = &builder{}
	for cell := n.FirstChild(); cell != nil; cell = cell.NextSibling() {
		r.inlines(cell)
	}
	text := string(r.b.text)
	r.b = outer
	return text
}

// partless are the elements that part nothing in a line.
var partless = []string{"a", "abbr", "b", "bdi", "bdo", "code", "del", "em", "font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp",
	"small", "span", "strike", "strong", "sub", "sup", "time", "u", "var", "wbr"}

// tag adds what a tag is among text: nothing, the edge of a cell, or a break.
func (r *reader) tag(tag string, at int) {
	name := strings.ToLower(strings.TrimLeft(tag, "</!"))
	if end := strings.IndexFunc(name, func(c rune) bool { return (c < 'a' || c > 'z') && (c < '0' || c > '9') }); end >= 0 {
		name = name[:end]
	}
	switch {
	case strings.HasPrefix(tag, "<!") || slices.Contains(partless, name):
	case name == "tr":
		r.nextRow()
	case name == "td" || name == "th":
		if r.cell = !strings.HasPrefix(tag, "</"); !r.cell {
			r.b.stand('\t', at, len(tag))
		}
	case name == "br" || r.cell: // Word puts a paragraph into every cell
		r.b.stand(' ', at, len(tag))
	default:
		r.b.stand(Object, at, len(tag))
	}
}

// nextRow ends a row of a table of HTML: each is a block of its own, as one of Markdown is.
func (r *reader) nextRow() {
	if b := r.b.block(); b != nil {
		r.doc.Blocks = append(r.doc.Blocks, b)
	}
	r.b, r.cell = &builder{kind: Cell}, false
}

// htmlBlock adds a block of HTML: its tags left out, its references resolved.
func (r *reader) htmlBlock(n *ast.HTMLBlock) {
	outer := r.b
	r.b, r.cell = &builder{kind: Paragraph}, false
	segments := n.Lines().Sliced(0, n.Lines().Len())
	if n.HasClosure() {
		segments = append(segments, n.ClosureLine)
	}
	inTag := false // a tag may go on over the end of a line
	for _, segment := range segments {
		s, at := string(segment.Value(r.source)), segment.Start+r.base
		for s != "" {
			mark := "<"
			if inTag {
				mark = ">"
			}
			k := strings.Index(s, mark)
			switch {
			case k < 0 && inTag:
				k = len(s)
			case k < 0:
				r.resolve(s, at)
				k = len(s)
			case inTag:
				inTag = false
				k++
			default:
				r.resolve(s[:k], at)
				if end := strings.IndexByte(s[k:], '>'); end >= 0 {
					r.tag(s[k:k+end+1], at+k)
					k += end + 1
				} else {
					inTag, k = true, len(s)
				}
			}
			s, at = s[k:], at+k
		}
	}
	if b := r.b.block(); b != nil {
		r.doc.Blocks = append(r.doc.Blocks, b)
	}
	r.b = outer
}
