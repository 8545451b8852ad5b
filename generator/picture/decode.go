package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/png"

	"golang.org/x/image/bmp"
	"golang.org/x/image/webp"

	"qizhi/generator/picture/jpeg"
	pngrows "qizhi/generator/picture/png"
	"qizhi/generator/picture/raster"
)

// decode makes the planes of a picture, reduced as far as share and the format allow. whole is the picture as the
// library made it, for those that may be published pixel by pixel; nil for one that was reduced.
func (h *header) decode(name string, data []byte, share float64) (planes *raster.Picture, whole image.Image, problem *Problem) {
	if reduce := h.reduction(share); h.Format == JPEG || reduce > 1 {
		read := jpeg.Read
		if h.Format == PNG {
			read = pngrows.Read
		}
		planes, err := read(data, reduce)
		if err != nil {
			return nil, nil, decodeProblem(name, err)
		}
		return planes, nil, nil
	}
	whole, err := h.decodeGraphic(data)
	if err != nil {
		return nil, nil, decodeProblem(name, err)
	}
	if h.Orientation < 5 && (whole.Bounds().Dx() != h.Width || whole.Bounds().Dy() != h.Height) {
		return nil, nil, damaged(name) // its parts do not agree on its size
	}
	return toRaster(whole), whole, nil
}

func (h *header) decodeGraphic(data []byte) (image.Image, error) {
	r := bytes.NewReader(data)
	switch h.Format {
	case PNG:
		return png.Decode(r)
	case BMP:
		return bmp.Decode(r)
	case WebP:
		img, err := webp.Decode(r)
		return fullRange(img), err
	}
	img, err := gif.Decode(r)
	if err != nil {
		return nil, err
	}
	return onScreen(img, h.Width, h.Height), nil
}

// onScreen puts a GIF's image at its place on the screen, whose rest is transparent.
func onScreen(img image.Image, width, height int) image.Image {
	screen := image.Rect(0, 0, width, height)
	if img.Bounds() == screen {
		return img
	}
	out := image.NewNRGBA(screen)
	draw.Draw(out, img.Bounds(), img, img.Bounds().Min, draw.Src)
	return out
}

// fullRange widens the levels of a lossy WebP, 16 to 235 and 240 (RFC 6386, 9.2), to the 0 to 255
// that Go's YCbCr stands for; the library leaves that to its caller.
func fullRange(img image.Image) image.Image {
	switch img := img.(type) {
	case *image.YCbCr:
		widen(img)
	case *image.NYCbCrA:
		widen(&img.YCbCr)
	}
	return img
}

func widen(img *image.YCbCr) {
	var luma, chroma [256]uint8
	for v := range 256 {
		luma[v] = clampShift(int32(((v-16)<<16*255 + 1<<15*219) / 219))
		chroma[v] = clampShift(int32((v-128)<<16*255/224 + 128<<16 + 1<<15))
	}
	for i, v := range img.Y {
		img.Y[i] = luma[v]
	}
	for _, plane := range [][]uint8{img.Cb, img.Cr} {
		for i, v := range plane {
			plane[i] = chroma[v]
		}
	}
}

// toRaster parts an image into planes.
func toRaster(img image.Image) *raster.Picture {
	b := img.Bounds()
	switch img := img.(type) {
	case *image.Gray:
		p := empties(raster.Grey, b, 1)
		for y := range b.Dy() {
			copy(p.Planes[0].Row(y), img.Pix[y*img.Stride:])
		}
		return p
	case *image.YCbCr:
		if img.SubsampleRatio == image.YCbCrSubsampleRatio420 {
			return fromYCbCr(img)
		}
	case *image.Paletted:
		return fromPalette(img)
	}
	return fromPixels(img)
}

func empties(model raster.Model, b image.Rectangle, n int) *raster.Picture {
	p := &raster.Picture{Model: model, Width: b.Dx(), Height: b.Dy()}
	for range n {
		p.Planes = append(p.Planes, raster.NewPlane(b.Dx(), b.Dy()))
	}
	return p
}

func fromYCbCr(img *image.YCbCr) *raster.Picture {
	p := empties(raster.YCbCr, img.Rect, 1)
	for y := range p.Height {
		copy(p.Planes[0].Row(y), img.Y[y*img.YStride:])
	}
	for _, pix := range [][]uint8{img.Cb, img.Cr} {
		plane := raster.NewPlane((p.Width+1)/2, (p.Height+1)/2)
		plane.PerX, plane.PerY = 0.5, 0.5
		for y := range plane.Height {
			copy(plane.Row(y), pix[y*img.CStride:])
		}
		p.Planes = append(p.Planes, plane)
	}
	return p
}

// fromPalette looks each colour up once for the palette, not once for each pixel.
func fromPalette(img *image.Paletted) *raster.Picture {
	var table [256][4]uint8
	opaque := true
	for i, c := range img.Palette {
		table[i&255] = multiplied(c)
		opaque = opaque && table[i&255][3] == 255
	}
	return fill(img.Rect, opaque, func(y int, row [4][]uint8) {
		for x, v := range img.Pix[y*img.Stride : y*img.Stride+img.Rect.Dx()] {
			put(row, x, table[v])
		}
	})
}

func fromPixels(img image.Image) *raster.Picture {
	b := img.Bounds()
	_, isYCbCr := img.(*image.YCbCr)
	opaque, ok := img.(interface{ Opaque() bool })
	return fill(b, isYCbCr || ok && opaque.Opaque(), func(y int, row [4][]uint8) {
		switch img := img.(type) {
		case *image.NRGBA:
			for x := range b.Dx() {
				c := img.Pix[y*img.Stride+4*x:]
				put(row, x, [4]uint8{multiply(c[0], c[3]), multiply(c[1], c[3]), multiply(c[2], c[3]), c[3]})
			}
		case *image.RGBA:
			for x := range b.Dx() {
				put(row, x, [4]uint8(img.Pix[y*img.Stride+4*x:]))
			}
		default:
			for x := range b.Dx() {
				put(row, x, multiplied(img.At(b.Min.X+x, b.Min.Y+y)))
			}
		}
	})
}

// multiplied is a colour with its alpha, in eight bits, rounded.
func multiplied(c color.Color) [4]uint8 {
	r, g, b, a := c.RGBA()
	short := func(v uint32) uint8 { return uint8((v*255 + 32767) / 65535) }
	return [4]uint8{short(r), short(g), short(b), short(a)}
}

// fill makes an RGB or RGBA picture row by row.
func fill(b image.Rectangle, opaque bool, row func(y int, row [4][]uint8)) *raster.Picture {
	p := empties(raster.RGBA, b, 4)
	for y := range p.Height {
		row(y, [4][]uint8{p.Planes[0].Row(y), p.Planes[1].Row(y), p.Planes[2].Row(y), p.Planes[3].Row(y)})
	}
	if opaque {
		p.Model, p.Planes = raster.RGB, p.Planes[:3]
	}
	return p
}

func put(row [4][]uint8, x int, c [4]uint8) {
	row[0][x], row[1][x], row[2][x], row[3][x] = c[0], c[1], c[2], c[3]
}
