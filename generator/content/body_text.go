package content

import (
	"bytes"
	"html"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"qizhi/generator/content/han"
	"qizhi/generator/content/markdown"
	"qizhi/generator/diag"
)

// textNode writes a piece of text and the line end behind it.
func (w *writer) textNode(n *ast.Text) {
	s := n.Segment.Value(w.source)
	if n.IsRaw() {
		w.Text(s)
	} else {
		w.markdown(s, n)
	}
	switch {
	case n.HardLineBreak(), n.SoftLineBreak() && (w.lined || w.cell):
		w.LineBreak()
	case n.SoftLineBreak() && !w.joins(n):
		w.Space("\n")
	}
}

// marks are the bytes that do not stand for themselves in Markdown's text.
var marks = [256]bool{'\\': true, '&': true, '*': true}

// markdown writes text with its escapes and references resolved, and masks made audible.
func (w *writer) markdown(s []byte, n *ast.Text) {
	from := 0
	for i := 0; i < len(s); {
		if !marks[s[i]] {
			i += max(han.BeforeASCII(s[i:]), 1)
			continue
		}
		escaped := s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1])
		switch {
		case s[i] == '*' || escaped && s[i+1] == '*':
			w.Text(s[from:i])
			i += w.asterisks(s[i:], n, n.Segment.Start+i-n.Segment.Padding)
			from = i
		case escaped:
			w.Text(s[from:i])
			from = i + 1
			i += 2
		case s[i] == '&':
			value, length := reference(s[i:])
			if length > 0 {
				w.Text(s[from:i])
				w.Text([]byte(value))
				from = i + length
			}
			i += max(length, 1)
		default:
			i++
		}
	}
	w.Text(s[from:])
}

// reference reads &name; &#123; or &#x7B; at the beginning of s (CommonMark, "Entity and numeric
// character references"); length is 0 when it is none.
func reference(s []byte) (value string, length int) {
	end := bytes.IndexByte(s[:min(len(s), 40)], ';')
	if end < 2 {
		return "", 0
	}
	for i, c := range s[1:end] {
		if !util.IsAlphaNumeric(c) && (c != '#' || i > 0) {
			return "", 0
		}
	}
	if s[1] == '#' && (end > 9 || end < 3 || !util.IsNumeric(s[2]) && end < 4) {
		return "", 0
	}
	raw := string(s[:end+1])
	if value = html.UnescapeString(raw); value == raw || value[len(value)-1] == ';' && value != ";" && len(value) > 1 {
		return "", 0
	}
	return value, end + 1
}

// asterisks writes a run of asterisks that mark nothing, escaped (\*) or not, and returns its length.
// Beside Han they hide a name (市*商会): a screen reader hears 某. Those not escaped are reported,
// because with another one in the paragraph they would have become emphasis.
func (w *writer) asterisks(s []byte, n *ast.Text, at int) int {
	stars, length, bare := 0, 0, false
	for length < len(s) {
		switch {
		case s[length] == '*':
			bare = true
			length++
		case s[length] == '\\' && length+1 < len(s) && s[length+1] == '*':
			length += 2
		default:
			return w.mask(stars, length, bare, s[length:], n, at)
		}
		stars++
	}
	return w.mask(stars, length, bare, nil, n, at)
}

// isNamed reports asterisks that are called by their name: 带*号的是必填项. Behind a street it is the
// number of a house that is hidden.
func isNamed(before, after rune, stars int) bool {
	return stars == 1 && (after == '号' || after == '标') && !strings.ContainsRune("路街巷道弄里楼栋幢第", before)
}

func (w *writer) mask(stars, length int, bare bool, rest []byte, n *ast.Text, at int) int {
	after, _ := utf8.DecodeRune(rest)
	if len(rest) == 0 {
		after = first(w.ahead(n))
	}
	before := w.behind()
	footnote := bare && stars == 1 && after == 0 && !namesPerson(w.Running()) // 姓名* at the end of a line says: see below
	if opens := before == 0 && !bare && stars == 1 && followsAlone(rest); opens {
		return w.hiddenName(stars, length)
	}
	if footnote || !bare && isNamed(before, after, stars) || !isMask(before, after, stars) {
		if bare && stars == 2 {
			w.checkUnpaired(at)
		}
		w.Text(bytes.Repeat([]byte{'*'}, stars))
		return length
	}
	if bare && !w.masked && w.quiet == 0 {
		w.masked = true
		becomes, mend := "斜体", ""
		if stars > 1 {
			becomes = "粗体"
		} else if !amongEmphasis(n) {
			mend = "（qizhi check --fix 可代为改好）"
		}
		w.report(at, length, diag.Warning, "markdown/mask", "汉字中间的 "+strings.Repeat("*", stars)+" 没有成对，按掩码显示；同一段再有一处，两处之间的字就会变成"+becomes,
			"掩码的星号前面加反斜杠，写成 "+strings.Repeat(`\*`, stars)+mend+"；要加粗就用成对的 **")
	}
	return w.hiddenName(stars, length)
}

