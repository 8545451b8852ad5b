package plan

// The measures of a gallery in the theme's style sheet, in rem, where it stands in a text as wide as a text
// gets: the height of a row of many pictures and of few, the width of all, the gap after each picture; and
// the shape of the room that a last row keeps.
const (
	lowRow, highRow = 8.5, 11.0
	rowWidth        = 42.4
	rowGap          = 0.4
	roomShape       = 1.5
)

// high reports whether a gallery of many pictures is better laid out in higher rows: those that leave the
// least room empty in the last row, without blowing up what stands in it.
func (g *gallery) high() bool {
	if len(g.shots) < most {
		return false
	}
	shapes := make([]float64, len(g.shots))
	for i, s := range g.shots {
		shapes[i] = float64(shape(s.photo.info)) / 100
	}
	return lastRow(shapes, highRow) > lastRow(shapes, lowRow)
}

// lastRow says how well the last row of a gallery looks, 1 for a full one of the height of the others. It
// breaks rows as a browser does: each takes what fits by its own width.
func lastRow(shapes []float64, row float64) float64 {
	sum, used := 0.0, 0.0
	for _, s := range shapes {
		if used += s*row + rowGap; used > rowWidth {
			sum, used = 0, s*row+rowGap
		}
		sum += s
	}
	filled := 1.0
	if used+roomShape*row+rowGap <= rowWidth {
		filled = sum / (sum + roomShape)
	}
	height := filled * rowWidth / sum
	return filled - max(0, height/row-1.6)/2
}
