package chart

// The swatch of a legend: a square of the series's own hatch, and the space after it.
const (
	swatch    = 0.9 * em
	swatchGap = 0.35 * em
	keyGap    = 0.9 * em // between two entries
)

// unitLine writes what the numbers count, and returns the y below it.
func (s *sheet) unitLine(unit, note string, y float64) float64 {
	text := clean(unit)
	if text != "" {
		text = with(s.said.Unit, text)
	}
	if note != "" && text != "" {
		text += s.said.Comma
	}
	if text += note; text == "" {
		return y
	}
	lines, _ := wrap(text, (s.width-2)/em)
	b := s.put(&s.words, label{lines: lines, class: "axis"}, 1, y, start, below)
	return b.y1 + 0.35*em
}

// legend writes the names of the series in rows that flow, and returns the y below. mark draws the
// sign of a series in a square whose left edge and middle are given.
func (s *sheet) legend(names []string, y float64, mark func(i int, x, y float64)) float64 {
	x, lines := 1.0, 1
	for i, name := range names {
		room := s.width - 2 - swatch - swatchGap
		wrapped, _ := wrap(name, room/em)
		t := label{lines: wrapped, class: "label"}
		if x > 1 && !fits(x+swatch+swatchGap+t.width(), s.width-1) {
			x, y, lines = 1, y+float64(lines)*lineHeight*em+0.15*em, 1
		}
		mark(i, x, y+lineHeight*em/2)
		s.put(&s.words, t, x+swatch+swatchGap, y+(lineHeight-inkHeight)/2*em, start, below)
		x += swatch + swatchGap + t.width() + keyGap
		lines = max(lines, len(wrapped))
	}
	return y + float64(lines)*lineHeight*em + 0.4*em
}

// swatch draws the legend's square of a series.
func (s *sheet) swatch(i int, x, y float64) { s.bar(&s.marks, i, x, y-swatch/2, swatch, swatch) }

func names(series []Series) []string {
	list := make([]string, len(series))
	for i, s := range series {
		list[i] = clean(s.Name)
	}
	return list
}