// followsAlone reports a text that goes on as one does behind a name of which nothing is left: \*等16名.
func followsAlone(rest []byte) bool {
	return hasAnyPrefix(string(rest[:min(len(rest), 12)]), append([]string{"等", "、", "和", "与"}, titles...)...)
}

// hiddenName writes asterisks that hide part of a name.
func (w *writer) hiddenName(stars, length int) int {
	text := bytes.Repeat([]byte{'*'}, stars)
	w.Room()
	w.Markup(`<span class="mask"><span aria-hidden="true">` + string(text) + `</span><span class="sr">某</span></span>`)
	w.Hide(string(text))
	return length
}

// checkUnpaired warns of ** that was meant to make text bold, and is shown as it stands: ** 重点 **.
func (w *writer) checkUnpaired(at int) {
	if w.masked || w.cell || w.quiet > 0 || hidesDigits(w.source[:at], w.source[at+2:]) || !markdown.AmongHan(w.source, at, at+2) {
		return
	}
	w.masked = true
	w.report(at, 2, diag.Warning, "markdown/emphasis", "这里的 ** 没有起作用，会原样显示出来",
		`加粗的 ** 要成对，紧贴要加粗的文字，里面不能有空格；就是要显示星号，写成 \*\*`)
}

// isMask reports that asterisks between two characters (0 at the edge of a block) hide part of a
// name: Han is on one side, and on the other Han, Chinese punctuation or the edge. One asterisk that
// opens a block is a footnote's.
func isMask(before, after rune, stars int) bool {
	punct := func(r rune) bool { return han.IsPunct(r) || han.IsShared(r) }
	switch {
	case han.Is(before):
		return han.Is(after) || punct(after) || after == 0
	case han.Is(after):
		return punct(before) || before == 0 && stars > 1
	}
	return false
}

// joins reports that the line end behind n stands between two Chinese characters, where it is
// nothing. What is beside it may be inside other elements.
func (w *writer) joins(n *ast.Text) bool {
	before := w.behind()
	if before == 0 {
		return false
	}
	if han.IsShared(before) {
		before = han.Last(w.Running())
	}
	return han.IsWide(before) && han.IsWide(han.First(w.ahead(n)))
}

// behind is the last character written in this block; 0 at its beginning.
func (w *writer) behind() rune {
	running := w.Running()
	switch {
	case len(running) == 0:
		return 0
	case w.figureEnd == len(w.Plain):
		return w.figureTail
	}
	r, _ := utf8.DecodeLastRune(running)
	return r
}

// ahead returns the beginning of the text that follows n in its block, with escapes resolved.
func (w *writer) ahead(n ast.Node) []byte {
	for n != nil && n.Type() == ast.TypeInline {
		if next := n.NextSibling(); next != nil {
			if text, found := w.opening(next); found {
				return text
			}
			n = next
			continue
		}
		n = n.Parent()
	}
	return nil
}

// opening is the text with which an inline node begins; false when it shows nothing.
func (w *writer) opening(n ast.Node) ([]byte, bool) {
	switch n := n.(type) {
	case *ast.Text:
		s := n.Segment.Value(w.source)
		if len(s) > 1 && s[0] == '\\' && util.IsPunct(s[1]) {
			s = s[1:]
		} else if value, length := reference(s); length > 0 {
			s = []byte(value)
		}
		return s, len(s) > 0
	case *ast.RawHTML:
		return nil, false
	case *ast.AutoLink:
		return n.Label(w.source), true
	case *markdown.Figure:
		return []byte("0"), true
	case *ast.Image:
		return []byte("\uFFFC"), true
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if text, found := w.opening(c); found {
			return text, true
		}
	}
	return []byte("\uFFFC"), n.FirstChild() == nil
}

// first is the first character of s; 0 when there is none.
func first(s []byte) rune {
	if len(s) == 0 {
		return 0
	}
	r, _ := utf8.DecodeRune(s)
	return r
}
