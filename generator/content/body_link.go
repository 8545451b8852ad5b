package content

import (
	"bytes"
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"qizhi/generator/diag"
)

// destinationKind says where a link leads.
type destinationKind uint8

const (
	insideSite destinationKind = iota
	outsideSite
	unsafeTarget // runs code or carries a file along
	strangeTarget
)

// classify tells the destinations apart by their scheme. Browsers forgive white space and control
// characters in one, and so does this.
func classify(target string) destinationKind {
	scheme := strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7F {
			return -1
		}
		return r
	}, target)
	if strings.HasPrefix(scheme, "//") {
		return outsideSite
	}
	end := strings.IndexAny(scheme, ":/?#\\")
	if end <= 1 || scheme[end] != ':' { // C:\… and \\server\… are files, and somebody will say so
		return insideSite
	}
	if strings.ContainsFunc(scheme[:end], notInScheme) {
		return insideSite // 第一章：总则.md has none
	}
	switch strings.ToLower(scheme[:end]) {
	case "http", "https", "mailto", "tel", "sms", "ftp":
		return outsideSite
	case "javascript", "vbscript", "livescript", "data", "blob", "filesystem", "view-source":
		return unsafeTarget
	case "file":
		return insideSite
	}
	return strangeTarget
}

// notInScheme reports a character that no scheme has (RFC 3986, 3.1).
func notInScheme(r rune) bool {
	return r > 0x7F || !util.IsAlphaNumeric(byte(r)) && r != '+' && r != '.' && r != '-'
}

// destination resolves the escapes and references of a link's destination. A path of Windows keeps
// its backslashes.
func destination(raw []byte) string {
	if len(raw) > 2 && raw[1] == ':' && raw[2] == '\\' || bytes.HasPrefix(raw, []byte(`\\`)) {
		return string(raw)
	}
	if bytes.IndexByte(raw, '\\') < 0 && bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	return plainOf(raw)
}

// plainOf resolves escapes and references in a destination or title.
func plainOf(s []byte) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && util.IsPunct(s[i+1]):
			i++
		case s[i] == '&':
			if value, length := reference(s[i:]); length > 0 {
				b.WriteString(value)
				i += length - 1
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

// link writes a link: one out of the site as it is, one within it with a hole for its address.
func (w *writer) link(n *ast.Link) {
	target := destination(n.Destination)
	at, length := w.whereabouts(n, n.Destination)
	w.Room()
	if !w.OpenLink() {
		w.inlines(n)
		return
	}
	mark := w.Mark()
	w.Markup("<a")
	if !w.href(target, plainOf(n.Title), at, length) {
		w.Return(mark)
		w.inlines(n)
		return
	}
	if len(n.Title) > 0 {
		w.noFigures("提示文字（title）", plainOf(n.Title), at, length)
		w.Attribute("title", plainOf(n.Title))
	}
	w.Markup(">")
	scope := w.Enter(true)
	w.Links++
	w.inlines(n)
	w.Links--
	w.Leave(scope)
	w.Markup("</a>")
}

// noFigures refuses figures in a title attribute and in what is said of a picture, where none are filled in.
func (w *writer) noFigures(where, text string, at, length int) {
	for _, p := range Inline(text) {
		if p.Figure != "" {
			w.report(at, length, diag.Error, "figure/title", where+"里不能用 {{…}}："+text, "直接写文字；正文里可以用 {{…}}")
			return
		}
	}
}

// Title refuses figures in the title attribute of raw HTML.
func (w *writer) Title(text string, at int) { w.noFigures("提示文字（title）", text, at, 1) }

// href writes the attribute; false for a target that must not be published, which is reported.
func (w *writer) href(target, title string, at, length int) bool {
	switch classify(target) {
	case insideSite:
		if w.Muted() {
			return false
		}
		w.Markup(` href="`)
		w.refer(Reference{Kind: LinkReference, Target: target, Title: title}, at, length)
		w.Markup(`"`)
	case outsideSite:
		w.outside(string(util.URLEscape([]byte(target), false)), title, at, length)
	case unsafeTarget:
		w.report(at, length, diag.Error, "link/unsafe", "这个链接会运行脚本或夹带文件，不能发布", "改成网址或文件的路径")
		return false
	default:
		scheme, _, _ := strings.Cut(target, ":")
		w.report(at, length, diag.Warning, "link/scheme", "不认识以 "+scheme+": 开头的链接，只保留了文字", "改成 https:// 开头的网址，或站内文件的路径")
		return false
	}
	return true
}

// outside writes the attributes of a link out of the site. An address of the web leaves a hole: it may be one
// of the site itself. One without a scheme gets that of today, since it leads nowhere from a disk.
func (w *writer) outside(target, title string, at, length int) {
	if strings.HasPrefix(target, "//") {
		target = "https:" + target
	}
	if web := strings.HasPrefix(strings.ToLower(target), "http"); !web || w.Muted() {
		w.Attribute("href", target)
	} else {
		w.Markup(` href="`)
		w.refer(Reference{Kind: LinkReference, Target: target, Title: title}, at, length)
		w.Markup(`"`)
	}
	w.Markup(` rel="noopener"`)
}

// autoLink writes an address that is its own text.
func (w *writer) autoLink(n *ast.AutoLink) {
	label, url := n.Label(w.source), string(n.URL(w.source))
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(url), "mailto:") {
		url = "mailto:" + url
	}
	at := max(n.Pos(), 0)
	w.Room()
	mark := w.Mark()
	if w.OpenLink() {
		w.Markup("<a")
		if w.href(url, "", at, len(label)) {
			w.Markup(">")
			w.Text(label)
			w.Markup("</a>")
			return
		}
		w.Return(mark)
	}
	w.Text(label)
}

