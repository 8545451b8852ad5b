package chart

// rows is the plan of lying bars.
type rows struct {
	bar           Bar
	labels        [][]string   // of each category, broken into lines
	values        [][][]string // of each category and series
	beside        bool         // names stand left of the bars; otherwise above them
	x0, x1        float64      // the plot; the values reach beyond x1
	thick, pitch  float64
	high          float64
	whole, linked bool
}

// The shares of the picture's width that names and values may take, and what the bars need at least.
const (
	nameShare  = 0.36
	valueShare = 0.47 // sixteen digits
	leastPlot  = 6 * em
	leastBars  = 3 * em   // where a number would have to be broken otherwise
	barGap     = 0.3 * em // between a bar and its value, and the base line and a name
)

// planRows decides where names and values stand.
func (b Bar) planRows(s *sheet) rows {
	p := rows{bar: b, thick: 1.1 * em, pitch: lineHeight * em, linked: s.linked}
	if len(b.Series) > 1 {
		p.thick = 0.9 * em
	}
	if s.linked {
		p.pitch = 2 * em // 24 CSS pixels, what a finger needs
	}
	p.high, p.whole = largest(b.Series)
	room := 0.0
	whole := false
	if p.values, room, whole = b.valueLines(s.width * valueShare); !whole {
		p.values, room, _ = b.valueLines(s.width - leastBars)
	}
	p.x1 = s.width - 1 - room - barGap
	p.labels, p.x0, p.beside = b.nameLines(s.width * nameShare)
	if !p.beside || p.x1-p.x0 < leastPlot {
		p.beside, p.x0 = false, 1
		for i, name := range b.Categories {
			p.labels[i], _ = wrap(name, (s.width-2-barGap)/em)
		}
	}
	return p
}

// valueLines breaks the values to a width and returns the room the widest takes; whole is false when a number
// had to be broken.
func (b Bar) valueLines(limit float64) (lines [][][]string, room float64, whole bool) {
	lines, whole = make([][][]string, len(b.Categories)), true
	for i := range b.Categories {
		for _, s := range b.Series {
			broken, ok := wrap(s.Values[i].shown(), limit/em/boldness)
			whole = whole && ok
			lines[i] = append(lines[i], broken)
			room = max(room, label{lines: broken, class: "value"}.width())
		}
	}
	return lines, room, whole
}

// nameLines breaks the names to a width; ok is false when one takes more than two lines.
func (b Bar) nameLines(limit float64) (lines [][]string, x0 float64, ok bool) {
	lines, ok = make([][]string, len(b.Categories)), true
	for i, name := range b.Categories {
		broken, whole := wrap(name, limit/em)
		lines[i] = broken
		ok = ok && whole && len(broken) <= 2
		x0 = max(x0, widest(broken)*em)
	}
	return lines, x0 + 0.6*em, ok
}

// tall is the number of categories from which the axis is repeated above.
const tall = 12

func (p rows) draw(s *sheet, y float64) {
	sc := s.acrossScale(p.high, p.whole, p.x0, p.x1)
	both := len(p.labels) > tall
	if both {
		y += 1.35 * em
	}
	top := y
	y += 0.3 * em
	for i := range p.labels {
		y = p.category(s, sc, i, y)
	}
	s.across(sc, p.x0, p.x1, top, y-0.2*em, both)
	s.grow(s.height + 2)
}

// category draws the bars of one category and returns the y below them.
func (p rows) category(s *sheet, sc scale, i int, y float64) float64 {
	name := label{lines: p.labels[i], class: "label"}
	bars := p.barsHeight(i)
	high := bars
	if p.beside {
		high = max(bars, float64(len(name.lines))*lineHeight*em)
		s.put(&s.words, name, 1, y+high/2, start, centred)
	} else {
		// The name begins right of the base line, which runs beside it.
		y = s.put(&s.words, name, p.x0+barGap, y, start, below).y1 + 0.1*em
	}
	at := y + (high-bars)/2
	for j := range p.bar.Series {
		h := p.barHeight(i, j)
		p.mark(s, sc, i, j, at+h/2)
		at += h
	}
	return y + high + 0.5*em
}

func (p rows) barHeight(i, j int) float64 {
	return max(p.pitch, float64(len(p.values[i][j]))*lineHeight*em)
}

func (p rows) barsHeight(i int) float64 {
	sum := 0.0
	for j := range p.values[i] {
		sum += p.barHeight(i, j)
	}
	return sum
}

// mark draws one bar around y and its value at its end.
func (p rows) mark(s *sheet, sc scale, i, j int, y float64) {
	v := p.bar.Series[j].Values[i]
	words := s.wordsOf(v)
	s.marks.open(v.URL, p.bar.name(i, j))
	length := 0.0
	if !v.Missing {
		length = barLength(sc, v.Number, p.x1-p.x0)
		s.bar(&s.marks, j, p.x0, y-p.thick/2, length, p.thick)
	}
	s.put(words, label{lines: p.values[i][j], class: valueClass(v)}, p.x0+length+barGap, y, start, centred)
	s.marks.shut(v.URL)
}

// barLength is a number's length; what is not zero can be seen.
func barLength(sc scale, number, room float64) float64 {
	if number == 0 {
		return 0
	}
	return max(sc.at(number)*room, 1.5)
}

func valueClass(v Value) string {
	if v.Missing {
		return "missing"
	}
	return "value"
}
