package theme

import (
	"html/template"
)

// HomeView is the home page (layout: home).
type HomeView struct {
	Base
	Intro  template.HTML // the body of content/_index.md
	Blocks []HomeBlock
}

// HomeBlock is one band of the home page (see site.HomeBlock). Type says which fields are set.
type HomeBlock struct {
	Type    string // grid, lead, cards, brand, figures, list, plans, text, links
	ID      string // anchor, unique in the page
	Title   string
	More    *Link
	Text    Words
	Note    Words
	Source  string // of figures: period and document
	Cards   []Card
	Grid    *Grid
	Figures []Figure
	Links   []Link
}

// Figure is one checked figure, linked to its quotation and source.
type Figure struct {
	Name   string
	Label  string
	Number string // 362
	Unit   string // 人
	Text   string // 362人
	URL    string // of its row on the statistics page
	Period string
	Sample bool
	Quote  string
	Sum    string // (28+6)÷40
	// Change is 比上期+3人（+0.8%）, each change linked to the figure that it is measured against; nil when there
	// is nothing to compare.
	Change Words
	Goal   string // 380人; "" without one
	// Progress is the share of the goal reached: 95.3%; "" where a share says nothing.
	Progress string
	// Parts says what a whole is made of, a line for each breakdown: 女党员61人、男党员125人.
	Parts []Words
}

// Grid is 四十格: one square a chamber. It is drawn by SVG, finished markup, with Sentence and Key
// beside it as text.
type Grid struct {
	SVG      template.HTML
	Narrow   template.HTML // the same with fewer squares in a row, for large targets on a phone; "" for none
	Past     string        // the id of what stands behind squares that are links, for those who tab; "" where they are none
	Sentence []Words       // broken by sense: 40家直属商会中， 34家建有党组织， 组建率85%。
	Sum      []Figure      // 28, 6, 34
	Lines    []Words       // the sums spelled out: 28+6=34家, 34÷40=85%
	Key      []Figure      // the legend, in the order of the squares; Name is the square's class
	Source   string
	URL      string // of the statistics page
	Sample   bool
	Note     Words    // small print
	Head     []string // the same data as a table
	Rows     [][]Value
}
