package content

import (
	"bytes"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark/ast"

	"qizhi/generator/content/han"
	"qizhi/generator/content/markdown"
	"qizhi/generator/diag"
)

// survey collects the headings of a tree in order.
func (w *writer) survey(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.Heading); ok {
			w.headings = append(w.headings, h)
		} else if n.Type() == ast.TypeBlock {
			w.survey(n)
		}
	}
}

// beginsWithHeading reports whether nothing but comments stands before the first heading of a tree.
func beginsWithHeading(root ast.Node) bool {
	n := root.FirstChild()
	for n != nil && n.Kind() == ast.KindHTMLBlock && n.(*ast.HTMLBlock).HTMLBlockType == ast.HTMLBlockType2 {
		n = n.NextSibling()
	}
	return n != nil && n.Kind() == ast.KindHeading
}

// takeTitle takes the first heading of level 1 out of the tree.
func (w *writer) takeTitle() string {
	for i, h := range w.headings {
		if title := w.plainText(h); h.Level == 1 && title != "" {
			w.headings = append(w.headings[:i], w.headings[i+1:]...)
			w.keepAnchors(h)
			h.Parent().RemoveChild(h.Parent(), h)
			if lines := h.Lines(); lines.Len() > 0 { // whatever is said of the title points at it
				first := lines.At(0)
				w.doc.Front.Places = Places{{"title", w.place(first.Start, first.Len())}}
			}
			return strings.Join(strings.Fields(title), " ")
		}
	}
	return ""
}

// keepAnchors leaves the tags of a heading that is taken out, <a name="…"></a>, where it stood: others link to them.
func (w *writer) keepAnchors(h *ast.Heading) {
	anchors := ast.NewHTMLBlock(ast.HTMLBlockType7)
	open := false
	for n := h.FirstChild(); n != nil; n = n.NextSibling() {
		raw, ok := n.(*ast.RawHTML)
		if !ok {
			continue
		}
		tag := bytes.ToLower(raw.Segments.Value(w.source))
		named := bytes.HasPrefix(tag, []byte("<a ")) && !bytes.Contains(tag, []byte("href")) &&
			(bytes.Contains(tag, []byte("name=")) || bytes.Contains(tag, []byte("id=")))
		if named || open && bytes.HasPrefix(tag, []byte("</a")) {
			anchors.Lines().AppendAll(raw.Segments.Sliced(0, raw.Segments.Len()))
			open = named
		}
	}
	if anchors.Lines().Len() > 0 {
		h.Parent().InsertBefore(h.Parent(), h, anchors)
	}
}

// lowerHeadings makes room for the page's one h1, its title: a body that begins at # begins at h2.
func (w *writer) lowerHeadings() {
	count, first := 0, -1
	for _, h := range w.headings {
		if h.Level == 1 {
			if count++; first < 0 {
				first = max(h.Pos(), 0)
			}
		}
	}
	if count == 0 {
		return
	}
	w.shift = 1
	w.report(first, 1, diag.Warning, "markdown/h1",
		fmt.Sprintf("正文里有 %d 个一级标题（#），一级标题是文章的题目；正文的标题都降了一级", count), "正文的标题从 ## 开始")
}

// claimAnchors takes the anchors that writers chose, before any is made from a heading's text.
func (w *writer) claimAnchors() {
	if w.anchors == nil {
		w.anchors, w.suffixes = map[string]bool{}, map[string]int{}
	}
	for _, h := range w.headings {
		id := markdown.HeadingID(h)
		if id == "" || w.Take(id) {
			continue
		}
		free := w.freeAnchor(id)
		w.report(max(h.Pos(), 0), 1, diag.Warning, "markdown/anchor", "锚点 #"+id+" 已经用过，这里改为 #"+free, "换一个名称")
		h.SetAttributeString("id", free)
	}
}

// Take implements markup.References.
func (w *writer) Take(id string) bool {
	if w.anchors[id] || isReserved(id) {
		return false
	}
	if w.quiet == 0 {
		w.anchors[id] = true
	}
	return true
}

