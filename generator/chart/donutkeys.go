package chart

// donutKey is one part's entry in the legend: its name, and its value and percentage on the same
// line where all have room, else on the next.
type donutKey struct {
	value         Value
	link          string
	name, figures label
	oneLine       bool
}

// keysX is where the legend begins: right of the ring, or at the edge of a picture too narrow for both.
func keysX(s *sheet) float64 {
	if s.width < 18*em {
		return 1
	}
	return donutSize + 1.2*em
}

// keys plans the legend and says how high it is.
func (d Donut) keys(s *sheet, categories []string, values []Value, percent []string) (keys []donutKey, high float64) {
	room := s.width - 1 - keysX(s) - swatch - swatchGap
	single := true
	for i, v := range values {
		figures := v.shown()
		if percent[i] != "" {
			figures += " · " + percent[i]
		}
		single = single && fits((measure(categories[i])+measure(figures)*boldness)*em+0.6*em, room)
	}
	for i, v := range values {
		k := donutKey{value: v, oneLine: single, link: categories[i] + s.said.Colon + v.shown()}
		lines, _ := wrap(categories[i], room/em)
		k.name = label{lines: lines, class: "label"}
		figures := v.shown()
		if percent[i] != "" {
			figures += " · " + percent[i]
			k.link += s.said.Comma + with(s.said.Part, percent[i])
		}
		lines, _ = wrap(figures, room/em/boldness)
		k.figures = label{lines: lines, class: valueClass(v)}
		keys = append(keys, k)
		high += k.height()
	}
	return keys, high
}

const keySpace = 0.45 * em // between two entries

func (k donutKey) height() float64 {
	lines := len(k.name.lines)
	if !k.oneLine {
		lines += len(k.figures.lines)
	}
	return max(float64(lines)*lineHeight*em+keySpace, 1.9*em)
}

// put writes the entry with its top at y and returns the y below it.
func (k donutKey) put(s *sheet, i int, x, y float64) float64 {
	words := s.wordsOf(k.value)
	s.marks.open(k.value.URL, k.link)
	top := y + keySpace/2 + (lineHeight-inkHeight)/2*em
	if !k.value.Missing { // what is not in the ring has no swatch of it
		s.swatch(i, x, top+inkHeight*em/2)
	}
	left := x + swatch + swatchGap
	b := s.put(words, k.name, left, top, start, below)
	if k.oneLine {
		s.put(words, k.figures, s.width-1, top, end, below)
	} else {
		s.put(words, k.figures, left, b.y1+(lineHeight-inkHeight)*em, start, below)
	}
	s.marks.shut(k.value.URL)
	return y + k.height()
}
