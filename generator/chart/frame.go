package chart

// render is what SVG answers for what draw answers.
func render(s *sheet, err error) (string, error) {
	if err != nil {
		return "", err
	}
	return s.finish(), nil
}

// wordsOf is the layer for a value's text: inside its link, where it has one.
func (s *sheet) wordsOf(v Value) *layer {
	if v.URL != "" {
		return &s.marks
	}
	return &s.words
}

// finish puts the layers together into the svg element.
//
// Links inside role=img would be lost to a screen reader, so a linked picture is a named group: its
// links are read by their titles, and the words, which say the same again, are hidden.
func (s *sheet) finish() string {
	s.drawGrid()
	out := make(layer, 0, len(s.rules)+len(s.marks)+len(s.words)+512)
	s.begin(&out)
	s.defs(&out)
	hide, show := "", ""
	if s.linked {
		hide, show = `<g aria-hidden="true">`, "</g>"
	}
	out.raw(hide, string(s.rules), show, string(s.marks), hide, string(s.words), show, "</svg>")
	return string(out)
}

// begin writes the opening tag, title and description.
func (s *sheet) begin(out *layer) {
	role := "img"
	if s.linked {
		role = "group"
	}
	out.raw("<svg")
	out.class("chart " + s.kind)
	out.raw(` viewBox="0 0 `)
	out.num(s.width)
	out.raw(" ")
	out.num(s.height)
	out.raw(`"`)
	out.attr("width", s.width)
	out.attr("height", s.height)
	out.raw(` role="`, role, `" aria-labelledby="`, s.id, "-t ", s.id, `-d" fill="currentColor" font-size="20"><title id="`, s.id, `-t">`)
	out.text(s.title)
	out.raw(`</title><desc id="`, s.id, `-d">`)
	out.text(s.desc)
	out.raw("</desc>")
}

// hatch is how a series is filled: the tile's size and its drawing. The first is solid and the
// third empty, as the squares of the grid are, so that solid, hatched, outlined read the same everywhere.
var hatches = [maxSeries]struct {
	tile    string
	drawing string
}{
	1: {"8", `<path d="M-2 2L2-2M0 8L8 0M6 10L10 6" stroke="currentColor" stroke-width="2.6"/>`},
	3: {"7", `<circle cx="3.5" cy="3.5" r="1.9" fill="currentColor"/>`},
	4: {"8", `<path d="M0 4H8M4 0V8" stroke="currentColor" stroke-width="1.4"/>`},
	5: {"6", `<path d="M3 0V6" stroke="currentColor" stroke-width="2"/>`},
}

// seriesClass is the class that colours a series.
func seriesClass(i int) string { return "s" + string(rune('1'+i)) }

// defs writes the hatches that were used. A pattern takes its colour from its own class, because it
// inherits from where it stands and not from what it fills.
func (s *sheet) defs(out *layer) {
	mark := len(*out)
	out.raw("<defs>")
	empty := len(*out)
	for i, h := range hatches {
		if !s.hatches[i] || h.tile == "" {
			continue
		}
		id := s.id + "-" + seriesClass(i)
		out.raw(`<pattern id="`, id, `" class="`, seriesClass(i), `" width="`, h.tile, `" height="`, h.tile,
			`" patternUnits="userSpaceOnUse"><rect class="paper" width="`, h.tile, `" height="`, h.tile, `" fill="none"/>`,
			h.drawing, "</pattern>")
		if s.rim {
			out.raw(`<pattern id="`, id, `r" href="#`, id, `" patternTransform="scale(`, rimShrink, `)"/>`)
		}
	}
	if len(*out) == empty {
		*out = (*out)[:mark]
		return
	}
	out.raw("</defs>")
}

// paint writes the fill or stroke attribute of a series, and marks its hatch as used. suffix "r" is
// the hatch for a donut's ring, which is drawn small and scaled up.
func (s *sheet) paint(l *layer, attribute, suffix string, i int) {
	s.hatches[i] = true
	s.rim = s.rim || suffix != ""
	switch {
	case i == 0:
		l.raw(" ", attribute, `="currentColor"`)
	case hatches[i].tile == "":
		l.raw(" ", attribute, `="none"`)
	default:
		l.raw(" ", attribute, `="url(#`, s.id, "-", seriesClass(i), suffix, `)"`)
	}
}

// outline is the width of the line around a hatched bar; it lies inside the bar.
const outline = 2.0

// bar draws a bar of a series. What is too thin for a hatch is solid; what is empty hides the rules
// behind it.
func (s *sheet) bar(l *layer, i int, x, y, w, h float64) {
	if w <= 0 || h <= 0 {
		return
	}
	class, solid := seriesClass(i), i == 0 || min(w, h) < 2*outline
	if !solid && hatches[i].tile == "" {
		class += " paper"
	}
	l.raw("<rect")
	l.class(class)
	if solid {
		rectangle(l, x, y, w, h)
		l.raw("/>")
		return
	}
	rectangle(l, x+outline/2, y+outline/2, w-outline, h-outline)
	s.paint(l, "fill", "", i)
	l.raw(` stroke="currentColor"`)
	l.attr("stroke-width", outline)
	l.raw("/>")
}

func rectangle(l *layer, x, y, w, h float64) {
	l.attr("x", x)
	l.attr("y", y)
	l.attr("width", w)
	l.attr("height", h)
}
