package chart

import (
	"html"
	"math"
	"strconv"
)

// The measures of every picture, in its own units. Text is em high and the picture 22 em wide, so
// that it is 12 CSS pixels high where the picture is 264 wide: a phone of 320 with generous margins.
// All text is placed by fractions of an em, so that a theme can set it smaller on a wide screen
// (never larger) without moving it off its mark.
const (
	em         = 20.0
	defWidth   = 440
	lineHeight = 1.25 // of a line of text, in em
	inkHeight  = 1.1  // of what a line of Han fills, in em
	boldness   = 1.06 // how much wider bold text is
)

// layer is a stretch of markup under construction.
type layer []byte

// sheet is one picture under construction. Rules lie under marks, and words over both.
type sheet struct {
	kind            string // its classes beside "chart"
	id, title, desc string
	width           float64
	height          float64
	said            *Words          // what the picture says by itself
	linked          bool            // marks are links: a group for screen readers, whose words are hidden
	hatches         [maxSeries]bool // those that were used
	rim             bool            // a donut's ring is hatched
	rules           layer
	marks           layer
	words           layer
	boxes           []box // of every label, in order
	grid            []gridline
}

// box is the room one block of text takes.
type box struct {
	x0, y0, x1, y1 float64
	text           string
}

func (b box) overlaps(c box) bool {
	return b.x0 < c.x1-0.01 && c.x0 < b.x1-0.01 && b.y0 < c.y1-0.01 && c.y0 < b.y1-0.01
}

func newSheet(kind, id, title, desc string, width int) *sheet {
	if width == 0 {
		width = defWidth
	}
	return &sheet{kind: kind, id: id, title: clean(title), desc: clean(desc), width: float64(width), said: chinese}
}

// grow makes the picture at least so high.
func (s *sheet) grow(y float64) { s.height = max(s.height, y) }

// num writes a length with at most two decimals. The nudge decides ties before rounding, so that
// the last bit of a float, which differs between processors, never shows.
func (l *layer) num(x float64) {
	hundredths := int64(math.Floor(x*100 + 0.5 + 1e-6))
	if hundredths < 0 {
		*l = append(*l, '-')
		hundredths = -hundredths
	}
	*l = strconv.AppendInt(*l, hundredths/100, 10)
	if part := hundredths % 100; part > 0 {
		*l = append(*l, '.', byte('0'+part/10))
		if part%10 > 0 {
			*l = append(*l, byte('0'+part%10))
		}
	}
}

// raw writes finished markup.
func (l *layer) raw(markup ...string) {
	for _, m := range markup {
		*l = append(*l, m...)
	}
}

// text writes text, escaped.
func (l *layer) text(text string) { l.raw(html.EscapeString(text)) }

// attr writes a numeric attribute with a space before it.
func (l *layer) attr(name string, x float64) {
	l.raw(" ", name, `="`)
	l.num(x)
	l.raw(`"`)
}

// class writes a class attribute with a space before it.
func (l *layer) class(name string) { l.raw(` class="`, name, `"`) }

// line draws a straight line of a class.
func (l *layer) line(class string, x0, y0, x1, y1, width float64) {
	l.raw("<path")
	l.class(class)
	l.raw(` d="M`)
	l.num(x0)
	l.raw(" ")
	l.num(y0)
	switch {
	case x0 == x1:
		l.raw("V")
		l.num(y1)
	case y0 == y1:
		l.raw("H")
		l.num(x1)
	default:
		l.raw("L")
		l.num(x1)
		l.raw(" ")
		l.num(y1)
	}
	l.raw(`" fill="none" stroke="currentColor"`)
	if width != 1 {
		l.attr("stroke-width", width)
	}
	l.raw("/>")
}

// open begins a link when url is set, and names it; shut ends it.
func (l *layer) open(url, name string) {
	if url != "" {
		l.raw(`<a href="`, html.EscapeString(clean(url)), `"><title>`)
		l.text(name)
		l.raw("</title>")
	}
}

// twin begins the same link once more around a text that stands apart from its mark, for a pointer alone: the
// keyboard and a screen reader have the mark's.
func (l *layer) twin(url string) {
	if url != "" {
		l.raw(`<a href="`, html.EscapeString(clean(url)), `" tabindex="-1">`)
	}
}

func (l *layer) shut(url string) {
	if url != "" {
		l.raw("</a>")
	}
}
