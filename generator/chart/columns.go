package chart

// columns is the plan of upright bars.
type columns struct {
	bar    Bar
	sc     scale
	labels [][]string
	x0     float64 // left edge of the plot
	band   float64 // the room of one category
	slot   float64 // the room of one bar with its value
	thick  float64
}

// The fewest and most categories that stand upright, and the height of their plot.
const (
	fewColumns   = 3
	manyColumns  = 12
	columnHeight = 10 * em
	widestColumn = 2.2 * em
)

// planColumns reports whether every name fits under its bars in three lines and every value over
// its bar.
func (b Bar) planColumns(s *sheet) (columns, bool) {
	n := len(b.Categories)
	if b.Lying || n < fewColumns || n > manyColumns {
		return columns{}, false
	}
	high, whole := largest(b.Series)
	p := columns{bar: b, sc: newScale(0, high, 5, whole)}
	p.x0 = s.uprightRoom(p.sc)
	p.band = (s.width - 1 - p.x0) / float64(n)
	p.slot = (p.band - 0.5*em) / float64(len(b.Series))
	p.thick = min(p.slot*0.85, widestColumn)
	if s.linked && p.slot < 2*em {
		return columns{}, false
	}
	return p, p.namesFit() && p.valuesFit()
}

func (p *columns) namesFit() bool {
	p.labels = make([][]string, len(p.bar.Categories))
	for i, name := range p.bar.Categories {
		lines, whole := wrap(name, (p.band-0.4*em)/em)
		if !whole || len(lines) > 3 || !fits(widest(lines)*em, p.band-0.4*em) {
			return false
		}
		p.labels[i] = lines
	}
	return true
}

func (p *columns) valuesFit() bool {
	for _, s := range p.bar.Series {
		for _, v := range s.Values {
			if !fits(oneLine("value", v.shown()).width(), p.slot) {
				return false
			}
		}
	}
	return true
}

// height is the height of the plot: low when there is nothing to compare.
func (p columns) height() float64 {
	if p.sc.last == 0 {
		return em
	}
	return columnHeight
}

func (p columns) draw(s *sheet, y float64) {
	y0 := y + 1.5*em
	y1 := y0 + p.height()
	s.upright(p.sc, p.x0, s.width-1, y0, y1)
	for i := range p.labels {
		centre := p.x0 + p.band*(float64(i)+0.5)
		s.put(&s.words, label{lines: p.labels[i], class: "label"}, centre, y1+0.35*em, middle, below)
		left := centre - p.slot*float64(len(p.bar.Series))/2
		for j := range p.bar.Series {
			p.mark(s, i, j, left+p.slot*(float64(j)+0.5), y1)
		}
	}
	s.grow(s.height + 2)
}

// mark draws one bar around x on the base line at y, and its value on top of it.
func (p columns) mark(s *sheet, i, j int, x, y float64) {
	v := p.bar.Series[j].Values[i]
	words := s.wordsOf(v)
	s.marks.open(v.URL, p.bar.name(i, j))
	length := 0.0
	if !v.Missing {
		length = barLength(p.sc, v.Number, p.height())
		s.bar(&s.marks, j, x-p.thick/2, y-length, p.thick, length)
	}
	s.put(words, oneLine(valueClass(v), v.shown()), x, y-length-0.15*em, middle, above)
	s.marks.shut(v.URL)
}
