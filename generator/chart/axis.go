package chart

// tickGap is the least space between two labels of an axis.
const tickGap = 0.4 * em

// acrossScale is the finest scale whose labels do not touch when the axis lies from x0 to x1.
func (s *sheet) acrossScale(high float64, whole bool, x0, x1 float64) scale {
	for most := 5; most > 1; most-- {
		sc := newScale(0, high, most, whole)
		edge, clear := -1e9, true
		for i, text := range sc.labels(s.said.Large) {
			t := oneLine("axis", text)
			b := t.bounds(s.tickX(sc, t, i, x0, x1), 0, middle, below)
			clear = clear && fits(edge+tickGap, b.x0)
			edge = b.x1
		}
		if clear {
			return sc
		}
	}
	return newScale(0, high, 1, whole)
}

// tickX is the middle of a tick's label: at the tick, or as near as the picture's edge allows.
func (s *sheet) tickX(sc scale, t label, i int, x0, x1 float64) float64 {
	return t.clampX(x0+(x1-x0)*sc.tick(i), 1, s.width-1)
}

// tick is where the i-th tick stands, 0 to 1.
func (sc scale) tick(i int) float64 { return float64(i) / float64(max(sc.last-sc.first, 1)) }

// across draws a lying axis: a rule for each tick from y0 to y1, its label below y1, and above y0 as
// well when the picture is tall. Where even two labels have no room, only that of the first is written.
func (s *sheet) across(sc scale, x0, x1, y0, y1 float64, both bool) {
	edge := -1e9
	for i, text := range sc.labels(s.said.Large) {
		x := x0 + (x1-x0)*sc.tick(i)
		if i == 0 {
			s.rules.line("ink", x, y0, x, y1, 2)
		} else {
			s.grid = append(s.grid, gridline{true, x, y0, y1})
		}
		t := oneLine("axis", text)
		at := s.tickX(sc, t, i, x0, x1)
		b := t.bounds(at, 0, middle, below)
		if !fits(edge, b.x0) {
			continue
		}
		edge = b.x1
		s.put(&s.words, t, at, y1+0.2*em, middle, below)
		if both {
			s.put(&s.words, t, at, y0-0.2*em, middle, above)
		}
	}
}

// upright draws a standing axis: a rule for each tick from x0 to x1 with its label left of it.
func (s *sheet) upright(sc scale, x0, x1, y0, y1 float64) {
	for i, text := range sc.labels(s.said.Large) {
		y := y1 - (y1-y0)*sc.tick(i)
		if i == 0 {
			s.rules.line("ink", x0, y, x1, y, 2)
		} else {
			s.grid = append(s.grid, gridline{false, y, x0, x1})
		}
		s.put(&s.words, oneLine("axis", text), x0-0.35*em, y, end, centred)
	}
}

// uprightRoom is the room that a standing axis needs left of the plot.
func (s *sheet) uprightRoom(sc scale) float64 {
	return widest(sc.labels(s.said.Large))*em + 0.35*em + 1
}
