package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"testing"

	"qizhi/generator/picture/phototest"
	pngrows "qizhi/generator/picture/png"
	"qizhi/generator/picture/raster"
)

// everyPNG is a picture in every way in which the standard library writes a PNG.
func everyPNG() map[string]image.Image {
	noise := phototest.Noise(61, 37)
	clear := image.NewNRGBA(noise.Rect)
	deep, deepClear := image.NewRGBA64(noise.Rect), image.NewNRGBA64(noise.Rect)
	for y := range 37 {
		for x := range 61 {
			c := noise.RGBAAt(x, y)
			clear.SetNRGBA(x, y, color.NRGBA{c.R, c.G, c.B, uint8(4 * x)})
			deep.SetRGBA64(x, y, color.RGBA64{uint16(x * 1000), uint16(y * 1500), uint16(c.B) * 250, 0xffff})
			deepClear.SetNRGBA64(x, y, color.NRGBA64{uint16(x * 1000), uint16(y * 1500), uint16(c.B) * 250, uint16(x * 1050)})
		}
	}
	all := map[string]image.Image{"rgb": noise, "rgba": clear, "rgb 16": deep, "rgba 16": deepClear}
	grey, grey16 := image.NewGray(noise.Rect), image.NewGray16(noise.Rect)
	draw.Draw(grey, noise.Rect, noise, image.Point{}, draw.Src)
	draw.Draw(grey16, noise.Rect, deep, image.Point{}, draw.Src)
	all["grey"], all["grey 16"] = grey, grey16
	for _, colours := range []int{2, 4, 13, 200} {
		p := image.NewPaletted(noise.Rect, nil)
		for i := range colours {
			p.Palette = append(p.Palette, color.NRGBA{uint8(i * 255 / colours), uint8(i * i), 90, uint8(255 - i%2*colours/2)})
		}
		for i := range p.Pix {
			p.Pix[i] = uint8(i * 7 % colours)
		}
		all[fmt.Sprint("palette ", colours)] = p
	}
	return all
}

// Row by row a PNG gives the pixels that the standard library gives, whichever way it is stored.
func TestRowsAreTheStandardLibrarys(t *testing.T) {
	for name, img := range everyPNG() {
		data := phototest.PNG(img)
		whole, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(name, err)
		}
		want := toRaster(whole)
		got, err := pngrows.Read(data, 1)
		if err != nil {
			t.Fatal(name, err)
		}
		for i, p := range got.Planes {
			for y := range p.Height {
				for x, v := range p.Row(y) {
					w := want.Planes[min(i, len(want.Planes)-1)].Row(y)[x]
					// Of 16 bits with alpha each is rounded once more.
					if far := int(v) - int(w); far != 0 && (name != "rgba 16" || max(far, -far) > 1) {
						t.Fatalf("%s: plane %d at %d,%d is %d, want %d", name, i, x, y, v, w)
					}
				}
			}
		}
	}
}

// Reduced, each sample is the mean of a square, also of what is left at the right and at the bottom.
func TestReducedRowsAreMeans(t *testing.T) {
	for name, img := range everyPNG() {
		data := phototest.PNG(img)
		whole, _ := pngrows.Read(data, 1)
		for _, reduce := range []int{2, 4, 8} {
			got, err := pngrows.Read(data, reduce)
			if err != nil || got.Width != 61 || got.Height != 37 || got.Planes[0].Width != (60+reduce)/reduce {
				t.Fatal(name, reduce, err)
			}
			for i, p := range got.Planes {
				for y := range p.Height {
					for x, v := range p.Row(y) {
						if want := meanOf(&whole.Planes[i], x*reduce, y*reduce, reduce); v != want {
							t.Fatalf("%s reduced %d times: plane %d at %d,%d is %d, want %d", name, reduce, i, x, y, v, want)
						}
					}
				}
			}
		}
	}
}

func meanOf(p *raster.Plane, x0, y0, side int) uint8 {
	sum, n := 0, 0
	for y := y0; y < min(y0+side, p.Height); y++ {
		for x := x0; x < min(x0+side, p.Width); x++ {
			sum, n = sum+int(p.Row(y)[x]), n+1
		}
	}
	return uint8((sum + n/2) / n)
}

// What the standard library refuses is refused row by row as well: a damaged picture is never shown.
func TestRowsRefuseDamage(t *testing.T) {
	for name, img := range everyPNG() {
		data := phototest.PNG(img)
		for at := 8; at < len(data); at += 1 + len(data)/400 {
			broken := bytes.Clone(data)
			broken[at] ^= 0x15
			_, refused := png.Decode(bytes.NewReader(broken))
			if _, err := pngrows.Read(broken, 4); refused != nil && err == nil {
				t.Errorf("%s, byte %d: the standard library says %v", name, at, refused)
			}
			if _, err := pngrows.Read(data[:at], 4); err == nil {
				t.Errorf("%s, cut off at %d, was read", name, at)
			}
		}
	}
}

// A scan of 100 megapixels takes a few megabytes, not the gigabyte of its pixels.
func TestLargeScansTakeLittleMemory(t *testing.T) {
	scan := phototest.HugePNG(12000, 8000)
	info := mustLook(t, "扫描.png", scan)
	if need := info.Memory(Plan(info, Settings{})); need > 200<<20 {
		t.Errorf("%d MiB", need>>20)
	}
	if err := Verify("扫描.png", scan); AsProblem(err) == nil {
		t.Error("a picture without pixels was taken for one")
	}
}
