package chart

import (
	"math"
	"slices"
)

// gapRoom is what two names beside a gap want between their points: 2025年 over 第一季度.
const gapRoom = 4.7 * em

// gapShare is how much of the width all gaps together may take.
const gapShare = 0.62

// gapsUpTo counts the gaps before a point.
func (l Line) gapsUpTo(i int) int {
	n := 0
	for _, g := range l.Gaps {
		if g <= i {
			n++
		}
	}
	return n
}

// pitches divide a width among points, and say what a gap takes beyond that: as much again, or what the names beside
// it want, as long as the gaps leave enough of the width to the rest.
func (l Line) pitches(width float64) (pitch, gap float64) {
	steps, gaps := float64(len(l.Points)-1), float64(l.gapsUpTo(len(l.Points)-1))
	pitch = width / (steps + gaps)
	if gaps == 0 || 2*pitch >= gapRoom {
		return pitch, pitch
	}
	if gaps < steps { // gap and pitch, both as they come out, make up the room
		gap = (min(gapRoom, width*gapShare/gaps)*steps - width) / (steps - gaps)
	}
	gap = max(pitch, gap)
	return (width - gap*gaps) / steps, gap
}

// gapNames are the names of the points beside a gap, and of the last and the first as far as they have room: a
// reader counts the points between two names, and would count some that are left out.
func (p plot) gapNames(s *sheet) []pointLabel {
	last, beside := len(p.line.Points)-1, []int(nil)
	for _, g := range p.line.Gaps {
		beside = append(beside, g-1, g)
	}
	for _, edges := range [...][]int{{last, 0}, {last}, {0}, nil} {
		wanted := distinct(append(edges, beside...))
		if shown := p.placedNames(s, wanted); len(shown) == len(wanted) {
			return shown
		}
	}
	if shown := p.placedNames(s, p.namedAtGaps()); len(shown) > 0 {
		return shown
	}
	return p.edgeNames(s)
}

// placedNames are the names of some points, each as wide as the next of them allows; those without room are left out.
func (p plot) placedNames(s *sheet, wanted []int) []pointLabel {
	var shown []pointLabel
	for _, i := range wanted {
		room := (s.width - 2) * 0.45
		for _, k := range wanted {
			if k != i {
				room = min(room, math.Abs(p.x(k)-p.x(i))-0.6*em)
			}
		}
		for _, share := range [...]float64{1, 0.6} { // a name pushed in from the picture's edge may need more lines
			if t, whole := p.pointName(s, i, room*share); whole && len(t.lines) <= 3 && t.clearOf(shown) {
				shown = append(shown, t)
				break
			}
		}
	}
	return shown
}

// namedAtGaps are the points that gapNames names where not all have room, the last first; of those too close together for two names
// only the first.
func (p plot) namedAtGaps() []int {
	wanted := []int{len(p.line.Points) - 1}
	want := func(i int) {
		if !slices.ContainsFunc(wanted, func(k int) bool { return math.Abs(p.x(k)-p.x(i)) < 3.8*em }) {
			wanted = append(wanted, i)
		}
	}
	for _, g := range p.line.Gaps {
		want(g - 1)
		want(g)
	}
	want(0)
	return wanted
}

// clearOf reports whether a name stands free of others.
func (t pointLabel) clearOf(others []pointLabel) bool {
	for _, o := range others {
		if !fits(t.right()+0.5*em, o.x-o.width()/2) && !fits(o.right()+0.5*em, t.x-t.width()/2) {
			return false
		}
	}
	return true
}

// gapMarks break the axis where points are left out.
func (p plot) gapMarks(s *sheet) {
	for _, g := range p.line.Gaps {
		x := (p.x(g-1) + p.x(g)) / 2
		for _, beside := range [...]float64{-0.15 * em, 0.15 * em} {
			s.rules.line("ink", x+beside-0.15*em, p.y1+0.3*em, x+beside+0.15*em, p.y1-0.3*em, 1.5)
		}
	}
}
