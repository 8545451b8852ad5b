package raster

import (
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gohugoio/gift"
)

// noise is a smooth picture with fine grain and one hard edge.
func noise(width, height int) *image.Gray {
	random := rand.New(rand.NewPCG(1, 2))
	img := image.NewGray(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			v := 110 + 60*math.Sin(float64(x)/17)*math.Cos(float64(y)/23) + 20*random.Float64()
			if x > width/2 && y > height/3 {
				v = 190
			}
			img.Pix[y*img.Stride+x] = uint8(v)
		}
	}
	return img
}

func greyPicture(img *image.Gray) *Picture {
	p := NewPlane(img.Rect.Dx(), img.Rect.Dy())
	for y := range p.Height {
		copy(p.Row(y), img.Pix[y*img.Stride:])
	}
	return &Picture{Model: Grey, Width: p.Width, Height: p.Height, Planes: []Plane{p}}
}

// The library gift computes Lanczos in floating point: we must agree to a rounding step.
func TestResampleAgreesWithGift(t *testing.T) {
	src := noise(301, 203)
	for _, size := range []image.Point{{120, 81}, {300, 202}, {97, 150}, {1, 1}, {301, 203}} {
		want := image.NewGray(image.Rect(0, 0, size.X, size.Y))
		gift.New(gift.Resize(size.X, size.Y, gift.LanczosResampling)).Draw(want, src)
		p := greyPicture(src)
		got := p.Resample(p.Whole(), Turn{}, size.X, size.Y)
		worst := 0
		for y := range size.Y {
			for x, v := range got.Planes[0].Row(y) {
				worst = max(worst, abs(int(v)-int(want.Pix[y*want.Stride+x])))
			}
		}
		if worst > 3 {
			t.Errorf("%v: differs from gift by %d", size, worst)
		}
	}
}

func abs(v int) int { return max(v, -v) }

// Each orientation is checked against its definition in Exif: where the corner pixels go.
func TestUprightFollowsExif(t *testing.T) {
	// Upright, the picture is 3 × 2:  1 2 3
	//                                 4 5 6
	stored := map[int][][]uint8{
		1: {{1, 2, 3}, {4, 5, 6}},
		2: {{3, 2, 1}, {6, 5, 4}},
		3: {{6, 5, 4}, {3, 2, 1}},
		4: {{4, 5, 6}, {1, 2, 3}},
		5: {{1, 4}, {2, 5}, {3, 6}},
		6: {{3, 6}, {2, 5}, {1, 4}},
		7: {{6, 3}, {5, 2}, {4, 1}},
		8: {{4, 1}, {5, 2}, {6, 3}},
	}
	for orientation, rows := range stored {
		img := image.NewGray(image.Rect(0, 0, len(rows[0]), len(rows)))
		for y, row := range rows {
			for x, v := range row {
				img.SetGray(x, y, color.Gray{Y: v})
			}
		}
		got := greyPicture(img).Resample(Rect{0, 0, 3, 2}, Upright(orientation), 3, 2)
		for y, row := range stored[1] {
			if string(got.Planes[0].Row(y)) != string(row) {
				t.Errorf("orientation %d: row %d is %v, want %v", orientation, y, got.Planes[0].Row(y), row)
			}
		}
	}
}

// A part of the upright picture is the same part however the picture is stored.
func TestResampleCutsInUprightCoordinates(t *testing.T) {
	upright := greyPicture(noise(64, 48))
	part := Rect{8, 16, 40, 32}
	want := upright.Resample(part, Turn{}, 16, 8)
	// Orientation 8 is undone by a quarter turn clockwise, so storing it so is one counter-clockwise.
	turned := upright.Resample(Rect{0, 0, 48, 64}, Upright(6), 48, 64)
	got := turned.Resample(part, Upright(8), 16, 8)
	for y := range 8 {
		for x, v := range got.Planes[0].Row(y) {
			if abs(int(v)-int(want.Planes[0].Row(y)[x])) > 1 {
				t.Fatalf("pixel %d,%d is %d, want %d", x, y, v, want.Planes[0].Row(y)[x])
			}
		}
	}
}

func TestResampleKeepsAnEvenSurface(t *testing.T) {
	p := NewPlane(301, 77)
	for i := range p.Pix {
		p.Pix[i] = 201
	}
	pic := &Picture{Model: Grey, Width: 301, Height: 77, Planes: []Plane{p}}
	for _, width := range []int{300, 128, 33, 7} {
		got := pic.Resample(pic.Whole(), Turn{FlipX: true}, width, 20)
		for _, v := range got.Planes[0].Row(11) {
			if v != 201 {
				t.Fatalf("width %d: 201 became %d", width, v)
			}
		}
	}
}

func TestTransposeTwiceIsNothing(t *testing.T) {
	p := greyPicture(noise(37, 21)).Planes[0]
	twice := Transpose(Transpose(p))
	for y := range p.Height {
		if string(twice.Row(y)) != string(p.Row(y)) {
			t.Fatalf("row %d differs", y)
		}
	}
}

func BenchmarkResample2016To1600(b *testing.B) {
	p := greyPicture(noise(2016, 1512))
	for b.Loop() {
		p.Resample(p.Whole(), Turn{}, 1600, 1200)
	}
}
