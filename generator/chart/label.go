package chart

import "strings"

// anchor says which point of a block of text stands at its x.
type anchor uint8

const (
	start anchor = iota
	middle
	end
)

// stand says which point of a block of text stands at its y.
type stand uint8

const (
	centred stand = iota // the middle of the block
	below                // the block begins at y
	above                // the block ends at y
)

// label is a block of text.
type label struct {
	lines []string
	class string  // "label", "value" (bold), "value halo", "missing", "axis"
	size  float64 // in em; 0 is 1
	// hollow leaves nothing of the letters but what a style sheet strokes them with.
	hollow bool
}

func oneLine(class, text string) label { return label{lines: []string{text}, class: class} }

func (t label) scale() float64 {
	if t.size == 0 {
		return em
	}
	return t.size * em
}

// bold reports whether the block is written in bold, as values are.
func (t label) bold() bool { return strings.HasPrefix(t.class, "value") }

// width and height are the room the block takes, in units.
func (t label) width() float64 {
	w := widest(t.lines) * t.scale()
	if t.bold() {
		w *= boldness
	}
	return w
}

func (t label) height() float64 {
	return (float64(len(t.lines)-1)*lineHeight + inkHeight) * t.scale()
}

// bounds is where the block comes to lie.
func (t label) bounds(x, y float64, a anchor, v stand) box {
	w, h := t.width(), t.height()
	b := box{x0: x, y0: y}
	switch a {
	case middle:
		b.x0 -= w / 2
	case end:
		b.x0 -= w
	}
	switch v {
	case centred:
		b.y0 -= h / 2
	case above:
		b.y0 -= h
	}
	b.x1, b.y1 = b.x0+w, b.y0+h
	for _, line := range t.lines {
		b.text += line
	}
	return b
}

// baseline is the distance in em from y to the first line's baseline. A Han character reaches
// .88 em above the baseline and .12 below.
func (t label) baseline(v stand) float64 {
	more := float64(len(t.lines)-1) * lineHeight
	switch v {
	case below:
		return 0.93
	case above:
		return -0.17 - more
	}
	return 0.38 - more/2
}

// put writes the block into a layer of the sheet and remembers its box.
func (s *sheet) put(l *layer, t label, x, y float64, a anchor, v stand) box {
	b := t.bounds(x, y, a, v)
	s.boxes = append(s.boxes, b)
	s.grow(b.y1)
	t.draw(l, x, y, a, v)
	return b
}

// draw writes the block into a layer.
func (t label) draw(l *layer, x, y float64, a anchor, v stand) {
	l.raw("<text")
	l.class(t.class)
	l.attr("x", x)
	l.attr("y", y)
	if len(t.lines) == 1 {
		l.raw(` dy="`)
		l.num(t.baseline(v))
		l.raw(`em"`)
	}
	switch a {
	case middle:
		l.raw(` text-anchor="middle"`)
	case end:
		l.raw(` text-anchor="end"`)
	}
	if t.bold() {
		l.raw(` font-weight="700"`)
	}
	if t.size != 0 && t.size != 1 {
		l.raw(` font-size="`)
		l.num(t.size)
		l.raw(`em"`)
	}
	if t.hollow {
		l.raw(` fill="none"`)
	}
	l.raw(">")
	t.write(l, x, v)
	l.raw("</text>")
}

// write writes the lines, each a tspan when there are several.
func (t label) write(l *layer, x float64, v stand) {
	if len(t.lines) == 1 {
		l.text(t.lines[0])
		return
	}
	dy := t.baseline(v)
	for _, line := range t.lines {
		l.raw("<tspan")
		l.attr("x", x)
		l.raw(` dy="`)
		l.num(dy)
		l.raw(`em">`)
		l.text(line)
		l.raw("</tspan>")
		dy = lineHeight
	}
}

// clampX is the x nearest to the wish at which the block, with its middle there, stays between low
// and high.
func (t label) clampX(want, low, high float64) float64 {
	half := t.width() / 2
	return max(low+half, min(want, high-half))
}
