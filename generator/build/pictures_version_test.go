package build

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"image"
	"image/color"
	"image/gif"
	"runtime"
	"testing"

	"qizhi/generator/picture"
	"qizhi/generator/picture/phototest"
	"qizhi/generator/plan"
)

// madeBytes are the digests of every rendition of the pictures below, by RenditionVersion. A new version
// of the program takes what an older one made: when this test fails, the same picture gives other bytes
// than before, and the version goes up with a new line here.
var madeBytes = map[string]string{
	"1": "75e592807280dc7d",
	"2": "2837673418ce1915",
	"3": "fc0515e2028f9240", // a large PNG is reduced while it is decoded
}

// dense is noise that takes more bytes than a photo may, even at the lowest quality.
func dense(width, height int) *image.Gray {
	img := image.NewGray(image.Rect(0, 0, width, height))
	seed := uint32(7)
	for i := range img.Pix {
		seed = seed*1664525 + 1013904223
		img.Pix[i] = uint8(seed >> 24)
	}
	return img
}

func TestRenditionVersion(t *testing.T) {
	if runtime.GOARCH != "amd64" {
		t.Skip("pictures have the same bytes on one family of processors")
	}
	photo := phototest.Noise(900, 600)
	small := phototest.Noise(120, 90)
	var still bytes.Buffer
	palette := image.NewPaletted(image.Rect(0, 0, 60, 40), color.Palette{color.White, color.Black, color.RGBA{200, 16, 16, 255}})
	for i := range palette.Pix {
		palette.Pix[i] = uint8(i / 7 % 3)
	}
	if err := gif.Encode(&still, palette, nil); err != nil {
		t.Fatal(err)
	}
	h := sha256.New()
	for _, c := range []struct {
		name string
		data []byte
		crop picture.Crop
	}{
		{"turned.jpg", phototest.JPEG(photo, 90, phototest.ExifSegment(phototest.Exif{Orientation: 6}.Bytes())), picture.Crop{}},
		{"cover.jpg", phototest.JPEG(photo, 90), picture.Crop{Width: 3, Height: 2}},
		{"dense.jpg", phototest.JPEG(dense(900, 600), 90), picture.Crop{}},
		{"p3.jpg", phototest.JPEG(small, 90, phototest.ProfileSegments(phototest.Profile(phototest.DisplayP3, phototest.SRGBCurve()), 60000)), picture.Crop{}},
		{"drawing.png", phototest.PNG(phototest.Corners(500, 300)), picture.Crop{}},
		{"grain.png", phototest.PNG(small), picture.Crop{}},
		{"scan.png", phototest.PNG(phototest.Noise(3700, 160)), picture.Crop{}},
		{"still.gif", still.Bytes(), picture.Crop{}},
		{"sign.svg", []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><!-- by hand --><rect width="40.0" height="20" fill="red"/></svg>`), picture.Crop{}},
	} {
		info, err := picture.Inspect(c.name, bytes.NewReader(c.data), int64(len(c.data)))
		if err != nil {
			t.Fatal(c.name, err)
		}
		made, err := picture.Make(c.name, c.data, picture.Plan(info, picture.Settings{Crop: c.crop}))
		if err != nil {
			t.Fatal(c.name, err)
		}
		for _, data := range made {
			h.Write(data)
		}
	}
	if have := hex.EncodeToString(h.Sum(nil)[:8]); have != madeBytes[plan.RenditionVersion] {
		t.Errorf("version %s of renditions has bytes %s, want %q", plan.RenditionVersion, have, madeBytes[plan.RenditionVersion])
	}
}
