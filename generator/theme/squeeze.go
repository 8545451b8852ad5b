package theme

import (
	"bytes"
	"strings"
	"text/template/parse"
)

// isBlock reports the elements beside which white space means nothing in HTML. Flow elements that a style
// may make inline (li, a button's neighbours) are among them: a layout that needs the space writes
// &#32;.
func isBlock[T string | []byte](name T) bool {
	switch string(name) {
	case "!doctype", "html", "head", "body", "meta", "title", "link", "base", "script", "noscript",
		"header", "main", "footer", "nav", "section", "article", "aside", "div", "p", "h1", "h2", "h3", "h4", "h5", "h6",
		"hgroup", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption",
		"table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "colgroup", "col", "details", "summary",
		"blockquote", "address", "form", "fieldset", "hr", "template":
		return true
	}
	return false
}

// squeeze takes the indentation out of a layout's own text, once, when it is loaded: white space
// beside a block element goes, any other becomes one space. What a view holds is not touched.
func squeeze(root *parse.ListNode) {
	var s squeezer
	inspect(root, func(n parse.Node) {
		if text, ok := n.(*parse.TextNode); ok {
			text.Text = s.text(text.Text)
		}
	})
}

// squeezer remembers the tag that a text left open, for the text after the action in it:
// <li class="{{.Name}}"> … .
type squeezer struct {
	open string // name of the tag that is open, "" between tags
}

func (s *squeezer) text(src []byte) []byte {
	if bytes.Contains(src, []byte("<pre")) || bytes.Contains(src, []byte("<textarea")) {
		return src
	}
	out := make([]byte, 0, len(src))
	closed := "" // name of the tag that ends just before the next byte
	for i := 0; i < len(src); {
		c := src[i]
		if space(c) {
			end := i
			for end < len(src) && space(src[end]) {
				end++
			}
			if s.open != "" || !isBlock(closed) && !startsBlock(src[end:]) {
				out = append(out, ' ')
			}
			i = end
			continue
		}
		closed = ""
		switch {
		case c == '<' && tagName(src[i:]) != "":
			s.open = tagName(src[i:])
		case c == '>' && s.open != "":
			closed, s.open = s.open, ""
		}
		out = append(out, c)
		i++
	}
	return out
}

func space(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' }

// tagName is the lower-case name of the tag that begins at src[0], "" when none does.
func tagName(src []byte) string { return strings.ToLower(string(rawTagName(src))) }

// rawTagName is tagName as it is written.
func rawTagName[T string | []byte](src T) T {
	i := 1
	if i < len(src) && src[i] == '/' {
		i++
	}
	start := i
	for i < len(src) && (src[i] >= 'a' && src[i] <= 'z' || src[i] >= 'A' && src[i] <= 'Z' || src[i] >= '0' && src[i] <= '9' || src[i] == '!') {
		i++
	}
	return src[start:i]
}
