package content

import (
	"bytes"
	"strconv"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

func (w *writer) blocks(parent ast.Node) {
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		w.block(n)
	}
}

func (w *writer) block(n ast.Node) {
	switch n := n.(type) {
	case *ast.Paragraph:
		w.paragraph(n)
	case *ast.TextBlock:
		w.checkParagraph(n)
		w.leaf(n, false)
		w.End(0)
	case *ast.Heading:
		w.heading(n)
	case *ast.List:
		w.list(n)
	case *ast.ListItem:
		w.item(n)
	case *ast.Blockquote:
		w.container("blockquote", "", n)
	case *extast.Table:
		w.table(n)
	case *ast.FencedCodeBlock:
		w.fence(n)
	case *ast.CodeBlock:
		w.checkCode(n)
		w.code(n, "")
	case *ast.ThematicBreak:
		w.Flow()
		w.Markup("<hr>")
	case *ast.HTMLBlock:
		w.htmlBlock(n)
	case *extast.DefinitionList:
		w.container("dl", "", n)
	case *extast.DefinitionTerm:
		w.Flow()
		w.Markup("<dt>")
		w.leaf(n, true)
		w.End(0)
		w.Markup("</dt>")
	case *extast.DefinitionDescription:
		w.container("dd", "", n)
	case *extast.FootnoteList:
		w.footnotes(n)
	case *ast.LinkReferenceDefinition:
	default:
		w.blocks(n)
	}
}

// container writes an element that holds blocks.
func (w *writer) container(name, attributes string, n ast.Node) {
	w.Flow()
	w.Markup("<" + name + attributes + ">")
	scope := w.Enter(false)
	w.blocks(n)
	w.Leave(scope)
	w.Markup("</" + name + ">")
}

// leaf writes the text of a block. phrasing says that the element holds no other blocks.
func (w *writer) leaf(n ast.Node, phrasing bool) {
	w.Begin()
	w.masked = false
	scope := w.Enter(phrasing)
	w.inlines(n)
	w.Leave(scope)
}

// paragraph writes a p element; one that holds nothing but pictures is not a p, and one that comes
// out empty (dropped HTML) is nothing at all.
func (w *writer) paragraph(n *ast.Paragraph) {
	w.checkParagraph(n)
	if picturesOnly(n) {
		w.Flow()
		w.leaf(n, false)
		w.End(0)
		return
	}
	w.Flow()
	start := w.Mark()
	class := w.paragraphClass(n)
	switch {
	case class == "":
		w.Markup("<p>")
	case class == "latin" && w.english(n):
		w.Markup(`<p class="latin" lang="en">`) // read aloud by an English voice
	default:
		w.Markup(`<p class="` + class + `">`)
	}
	content := w.Mark()
	w.lined = class == "signed" || class == "verse"
	w.leaf(n, true)
	w.lined = false
	if w.excerpt[1] == 0 && n.Parent().Kind() == ast.KindDocument && len(w.Running()) > 0 {
		w.excerpt = [2]int{len(w.Plain) - len(w.Running()), len(w.Plain)}
	}
	w.End(0)
	if w.Empty(content) {
		w.Return(start)
		return
	}
	w.TrimEnd(content)
	w.Markup("</p>")
}

// picturesOnly reports a paragraph of pictures with nothing but white space between them.
func picturesOnly(n ast.Node) bool {
	found := false
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *ast.Image:
			found = true
		case *ast.Text:
			if c.Segment.Stop > c.Segment.Start {
				return false
			}
		default:
			return false
		}
	}
	return found
}

func (w *writer) list(n *ast.List) {
	switch {
	case !n.IsOrdered():
		w.container("ul", "", n)
	case n.Start == 1:
		w.container("ol", "", n)
	default:
		w.container("ol", ` start="`+strconv.Itoa(n.Start)+`"`, n)
	}
}

func (w *writer) item(n *ast.ListItem) {
	class := ""
	if first := n.FirstChild(); first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == extast.KindTaskCheckBox {
		class = ` class="task-list-item"`
	}
	w.container("li", class, n)
}

// fence writes a fenced block: code, or a hole for one of BlockNames.
func (w *writer) fence(n *ast.FencedCodeBlock) {
	language := plainOf(n.Language(w.source))
	at := max(n.Pos(), 0)
	opening, _, _ := bytes.Cut(w.source[at:], []byte{'\n'})
	if !isBlockName(language) {
		w.checkFence(language, at, len(opening))
		w.code(n, language)
		return
	}
	w.Flow()
	w.refer(Reference{Kind: BlockReference, Target: language, Text: string(w.columns(n.Lines()))}, at, len(opening))
}

// BlockNames are the fences that are not code but a part of the page, described in TOML.
var BlockNames = []string{"chart", "gallery"}

func isBlockName(name string) bool {
	for _, n := range BlockNames {
		if n == name {
			return true
		}
	}
	return false
}

// code writes a block of code. Its text counts as text: it is searched and checked as well.
func (w *writer) code(n ast.Node, language string) {
	w.Flow()
	w.Markup("<pre><code")
	if language != "" {
		w.Attribute("class", "language-"+language)
	}
	w.Markup(">")
	w.Begin()
	w.Verbatim(w.lines(n.Lines()))
	w.End(0)
	w.Markup("</code></pre>")
}

// lines joins the lines of a block as they stand in it, without what its containers put before.
func (w *writer) lines(segments *text.Segments) []byte {
	var out []byte
	for i := range segments.Len() {
		s := segments.At(i)
		out = append(out, s.Value(w.source)...)
	}
	return out
}

// columns is lines with spaces for what stands before them, the marks of a quotation and the indent of
// a list: in TOML they mean nothing, and a fault is found at the column it has in the file.
func (w *writer) columns(segments *text.Segments) []byte {
	var out []byte
	for i := range segments.Len() {
		s := segments.At(i)
		start := bytes.LastIndexByte(w.source[:s.Start], '\n') + 1
		out = append(out, bytes.Repeat([]byte{' '}, s.Start-start)...)
		out = append(out, w.source[s.Start:s.Stop]...)
	}
	return out
}

// htmlBlock cleans raw HTML. A comment that silences a rule is heard here.
func (w *writer) htmlBlock(n *ast.HTMLBlock) {
	lines := w.rawSource(n)
	if n.Lines().Len() == 0 {
		return
	}
	if w.silence(n, lines) {
		return
	}
	w.raw = n
	clean := !w.Losses.Any()
	w.indented = n
	w.rawBlock(lines, n.Lines().At(0).Start)
	if clean && w.Losses.Any() { // they are told of at the end, when this block is no longer at hand
		w.Losses.At, w.blockLost = w.unindented(w.Losses.At), true
	}
	w.indented = nil
}
