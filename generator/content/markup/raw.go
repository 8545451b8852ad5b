package markup

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"

	"qizhi/generator/content/han"
)

// Losses counts what was dropped, and where the first of it stood.
type Losses struct {
	At         int    // offset in the source; meaningless while Any is false
	Scripts    int    // scripts, frames, forms and event handlers
	Styles     int    // type setting of word processors
	Tags       int    // elements nobody knows
	Tag        string // the first of them
	Stray      int    // tags without a partner or in the wrong place
	Lone       string // the first of these that opens something
	Attributes int    // other attributes
	Media      int    // sound and film
	Formats    int    // of a picture, beside the one that is shown: of other types, for dark or narrow screens
	Characters int    // of text that went with the element it stood in; no white space
}

// Any reports whether anything was dropped.
func (l Losses) Any() bool {
	return l.Scripts+l.Styles+l.Tags+l.Stray+l.Attributes+l.Media+l.Formats > 0
}

func (b *Builder) lose(count *int, at int) {
	if !b.Losses.Any() {
		b.Losses.At = at
	}
	*count++
}

// stray loses a start tag in the wrong place or without an end.
func (b *Builder) stray(tag string, at int) {
	if b.lose(&b.Losses.Stray, at); b.Losses.Lone == "" {
		b.Losses.Lone = tag
	}
}

// Raw cleans a piece of raw HTML and writes what may stay. The piece may open elements that a later
// piece closes; what is open when its scope ends is closed there. at is the offset of the piece in
// the source, for places.
func (b *Builder) Raw(fragment []byte, at int) {
	z := html.NewTokenizer(bytes.NewReader(fragment))
	start, ends := at, closings{piece: fragment}
	for {
		kind := z.Next()
		raw := z.Raw()
		switch kind {
		case html.ErrorToken:
			if len(raw) > 0 {
				b.lose(&b.Losses.Stray, at)
			}
			return
		case html.TextToken:
			b.rawFigures(raw, at)
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			closed := skippedElements[t.Data] && (ends.after(t.Data, at-start) || b.Closes != nil && b.Closes(t.Data))
			if !closed {
				z.NextIsNotRawText()
			}
			b.startTag(t, closed, at)
		case html.EndTagToken:
			name, _ := z.TagName()
			b.endTag(string(name), at)
		}
		at += len(raw)
	}
}

// RawBlock does what Raw does to a piece that stands between blocks: white space at its ends is none.
func (b *Builder) RawBlock(fragment []byte, at int) {
	b.End(0)
	b.Begin()
	from := len(b.HTML)
	b.Raw(fragment, at)
	if b.find(pres, noElements) < 0 {
		b.trimEnd(from)
	}
}

// startTag opens an element or drops it. closed says that one to be dropped with its contents has an
// end tag; without it only the tag goes, for what follows is the writer's text.
func (b *Builder) startTag(t html.Token, closed bool, at int) {
	name := t.Data
	if b.skip != "" {
		return
	}
	if better, ok := renamed[name]; ok {
		name = better
	}
	r := rules[name]
	b.inPicture = b.inPicture || name == "picture"
	switch {
	case skippedElements[name] && !closed && t.Type == html.StartTagToken:
		b.stray(t.Data, at)
	case skippedElements[name]:
		b.lose(b.kindOfLoss(name), at)
		if t.Type == html.StartTagToken {
			b.skip, b.skipAt = name, b.depth
		}
	case r == nil && frameless[name]:
	case r == nil && (layout[name] || strings.Contains(name, ":")):
		b.lose(&b.Losses.Styles, at)
	case r == nil && countedTags[name]:
		b.lose(b.kindOfLoss(name), at)
	case r == nil:
		if b.lose(&b.Losses.Tags, at); b.Losses.Tags == 1 {
			b.Losses.Tag = t.Data
		}
	default:
		b.open(name, r, t, at)
	}
}

// kindOfLoss is the count of an element that is dropped because of what it does.
func (b *Builder) kindOfLoss(name string) *int {
	switch {
	case name == "source" && b.inPicture:
		return &b.Losses.Formats
	case media[name]:
		return &b.Losses.Media
	}
	return &b.Losses.Scripts
}

