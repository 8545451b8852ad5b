package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/png"

	"github.com/HugoSmits86/nativewebp"

	"qizhi/generator/picture/raster"
)

// lowestQuality is how far quality goes down for a budget.
const lowestQuality = 40

// encodeGraphic writes a graphic without loss: of the ways to write the format, the smallest.
func encodeGraphic(img image.Image, format Format) ([]byte, error) {
	few := fewColours(img)
	if format == PNG {
		if few != nil {
			img = few
		}
		return encodePNG(img)
	}
	var best []byte
	images := []image.Image{img}
	if few != nil {
		images = append(images, few)
	}
	for _, candidate := range images {
		var b bytes.Buffer
		if err := nativewebp.Encode(&b, candidate, nil); err != nil {
			return nil, err
		}
		if best == nil || b.Len() < len(best) {
			best = b.Bytes()
		}
	}
	return best, nil
}

func encodePNG(img image.Image) ([]byte, error) {
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	err := e.Encode(&b, img)
	return b.Bytes(), err
}

// toNRGBA puts planes side by side, colours without their alpha.
func toNRGBA(p *raster.Picture) *image.NRGBA {
	out := (*image.NRGBA)(toRGBA(p))
	if p.Model != raster.RGBA {
		return out
	}
	for i := 0; i < len(out.Pix); i += 4 {
		c := out.Pix[i : i+4 : i+4]
		if a := c[3]; a != 255 {
			c[0], c[1], c[2] = divide(c[0], a), divide(c[1], a), divide(c[2], a)
		}
	}
	return out
}

// fewColours returns the image with a palette when it has at most 256 colours, else nil. The palette
// is in the order in which the colours appear.
func fewColours(img image.Image) *image.Paletted {
	if p, ok := img.(*image.Paletted); ok {
		return p
	}
	b := img.Bounds()
	out := image.NewPaletted(image.Rect(0, 0, b.Dx(), b.Dy()), nil)
	known := map[color.NRGBA]uint8{}
	var last color.NRGBA
	var index uint8
	for y := range b.Dy() {
		for x := range b.Dx() {
			c := at(img, b.Min.X+x, b.Min.Y+y)
			if c != last || len(out.Palette) == 0 {
				var ok bool
				if index, ok = known[c]; !ok {
					if len(out.Palette) == 256 {
						return nil
					}
					index = uint8(len(out.Palette))
					known[c] = index
					out.Palette = append(out.Palette, c)
				}
				last = c
			}
			out.Pix[y*out.Stride+x] = index
		}
	}
	return out
}

// at is the colour of a pixel, read fast where most images are.
func at(img image.Image, x, y int) color.NRGBA {
	switch img := img.(type) {
	case *image.NRGBA:
		return img.NRGBAAt(x, y)
	case *image.RGBA:
		if c := img.RGBAAt(x, y); c.A == 255 {
			return color.NRGBA(c)
		}
	}
	return color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA)
}
