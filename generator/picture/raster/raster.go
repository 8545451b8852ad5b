// Package raster holds decoded pictures as planes of bytes and makes smaller ones of them.
//
// It promises Lanczos quality (three lobes, widened when a picture shrinks, edges repeated) at the
// price of a few multiplications a sample: eight samples are weighed at once in 64-bit words. Every
// result is a pure function of its arguments, the same on every machine; nothing is shared between
// pictures, so different pictures may be worked on at once. It knows no file format and no colour
// profile.
package raster

// Model says what the planes of a picture mean.
type Model uint8

// The models. Values run from 0 to 255; chroma has its zero at 128.
const (
	Grey  Model = iota + 1 // one plane
	YCbCr                  // JPEG's full-range luma and chroma; chroma may be coarser
	RGB                    // three planes
	RGBA                   // four planes, colours already multiplied by alpha
	CMYK                   // four planes of ink, 255 is full ink
	YCCK                   // CMYK whose first three inks were turned into YCbCr as if they were RGB
)

// Plane is one component of a picture. Rows are Stride bytes apart; Stride is a multiple of eight
// and Pix holds whole rows, so that eight samples can be read or written anywhere in a row. What
// lies between Width and Stride has no meaning.
type Plane struct {
	Pix           []uint8
	Width, Height int
	Stride        int
	// PerX and PerY are how many samples the plane has for one pixel of the picture: 1, or 0.5 for
	// halved chroma, or 0.25 for halved chroma of a picture decoded at half its size.
	PerX, PerY float64
}

// NewPlane returns a black plane with one sample for each pixel.
func NewPlane(width, height int) Plane {
	stride := (width + 7) &^ 7
	return Plane{Pix: make([]uint8, stride*height), Width: width, Height: height, Stride: stride, PerX: 1, PerY: 1}
}

// Row returns the samples of row y.
func (p *Plane) Row(y int) []uint8 { return p.Pix[y*p.Stride : y*p.Stride+p.Width] }

// Picture is a decoded picture. Width and Height are in pixels of the coordinates that Resample
// takes; the planes may be coarser than that (see [Plane].PerX).
type Picture struct {
	Model         Model
	Width, Height int
	Planes        []Plane
}

// Rect is a part of a picture in pixels; it may begin and end within one.
type Rect struct{ X0, Y0, X1, Y1 float64 }

// Whole is the rectangle of the whole picture.
func (p *Picture) Whole() Rect { return Rect{0, 0, float64(p.Width), float64(p.Height)} }

// halved reports whether plane i of a model is made at half the size in both directions: JPEG's
// 4:2:0, in which every photo is published.
func (m Model) halved(i int) bool { return (m == YCbCr || m == YCCK) && (i == 1 || i == 2) }

// Resample returns the part of the picture within r, turned upright and exactly width × height
// pixels. r is in upright coordinates: those of the picture after turn. Chroma comes out halved.
func (p *Picture) Resample(r Rect, turn Turn, width, height int) *Picture {
	stored := turn.stored(r, p.Width, p.Height)
	w, h := width, height
	if turn.Transpose {
		w, h = h, w
	}
	stepX, stepY := (stored.X1-stored.X0)/float64(w), (stored.Y1-stored.Y0)/float64(h)
	out := &Picture{Model: p.Model, Width: width, Height: height, Planes: make([]Plane, len(p.Planes))}
	for i := range p.Planes {
		src := &p.Planes[i]
		pw, ph, per := w, h, 1.0
		if p.Model.halved(i) {
			pw, ph, per = (w+1)/2, (h+1)/2, 0.5
		}
		xs := newTaps(stored.X0*src.PerX, stepX*src.PerX/per, pw, src.Width)
		ys := newTaps(stored.Y0*src.PerY, stepY*src.PerY/per, ph, src.Height)
		out.Planes[i] = resample(src, xs, ys, turn.Transpose)
		out.Planes[i].PerX, out.Planes[i].PerY = per, per
	}
	return out
}

// resample weighs rows, turns the plane on its side, weighs what were columns, and turns it back
// unless it is wanted on its side.
func resample(src *Plane, xs, ys taps, transpose bool) Plane {
	tall := Transpose(ys.apply(src))
	wide := xs.apply(&tall)
	if transpose {
		return wide
	}
	return Transpose(wide)
}
