// Package markup builds a fragment of HTML that is balanced by construction, whatever raw HTML is
// poured into it.
//
// It promises that its output parses into the very tree it was written as: every element is closed
// where its parent ends, no element stands where HTML does not allow it, nothing of what a page must
// not carry (scripts, styles, event handlers, foreign frames) gets through, and the text is kept.
// Beside the HTML it keeps the plain text, cut into blocks, and the places of holes that somebody
// else will fill. What it had to drop it counts. It knows no Markdown and no page.
package markup

import (
	"bytes"
	"unicode"

	"qizhi/generator/content/han"
)

// Block is the plain text Plain[Start:End] of one paragraph, heading, list item or table cell.
type Block struct {
	Start, End int
	Level      int // of a heading; 0 for text
	Heading    string
}

// References is asked about everything in raw HTML that needs the rest of the page or site. at is
// the offset of the tag, as given to Raw.
type References interface {
	// Link writes the href attribute that leads to target, with a space before it, or reports
	// that there is none to write.
	Link(target string, at int) bool
	// Picture writes a whole picture.
	Picture(source, alt, title string, at int)
	// Title is shown every title attribute that is kept.
	Title(text string, at int)
	// Figure writes a figure that a text quotes: ref is the inside of {{…}}.
	Figure(ref string, at, length int)
	// Take reports whether id is free, and takes it.
	Take(id string) bool
	// Cell is shown the text of every table cell.
	Cell(text []byte, at int)
}

// Builder is a fragment being written. The zero Builder is ready; Reset makes it so again.
type Builder struct {
	HTML   []byte
	Plain  []byte
	Holes  []int // offsets in HTML
	Blocks []Block
	// Heading is the id of the heading under which text is written.
	Heading string
	// References answers for the links and pictures of raw HTML; without it they are dropped.
	References References
	// Closes reports that an end tag of the name follows in a later piece of the same scope. Without
	// it, an element counts as closed only when its end tag is in the same piece.
	Closes func(name string) bool
	// Links is how many links that are not raw HTML are open.
	Links int
	// Controls counts the control characters left out of texts.
	Controls int
	// Losses is what Raw dropped so far.
	Losses Losses

	inPicture bool // raw HTML is between <picture> and its end: a <source> there is no film's

	text     int  // where the running block of plain text begins
	fresh    bool // nothing but white space since the block began: an indent is to be dropped
	tables   int
	stack    []frame // open elements of raw HTML
	base     int     // those below it belong to an outer scope
	phrasing bool    // the scope holds no blocks
	depth    int
	skip     string // the element being dropped with its contents
	skipAt   int    // the depth at which it was opened
}

// Reset forgets everything but the memory.
func (b *Builder) Reset() {
	*b = Builder{HTML: b.HTML[:0], Plain: b.Plain[:0], Holes: b.Holes[:0], Blocks: b.Blocks[:0], stack: b.stack[:0]}
}

// Muted reports that what is written now is inside an element dropped with its contents.
func (b *Builder) Muted() bool { return b.skip != "" }

// mute counts the characters of a text that is dropped with the element it stands in.
func (b *Builder) mute(s []byte) {
	for _, r := range string(s) {
		if !unicode.IsSpace(r) {
			b.Losses.Characters++
		}
	}
}

// Markup writes finished HTML.
func (b *Builder) Markup(s string) {
	if b.skip == "" {
		b.HTML = append(b.HTML, s...)
	}
}

// Text writes text, of which the HTML shows every character and Plain holds every one. Control
// characters are left out; white space that opens a block is its indent, and left out as well.
func (b *Builder) Text(s []byte) {
	if b.skip != "" {
		b.mute(s)
		return
	}
	if len(b.stack) > b.base && len(bytes.TrimSpace(s)) > 0 {
		b.Room()
	}
	if b.fresh {
		if s = han.TrimIndent(s); len(s) == 0 {
			return
		}
		b.fresh = false
	}
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !special[c] {
			i += max(han.BeforeASCII(s[i:]), 1) - 1
			continue
		}
		escape := ""
		switch {
		case IsControl(c):
			b.Controls++
		case c == '<':
			escape = "&lt;"
		case c == '&': // always: strict validators count a bare one (package minify leaves it, too)
			escape = "&amp;"
		}
		b.HTML = append(append(b.HTML, s[from:i]...), escape...)
		if escape == "" {
			b.Plain = append(b.Plain, s[from:i]...)
		} else {
			b.Plain = append(b.Plain, s[from:i+1]...)
		}
		from = i + 1
	}
	b.HTML, b.Plain = append(b.HTML, s[from:]...), append(b.Plain, s[from:]...)
}

// Verbatim writes text in which white space counts.
func (b *Builder) Verbatim(s []byte) {
	b.fresh = false
	b.Text(s)
}

