package jpeg

import (
	"bytes"
	"errors"
	"fmt"
	"image"
	"image/color"
	stdjpeg "image/jpeg"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"qizhi/generator/picture/raster"
)

// scene is a picture with smooth parts, grain and edges, its size not a multiple of anything.
func scene(width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	seed := uint32(1)
	for y := range height {
		for x := range width {
			seed = seed*1664525 + 1013904223
			grain := float64(seed>>24)/16 - 8
			c := color.RGBA{A: 255}
			c.R = level(130 + 80*math.Sin(float64(x)/31) + grain)
			c.G = level(120 + 70*math.Cos(float64(y)/19) + grain)
			c.B = level(128 + 60*math.Sin(float64(x+y)/43) + grain)
			if (x-width/2)*(x-width/2)+(y-height/2)*(y-height/2) < height*height/16 {
				c = color.RGBA{200, 30, 30, 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

func level(v float64) uint8 { return uint8(min(max(v, 0), 255)) }

func encoded(t testing.TB, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := stdjpeg.Encode(&b, img, &stdjpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// agree compares every plane of p with the standard library's decoding.
func agree(t *testing.T, data []byte) {
	t.Helper()
	p, err := Read(data, 1)
	if err != nil {
		t.Fatal(err)
	}
	want, err := stdjpeg.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	switch want := want.(type) {
	case *image.Gray:
		near(t, "grey", &p.Planes[0], want.Pix, want.Stride)
	case *image.RGBA:
		for i, name := range []string{"red", "green", "blue"} {
			near(t, name, &p.Planes[i], every4(want.Pix[i:]), want.Stride/4)
		}
	case *image.CMYK:
		for i, name := range []string{"cyan", "magenta", "yellow", "black"} {
			near(t, name, &p.Planes[i], every4(want.Pix[i:]), want.Stride/4)
		}
	case *image.YCbCr:
		near(t, "Y", &p.Planes[0], want.Y, want.YStride)
		near(t, "Cb", &p.Planes[1], want.Cb, want.CStride)
		near(t, "Cr", &p.Planes[2], want.Cr, want.CStride)
	default:
		t.Fatalf("%T", want)
	}
}

// every4 takes one colour out of four that lie side by side.
func every4(pix []uint8) []uint8 {
	var out []uint8
	for i := 0; i < len(pix); i += 4 {
		out = append(out, pix[i])
	}
	return out
}

func near(t *testing.T, name string, p *raster.Plane, want []uint8, stride int) {
	t.Helper()
	for y := range p.Height {
		for x, v := range p.Row(y) {
			if d := int(v) - int(want[y*stride+x]); d < -2 || d > 2 {
				t.Fatalf("%s at %d,%d is %d, want %d", name, x, y, v, want[y*stride+x])
			}
		}
	}
}
func TestAgreesWithTheStandardLibrary(t *testing.T) {
	for _, quality := range []int{35, 75, 98} {
		agree(t, encoded(t, scene(203, 117), quality))
	}
	grey := image.NewGray(image.Rect(0, 0, 67, 51))
	for i := range grey.Pix {
		grey.Pix[i] = uint8(i * 7)
	}
	agree(t, encoded(t, grey, 85))
}

// The files of testdata are of kinds that Go's encoder does not write.
func TestAgreesOnOtherKinds(t *testing.T) {
	for _, name := range []string{"progressive-420", "progressive-444", "progressive-grey", "progressive-422",
		"restart", "rgb", "sampled-411", "sampled-422", "sampled-440", "sampled-444", "separate-scans"} {
		t.Run(name, func(t *testing.T) { agree(t, stored(t, name)) })
	}
	t.Run("cmyk", func(t *testing.T) { agree(t, plainCMYK(t)) })
}

// The standard library does not read restart markers in progressive photos; they change nothing.
func TestRestartsInAProgressivePhoto(t *testing.T) {
	got, err := Read(stored(t, "progressive-restart"), 1)
	if err != nil {
		t.Fatal(err)
	}
	want, err := Read(stored(t, "progressive-422"), 1)
	if err != nil || !reflect.DeepEqual(got, want) {
		t.Error("another picture than without restart markers", err)
	}
}

func stored(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name + ".jpg")
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// plainCMYK is a file whose four inks were not turned into YCbCr: the Adobe marker says so.
func plainCMYK(t testing.TB) []byte {
	data := bytes.Clone(stored(t, "ycck"))
	data[bytes.Index(data, []byte("Adobe"))+11] = 0
	return data
}

func TestModels(t *testing.T) {
	models := map[string]raster.Model{"ycck": raster.YCCK, "rgb": raster.RGB, "restart": raster.YCbCr, "progressive-grey": raster.Grey}
	for name, want := range models {
		p, err := Read(stored(t, name), 8)
		if err != nil || p.Model != want {
			t.Errorf("%s: %v, %v; want model %v", name, p, err, want)
		}
	}
}

// A reduced photo is what averaging the pixels of the full one gives, but for frequencies that an
// average lets through.
func TestReducedIsTheSamePictureSmaller(t *testing.T) {
	for _, name := range []string{"restart", "progressive-444", "sampled-411"} {
		full, err := Read(stored(t, name), 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, reduce := range []int{2, 4, 8} {
			small, err := Read(stored(t, name), reduce)
			if err != nil {
				t.Fatal(err)
			}
			for i := range full.Planes {
				if d := difference(&full.Planes[i], &small.Planes[i], reduce); d > 4 {
					t.Errorf("%s at 1/%d: plane %d differs by %.1f on average", name, reduce, i, d)
				}
			}
		}
	}
}

// difference is the mean distance of a reduced plane from the averages of the full one.
func difference(full, small *raster.Plane, reduce int) float64 {
	total, n := 0.0, 0
	for y := range full.Height / reduce {
		for x := range full.Width / reduce {
			sum := 0
			for i := range reduce * reduce {
				sum += int(full.Row(y*reduce + i/reduce)[x*reduce+i%reduce])
			}
			total += math.Abs(float64(sum)/float64(reduce*reduce) - float64(small.Row(y)[x]))
			n++
		}
	}
	return total / float64(n)
}

func TestRefusesWhatIsCutOff(t *testing.T) {
	for _, data := range [][]byte{encoded(t, scene(203, 117), 80), stored(t, "progressive-420"), stored(t, "restart")} {
		for n := 0; n < len(data)-2; n += 7 {
			if _, err := Read(data[:n], 2); err == nil {
				t.Fatalf("%d of %d bytes were taken for a whole photo", n, len(data))
			} else if n > 2 && !errors.Is(err, ErrTruncated) {
				t.Fatalf("%d of %d bytes: %v", n, len(data), err)
			}
		}
	}
}

func TestASequentialPhotoNeedsNoEndMarker(t *testing.T) {
	data := encoded(t, scene(203, 117), 80)
	if _, err := Read(data[:len(data)-2], 1); err != nil {
		t.Error(err)
	}
}

func TestRefusesArithmeticCoding(t *testing.T) {
	if _, err := Read(stored(t, "arithmetic"), 1); !errors.Is(err, ErrUnsupported) {
		t.Error(err)
	}
}

// A header that promises a huge photo costs nothing until pixels come.
func TestAHeaderAloneTakesNoMemory(t *testing.T) {
	data := encoded(t, scene(16, 16), 80)
	at := bytes.Index(data, []byte{0xff, 0xc0})
	copy(data[at+5:], []byte{0xff, 0xf0, 0xff, 0xf0})
	scan := bytes.Index(data, []byte{0xff, 0xda})
	bytes := testing.AllocsPerRun(1, func() { Read(data[:scan], 1) })
	if bytes > 100 {
		t.Errorf("%v allocations", bytes)
	}
	f, _ := ParseFrame(0xc0, data[at+4:at+4+15])
	if f.Memory(1) < 4<<30 {
		t.Errorf("a frame of 65520 × 65520 is said to take %d bytes", f.Memory(1))
	}
}

func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("testdata/*.jpg")
	if err != nil {
		f.Fatal(err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data, uint8(0))
		f.Add(data, uint8(2))
	}
	f.Fuzz(func(t *testing.T, data []byte, shift uint8) {
		if frame, err := ReadFrame(data); err != nil || frame.Memory(1) > 1<<20 {
			t.Skip()
		}
		p, err := Read(data, 1<<(shift%4))
		if err == nil && len(p.Planes) == 0 {
			t.Error("no error and no planes")
		}
	})
}

func BenchmarkRead(b *testing.B) {
	data := encoded(b, scene(4032, 3024), 92)
	for _, reduce := range []int{1, 2, 8} {
		b.Run(fmt.Sprint(reduce), func(b *testing.B) {
			for b.Loop() {
				if _, err := Read(data, reduce); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

func BenchmarkStandardLibrary(b *testing.B) {
	data := encoded(b, scene(4032, 3024), 92)
	for b.Loop() {
		if _, err := stdjpeg.Decode(bytes.NewReader(data)); err != nil {
			b.Fatal(err)
		}
	}
}
