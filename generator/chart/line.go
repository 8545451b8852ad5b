package chart

import "slices"

// Line is a chart of values over an ordered row of points, mostly periods. A missing value is a gap.
//
// Every series has its own marker and dash and its last value written at its end. A chart of one
// series has every value written that has room. Of the points' names as many are shown as have room,
// the last always, but for a
// gap whose two sides want its room.
type Line struct {
	ID     string // begins every id in the picture; unique on the page
	Title  string
	Desc   string // a sentence for a screen reader; empty: made from the data
	Head   string // of the points' column in the table; empty: 项目
	Unit   string // what the axis counts: 人; empty: not said
	Points []string
	Gaps   []int // numbers of points before which others are left out: the lines stop there, and both sides are named
	Series []Series
	Fit    bool   // the axis begins near the smallest value, and says so, instead of at zero
	Width  int    // of the picture in units of 1/20 em; 0: 440. Wider is for wide screens only
	Words  *Words // nil: Chinese
}

var _ Chart = Line{}

// Table has a row for each point and a column for each series.
func (l Line) Table() (head []string, rows [][]Cell) {
	return seriesTable(l.Words.given(), l.Head, l.Title, l.Points, l.Series)
}

// SVG draws the lines, or says why not.
func (l Line) SVG() (string, error) { return render(l.draw()) }

func (l Line) draw() (*sheet, error) {
	var c checker
	c.head(l.ID, l.Title, l.Width, minWidth)
	c.data(l.Points, l.Series)
	if err := c.err(); err != nil {
		return nil, err
	}
	l.Points = cleanAll(l.Points)
	l.Gaps = slices.DeleteFunc(slices.Clone(l.Gaps), func(g int) bool { return g <= 0 || g >= len(l.Points) })
	s := newSheet("chart-line", l.ID, l.Title, or(l.Desc, l.Words.given().describe(l.Points, l.Series)), l.Width)
	s.said = l.Words.given()
	s.linked = hasLink(l.Series)
	sc := l.scale()
	note := ""
	if sc.first > 0 {
		note = s.said.NotZero
	}
	y := s.unitLine(l.Unit, note, 0)
	ends, named := l.endings(s)
	if !named && len(l.Series) > 1 {
		y = s.legend(names(l.Series), y, s.sample)
	}
	p := l.plan(s, sc, ends, y)
	if s.linked && len(l.Points) > 1 && p.pitch < closest {
		p.line.Series = p.thinned()
	}
	s.upright(sc, p.x0, p.x1, p.y0, p.y1)
	for j := range l.Series {
		p.series(s, j)
	}
	p.endings(s)
	if len(l.Series) == 1 {
		p.pointValues(s)
	}
	p.pointNames(s)
	p.gapMarks(s)
	s.grow(s.height + 2)
	return s, nil
}

// scale is the standing axis.
func (l Line) scale() scale {
	high, whole := largest(l.Series)
	low := high
	for _, s := range l.Series {
		for _, v := range s.Values {
			if !v.Missing {
				low = min(low, v.Number)
			}
		}
	}
	if !l.Fit || low == high {
		return newScale(0, high, 5, whole)
	}
	// A tenth below, so that the lowest point's value has room under it.
	return newScale(max(0, low-(high-low)/10), high, 5, whole)
}

// ending is what stands at the right end of a series: its name and last value.
type ending struct {
	last        int // the last point with a value; -1 when there is none
	name, value label
	height      float64
}

// The room of the names in the endings, as a share of the picture's width, and of the marker before them;
// values have valueShare.
const (
	endingShare = 0.34
	markerRoom  = 0.9 * em
)

// endings breaks the endings into lines. named is false when a name is too long for that place, or the picture too
// narrow for it beside a gap, and stands in a legend instead.
func (l Line) endings(s *sheet) (ends []ending, named bool) {
	room := s.width*endingShare - markerRoom
	named = len(l.Series) > 1 && (len(l.Gaps) == 0 || s.width >= defWidth) // the names beside a gap need the room more
	for _, series := range l.Series {
		lines, whole := wrap(clean(series.Name), room/em)
		named = named && whole && len(lines) <= 3
	}
	for _, series := range l.Series {
		e := ending{last: -1}
		v := Value{Missing: true}
		for i := range series.Values {
			if !series.Values[i].Missing {
				e.last, v = i, series.Values[i]
			}
		}
		lines, _ := wrap(v.shown(), (s.width*valueShare-markerRoom)/em/boldness) // a number whole, at the plot's cost
		e.value = label{lines: lines, class: valueClass(v)}
		e.height = float64(len(lines)) * lineHeight * em
		if named {
			lines, _ = wrap(clean(series.Name), room/em)
			e.name = label{lines: lines, class: "label"}
			e.height += float64(len(lines)) * lineHeight * em
		}
		ends = append(ends, e)
	}
	return ends, named
}