// LineBreak begins a new line within a block; white space that follows is its indent.
func (b *Builder) LineBreak() {
	if b.skip != "" {
		return
	}
	b.HTML, b.Plain = append(b.HTML, "<br>"...), append(b.Plain, '\n')
	b.fresh = true
}

// Hide writes text that only Plain holds.
func (b *Builder) Hide(s string) {
	if b.skip != "" {
		b.mute([]byte(s))
		return
	}
	b.Plain = append(b.Plain, s...)
	b.fresh = false
}

// Solid says that something visible stands here: white space after it is no indent.
func (b *Builder) Solid() { b.fresh = false }

// Space writes s, white space between words, unless the block has just begun.
func (b *Builder) Space(s string) {
	if b.skip == "" && !b.fresh {
		b.HTML, b.Plain = append(b.HTML, s...), append(b.Plain, s...)
	}
}

// Hole leaves a place to be filled and reports whether there is one: inside a dropped element there
// is not.
func (b *Builder) Hole() bool {
	if b.skip != "" {
		return false
	}
	b.Holes = append(b.Holes, len(b.HTML))
	b.fresh = false
	return true
}

// Begin starts a block of plain text.
func (b *Builder) Begin() {
	b.text, b.fresh = len(b.Plain), true
}

// End ends the block of plain text; a blank one is not kept. level is that of a heading, 0 for text.
func (b *Builder) End(level int) {
	end := len(b.Plain)
	for end > b.text && (b.Plain[end-1] == ' ' || b.Plain[end-1] == '\n') {
		end--
	}
	if end > b.text {
		b.Blocks = append(b.Blocks, Block{b.text, end, level, b.Heading})
	}
	b.text = len(b.Plain)
}

// Mark is a state of a Builder to which it can return.
type Mark struct {
	html, plain, holes, blocks, text int
	fresh                            bool
}

// Mark returns the present state.
func (b *Builder) Mark() Mark {
	return Mark{len(b.HTML), len(b.Plain), len(b.Holes), len(b.Blocks), b.text, b.fresh}
}

// Return forgets what was written since the mark. Nothing that was opened since may still be open.
func (b *Builder) Return(m Mark) {
	b.HTML, b.Plain, b.Holes, b.Blocks = b.HTML[:m.html], b.Plain[:m.plain], b.Holes[:m.holes], b.Blocks[:m.blocks]
	b.text, b.fresh = m.text, m.fresh
}

// Since is the plain text written since the mark.
func (b *Builder) Since(m Mark) []byte { return b.Plain[m.plain:] }

// Empty reports that nothing was written since the mark.
func (b *Builder) Empty(m Mark) bool { return len(b.HTML) == m.html && len(b.Holes) == m.holes }

// TrimEnd cuts the white space at the end of what was written since the mark.
func (b *Builder) TrimEnd(m Mark) { b.trimEnd(m.html) }

// Running is the plain text of the block so far.
func (b *Builder) Running() []byte { return b.Plain[b.text:] }

// special are the bytes of a text that HTML cannot show as they are.
var special = func() (t [256]bool) {
	for c := range 0x20 {
		t[c] = c != '\t' && c != '\n' && c != '\f' // a source has no \r, and a parser would change it
	}
	t['<'], t['&'], t[0x7F] = true, true, true
	return t
}()

// IsControl reports a character that no page may hold.
func IsControl(c byte) bool { return special[c] && c != '<' && c != '&' }

// ambiguous reports that an ampersand before s could be read as the beginning of a reference.
func ambiguous(s []byte) bool {
	if len(s) == 0 {
		return true
	}
	c := s[0]
	return c == '#' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z'
}

// Escape appends text to HTML as Text does, without Plain.
func Escape(dst, s []byte) []byte {
	for _, c := range s {
		switch {
		case c == '<':
			dst = append(dst, "&lt;"...)
		case c == '&':
			dst = append(dst, "&amp;"...)
		case special[c]:
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// EscapeAttribute appends the value of an attribute in double quotes.
func EscapeAttribute(dst []byte, s string) []byte {
	for i := range len(s) {
		switch c := s[i]; {
		case c == '"':
			dst = append(dst, "&#34;"...)
		case c == '&' && ambiguous([]byte(s[i+1:min(i+2, len(s))])):
			dst = append(dst, "&amp;"...)
		case c == '<':
			dst = append(dst, "&lt;"...)
		case IsControl(c):
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

// Attribute writes name="value" with a space before it.
func (b *Builder) Attribute(name, value string) {
	if b.skip == "" {
		b.HTML = append(append(append(b.HTML, ' '), name...), `="`...)
		b.HTML = append(EscapeAttribute(b.HTML, value), '"')
	}
}