// otherAnchors are the anchors written so far that are no heading's.
func (w *writer) otherAnchors() []string {
	var ids []string
	if len(w.anchors) > len(w.doc.Headings) {
		others := maps.Clone(w.anchors)
		for _, h := range w.doc.Headings {
			delete(others, h.ID)
		}
		ids = slices.Collect(maps.Keys(others))
	}
	ids = append(ids, w.notes...)
	slices.Sort(ids)
	return ids
}

// isReserved reports an anchor that is not an author's: those that begin with q- are the theme's, and
// fn: and fnref: the footnotes'.
func isReserved(id string) bool {
	return strings.HasPrefix(id, "q-") || strings.HasPrefix(id, "fn") && strings.Contains(id, ":")
}

func (w *writer) freeAnchor(id string) string {
	if isReserved(id) {
		id = "section-" + id
	}
	free := id
	for n := max(w.suffixes[id], 1); !w.Take(free); free = id + "-" + strconv.Itoa(n) {
		n++
		w.suffixes[id] = n
	}
	return free
}

// maxAnchor is how many characters of a heading its anchor has at most.
const maxAnchor = 60

// anchor makes an anchor from the text of a heading: its letters (Han among them) and digits, in
// small letters, with - for what is between them. It stays while the text does. Most headings are their own.
func anchor(text string) string {
	var b strings.Builder
	count, gap, own := 0, false, true
	for _, r := range text {
		own = own && inAnchor(r) && unicode.ToLower(r) == r
		count++
	}
	if own && 0 < count && count <= maxAnchor {
		return text
	}
	count = 0
	for _, r := range text {
		if !inAnchor(r) {
			gap = b.Len() > 0
			continue
		}
		if count++; count > maxAnchor {
			break
		}
		if gap {
			b.WriteByte('-')
			gap = false
		}
		b.WriteRune(unicode.ToLower(r))
	}
	if b.Len() == 0 {
		return "section"
	}
	return b.String()
}

// inAnchor reports a character that anchors have.
func inAnchor(r rune) bool {
	return han.Is(r) || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)
}

// TitleAnchor is the anchor that a title would have if it were a heading of the text, as it is in Markdown that
// comes from elsewhere and links to it.
func TitleAnchor(title string) string { return anchor(title) }

// heading writes a heading and enters it into the document. One without text is left out: it would
// be announced to people who cannot see that it is empty.
func (w *writer) heading(n *ast.Heading) {
	text := w.headingText(n)
	if text == "" && !n.HasChildren() {
		w.emptyHeading(n)
		return
	}
	level := min(n.Level+w.shift, 6)
	id := markdown.HeadingID(n)
	if id == "" {
		id = w.freeAnchor(anchor(text))
	}
	tag := "h" + strconv.Itoa(level)
	w.Flow()
	start, above := w.Mark(), w.Builder.Heading
	w.Markup("<" + tag)
	w.Attribute("id", id)
	w.Markup(">")
	content := w.Mark()
	if !w.Muted() {
		w.Builder.Heading = id
		w.doc.Headings = append(w.doc.Headings, Heading{Level: level, Text: text, ID: id})
	}
	w.leaf(n, true)
	if w.Empty(content) && !w.Muted() { // all that it held was dropped: <script>x</script>
		w.Return(start)
		w.Builder.Heading, w.doc.Headings = above, w.doc.Headings[:len(w.doc.Headings)-1]
		delete(w.anchors, id)
		w.emptyHeading(n)
		return
	}
	w.End(level)
	w.Markup("</" + tag + ">")
}

func (w *writer) emptyHeading(n *ast.Heading) {
	w.report(max(n.Pos(), 0), 1, diag.Warning, "markdown/heading", "标题是空的，已略去", "写上标题，或删去这个 #")
}

// headingText is the plain text of a heading. Most are one piece of text without a mark in it.
func (w *writer) headingText(n *ast.Heading) string {
	if t, ok := n.FirstChild().(*ast.Text); ok && t.NextSibling() == nil && t.Segment.Padding == 0 {
		if s := w.source[t.Segment.Start:t.Segment.Stop]; !bytes.ContainsAny(s, "\\&*") {
			return string(bytes.TrimFunc(s, unicode.IsSpace))
		}
	}
	return w.plainText(n)
}
