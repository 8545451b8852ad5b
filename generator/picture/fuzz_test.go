package picture

import (
	"bytes"
	"image/gif"
	"os"
	"path/filepath"
	"testing"

	"qizhi/generator/picture/phototest"
)

// seed gives a fuzz target a file of every kind.
func seed(f *testing.F) {
	exif := phototest.Exif{Orientation: 6, Make: "x", Latitude: 1, Longitude: 1, Interop: "R03", Thumbnail: phototest.JPEG(phototest.Corners(16, 12), 50)}.Bytes()
	profile := phototest.Profile(phototest.DisplayP3, phototest.SRGBCurve())
	img := phototest.Corners(24, 16)
	f.Add(phototest.JPEG(img, 60, phototest.ExifSegment(exif), phototest.ProfileSegments(profile, 200)))
	f.Add(phototest.PNG(img, phototest.ProfileChunk(profile), phototest.Chunk("eXIf", exif), phototest.Chunk("acTL", make([]byte, 8))))
	f.Add(extendedWebP(f, img, exif))
	var b bytes.Buffer
	if err := gif.Encode(&b, chart(20, 20), nil); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes())
	f.Add([]byte("BM\x5a\x00\x00\x00\x00\x00\x00\x00\x36\x00\x00\x00\x28\x00\x00\x00\x03\x00\x00\x00\x03\x00\x00\x00\x01\x00\x18\x00" + string(make([]byte, 60))))
	f.Add([]byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><a href="javascript:x"><path d="M0 0"/></a></svg>`))
	f.Add(phototest.HugePNG(50000, 50000))
	f.Add(phototest.HEIC())
	for _, pattern := range []string{"testdata/*.webp", "jpeg/testdata/*.jpg"} {
		names, _ := filepath.Glob(pattern)
		for _, name := range names {
			data, err := os.ReadFile(name)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(data)
		}
	}
}

// Whatever a file holds, it is a picture with a size or a problem with a message.
func FuzzInspect(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := look("a.jpg", data)
		if err != nil {
			if p := AsProblem(err); p == nil || p.Message == "" || p.Hint == "" {
				t.Fatalf("%v", err)
			}
			return
		}
		if info.Format != SVG && (info.Width < 1 || info.Height < 1 || info.Width*info.Height > MaxPixels) {
			t.Fatalf("%+v", info)
		}
		for _, r := range Plan(info, Settings{Crop: Crop{Width: 16, Height: 9}}) {
			if r.Width > info.Width || r.Height > info.Height {
				t.Fatalf("%+v of %+v", r, info)
			}
		}
	})
}

// Stripping what was stripped changes nothing, and what comes out is the same picture.
func FuzzStrip(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		before, err := look("a", data)
		if err != nil {
			return
		}
		bare, err := Strip("a", data)
		if err != nil {
			return
		}
		after, err := look("a", bare)
		if err != nil {
			t.Fatalf("what is left of %v is no picture: %v", before, err)
		}
		if after.Format != before.Format || after.Width != before.Width || after.Height != before.Height {
			t.Fatalf("%v became %v", before, after)
		}
		if before.Format == SVG {
			return // the minifier may find more to shorten
		}
		if again, err := Strip("a", bare); err != nil || !bytes.Equal(again, bare) {
			t.Fatalf("stripping again changes something (%v)", err)
		}
	})
}

// A picture that is planned is made, in the planned size, or is a problem.
func FuzzMake(f *testing.F) {
	seed(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		info, err := look("a", data)
		if err != nil || info.Width*info.Height > 1<<16 {
			return
		}
		plan := append(Plan(info, widths(7, 20)), Plan(info, Settings{Widths: []int{9}, Crop: Crop{Width: 3, Height: 2}})...)
		out, err := Make("a", data, plan)
		if err != nil {
			if AsProblem(err) == nil {
				t.Fatal(err)
			}
			return
		}
		for i, r := range plan {
			if !r.AsIs {
				shown(t, r, out[i])
			}
		}
		if _, err := Average("a", bytes.NewReader(data), int64(len(data))); err != nil && AsProblem(err) == nil {
			t.Fatal(err)
		}
	})
}
