package chart

// stack draws stacked bars: for each category its name with the total opposite, the divided bar,
// and below it the values, each as near to its part as its neighbours allow.
func (b Bar) stack(s *sheet, y float64) {
	high := 0.0
	_, whole := largest(b.Series)
	for i := range b.Categories {
		high = max(high, b.sum(i))
	}
	x0, x1 := 1.0, s.width-1
	sc := s.acrossScale(high, whole, x0, x1)
	both := len(b.Categories) > tall/2
	if both {
		y += 1.35 * em
	}
	top := y
	for i := range b.Categories {
		y = b.stacked(s, sc, i, y+0.5*em, x0, x1)
	}
	s.across(sc, x0, x1, top, y, both)
	s.grow(s.height + 2)
}

const stackThick = 1.2 * em

// stacked draws one category and returns the y below it.
func (b Bar) stacked(s *sheet, sc scale, i int, y, x0, x1 float64) float64 {
	y = b.stackHead(s, i, y, x0+barGap, x1)
	x := x0
	var keys []stackKey
	for j, series := range b.Series {
		v := series.Values[i]
		width := 0.0
		if !v.Missing {
			width = sc.at(v.Number) * (x1 - x0)
		}
		s.bar(&s.marks, j, x, y, width, stackThick)
		keys = append(keys, stackKey{series: j, value: v, name: b.name(i, j), from: x, text: b.keyText(v, x1-x0)})
		x += width
	}
	return s.stackKeys(keys, y+stackThick+0.2*em, x0+barGap, x1)
}

// stackHead writes the name, and the total at the right edge, and returns the y below them.
func (b Bar) stackHead(s *sheet, i int, y, x0, x1 float64) float64 {
	room, bottom := x1-x0, y
	if len(b.Totals) > 0 {
		lines, _ := wrap(clean(b.Totals[i]), room*valueShare/em/boldness)
		t := label{lines: lines, class: "value"}
		bottom = s.put(&s.words, t, x1, y, end, below).y1
		room -= t.width() + em
	}
	lines, _ := wrap(b.Categories[i], room/em)
	name := s.put(&s.words, label{lines: lines, class: "label"}, x0, y, start, below)
	return max(bottom, name.y1) + 0.15*em
}

// stackKey is the value of one part, written below the bar behind a swatch. It carries the link, which
// would otherwise be there twice.
type stackKey struct {
	series int
	value  Value
	name   string
	from   float64 // the left edge of its part
	text   label
}

func (b Bar) keyText(v Value, room float64) label {
	lines, _ := wrap(v.shown(), (room-swatch-swatchGap-em)/em/boldness)
	return label{lines: lines, class: valueClass(v)}
}

func (k stackKey) width() float64 { return swatch + swatchGap + k.text.width() }

// stackKeys writes the values and returns the y below them: in one line, each below its part or
// pushed aside by its neighbours, or in lines that flow when one is too short.
func (s *sheet) stackKeys(keys []stackKey, y, x0, x1 float64) float64 {
	row, lines, need := lineHeight*em, 1, 0.0
	if s.linked {
		row = 2 * em
	}
	spans := make([]span, len(keys))
	for i, k := range keys {
		size := k.width() + 0.7*em
		spans[i] = span{want: k.from + size/2, size: size}
		need += size
		lines = max(lines, len(k.text.lines))
	}
	height := row + float64(lines-1)*lineHeight*em
	if fits(need, x1-x0) && lines == 1 {
		for i, x := range spread(spans, x0, x1) {
			s.key(keys[i], x-spans[i].size/2, y+height/2)
		}
		return y + height
	}
	return s.flowKeys(keys, y, x0, x1, row)
}

func (s *sheet) flowKeys(keys []stackKey, y, x0, x1, row float64) float64 {
	x, high := x0, row
	for _, k := range keys {
		if x > x0 && !fits(x+k.width(), x1) {
			x, y, high = x0, y+high, row
		}
		own := row + float64(len(k.text.lines)-1)*lineHeight*em
		high = max(high, own)
		s.key(k, x, y+own/2)
		x += k.width() + 0.9*em
	}
	return y + high
}

// key writes one value behind its swatch, the block's middle at y.
func (s *sheet) key(k stackKey, x, y float64) {
	words := s.wordsOf(k.value)
	s.marks.open(k.value.URL, k.name)
	s.swatch(k.series, x, y)
	s.put(words, k.text, x+swatch+swatchGap, y, start, centred)
	s.marks.shut(k.value.URL)
}
