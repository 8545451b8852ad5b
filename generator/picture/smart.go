package picture

import (
	"image"
	"math"

	"github.com/muesli/smartcrop"

	"qizhi/generator/picture/raster"
)

// smartSide is the shorter side, in pixels, of the picture in which the best crop is looked for.
const smartSide = 240

// asIs stands where smartcrop wants a way to make the picture smaller: it is small.
type asIs struct{}

func (asIs) Resize(img image.Image, _, _ uint) image.Image { return img }

// findFocus looks for the part that is worth keeping: skin, detail, strong colours. small is the
// whole picture, upright and in sRGB. Where it cannot tell, the middle stays.
func findFocus(small *raster.Picture, c Crop) Focus {
	middle := Focus{true, 50, 50}
	w, h := c.size(small.Width, small.Height)
	img := toRGBA(settle(small, false))
	r, err := smartcrop.NewAnalyzer(asIs{}).FindBestCrop(img, int(w), int(h))
	if err != nil || r.Empty() || flat(img) {
		return middle
	}
	x, y := (r.Min.X+r.Max.X)/2, (r.Min.Y+r.Max.Y)/2
	return Focus{true, share(x, small.Width), share(y, small.Height)}
}

func share(at, whole int) int {
	return min(int(math.Round(100*float64(at)/float64(whole))), 100)
}

// flat reports whether a picture is one colour.
func flat(img *image.RGBA) bool {
	for i := 4; i < len(img.Pix); i++ {
		if d := int(img.Pix[i]) - int(img.Pix[i&3]); d > 4 || d < -4 {
			return false
		}
	}
	return true
}

// toRGBA puts a picture's planes side by side, colours multiplied by their alpha.
func toRGBA(p *raster.Picture) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, p.Width, p.Height))
	for y := range p.Height {
		row := out.Pix[y*out.Stride:]
		r, g, b, a := rows(p, y)
		for x := range r {
			row[4*x], row[4*x+1], row[4*x+2], row[4*x+3] = r[x], g[x], b[x], 255
			if a != nil {
				row[4*x+3] = a[x]
			}
		}
	}
	return out
}
