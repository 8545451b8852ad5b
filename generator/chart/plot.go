package chart

import (
	"math"
	"slices"
)

// plot is the plan of a line chart.
type plot struct {
	line           Line
	sc             scale
	ends           []ending
	x0, x1, y0, y1 float64 // the axis and the rules
	first, pitch   float64 // the x of the first point, and between two
	gap            float64 // what a gap takes beyond that
	endX           float64 // where the endings begin
}

const plotHeight = 10 * em

// plan decides the plot: as wide as axis and endings leave it, as high as the endings need.
func (l Line) plan(s *sheet, sc scale, ends []ending, y float64) plot {
	p := plot{line: l, sc: sc, ends: ends, x0: s.uprightRoom(sc), y0: y + 1.7*em}
	room, high := 0.0, 0.0
	for _, e := range ends {
		room = max(room, e.value.width())
		if len(e.name.lines) > 0 {
			room = max(room, e.name.width())
		}
		high += e.height + 0.2*em
	}
	p.y1 = p.y0 + max(p.height(), high)
	if len(ends) > 1 {
		room += markerRoom
	}
	p.endX = s.width - 2 - room
	p.x1 = p.endX - 0.3*em
	if len(ends) > 1 {
		p.x1 = p.endX - 1.1*em // room for leaders
	}
	p.first = p.x0 + 0.6*em
	if n := len(l.Points); n > 1 {
		p.pitch, p.gap = l.pitches(p.x1 - 0.4*em - p.first)
	} else {
		p.first = (p.x0 + p.x1) / 2
	}
	return p
}

// height is the least height of the plot: low when there is nothing to compare.
func (p plot) height() float64 {
	if p.sc.last == 0 {
		return 2 * em
	}
	return plotHeight
}

func (p plot) x(i int) float64 {
	return hundredth(p.first + p.pitch*float64(i) + p.gap*float64(p.line.gapsUpTo(i)))
}

func (p plot) y(v Value) float64 { return hundredth(p.y1 - (p.y1-p.y0)*p.sc.at(v.Number)) }

// hundredth rounds as layer.num does, for what is compared before it is written.
func hundredth(x float64) float64 { return math.Floor(x*100+0.5+1e-6) / 100 }

// series draws one line, broken at what is missing, and its markers.
func (p plot) series(s *sheet, j int) {
	values := p.line.Series[j].Values
	s.marks.raw("<path")
	s.marks.class(seriesClass(j) + " line")
	s.marks.raw(` d="`)
	drawn := false
	for i, v := range values {
		switch {
		case v.Missing:
			drawn = false
			continue
		case drawn && !slices.Contains(p.line.Gaps, i):
			s.marks.raw("L")
		default:
			s.marks.raw("M")
		}
		drawn = true
		s.marks.num(p.x(i))
		s.marks.raw(" ")
		s.marks.num(p.y(v))
	}
	s.marks.raw(`" fill="none" stroke="currentColor" stroke-width="3" stroke-linejoin="round"`, dash(j), "/>")
	for i, v := range values {
		if v.Missing {
			continue
		}
		s.marks.open(v.URL, p.line.name(i, j))
		p.target(s, i, v)
		s.marker(j, p.x(i), p.y(v), p.markerSize())
		s.marks.shut(v.URL)
	}
}

// closest is how close linked points may stand for a finger to hit one.
const closest = 1.5 * em

// thinned are the series with the links of those points alone whose values are written, for points that
// stand too close for a finger: the others are links in the table.
func (p plot) thinned() []Series {
	out := make([]Series, len(p.line.Series))
	for j, series := range p.line.Series {
		written := []int{p.ends[j].last}
		if len(out) == 1 {
			written = append(written, p.important()...)
		}
		out[j] = Series{series.Name, slices.Clone(series.Values)}
		for i := range out[j].Values {
			if !slices.Contains(written, i) {
				out[j].Values[i].URL = ""
			}
		}
	}
	return out
}

// target makes a linked point as large as a finger needs, or as its neighbours allow.
func (p plot) target(s *sheet, i int, v Value) {
	if v.URL == "" {
		return
	}
	radius := em
	if p.pitch > 0 {
		radius = min(em, p.pitch/2)
	}
	s.marks.raw("<circle")
	s.marks.attr("cx", p.x(i))
	s.marks.attr("cy", p.y(v))
	s.marks.attr("r", radius)
	s.marks.raw(` fill="none" pointer-events="all"/>`)
}

// markerSize shrinks markers that would touch.
func (p plot) markerSize() float64 {
	if p.pitch == 0 {
		return 6
	}
	return max(2.5, min(6, p.pitch*0.3))
}

func (l Line) name(i, j int) string {
	name := l.Points[i]
	if len(l.Series) > 1 {
		name += l.Words.given().Comma + clean(l.Series[j].Name)
	}
	return name + l.Words.given().Colon + l.Series[j].Values[i].shown()
}

// endings writes the endings at the right, each as near to its last point as the others allow, with
// a leader where it had to move.
func (p plot) endings(s *sheet) {
	spans := make([]span, len(p.ends))
	for j, e := range p.ends {
		spans[j] = span{want: p.y1, size: e.height + 0.2*em}
		if e.last >= 0 {
			spans[j].want = p.y(p.line.Series[j].Values[e.last])
		}
	}
	for j, y := range spread(spans, p.y0-em, p.y1+0.5*em) {
		e, x, y := p.ends[j], p.endX, hundredth(y)
		if e.last >= 0 && (math.Abs(y-spans[j].want) > 3 || e.last < len(p.line.Points)-1) {
			s.rules.line("ink", p.x(e.last), spans[j].want, p.endX-0.2*em, y, 1)
		}
		if len(p.ends) > 1 {
			s.marker(j, x+6, y, 6)
			x += markerRoom
		}
		top := y - e.height/2
		if n := len(e.name.lines); n > 0 {
			s.put(&s.words, e.name, x, top+(lineHeight-inkHeight)/2*em, start, below)
			top += float64(n) * lineHeight * em
		}
		url := ""
		if e.last >= 0 {
			url = p.line.Series[j].Values[e.last].URL
		}
		s.words.twin(url)
		s.put(&s.words, e.value, x, top+(lineHeight-inkHeight)/2*em, start, below)
		s.words.shut(url)
	}
}