// open places an allowed element and writes its start tag.
func (b *Builder) open(name string, r *rule, t html.Token, at int) {
	if len(b.stack) >= maxStack || !b.place(name, r, at) {
		b.stray(t.Data, at)
		return
	}
	switch name {
	case "br":
		b.LineBreak()
		return
	case "img":
		b.picture(t.Attr, at)
		return
	case "table":
		start := len(b.HTML)
		b.OpenTable()
		b.attributes(name, r, t.Attr, at)
		b.HTML = append(b.HTML, '>')
		b.push(name, r, start, at)
		return
	}
	start := len(b.HTML)
	b.HTML = append(append(b.HTML, '<'), name...)
	bare := len(b.HTML)
	b.attributes(name, r, t.Attr, at)
	if len(b.HTML) == bare && (name == "span" || name == "a") {
		b.HTML, start = b.HTML[:start], -1 // it would say nothing
	} else {
		b.HTML = append(b.HTML, '>')
	}
	switch {
	case !r.void:
		b.push(name, r, start, at)
	case r.kind != phrasing:
		b.Begin()
	}
}

func (b *Builder) place(name string, r *rule, at int) bool {
	switch {
	case name == "rt" || name == "rp":
		return b.openPart(name, at)
	case r.kind == part:
		return b.openPart(name, at)
	case r.kind == flow:
		return b.openFlow()
	}
	b.Room()
	return name != "a" || b.OpenLink()
}

// endTag closes the element of that name, if it is open and not beyond the cell or table at hand.
func (b *Builder) endTag(name string, at int) {
	if b.skip != "" {
		if name == b.skip && b.depth == b.skipAt {
			b.skip = ""
		}
		return
	}
	if better, ok := renamed[name]; ok {
		name = better
	}
	b.inPicture = b.inPicture && name != "picture"
	if r := rules[name]; r == nil || r.void {
		return
	}
	barrier := cells
	if tableParts[name] {
		barrier = noElements
	}
	i := b.find(map[string]bool{name: true}, barrier)
	if i < 0 {
		if name != "p" {
			b.lose(&b.Losses.Stray, at)
		}
		return
	}
	b.closeTo(i+1, true)
	b.closeTo(i, false)
}

// rawText writes the text between tags. Its line ends follow the rule for Chinese: between two wide
// characters there is nothing, elsewhere one space.
// rawFigures writes a text with the figures that it quotes; code is left alone.
func (b *Builder) rawFigures(raw []byte, at int) {
	for b.References != nil && b.skip == "" && bytes.Contains(raw, []byte("{{")) && b.find(codes, noElements) < 0 {
		begin, end := figureIn(raw)
		if begin < 0 {
			break
		}
		if begin > 0 {
			b.rawText(raw[:begin])
		}
		b.References.Figure(string(raw[begin+2:end-2]), at+begin, end-begin)
		raw, at = raw[end:], at+end
	}
	if len(raw) > 0 {
		b.rawText(raw)
	}
}

// figureIn finds the first {{…}} of a text: on one line, not empty, without braces inside; -1 for none.
func figureIn(text []byte) (begin, end int) {
	for from := 0; ; {
		n := bytes.Index(text[from:], []byte("{{"))
		if n < 0 {
			return -1, -1
		}
		begin = from + n
		length := bytes.IndexAny(text[begin+2:], "{}\n")
		if length < 0 {
			return -1, -1
		}
		end = begin + 2 + length
		if bytes.HasPrefix(text[end:], []byte("}}")) && len(bytes.TrimSpace(text[begin+2:end])) > 0 {
			return begin, end + 2
		}
		from = begin + 1
	}
}

func (b *Builder) rawText(raw []byte) {
	if b.skip != "" {
		b.mute(raw)
		return
	}
	text := []byte(html.UnescapeString(string(raw)))
	blank := len(bytes.TrimSpace(text)) == 0
	if blank && (b.fresh || b.top().rule.implies != "") {
		return
	}
	if !blank {
		b.Room()
	}
	if i := b.find(pres, noElements); i >= 0 {
		if len(b.HTML) == b.stack[i].content {
			text = bytes.TrimLeftFunc(text, func(r rune) bool { return r == '\n' || r < 0x80 && IsControl(byte(r)) }) // HTML drops the first line end as well
		}
		b.fresh = false
		b.Text(text)
		return
	}
	for len(text) > 0 {
		i := bytes.IndexAny(text, " \t\r\n\f")
		if i < 0 {
			b.Text(text)
			return
		}
		b.Text(text[:i])
		rest := bytes.TrimLeft(text[i:], " \t\r\n\f")
		space := text[i : len(text)-len(rest)]
		if !(bytes.IndexByte(space, '\n') >= 0 && b.joins(rest)) {
			b.Space(" ")
		}
		text = rest
	}
}

// joins reports that a line end before next stands between two Chinese characters.
func (b *Builder) joins(next []byte) bool {
	before := han.Last(b.Running())
	if before == utf8.RuneError {
		return false
	}
	return han.IsWide(before) && han.IsWide(han.First(next))
}
