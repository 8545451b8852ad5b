package chart

import (
	"cmp"
	"slices"
)

// gridline is a thin line across the plot at a tick. It is written last of all, when every word has its place,
// because it stops before each that stands in its way.
type gridline struct {
	standing bool
	at       float64 // its x when it stands, else its y
	from, to float64
}

// wordSpace is what a gridline keeps clear of a word.
const wordSpace = 0.15 * em

// drawGrid draws the gridlines into the rules.
func (s *sheet) drawGrid() {
	for _, g := range s.grid {
		pieces := g.pieces(s.boxes)
		if len(pieces) == 0 {
			continue
		}
		l := &s.rules
		l.raw(`<path class="rule" d="`)
		for _, p := range pieces {
			g.piece(l, p)
		}
		l.raw(`" fill="none" stroke="currentColor" stroke-opacity=".25"/>`)
	}
}

func (g gridline) piece(l *layer, p [2]float64) {
	x, y, along := p[0], g.at, "H"
	if g.standing {
		x, y, along = g.at, p[0], "V"
	}
	l.raw("M")
	l.num(x)
	l.raw(" ")
	l.num(y)
	l.raw(along)
	l.num(p[1])
}

// pieces are what is left of a gridline between words; shorter ones than a word's space are left out.
func (g gridline) pieces(words []box) [][2]float64 {
	var cuts [][2]float64
	for _, b := range words {
		across, along := [2]float64{b.y0, b.y1}, [2]float64{b.x0, b.x1}
		if g.standing {
			across, along = along, across
		}
		if across[0]-wordSpace < g.at && g.at < across[1]+wordSpace {
			cuts = append(cuts, [2]float64{along[0] - wordSpace, along[1] + wordSpace})
		}
	}
	slices.SortFunc(cuts, func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) })
	var left [][2]float64
	from := g.from
	for _, c := range append(cuts, [2]float64{g.to, g.to}) {
		if end := min(c[0], g.to); end-from > wordSpace {
			left = append(left, [2]float64{from, end})
		}
		from = max(from, c[1])
	}
	return left
}
