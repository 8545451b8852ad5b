package chart

// Bar is a chart of bars from zero: one bar a category, several side by side when there are several
// series, or one divided bar a category when they are stacked.
//
// Bars stand upright where there are three to twelve categories whose names and values have room
// under and over them; otherwise they lie, and the picture grows downwards. Stacked bars always lie,
// and every part's value is written below it.
type Bar struct {
	ID         string // begins every id in the picture; unique on the page
	Title      string
	Desc       string // a sentence for a screen reader; empty: made from the data
	Head       string // of the categories' column in the table; empty: 项目
	Unit       string // what the axis counts: 人; empty: not said
	Categories []string
	Series     []Series
	Stacked    bool     // the series are parts of one whole
	Totals     []string // of a stacked bar, as shown, one for each category; or none
	Lying      bool     // the bars lie even where they could stand
	Width      int      // of the picture in units of 1/20 em; 0: 440. Wider is for wide screens only
	Words      *Words   // nil: Chinese
}

var _ Chart = Bar{}

// Table has a row for each category, a column for each series, and one for the totals.
func (b Bar) Table() (head []string, rows [][]Cell) {
	head, rows = seriesTable(b.Words.given(), b.Head, b.Title, b.Categories, b.Series)
	if len(b.Totals) == 0 || len(b.Totals) != len(rows) {
		return head, rows
	}
	for i := range rows {
		rows[i] = append(rows[i], Cell{Text: clean(b.Totals[i])})
	}
	return append(head, b.Words.given().Total), rows
}

// SVG draws the bars, or says why not.
func (b Bar) SVG() (string, error) { return render(b.draw()) }

func (b Bar) draw() (*sheet, error) {
	if err := b.check(); err != nil {
		return nil, err
	}
	b.Categories = cleanAll(b.Categories)
	s := newSheet("chart-bar", b.ID, b.Title, or(b.Desc, b.Words.given().describe(b.Categories, b.Series)), b.Width)
	s.said = b.Words.given()
	s.linked = hasLink(b.Series)
	y := s.unitLine(b.Unit, "", 0)
	if len(b.Series) > 1 {
		y = s.legend(names(b.Series), y, s.swatch)
	}
	if b.Stacked {
		s.kind += " chart-stacked"
		b.stack(s, y)
		return s, nil
	}
	if p, ok := b.planColumns(s); ok {
		s.kind += " chart-upright"
		p.draw(s, y)
		return s, nil
	}
	b.planRows(s).draw(s, y)
	return s, nil
}

func (b Bar) check() error {
	var c checker
	c.head(b.ID, b.Title, b.Width, minWidth)
	c.data(b.Categories, b.Series)
	if n := len(b.Totals); n > 0 && (n != len(b.Categories) || !b.Stacked) {
		c.report("length", "堆积图才有合计，每一项一个", "图表有 %d 个合计，%d 项", n, len(b.Categories))
	}
	for i, text := range b.Totals {
		if clean(text) == "" {
			c.report("name", "写出合计，如 40家", "第 %d 个合计是空的", i+1)
		}
	}
	if b.Stacked && len(c.found) == 0 {
		for i := range b.Categories {
			c.number(clean(b.Categories[i])+" 合计", Value{Number: b.sum(i)})
		}
	}
	return c.err()
}

// sum is the whole length of a stacked bar.
func (b Bar) sum(category int) float64 {
	sum := 0.0
	for _, s := range b.Series {
		if v := s.Values[category]; !v.Missing {
			sum += v.Number
		}
	}
	return sum
}

func cleanAll(texts []string) []string {
	out := make([]string, len(texts))
	for i, text := range texts {
		out[i] = clean(text)
	}
	return out
}

// name is how a mark's link reads: series, category and value.
func (b Bar) name(category, series int) string {
	name := b.Categories[category]
	if len(b.Series) > 1 {
		name += b.Words.given().Comma + clean(b.Series[series].Name)
	}
	return name + b.Words.given().Colon + b.Series[series].Values[category].shown()
}
