package chart

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
)

// The frame of a plain picture for sharing: a thick line around a thin one, the 文武线 of Chinese books.
const (
	plainWidth  = 260
	plainHeight = 380
	plainThick  = 9
	plainApart  = 8
	plainThin   = 3
)

// ShareSize is the size of every picture for sharing, in pixels.
func ShareSize() (width, height int) { return shareWidth, shareHeight }

// PlainPNG draws the picture for sharing of a site that has no squares: the band of colour and the hairline of
// [Grid.PNG], and the empty frame of a title slip. The same colours give the same bytes.
func PlainPNG(p Palette) ([]byte, error) {
	img := image.NewPaletted(image.Rect(0, 0, shareWidth, shareHeight), color.Palette{p.Paper, p.Ink, p.Band, p.Line})
	fill := func(r image.Rectangle, c color.Color) {
		draw.Draw(img, r, image.NewUniform(c), image.Point{}, draw.Src)
	}
	fill(image.Rect(0, 0, shareWidth, shareBand), p.Band)
	fill(image.Rect(0, shareBand, shareWidth, shareBand+shareLine), p.Line)
	top := shareBand + shareLine
	x, y := (shareWidth-plainWidth)/2, top+(shareHeight-top-plainHeight)/2
	slip := image.Rect(x, y, x+plainWidth, y+plainHeight)
	for _, ring := range []struct{ inset, width int }{{0, plainThick}, {plainThick + plainApart, plainThin}} {
		fill(slip.Inset(ring.inset), p.Ink)
		fill(slip.Inset(ring.inset+ring.width), p.Paper)
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&b, img); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}
