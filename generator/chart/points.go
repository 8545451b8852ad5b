package chart

import "slices"

// pointLabel is text that belongs to one point of a line chart.
type pointLabel struct {
	label
	x float64 // of its middle
}

// pointNames writes the names under the axis: the last, and before it every one, every second,
// every third …: as many as fit in three lines without touching.
func (p plot) pointNames(s *sheet) {
	for _, t := range p.shownNames(s) {
		s.put(&s.words, t.label, t.x, p.y1+0.7*em, middle, below)
	}
	for i := range p.line.Points {
		s.rules.line("ink", p.x(i), p.y1, p.x(i), p.y1+0.25*em, 1)
	}
}

// shownNames prefers names in one line when five can be shown so, then in two when three can.
func (p plot) shownNames(s *sheet) []pointLabel {
	n := len(p.line.Points)
	if len(p.line.Gaps) > 0 {
		return p.gapNames(s)
	}
	for lines, least := range [...]int{1: 5, 2: 3, 3: 2} {
		if shown := p.evenNames(s, lines); len(shown) > 0 && len(shown) >= min(n, least) {
			return shown
		}
	}
	return p.edgeNames(s)
}

// evenNames are the names of the last point and as many before it, at even distances, as stand free
// of each other in so many lines.
func (p plot) evenNames(s *sheet, lines int) []pointLabel {
	n := len(p.line.Points)
	for every := 1; every < n; every++ {
		var shown []pointLabel
		clear := true
		for i := (n - 1) % every; i < n && clear; i += every {
			t, whole := p.pointName(s, i, p.pitch*float64(every)-0.4*em)
			clear = whole && len(t.lines) <= lines && (len(shown) == 0 || fits(shown[len(shown)-1].right()+0.6*em, t.x-t.width()/2))
			shown = append(shown, t)
		}
		if clear {
			return shown
		}
	}
	return nil
}

// edgeNames are the names of the last point and, where it has room beside it, of the first.
func (p plot) edgeNames(s *sheet) []pointLabel {
	n := len(p.line.Points)
	last, _ := p.pointName(s, n-1, (s.width-2)*0.45)
	if n == 1 {
		return []pointLabel{last}
	}
	first, _ := p.pointName(s, 0, (s.width-2)*0.45)
	if !fits(first.right()+0.6*em, last.x-last.width()/2) {
		return []pointLabel{last}
	}
	return []pointLabel{first, last}
}

func (t pointLabel) right() float64 { return t.x + t.width()/2 }

// pointName breaks a point's name; whole is false when that breaks a word.
func (p plot) pointName(s *sheet, i int, room float64) (t pointLabel, whole bool) {
	if room < 2*em {
		return pointLabel{}, false
	}
	lines, whole := wrap(p.line.Points[i], room/em)
	t.label = label{lines: lines, class: "label"}
	t.x = t.clampX(p.x(i), 1, s.width-1)
	return t, whole
}

// pointValues writes the values of the only series at their points: first, highest and lowest before
// the others, over the point or, in a valley, under it, and only where nothing else stands.
func (p plot) pointValues(s *sheet) {
	taken := append([]box(nil), s.boxes...)
	values := p.line.Series[0].Values
	for i, v := range values {
		if !v.Missing {
			taken = append(taken, box{p.x(i) - 6, p.y(v) - 6, p.x(i) + 6, p.y(v) + 6, ""})
		}
	}
	for _, i := range p.important() {
		t, under := oneLine("value halo", values[i].shown()), values[i].URL != ""
		for _, v := range p.sides(i) {
			y := p.y(values[i]) - 0.5*em
			if v == below {
				y += em
			}
			x := t.clampX(p.x(i)+p.lean(i)*t.width(), p.x0+2, s.width-1)
			b := t.bounds(x, y, middle, v)
			if b.x1 > s.width || b.y1 > p.y1 || b.y0 < p.y0-1.65*em || collides(b, taken) {
				continue
			}
			if under { // the halo by itself: in one with the value it would cut the link's line
				t.hollow = true
				t.draw(&s.words, x, y, middle, v)
				t.class, t.hollow = "value", false
			}
			s.words.twin(values[i].URL)
			taken = append(taken, s.put(&s.words, t, x, y, middle, v))
			s.words.shut(values[i].URL)
			break
		}
	}
}

func collides(b box, taken []box) bool {
	for _, other := range taken {
		if b.overlaps(other) {
			return true
		}
	}
	return false
}

// higher reports whether the i-th point is given and lies over the k-th.
func (p plot) higher(i, k int) bool {
	values := p.line.Series[0].Values
	return i >= 0 && i < len(values) && !values[i].Missing && values[i].Number > values[k].Number
}

// sides is where a value is tried first and second.
func (p plot) sides(i int) [2]stand {
	n := len(p.line.Points)
	if p.higher(i-1, i) && (p.higher(i+1, i) || i+1 == n) || i == 0 && p.higher(1, i) {
		return [2]stand{below, above}
	}
	return [2]stand{above, below}
}

// lean moves a value away from a line that rises or falls past it, in parts of its width.
func (p plot) lean(i int) float64 {
	before, after := p.higher(i-1, i), p.higher(i+1, i)
	switch {
	case after && !before && i > 0:
		return -0.3
	case before && !after && i+1 < len(p.line.Points):
		return 0.3
	}
	return 0
}

// manyPoints is the number of points above which only the first, highest and lowest are written.
const manyPoints = 8

// important are the points with a value, but for the last, which has its ending: first, highest,
// lowest, then the others in order.
func (p plot) important() []int {
	values, last := p.line.Series[0].Values, p.ends[0].last
	var given []int
	high, low := -1, -1
	for i, v := range values {
		if v.Missing || i == last {
			continue
		}
		given = append(given, i)
		if high < 0 || v.Number > values[high].Number {
			high = i
		}
		if low < 0 || v.Number < values[low].Number {
			low = i
		}
	}
	if len(given) == 0 {
		return nil
	}
	first := []int{given[0], high, low}
	if len(values) <= manyPoints {
		first = append(first, given...)
	}
	return distinct(first)
}

// distinct keeps the first of each.
func distinct(list []int) []int {
	var kept []int
	for _, i := range list {
		if !slices.Contains(kept, i) {
			kept = append(kept, i)
		}
	}
	return kept
}
