package chart

import "math/big"

// Donut is a ring divided among the parts of one whole, with a legend that gives every part's value
// and percentage. Each percentage is the part's own, rounded half up.
//
// Where a part is missing the others are not the whole. The ring is then drawn of the Whole, and stays open
// where the rest would be; without a Whole it is empty, and nothing has a percentage.
type Donut struct {
	ID     string // begins every id in the picture; unique on the page
	Title  string
	Desc   string // a sentence for a screen reader; empty: made from the data
	Head   string // of the parts' column in the table; empty: 项目
	Parts  []Part
	Centre string // what stands in the hole, the whole as shown: 40家; or nothing
	// CentreURL links what stands in the hole, when set.
	CentreURL string
	// Whole is the number that Centre shows; 0: not known. Only a donut with a missing part asks for it: see there.
	Whole float64
	// Width of the picture in units of 1/20 em; 0: 440. In a picture narrower than 360 the legend stands
	// below the ring.
	Width int
	Words *Words // nil: Chinese
}

// Part is one part of the whole.
type Part struct {
	Name  string
	Value Value
}

var _ Chart = Donut{}

// split is the parts as categories and one series, and their shares as shown; "" for a missing part.
func (d Donut) split() (categories []string, values []Value, percent []string) {
	for _, p := range d.Parts {
		categories = append(categories, clean(p.Name))
		values = append(values, p.Value)
	}
	numbers, rest := d.numbers()
	percent = shares(append(numbers, max(rest, 0)))[:len(values)]
	for i, v := range values {
		if v.Missing || rest < 0 {
			percent[i] = ""
		}
	}
	return categories, values, percent
}

// numbers are the parts as they are drawn, and what of the whole no part has been given for: 0 when all have,
// and below 0 when some are missing from a whole that is not known.
func (d Donut) numbers() (numbers []float64, rest float64) {
	sum, missing := new(big.Rat), false
	for _, p := range d.Parts {
		n := p.Value.Number
		missing = missing || p.Value.Missing
		if p.Value.Missing || !(n > 0 && n <= maxNumber) {
			n = 0
		}
		numbers = append(numbers, n)
		sum.Add(sum, exactly(n))
	}
	if !missing {
		return numbers, 0
	}
	if !(d.Whole > 0 && d.Whole <= maxNumber) {
		return numbers, -1
	}
	rest, _ = sum.Sub(exactly(d.Whole), sum).Float64()
	return numbers, rest
}

// Table has a row for each part with its value and percentage.
func (d Donut) Table() (head []string, rows [][]Cell) {
	categories, values, percent := d.split()
	for i, name := range categories {
		rows = append(rows, []Cell{{Text: name}, values[i].cell(), {percent[i], values[i].URL}})
	}
	return []string{or(d.Head, d.Words.given().Item), d.Words.given().Value, d.Words.given().Share}, rows
}

// SVG draws the donut, or says why not.
func (d Donut) SVG() (string, error) { return render(d.draw()) }

func (d Donut) draw() (*sheet, error) {
	categories, values, percent := d.split()
	if err := d.check(categories, values); err != nil {
		return nil, err
	}
	s := newSheet("chart-donut", d.ID, d.Title, or(d.Desc, d.describe(categories, values, percent)), d.Width)
	s.said = d.Words.given()
	s.linked = hasLink([]Series{{Values: values}}) || d.CentreURL != ""
	left := keysX(s)
	keys, high := d.keys(s, categories, values, percent)
	whole, within := inside(clean(d.Centre), hole, 1.6)
	if !within {
		whole = d.heading(s)
		high += whole.height() + keySpace
	}
	cx, cy := donutSize/2+1, max(donutSize, high)/2+1
	y := cy - high/2
	if left < donutSize { // the legend stands below
		cx, cy, y = s.width/2, donutSize/2+1, donutSize+em
	}
	s.arcs(d, cx, cy)
	words := s.wordsOf(Value{URL: d.CentreURL})
	s.marks.open(d.CentreURL, clean(d.Centre))
	switch {
	case clean(d.Centre) == "":
	case within:
		s.put(words, whole, cx, cy, middle, centred)
	default:
		y = s.put(words, whole, left, y, start, below).y1 + keySpace
	}
	s.marks.shut(d.CentreURL)
	for i, k := range keys {
		y = k.put(s, i, left, y)
	}
	s.grow(cy + donutSize/2 + 1)
	s.grow(s.height + 1)
	return s, nil
}

func (d Donut) check(categories []string, values []Value) error {
	var c checker
	c.head(d.ID, d.Title, d.Width, minDonutWidth)
	if len(d.Parts) > maxSeries {
		c.report("too-many", "改用条形图", "圆环图有 %d 份，最多 %d 份", len(d.Parts), maxSeries)
		return c.err()
	}
	c.data(categories, []Series{{Values: values}})
	return c.err()
}

