package chart

import (
	"html"
)

// Form is how a square of the grid is filled.
type Form uint8

// The forms: full, half and empty, to be told apart in any colour.
const (
	Solid Form = iota + 1
	Hatched
	Outlined
)

// Square is one square of the grid.
type Square struct {
	Name string // what it stands for
	Word string // its form in words: 联合党支部
	Form Form
	URL  string // the page of what it stands for; or none
	Lit  bool   // the square of the page that shows the grid
}

// Grid is 四十格: a square for every one of a number of things, so that a rate can be counted. To a
// screen reader it is a group with a list of links.
type Grid struct {
	ID       string // begins every id in the picture; unique on the page
	Title    string
	Desc     string // a sentence for a screen reader; empty: the squares counted by Word
	Head     string // of the names' column in the table; empty: 名称
	WordHead string // of the forms' column; empty: 类别
	Squares  []Square
	Columns  int    // 0: 10
	Words    *Words // nil: Chinese
}

var _ Chart = Grid{}

// Table has a row for each square with its name and form.
func (g Grid) Table() (head []string, rows [][]Cell) {
	for _, q := range g.Squares {
		rows = append(rows, []Cell{{Text: clean(q.Name)}, {Text: clean(q.Word)}})
	}
	return []string{or(g.Head, g.Words.given().Name), or(g.WordHead, g.Words.given().Form)}, rows
}

// The grid's measures. The pitch is a multiple of the hatch's tile, so that all hatched squares look
// the same. A lit square stands smaller in a frame of the full size, so that the rows stay even.
const (
	squareSize  = 42.0
	squarePitch = 48.0
	squareLine  = 3.0
	frameLine   = 4.0
	litInset    = 8.0
)

// SVG draws the grid, or says why not.
func (g Grid) SVG() (string, error) {
	if g.Columns == 0 {
		g.Columns = 10
	}
	if err := g.check(); err != nil {
		return "", err
	}
	columns := min(g.Columns, len(g.Squares))
	lines := (len(g.Squares) + columns - 1) / columns
	s := newSheet(g.kind(), g.ID, g.Title, or(g.Desc, g.describe()), 0)
	s.said = g.Words.given()
	s.width = float64(columns)*squarePitch - (squarePitch - squareSize)
	s.height = float64(lines)*squarePitch - (squarePitch - squareSize)
	for _, q := range g.Squares {
		s.linked = s.linked || q.URL != ""
	}
	out := make(layer, 0, 600+220*len(g.Squares))
	s.begin(&out)
	g.hatch(&out)
	if s.linked {
		out.raw(`<g role="list">`)
	}
	for i, q := range g.Squares {
		q.draw(&out, s, float64(i%columns)*squarePitch, float64(i/columns)*squarePitch)
	}
	if s.linked {
		out.raw("</g>")
	}
	out.raw("</svg>")
	return string(out), nil
}

func (g Grid) kind() string {
	for _, q := range g.Squares {
		if q.Lit {
			return "grid40 has-lit"
		}
	}
	return "grid40"
}

func (g Grid) check() error {
	var c checker
	c.head(g.ID, g.Title, 0, minWidth)
	if n := len(g.Squares); n == 0 {
		c.report("no-data", "至少要有一格", "图表没有数据")
	} else if n > maxSquares {
		c.report("too-many", "改用条形图", "图表有 %d 格，最多 %d 格", n, maxSquares)
	}
	if g.Columns < 1 || g.Columns > 40 {
		c.report("columns", "写 1 到 40，或不写", "每行 %d 格不能用", g.Columns)
	}
	for i, q := range g.Squares {
		if clean(q.Name) == "" {
			c.report("name", "给每一格写名称", "第 %d 格没有名称", i+1)
		}
		if q.Form < Solid || q.Form > Outlined {
			c.report("form", "写明是实心、斜纹还是空心", "第 %d 格“%s”没有形式", i+1, clean(q.Name))
		}
	}
	return c.err()
}

// describe counts the squares by their words, in the order in which they come.
func (g Grid) describe() string {
	w := g.Words.given()
	var words []string
	count := map[string]int{}
	lit := ""
	for _, q := range g.Squares {
		word := clean(q.Word)
		if count[word]++; count[word] == 1 {
			words = append(words, word)
		}
		if q.Lit {
			lit += w.Comma + with(w.Here, clean(q.Name))
		}
	}
	text := w.count(w.Squares, len(g.Squares))
	for _, word := range words {
		if word != "" {
			text += w.Comma + beside(word, w.count(w.Form1, count[word]))
		}
	}
	return text + lit + w.Stop
}

// hatch defines the hatch when a square needs it. Its tile divides the pitch.
func (g Grid) hatch(out *layer) {
	for _, q := range g.Squares {
		if q.Form == Hatched {
			out.raw(`<defs><pattern id="`, g.ID, `-h" class="hatched" width="12" height="12" patternUnits="userSpaceOnUse">`,
				`<rect class="paper" width="12" height="12" fill="none"/>`,
				`<path d="M-3 3L3-3M0 12L12 0M9 15L15 9" stroke="currentColor" stroke-width="4"/></pattern></defs>`)
			return
		}
	}
}

// draw draws the square with its top left corner at x, y.
func (q Square) draw(out *layer, s *sheet, x, y float64) {
	before, after := q.element(s.linked)
	out.raw(before, "<title>")
	out.text(q.says(s.said))
	out.raw("</title>")
	q.rect(out, s.id, x, y)
	out.raw(after)
}

// says is the square in words: its name and form.
func (q Square) says(w *Words) string {
	if word := clean(q.Word); word != "" {
		return clean(q.Name) + w.Colon + word
	}
	return clean(q.Name)
}

// element is what stands around the square: a link in a list, a picture in a list of links, or only
// a group where the whole grid is one image.
func (q Square) element(linked bool) (before, after string) {
	switch {
	case q.URL != "":
		before = `<g role="listitem"><a href="` + html.EscapeString(clean(q.URL)) + `"`
		if q.Lit {
			before += ` aria-current="page"`
		}
		return before + ">", "</a></g>"
	case linked:
		return `<g role="listitem"><g role="img">`, "</g></g>"
	}
	return "<g>", "</g>"
}

// rect draws the square itself, and the frame of a lit one.
func (q Square) rect(out *layer, id string, x, y float64) {
	size, lit := squareSize, ""
	if q.Lit {
		out.raw(`<rect class="frame"`)
		rectangle(out, x+frameLine/2, y+frameLine/2, size-frameLine, size-frameLine)
		out.raw(` fill="none" pointer-events="all" stroke="currentColor"`)
		out.attr("stroke-width", frameLine)
		out.raw("/>")
		x, y, size, lit = x+litInset, y+litInset, size-2*litInset, " lit"
	}
	out.raw("<rect")
	switch q.Form {
	case Solid:
		out.class("solid" + lit)
		rectangle(out, x, y, size, size)
	case Hatched:
		out.class("hatched" + lit)
		rectangle(out, x+squareLine/2, y+squareLine/2, size-squareLine, size-squareLine)
		out.raw(` fill="url(#`, id, `-h)"`)
	default:
		out.class("outlined" + lit)
		rectangle(out, x+squareLine/2, y+squareLine/2, size-squareLine, size-squareLine)
		out.raw(` fill="none" pointer-events="all"`)
	}
	if q.Form != Solid {
		out.raw(` stroke="currentColor"`)
		out.attr("stroke-width", squareLine)
	}
	out.raw("/>")
}
