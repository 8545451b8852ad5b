package picture

import (
	"cmp"
	"fmt"
	"math"
	"slices"
)

// defaultWidths are those that the layouts use; defaultQuality and defaultBudget hold for JPEG.
var defaultWidths = []int{400, 800, 1600}

const (
	defaultQuality = 82
	defaultBudget  = 350_000
)

// The largest lossless WebP that is written: beyond its own limit of 16,383 a side, writing one
// would take too much memory, webpWeight bytes for a pixel.
const (
	webpSide   = 16383
	webpPixels = 4_000_000
	webpWeight = 60.0
)

// Settings say which renditions are wanted. The zero value means the widths 400, 800 and 1600,
// quality 82, 350 kB for a photo of 1600 pixels, and the whole picture.
type Settings struct {
	// Widths in pixels. None is made wider than the picture: the picture's own width stands in.
	Widths []int
	// Quality is that of JPEG, 1 to 100, where the budget allows it.
	Quality int
	// Budget is the most bytes for a photo 1600 pixels wide; smaller ones have less.
	Budget int
	Crop   Crop
}

// Rendition is one file that will be published. It is all that Make needs beside the source, so its
// Key and the source's digest say whether it has to be made again.
type Rendition struct {
	Width, Height int // 0 for an SVG that does not say
	Format        Format
	Crop          Crop
	// Base is the width of the largest rendition planned with this one, out of which it is made.
	Base    int
	Quality int // of JPEG
	Budget  int // bytes at most, of JPEG; quality goes down for it to 40, and then what is faintest goes
	// AsIs is an animation or an SVG: its source without what does not belong to the picture.
	AsIs bool
}

// Name is what the rendition's file is called after the picture's own name: "-800.jpg",
// "-3x2-800.webp", ".svg".
func (r Rendition) Name() string {
	if r.AsIs {
		return r.Format.Ending()
	}
	return fmt.Sprintf("%s-%d%s", r.Crop.name(), r.Width, r.Format.Ending())
}

// Key tells renditions of one source apart: two with the same key are the same file.
func (r Rendition) Key() string {
	return fmt.Sprintf("%s %dx%d of %d q%d b%d", r.Name(), r.Width, r.Height, r.Base, r.Quality, r.Budget)
}

// Plan says which renditions there will be of a picture, the smallest first. It decodes nothing and
// always answers the same.
func Plan(info Info, settings Settings) []Rendition {
	if info.Format == SVG || info.Animated {
		return []Rendition{{Width: info.Width, Height: info.Height, Format: info.Format, AsIs: true}}
	}
	settings = settings.complete()
	native, _ := settings.Crop.size(info.Width, info.Height)
	widths := settings.choose(info, max(int(native), 1))
	var plan []Rendition
	for _, width := range widths {
		_, height := settings.Crop.sized(info.Width, info.Height, width)
		r := settings.rendition(info, width, height)
		r.Base = widths[len(widths)-1]
		plan = append(plan, r)
	}
	return plan
}

// complete fills in what is not said and puts widths in order.
func (s Settings) complete() Settings {
	s.Widths = slices.DeleteFunc(slices.Clone(s.Widths), func(w int) bool { return w <= 0 })
	slices.Sort(s.Widths)
	s.Widths = slices.Compact(s.Widths)
	if len(s.Widths) == 0 {
		s.Widths = defaultWidths
	}
	s.Quality = min(cmp.Or(max(s.Quality, 0), defaultQuality), 100)
	s.Budget = cmp.Or(max(s.Budget, 0), defaultBudget)
	return s
}

// choose keeps the widths below the picture's own and ends with that, unless the last is wide
// enough. One that is nearly the picture's own gives way to it; for a drawing that is any above its half.
func (s Settings) choose(info Info, native int) []int {
	widths := s.Widths
	if last := widths[len(widths)-1]; info.Drawing && native <= 2*last && info.Width*info.Height <= webpPixels {
		widths = slices.DeleteFunc(slices.Clone(widths), func(w int) bool { return 2*w > native })
		return append(widths, native)
	}
	var chosen []int
	for _, w := range widths {
		if w < native {
			chosen = append(chosen, w)
		}
	}
	if native > widths[len(widths)-1] {
		return chosen
	}
	if n := len(chosen); n > 0 && native*100 < chosen[n-1]*115 {
		chosen = chosen[:n-1]
	}
	return append(chosen, native)
}

func (s Settings) rendition(info Info, width, height int) Rendition {
	r := Rendition{Width: width, Height: height, Format: WebP, Crop: s.Crop}
	switch {
	case info.Photo:
		r.Format, r.Quality, r.Budget = JPEG, s.Quality, s.budget(width, height)
	case info.Palette && width == info.Width && height == info.Height,
		width > webpSide || height > webpSide || width*height > webpPixels:
		r.Format = PNG
	}
	return r
}

// budget is how many bytes a photo of this size may take: fewer for a smaller one, though not in
// proportion, since it is denser; more only for one taller than a phone held upright takes it.
func (s Settings) budget(width, height int) int {
	scale := math.Pow(float64(width)/1600, 1.5) * max(1, float64(height)/float64(width)*3/4)
	return int(float64(s.Budget) * scale)
}
