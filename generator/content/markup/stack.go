package markup

import (
	"bytes"
	"strconv"
)

// maxStack is how deep raw HTML may nest; browsers give up at 512.
const maxStack = 200

// frame is an open element of raw HTML.
type frame struct {
	name    string
	rule    *rule
	at      int // where its start tag begins in HTML; -1 for one that is not written
	content int // where its contents begin
	holes   int
	source  int // offset of the tag in the source
}

// Scope is what Enter returns for Leave.
type Scope struct {
	base     int
	phrasing bool
}

// Enter begins an element that is not raw HTML: what raw HTML opens inside it ends inside it.
// phrasing says that the element holds no blocks (a paragraph, a heading, bold text).
func (b *Builder) Enter(phrasing bool) Scope {
	if phrasing {
		b.Room()
	}
	old := Scope{b.base, b.phrasing}
	b.base, b.phrasing = len(b.stack), phrasing
	b.depth++
	return old
}

// Apart begins text that is to be taken back by Return: what is open outside of it stays as it is.
func (b *Builder) Apart() Scope {
	old := b.Enter(false)
	b.phrasing = true
	return old
}

// Leave ends the element that Enter began, and all that is still open inside it.
func (b *Builder) Leave(old Scope) {
	b.closeTo(b.base, true)
	if b.skip != "" && b.skipAt == b.depth {
		b.skip = ""
	}
	b.depth--
	b.base, b.phrasing = old.base, old.phrasing
}

// Flow makes room for a block: whatever raw HTML is open that cannot hold one is closed.
func (b *Builder) Flow() {
	if len(b.stack) > b.base {
		b.openFlow()
	}
	if len(b.Plain) > b.text {
		b.End(0)
	}
}

// OpenLink makes room for a link: links do not nest, so that one of raw HTML that is open in this
// scope is closed. It reports false inside a link that cannot be closed here. A link that is not raw
// HTML is counted in Links while it is open.
func (b *Builder) OpenLink() bool {
	for i := len(b.stack) - 1; i >= 0; i-- {
		switch {
		case b.stack[i].name != "a":
		case i < b.base:
			return false
		default:
			b.closeTo(i, true)
		}
	}
	return b.Links == 0
}

// InLink reports that what is written now is inside a link.
func (b *Builder) InLink() bool {
	if b.Links > 0 {
		return true
	}
	for i := range b.stack {
		if b.stack[i].name == "a" {
			return true
		}
	}
	return false
}

// Finish closes everything.
func (b *Builder) Finish() {
	b.closeTo(0, true)
	b.skip = ""
	if len(b.Plain) > b.text {
		b.End(0)
	}
}

// top is the innermost element of this scope, or a frame without a name.
func (b *Builder) top() frame {
	if len(b.stack) > b.base {
		return b.stack[len(b.stack)-1]
	}
	return frame{rule: &rule{}}
}

// find returns the innermost open element of one of the names, not looking beyond a barrier.
func (b *Builder) find(names, barrier map[string]bool) int {
	for i := len(b.stack) - 1; i >= b.base; i-- {
		switch name := b.stack[i].name; {
		case names[name]:
			return i
		case barrier[name]:
			return -1
		}
	}
	return -1
}

// push opens an element whose start tag, from at on, has just been written.
func (b *Builder) push(name string, r *rule, at, source int) {
	b.stack = append(b.stack, frame{name, r, at, len(b.HTML), len(b.Holes), source})
	if r.kind != phrasing {
		b.End(0)
		b.Begin()
	}
}

// imply opens an element that the source left out.
func (b *Builder) imply(name string, source int) {
	at := len(b.HTML)
	b.HTML = append(append(append(b.HTML, '<'), name...), '>')
	b.push(name, rules[name], at, source)
}

// closeTo closes the elements from the innermost down to stack[n]. forced says that the source
// should have done so: an element that HTML does not close by itself then counts as a loss.
func (b *Builder) closeTo(n int, forced bool) {
	for len(b.stack) > n {
		f := b.stack[len(b.stack)-1]
		b.stack = b.stack[:len(b.stack)-1]
		if forced && !f.rule.optional && f.at >= 0 {
			b.lose(&b.Losses.Stray, f.source)
		}
		b.close(f)
	}
}

func (b *Builder) close(f frame) {
	if f.rule.kind != phrasing {
		if f.name != "pre" {
			b.trimEnd(f.content)
		}
		b.End(0)
	}
	if f.at < 0 {
		return
	}
	if f.rule.hollow && len(b.HTML) == f.content && len(b.Holes) == f.holes {
		b.HTML = b.HTML[:f.at]
		return
	}
	if f.name == "td" || f.name == "th" {
		b.alignCell(f)
	}
	b.HTML = append(append(append(b.HTML, "</"...), f.name...), '>')
	if f.name == "table" {
		b.HTML = append(b.HTML, "</div>"...)
	}
	if f.rule.kind != phrasing {
		b.Begin()
	}
}

// trimEnd cuts the white space before a tag that begins or ends a block; from is where the
// innermost element's contents begin.
func (b *Builder) trimEnd(from int) {
	end := len(b.HTML)
	for end > from && (b.HTML[end-1] == ' ' || b.HTML[end-1] == '\n') &&
		(len(b.Holes) == 0 || b.Holes[len(b.Holes)-1] < end) {
		end--
	}
	b.HTML = b.HTML[:end]
}

// alignCell shows the cell's text to whoever checks it, and aligns a number to the right.
func (b *Builder) alignCell(f frame) {
	inner := b.HTML[f.content:]
	if b.References != nil {
		b.References.Cell(inner, f.source)
	}
	tag := b.HTML[f.at:f.content]
	if len(b.Holes) > f.holes || !Numeric(inner) || bytes.Contains(tag, []byte(" class=")) {
		return
	}
	const class = ` class="right"`
	b.HTML = append(b.HTML, class...)
	name := f.at + len("<td")
	copy(b.HTML[name+len(class):], b.HTML[name:])
	copy(b.HTML[name:], class)
}

// OpenTable writes the start of a table inside the box in which it scrolls on a narrow screen.
func (b *Builder) OpenTable() {
	b.tables++
	label := "表格"
	if b.tables > 1 {
		label += strconv.Itoa(b.tables)
	}
	b.Markup(`<div class="table" role="region" tabindex="0" aria-label="` + label + `"><table`)
}
