// Package chart draws numbers as SVG that everybody can read.
//
// It takes plain structs and gives back one <svg> element to stand inline in HTML: bars (also grouped
// and stacked), lines, donuts, progress rings and the grid of squares. It promises that
//
//   - the same struct gives the same bytes on every machine;
//   - bars begin at zero, ticks stand at 1, 2 or 5 times a power of ten, a missing value is a gap that
//     says 未报 and never a zero;
//   - nothing depends on colour alone: every series has its own hatch, marker and dash, and every
//     value that has room is written beside its mark;
//   - no label lies on another or leaves the picture, however long it is: names wrap by the rules of
//     Chinese typesetting, and the picture grows downwards;
//   - text is at least 12 CSS pixels high where the picture is 264 pixels wide or more;
//   - the title and the description name the picture for a screen reader, and Table gives the same
//     data as rows;
//   - the markup has no style attribute, style element or script, and all its ids begin with the
//     chart's own.
//
// Colours are the theme's: the classes s1 to s6 set `color` and everything is drawn in currentColor,
// so that a picture without any style sheet is still readable in the colour of the text around it.
//
// It refuses what it cannot draw truthfully (a negative number, no data, more series than there are
// hatches) with Problems that say what to do. It knows nothing of the site, of files or of time.
package chart

import (
	"strconv"
	"strings"
)

// Chart is any chart of this package.
type Chart interface {
	// SVG is the picture, or Problems.
	SVG() (string, error)
	// Table is the same data as text, for the table beside the picture. It works for refused charts
	// too: what cannot be drawn can still be read.
	Table() (head []string, rows [][]Cell)
}

// Cell is one cell of a chart's table; URL is that of the value it shows, or nothing.
type Cell struct{ Text, URL string }

// Value is one number and how it is shown.
type Value struct {
	Number float64
	// Text is the number as shown, "362人"; empty gives the plain number.
	Text string
	// Missing marks a number that was not given; Number is then not looked at, and Text says so, 未报 when
	// it is empty.
	Missing bool
	// URL links the mark, when set. A chart with a link in it is a group of links to a screen
	// reader instead of one image.
	URL string
}

// Series is one row of values, one for each category.
type Series struct {
	Name   string
	Values []Value
}

// cell is the value in a table.
func (v Value) cell() Cell {
	if v.Missing {
		return Cell{Text: v.shown()}
	}
	return Cell{v.shown(), v.URL}
}

// shown is the value as text.
func (v Value) shown() string {
	switch {
	case clean(v.Text) != "":
		return clean(v.Text)
	case v.Missing:
		return chinese.Missing
	}
	return strconv.FormatFloat(v.Number, 'f', -1, 64)
}

// hasLink reports whether any mark is to be a link.
func hasLink(series []Series) bool {
	for _, s := range series {
		for _, v := range s.Values {
			if v.URL != "" {
				return true
			}
		}
	}
	return false
}

// largest is the largest number given, 0 when there is none, and whether all are whole.
func largest(series []Series) (high float64, whole bool) {
	whole = true
	for _, s := range series {
		for _, v := range s.Values {
			if v.Missing {
				continue
			}
			high = max(high, v.Number)
			whole = whole && v.Number == float64(int64(v.Number))
		}
	}
	return high, whole
}

// clean makes text fit for XML and for one label: invalid bytes become U+FFFD, control characters
// vanish, and runs of space become one.
func clean(text string) string {
	text = strings.Map(printable, strings.ToValidUTF8(text, "\uFFFD"))
	return strings.Join(strings.Fields(text), " ")
}

// printable drops what XML 1.0 cannot hold, and makes white space of what was white space.
func printable(r rune) rune {
	switch {
	case r == '\t' || r == '\n' || r == '\r' || r == 0x85:
		return ' '
	case r < 0x20 || r >= 0x7F && r < 0xA0 || r == 0xFFFE || r == 0xFFFF:
		return -1
	}
	return r
}