// describe says the whole, and every part with its value and percentage.
func (d Donut) describe(categories []string, values []Value, percent []string) string {
	w := d.Words.given()
	said := make([]Value, len(values))
	for i, v := range values {
		said[i] = v
		if percent[i] != "" {
			said[i].Text = v.shown() + w.Comma + with(w.Part, percent[i])
		}
	}
	text := w.describe(categories, []Series{{Values: said}})
	if centre := clean(d.Centre); centre != "" {
		text = with(w.Whole, centre) + w.Colon + text
	}
	return text
}

// The donut: drawn around a circle of circumference 100, so that a dash is a percentage, and scaled
// up. pathLength says the same to browsers that round the circumference.
const (
	donutSize  = 8.8 * em
	donutScale = 4.4
	donutRim   = 8.0    // width of the ring before scaling
	rimShrink  = ".227" // of the hatches, 1/donutScale
	unitRadius = "15.9155"
)

// arcs draws the ring around cx, cy, from twelve o'clock on clockwise.
func (s *sheet) arcs(d Donut, cx, cy float64) {
	numbers, rest := d.numbers()
	if rest < 0 {
		numbers, rest = nil, 0
	}
	sum, from := total(numbers)+rest, 0.0
	l := &s.marks
	l.turn(cx, cy, donutScale)
	for i, n := range numbers {
		if n == 0 {
			continue
		}
		l.raw("<circle")
		l.class(seriesClass(i))
		l.raw(` r="`, unitRadius, `" fill="none"`)
		s.paint(l, "stroke", "r", i)
		l.attr("stroke-width", donutRim)
		l.dash(n/sum*100, from)
		l.raw("/>")
		from += n / sum * 100
	}
	s.edges(numbers, sum)
	l.raw("</g>")
}

// edges draws the line around the ring, open where no part is given, and those between its parts.
func (s *sheet) edges(numbers []float64, sum float64) {
	l := &s.marks
	var turns []float64
	from := 0.0
	for _, n := range numbers {
		if n > 0 {
			turns = append(turns, from)
			from += n / sum * 100
		}
	}
	open := len(turns) > 0 && from < 100-1e-9
	if open {
		turns = append(turns, from)
	} else {
		from = 100
	}
	l.raw(`<g class="ink" fill="none" stroke="currentColor" stroke-width=".4">`)
	for _, r := range [...]string{"11.9155", "19.9155"} {
		l.raw(`<circle r="`, r, `"`)
		l.dash(from, 0)
		l.raw("/>")
	}
	for _, turn := range turns {
		if len(turns) > 1 {
			l.raw(`<path d="M11.92 0H19.92" transform="rotate(`)
			l.num(turn * 3.6)
			l.raw(`)"/>`)
		}
	}
	l.raw("</g>")
}

// turn opens a group in whose units the circle has the circumference 100 and begins at the top.
func (l *layer) turn(cx, cy, scale float64) {
	l.raw(`<g transform="translate(`)
	l.num(cx)
	l.raw(" ")
	l.num(cy)
	l.raw(") rotate(-90) scale(")
	l.num(scale)
	l.raw(`)">`)
}

// dash makes a circle of circumference 100 an arc of some percent. A whole circle has no dash, whose
// ends would leave a slit.
func (l *layer) dash(percent, from float64) {
	if percent > 100-1e-9 {
		return
	}
	l.raw(` pathLength="100" stroke-dasharray="`)
	l.num(percent)
	l.raw(` 100"`)
	if from > 0 {
		l.attr("stroke-dashoffset", -from)
	}
}

// hole is the width that text in the middle may take.
const hole = 4.2 * em // of the 5.2 em across

// heading is the whole as the legend's first line, for what is too long for the hole.
func (d Donut) heading(s *sheet) label {
	lines, _ := wrap(clean(d.Centre), (s.width-1-keysX(s))/em/boldness)
	return label{lines: lines, class: "value"}
}

// inside breaks text for a round hole in the largest size, up to a limit, in which it fits; ok is
// false when even the smallest needs a fourth line or a word broken.
func inside(text string, room, limit float64) (t label, ok bool) {
	for _, size := range [...]float64{2.4, 2, 1.6, 1.3, 1} {
		if size > limit {
			continue
		}
		lines, whole := wrap(text, room/em/size/boldness)
		t = label{lines: lines, class: "value", size: size}
		if ok = whole && len(lines) <= 1; ok {
			return t, true
		}
		ok = whole && len(lines) <= 3
	}
	return t, ok
}
