package picture

import (
	"fmt"
	"io"
	"math"

	"qizhi/generator/picture/jpeg"
	"qizhi/generator/picture/raster"
)

// The placeholders: four levels of light by three of blue and three of red chroma, so that the few
// colours there are lie where the averages of photos lie, near grey.
var (
	placeholderLight  = [4]uint8{52, 100, 148, 204}
	placeholderChroma = [3]uint8{112, 128, 144}
)

// Placeholder is a colour that stands in for a picture while it loads. A page names its class,
// because the content security policy admits no style attributes.
type Placeholder struct {
	Class  string // "ph-211"
	Colour string // "#94948a"
}

// Placeholders are all there are, 36, in the order of their names, for the style sheet.
func Placeholders() []Placeholder {
	var all []Placeholder
	for l, light := range placeholderLight {
		for b, blue := range placeholderChroma {
			for r, red := range placeholderChroma {
				x, y, z := toRGB(light, blue, red)
				all = append(all, Placeholder{placeholderClass(l, b, r), fmt.Sprintf("#%02x%02x%02x", x, y, z)})
			}
		}
	}
	return all
}

func placeholderClass(light, blue, red int) string { return fmt.Sprintf("ph-%d%d%d", light, blue, red) }

// Average returns the class of the placeholder nearest to a picture's average colour, or "" for one
// that has none: an SVG, an animation, a picture with transparent parts. A photo that carries a
// thumbnail, as phones write them, costs as little as Inspect; any other is decoded, a JPEG or PNG at an
// eighth of its size, so the answer is worth remembering. Every error is a [*Problem].
func Average(name string, r io.ReaderAt, size int64) (string, error) {
	h, err := inspect(name, &window{r: r, size: size})
	if err != nil {
		return "", err
	}
	if h.Format == SVG || h.Animated || h.Alpha {
		return "", nil
	}
	p := h.readThumbnail(r)
	if p == nil {
		data := make([]byte, size)
		if _, err := r.ReadAt(data, 0); err != nil && err != io.EOF {
			return "", unreadable(name, err)
		}
		var problem *Problem
		if p, _, problem = h.decode(name, data, 0); problem != nil {
			return "", problem
		}
	}
	return h.average(p), nil
}

// readThumbnail decodes the small JPEG inside a photo, or returns nil when there is none that is one.
func (h *header) readThumbnail(r io.ReaderAt) *raster.Picture {
	if h.thumbnail.length < 100 || h.thumbnail.length > 1<<16 {
		return nil
	}
	data := make([]byte, h.thumbnail.length)
	if n, _ := r.ReadAt(data, h.thumbnail.at); n != len(data) {
		return nil
	}
	frame, err := jpeg.ReadFrame(data)
	if err != nil || frame.Width > 1000 || frame.Height > 1000 {
		return nil
	}
	p, err := jpeg.Read(data, 1)
	if err != nil {
		return nil
	}
	return p
}

// average makes the picture a few pixels and finds the placeholder nearest to their mean.
func (h *header) average(p *raster.Picture) string {
	const side = 8
	small := settle(p.Resample(p.Whole(), raster.Turn{}, side, side), false)
	convert(small, h.conversion())
	var sum [3]int
	for y := range side {
		r, g, b, _ := rows(small, y)
		for x := range side {
			sum[0], sum[1], sum[2] = sum[0]+int(r[x]), sum[1]+int(g[x]), sum[2]+int(b[x])
		}
	}
	light, blue, red := toYCbCr(uint8(sum[0]/(side*side)), uint8(sum[1]/(side*side)), uint8(sum[2]/(side*side)))
	return placeholderClass(nearest(placeholderLight[:], light), nearest(placeholderChroma[:], blue), nearest(placeholderChroma[:], red))
}

func nearest(levels []uint8, v uint8) int {
	best, distance := 0, math.MaxInt
	for i, l := range levels {
		if d := max(int(l)-int(v), int(v)-int(l)); d < distance {
			best, distance = i, d
		}
	}
	return best
}
