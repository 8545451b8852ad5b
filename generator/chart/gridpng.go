package chart

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

// Palette are the colours of a drawing that no style sheet can reach.
type Palette struct {
	Paper, Ink, Band, Line color.Color
}

// The measures of a shared picture (Open Graph: 1.91 to 1, 1,200 × 630 pixels).
const (
	shareWidth  = 1200
	shareHeight = 630
	shareBand   = 54
	shareLine   = 6
	shareMargin = 72
)

// PNG draws the squares alone, as a picture of 1,200 × 630 pixels for sharing: a band of colour, a
// hairline, and the squares on paper. It has no words, since whatever shows it sets the title beside
// it. The same grid gives the same bytes.
func (g Grid) PNG(p Palette) ([]byte, error) {
	if g.Columns == 0 {
		g.Columns = 10
	}
	if err := g.check(); err != nil {
		return nil, err
	}
	palette := color.Palette{p.Paper, p.Ink, p.Band, p.Line}
	img := image.NewPaletted(image.Rect(0, 0, shareWidth, shareHeight), palette)
	fill := func(r image.Rectangle, c color.Color) {
		draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(image.Rect(0, 0, shareWidth, shareBand), p.Band)
	fill(image.Rect(0, shareBand, shareWidth, shareBand+shareLine), p.Line)
	columns := min(g.Columns, len(g.Squares))
	lines := (len(g.Squares) + columns - 1) / columns
	top := shareBand + shareLine
	pitch := min((shareWidth-2*shareMargin)/columns, (shareHeight-top-2*shareMargin)/lines)
	pitch -= pitch % 12 // whole hatches
	pitch = max(pitch, 12)
	x0 := (shareWidth - columns*pitch + pitch/6) / 2
	y0 := top + (shareHeight-top-lines*pitch+pitch/6)/2
	for i, q := range g.Squares {
		x, y := x0+i%columns*pitch, y0+i/columns*pitch
		square(img, image.Rect(x, y, x+pitch-pitch/6, y+pitch-pitch/6), q.Form, p)
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, img); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// square draws one square: solid, hatched inside a frame, or only its frame.
func square(img *image.Paletted, r image.Rectangle, form Form, p Palette) {
	frame := max(r.Dx()/14, 2)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			edge := x < r.Min.X+frame || x >= r.Max.X-frame || y < r.Min.Y+frame || y >= r.Max.Y-frame
			step := max(r.Dx()/5, 4)
			stripe := (x-r.Min.X+y-r.Min.Y)%step < step/2
			if form == Solid || edge || form == Hatched && stripe {
				img.Set(x, y, p.Ink)
			}
		}
	}
}
