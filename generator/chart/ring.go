package chart

// Ring shows how much of 100 is reached.
type Ring struct {
	ID    string // begins every id in the picture; unique on the page
	Title string
	Desc  string // a sentence for a screen reader; empty: made from the data
	Label string // what is measured, below the ring; empty: only the title says so
	Value Value  // 0 to 100; without a Text it is shown with a percent sign
	Words *Words // nil: Chinese
}

var _ Chart = Ring{}

func (r Ring) shown() string {
	if !r.Value.Missing && clean(r.Value.Text) == "" {
		return r.Value.shown() + "%"
	}
	return r.Value.shown()
}

// Table has the one row.
func (r Ring) Table() (head []string, rows [][]Cell) {
	return []string{r.Words.given().Item, r.Words.given().Value}, [][]Cell{{{Text: or(r.Label, clean(r.Title))}, {r.shown(), r.Value.URL}}}
}

// SVG draws the ring, or says why not.
func (r Ring) SVG() (string, error) { return render(r.draw()) }

// The ring, in the units of the donut.
const (
	ringSize  = 9 * em
	ringScale = 4.6
	ringHole  = 5.4 * em
)

func (r Ring) draw() (*sheet, error) {
	var c checker
	c.head(r.ID, r.Title, 0, minWidth)
	name := or(r.Label, clean(r.Title))
	c.number(name, r.Value)
	if !r.Value.Missing && r.Value.Number > 100 {
		c.report("number", "进度环只画 0 到 100；超过的用条形图", "“%s”超过 100：%s", name, r.shown())
	}
	if err := c.err(); err != nil {
		return nil, err
	}
	s := newSheet("chart-ring", r.ID, r.Title, or(r.Desc, beside(name, r.shown())+r.Words.given().Stop), 0)
	s.width = ringSize + 2
	s.linked = r.Value.URL != ""
	s.marks.open(r.Value.URL, name+r.Words.given().Colon+r.shown())
	s.ring(r.Value, s.width/2)
	words := s.wordsOf(r.Value)
	t, ok := inside(r.shown(), ringHole, 2.4)
	if ok {
		t.class = valueClass(r.Value)
		s.put(words, t, s.width/2, s.width/2, middle, centred)
	}
	s.grow(s.width)
	r.caption(s, words, ok)
	s.marks.shut(r.Value.URL)
	return s, nil
}

// ring draws the track's two edges and the arc between them.
func (s *sheet) ring(v Value, centre float64) {
	l := &s.marks
	l.turn(centre, centre, ringScale)
	l.raw(`<g class="ink" fill="none" stroke="currentColor" stroke-width=".35"><circle r="13.2155"/><circle r="18.6155"/></g>`)
	if !v.Missing && v.Number > 0 {
		l.raw(`<circle class="s1" r="`, unitRadius, `" fill="none" stroke="currentColor" stroke-width="5.4"`)
		l.dash(v.Number, 0)
		l.raw("/>")
	}
	l.raw("</g>")
}

// caption writes the label below the ring, and the value too when it was too long for the hole.
func (r Ring) caption(s *sheet, words *layer, within bool) {
	text := clean(r.Label)
	if !within {
		text = beside(text, r.shown())
	}
	if text == "" {
		return
	}
	lines, _ := wrap(text, (s.width-2)/em)
	s.put(words, label{lines: lines, class: "label"}, s.width/2, s.height+0.3*em, middle, below)
	s.grow(s.height + 2)
}
