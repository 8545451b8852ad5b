package png

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/png"
	"testing"
)

// seeds are a picture in each way of storing pixels that the standard library writes, and in those it does not:
// of two bits, with a clear colour.
func seeds(f *testing.F) {
	area := image.Rect(0, 0, 19, 11)
	bare, deep, clear, grey := image.NewRGBA(area), image.NewNRGBA64(area), image.NewNRGBA(area), image.NewGray16(area)
	few := image.NewPaletted(area, color.Palette{color.Black, color.White, color.NRGBA{9, 80, 200, 60}})
	for y := range 11 {
		for x := range 19 {
			bare.SetRGBA(x, y, color.RGBA{uint8(13 * x), uint8(20 * y), 90, 255})
			deep.SetNRGBA64(x, y, color.NRGBA64{uint16(3000 * x), uint16(5000 * y), 7, uint16(3400 * x)})
			clear.SetNRGBA(x, y, color.NRGBA{uint8(13 * x), uint8(20 * y), 90, uint8(23 * y)})
			grey.SetGray16(x, y, color.Gray16{uint16(3000 * x)})
			few.SetColorIndex(x, y, uint8((x+y)%3))
		}
	}
	for _, img := range []image.Image{bare, deep, clear, grey, few} {
		var b bytes.Buffer
		if err := png.Encode(&b, img); err != nil {
			f.Fatal(err)
		}
		f.Add(b.Bytes(), uint8(0))
		f.Add(b.Bytes()[:b.Len()/2], uint8(2))
		f.Add(bytes.Replace(b.Bytes(), []byte("IDAT"), []byte("tRNS"), 1), uint8(3))
	}
}

// Whatever a file holds, nothing panics; what the standard library refuses is refused, and what is read is the
// same each time, in as many samples as promised.
func FuzzRead(f *testing.F) {
	seeds(f)
	f.Fuzz(func(t *testing.T, data []byte, power uint8) {
		reduce := 1 << (power % 4)
		form, _, err := parse(sealed(data))
		if err != nil || int64(form.width)*int64(form.height) > 1<<18 {
			return
		}
		p, err := Read(sealed(data), reduce)
		if err != nil {
			return
		}
		if _, err := png.Decode(bytes.NewReader(sealed(data))); err != nil {
			t.Fatalf("the standard library refuses it: %v", err)
		}
		again, err := Read(sealed(data), reduce)
		if err != nil || p.Width != form.width || p.Height != form.height {
			t.Fatalf("%d × %d became %d × %d (%v)", form.width, form.height, p.Width, p.Height, err)
		}
		for i, plane := range p.Planes {
			if plane.Width != (form.width+reduce-1)/reduce || plane.Height != (form.height+reduce-1)/reduce {
				t.Fatalf("plane %d has %d × %d samples", i, plane.Width, plane.Height)
			}
			for y := range plane.Height {
				if !bytes.Equal(plane.Row(y), again.Planes[i].Row(y)) {
					t.Fatalf("row %d of plane %d differs the second time", y, i)
				}
			}
		}
	})
}

// sealed gives every chunk the checksum of what is in it, without which no change of a fuzzer gets anywhere.
func sealed(data []byte) []byte {
	data = bytes.Clone(data)
	for at := 8; at+12 <= len(data); {
		length := int64(binary.BigEndian.Uint32(data[at:]))
		if length > int64(len(data)-at-12) {
			break
		}
		end := at + 8 + int(length)
		binary.BigEndian.PutUint32(data[end:], crc32.ChecksumIEEE(data[at+4:end]))
		at = end + 4
	}
	return data
}
