package prose

import (
	"net/url"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"golang.org/x/net/html"

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

// tag adds what a tag is among text: nothing, the edge of a cell, or a break; and what it says itself.
func (r *reader) tag(tag string, at int) {
	r.attributes(tag, at)
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
	var open strings.Builder // the tag that goes on over the end of a line
	from := 0                // where it stands
	for _, segment := range segments {
		s, at := string(segment.Value(r.source)), segment.Start+r.base
		for s != "" {
			mark := "<"
			if open.Len() > 0 {
				mark = ">"
			}
			k := strings.Index(s, mark)
			switch {
			case k < 0 && open.Len() > 0:
				open.WriteString(s)
				k = len(s)
			case k < 0:
				r.resolve(s, at)
				k = len(s)
			case open.Len() > 0:
				k++
				open.WriteString(s[:k])
				r.attributes(open.String(), from)
				open.Reset()
			default:
				r.resolve(s[:k], at)
				if end := strings.IndexByte(s[k:], '>'); end >= 0 {
					r.tag(s[k:k+end+1], at+k)
					k += end + 1
				} else {
					open.WriteString(s[k:])
					from, k = at+k, len(s)
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

// attributes adds the values of a tag that are not what is written: with references, or the address of a phone.
func (r *reader) attributes(tag string, at int) {
	if !strings.Contains(tag, "&") && !strings.Contains(tag, "tel:") {
		return
	}
	z := html.NewTokenizer(strings.NewReader(tag))
	if kind := z.Next(); kind != html.StartTagToken && kind != html.SelfClosingTagToken {
		return
	}
	for _, a := range z.Token().Attr {
		r.unseen(unescaped(a.Val), at, len(tag))
	}
}

// address adds where a link leads, if that is a phone: tel:138…
func (r *reader) address(n *ast.Link) {
	target := unescaped(html.UnescapeString(string(n.Destination)))
	if r.shown && strings.HasPrefix(target, "tel:") {
		r.unseen(target, max(n.Pos(), 0)+r.base, 1)
	}
}

// unescaped is the address of a phone without its percents, and any other text as it is.
func unescaped(text string) string {
	if strings.HasPrefix(text, "tel:") {
		if target, err := url.PathUnescape(text); err == nil {
			return target
		}
	}
	return text
}

// unseen adds a text that a page holds and does not write out, as a block of its own.
func (r *reader) unseen(text string, at, length int) {
	b := &builder{kind: Alt, end: int32(at)}
	for _, c := range text {
		b.stand(c, at, length)
	}
	if block := b.block(); block != nil {
		r.doc.Blocks = append(r.doc.Blocks, block)
	}
}