// image leaves a hole for a picture.
func (w *writer) image(n *ast.Image) {
	at, length := w.whereabouts(n, n.Destination)
	w.checkDescription(n)
	w.Room()
	w.picture(Reference{Target: destination(n.Destination), Text: Spoken(w.plainText(n)), Title: plainOf(n.Title),
		Alone: n.Parent().Kind() == ast.KindParagraph && picturesOnly(n.Parent())}, "写成 ![说明](图片)，说明", at, length)
}

// picture refers to a picture. describe begins the hint to one without a description.
func (w *writer) picture(r Reference, describe string, at, length int) {
	r.Kind = PictureReference
	if classify(r.Target) == unsafeTarget {
		w.report(at, min(length, 80), diag.Error, "picture/data", "图片的内容直接写在了文章里", "把图片另存为文件，放在文章旁边，再写它的文件名")
		w.Text([]byte(r.Text))
		return
	}
	w.noFigures("图片的说明", r.Text, at, length)
	w.noFigures("图片下的文字", r.Title, at, length)
	if w.quiet > 0 {
		w.Hide(r.Text) // a picture within a heading or another's description
		return
	}
	if strings.TrimSpace(r.Text) == "" {
		r.Text = ""
		w.report(at, length, diag.Warning, "picture/alt", "图片没有文字说明，看不见图的人不知道是什么", describe+"用一句话讲图里有什么")
	}
	w.refer(r, at, length)
}

// whereabouts is where a link's destination stands in the source; the link's own place when it is
// defined elsewhere or cut up by line ends. destination is then no part of w.source.
func (w *writer) whereabouts(n ast.Node, destination []byte) (at, length int) {
	if at = cap(w.source) - cap(destination); at >= 0 && at+len(destination) <= len(w.source) && len(destination) > 0 &&
		bytes.Equal(w.source[at:at+len(destination)], destination) {
		return at, len(destination)
	}
	return max(n.Pos(), 0), 1
}

// Link implements markup.References.
func (w *writer) Link(target string, at int) bool {
	if k := classify(target); k == unsafeTarget || k == strangeTarget {
		return false
	}
	return w.href(target, "", at, 1)
}

// Picture implements markup.References.
func (w *writer) Picture(source, alt, title string, at int) {
	w.picture(Reference{Target: source, Text: html.UnescapeString(alt), Title: title}, `在 <img> 里写上 alt="…"，`, at, 1)
}
