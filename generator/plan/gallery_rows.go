package plan

import (
	"fmt"
	"math"

	"qizhi/generator/picture"
)

// stand is where a gallery stands, in one unit: how wide a row is with the gap that follows each picture, the
// height that a row asks for, and the least width of a picture.
type stand struct{ width, gap, row, least float64 }

// The measures of the theme's style sheet. On a page as wide as a text gets, in rem, a row of many pictures is
// low or high; on phones, in hundredths of the screen, the margins are wider the narrower the screen is (320,
// 375 and 430 pixels, 16 to a rem).
var (
	lowRows  = stand{width: 42.4, gap: 0.4, row: 8.5}
	highRows = stand{width: 42.4, gap: 0.4, row: 11}
	phones   = []stand{
		{width: 92, gap: 2, row: 28, least: 25}, {width: 92.6, gap: 1.7, row: 28, least: 25}, {width: 93, gap: 1.5, row: 28, least: 22.3}}
)

// roomShape is the shape of the room that the last row of many pictures keeps.
const roomShape = 1.5

// rows breaks pictures into rows as a browser does: each takes what fits by its own width.
func (s stand) rows(shapes []float64) (rows [][]float64) {
	from, used := 0, 0.0
	for i, shape := range shapes {
		own := max(shape*s.row, s.least) + s.gap
		if used += own; used > s.width && i > from {
			rows, from, used = append(rows, shapes[from:i]), i, own
		}
	}
	return append(rows, shapes[from:])
}

// filled is how much of a row its pictures take: all of it, but where the last one has room for one more.
func (s stand) filled(row []float64, keeps bool) float64 {
	sum := total(row)
	if keeps && (sum+roomShape)*s.row+float64(len(row)+1)*s.gap <= s.width {
		return sum / (sum + roomShape)
	}
	return 1
}

// widths are those that pictures get: what is left of a row is shared out in the proportion of the shapes.
func (s stand) widths(shapes []float64) (all []float64) {
	rows := s.rows(shapes)
	for i, row := range rows {
		filled := s.filled(row, i == len(rows)-1 && len(shapes) >= most)
		for _, shape := range row {
			all = append(all, filled*(s.width-float64(len(row))*s.gap)*shape/total(row))
		}
	}
	return all
}

// lastRow says how well the last row of a gallery looks, 1 for a full one of the height of the others.
func (s stand) lastRow(shapes []float64) float64 {
	rows := s.rows(shapes)
	last := rows[len(rows)-1]
	filled := s.filled(last, true)
	height := filled * s.width / total(last)
	return filled - max(0, height/s.row-1.6)/2
}

func total(shapes []float64) (sum float64) {
	for _, shape := range shapes {
		sum += shape
	}
	return sum
}

func (g *gallery) shapes() []float64 {
	shapes := make([]float64, len(g.shots))
	for i, s := range g.shots {
		shapes[i] = float64(shape(s.photo.info)) / 100
	}
	return shapes
}

// page is how the gallery stands on a page as wide as a text gets. Of many pictures the rows are high where
// that leaves less room empty in the last one, without blowing up what stands in it; of three they are low.
func (g *gallery) page(shapes []float64) stand {
	switch {
	case len(shapes) >= most && highRows.lastRow(shapes) > lowRows.lastRow(shapes):
		return highRows
	case len(shapes) >= most, len(shapes) == 3:
		return lowRows
	}
	return highRows
}

// sizes says how wide each picture is shown, for the browser to choose a rendition by; and how many stand in
// the first row on a wide page, where there are most.
func (g *gallery) sizes(page stand, shapes []float64) (sizes []string, first int) {
	if len(shapes) == 1 {
		return []string{textSizes}, 1
	}
	wide, narrow := page.widths(shapes), make([]float64, len(shapes))
	first = len(page.rows(shapes)[0])
	for _, phone := range phones {
		first = max(first, len(phone.rows(shapes)[0]))
		for i, width := range phone.widths(shapes) {
			narrow[i] = max(narrow[i], width)
		}
	}
	for i, s := range g.shots {
		of := cut(s.photo.info, shapes[i])
		sizes = append(sizes, fmt.Sprintf("(min-width: 45rem) %.0frem, (min-resolution: 2.5dppx) %.0fvw, %.0fvw",
			math.Ceil(of*wide[i]), math.Ceil(of*narrow[i]*2/3), math.Ceil(of*narrow[i])))
	}
	return sizes, first
}

// cut is how many times as wide as its cell a picture is, whose sides are cut off there.
func cut(info picture.Info, shape float64) float64 {
	if info.Height == 0 {
		return 1
	}
	return max(1, float64(info.Width)/float64(info.Height)/shape)
}
