package jpeg

import (
	"bytes"
	"image"
	stdjpeg "image/jpeg"
	"math"
	"math/rand/v2"
	"testing"

	"qizhi/generator/picture/raster"
)

// planes reads a photo as Write wants it.
func planes(t testing.TB, data []byte) *raster.Picture {
	t.Helper()
	p, err := Read(data, 1)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// distance is the mean square distance of two decoded photos' luma.
func distance(t testing.TB, a, b *raster.Picture) float64 {
	t.Helper()
	sum := 0.0
	for y := range a.Height {
		other := b.Planes[0].Row(y)
		for x, v := range a.Planes[0].Row(y) {
			sum += math.Pow(float64(v)-float64(other[x]), 2)
		}
	}
	return sum / float64(a.Width*a.Height)
}

// What is written is as near to the original as what the standard library writes, in fewer bytes.
func TestWritesAsWellAsTheStandardLibraryAndSmaller(t *testing.T) {
	original := planes(t, encoded(t, scene(203, 117), 100))
	for _, quality := range []int{20, 50, 82, 95} {
		data := Write(original, quality, quality, 0)
		ours := planes(t, data)
		if _, err := stdjpeg.Decode(bytes.NewReader(data)); err != nil {
			t.Fatal(err)
		}
		img := &image.YCbCr{Y: original.Planes[0].Pix, Cb: original.Planes[1].Pix, Cr: original.Planes[2].Pix, YStride: original.Planes[0].Stride,
			CStride: original.Planes[1].Stride, SubsampleRatio: image.YCbCrSubsampleRatio420, Rect: image.Rect(0, 0, 203, 117)}
		usual := encoded(t, img, quality)
		if len(data) > len(usual)*99/100 {
			t.Errorf("quality %d: %d bytes, usually %d", quality, len(data), len(usual))
		}
		if got, want := distance(t, original, ours), distance(t, original, planes(t, usual)); got > want*1.02+0.05 {
			t.Errorf("quality %d: distance %.3f, usually %.3f", quality, got, want)
		}
	}
}

func TestWritesEverySize(t *testing.T) {
	for _, size := range []image.Point{{1, 1}, {7, 9}, {8, 8}, {16, 16}, {17, 15}, {33, 1}} {
		for _, model := range []raster.Model{raster.Grey, raster.YCbCr} {
			p := &raster.Picture{Model: model, Width: size.X, Height: size.Y, Planes: []raster.Plane{raster.NewPlane(size.X, size.Y)}}
			if model == raster.YCbCr {
				p.Planes = append(p.Planes, raster.NewPlane((size.X+1)/2, (size.Y+1)/2), raster.NewPlane((size.X+1)/2, (size.Y+1)/2))
			}
			for i := range p.Planes {
				for y := range p.Planes[i].Height {
					for x := range p.Planes[i].Row(y) {
						p.Planes[i].Row(y)[x] = uint8(60 + 40*i + 3*x + 2*y)
					}
				}
			}
			img, err := stdjpeg.Decode(bytes.NewReader(Write(p, 95, 95, 0)))
			if err != nil || img.Bounds().Size() != size {
				t.Fatalf("%v: %v, %v", size, img, err)
			}
			if d := distance(t, p, planes(t, Write(p, 95, 95, 0))); d > 4 {
				t.Errorf("%v, model %d: distance %.1f", size, model, d)
			}
		}
	}
}

func TestTheBudgetLowersTheQuality(t *testing.T) {
	p := planes(t, encoded(t, scene(403, 317), 95))
	high := Write(p, 85, 40, 1<<30)
	for _, budget := range []int{len(high), len(high) * 3 / 4, len(high) / 2} {
		data := Write(p, 85, 30, budget)
		if len(data) > budget*101/100 {
			t.Errorf("%d bytes of %d", len(data), budget)
		}
		if len(data) < budget*7/10 {
			t.Errorf("%d bytes of %d: more than needed was given up", len(data), budget)
		}
	}
}

// grain is a bright square on a dark ground under noise of the given strength.
func grain(width, height, strength int) *raster.Picture {
	random := rand.New(rand.NewPCG(1, 2))
	p := &raster.Picture{Model: raster.YCbCr, Width: width, Height: height,
		Planes: []raster.Plane{raster.NewPlane(width, height), raster.NewPlane(width/2, height/2), raster.NewPlane(width/2, height/2)}}
	for i := range p.Planes {
		for y := range p.Planes[i].Height {
			for x := range p.Planes[i].Row(y) {
				level := 128
				if i == 0 {
					level = 64 + 128*(4*x/width%3%2)
				}
				p.Planes[i].Row(y)[x] = uint8(min(max(level+random.IntN(2*strength+1)-strength, 0), 255))
			}
		}
	}
	return p
}

// However strong the grain, the budget holds: what is faintest goes, and the edges stay where they are.
func TestTheBudgetHoldsForGrain(t *testing.T) {
	const width, height, budget = 640, 480, 640 * 480 * 350_000 / (1600 * 1200)
	for _, strength := range []int{40, 90, 255} {
		p := grain(width, height, strength)
		data := Write(p, 82, 40, budget)
		if len(data) > budget*101/100 || len(data) < budget*8/10 {
			t.Errorf("grain of %d: %d bytes of %d", strength, len(data), budget)
		}
		grainy := Write(p, 40, 40, 0)
		if len(grainy) <= budget {
			t.Errorf("grain of %d fits as it is, in %d bytes", strength, len(grainy))
		}
		if tables := 2 + 2*69; !bytes.Equal(data[:tables], grainy[:tables]) {
			t.Errorf("grain of %d: the lowest quality is not kept", strength)
		}
		dark, bright := mean(planes(t, data), 8), mean(planes(t, data), width/4)
		if bright-dark < mean(p, width/4)-mean(p, 8)-2 {
			t.Errorf("grain of %d: levels of %.0f and %.0f are left beside the edge", strength, dark, bright)
		}
	}
}

// mean is the mean light of a column and the next two.
func mean(p *raster.Picture, x int) float64 {
	sum := 0.0
	for y := range p.Height {
		for _, v := range p.Planes[0].Row(y)[x : x+3] {
			sum += float64(v)
		}
	}
	return sum / float64(3*p.Height)
}

// Codes are as many as symbols, leave out the one of all ones, and are not longer than 16 bits, even
// where frequencies would make them so.
func TestCodes(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	for range 200 {
		var frequencies [256]int32
		a, b := int32(1), int32(1)
		for range 1 + random.IntN(200) {
			frequencies[random.IntN(256)] = 1 + random.Int32N(1+random.Int32N(1<<20))
		}
		for i := range random.IntN(40) {
			frequencies[i] = a // Fibonacci's numbers make the longest codes
			a, b = b, a+b
		}
		c := shortestCodes(&frequencies)
		room := 0.0
		for symbol, n := range frequencies {
			if (n > 0) != (c.length[symbol] > 0) || c.length[symbol] > 16 {
				t.Fatalf("symbol %d, %d times: %d bits", symbol, n, c.length[symbol])
			}
			if n > 0 {
				room += math.Pow(2, -float64(c.length[symbol]))
				if c.code[symbol] == 1<<c.length[symbol]-1 {
					t.Fatalf("symbol %d is all ones", symbol)
				}
			}
		}
		if room >= 1 {
			t.Fatalf("the codes take %v of the room", room)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	p := planes(b, encoded(b, scene(1600, 1200), 92))
	for b.Loop() {
		Write(p, 82, 82, 0)
	}
}

func BenchmarkWriteStandardLibrary(b *testing.B) {
	img, err := stdjpeg.Decode(bytes.NewReader(encoded(b, scene(1600, 1200), 92)))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		encoded(b, img, 82)
	}
}
