package picture

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/HugoSmits86/nativewebp"
	"github.com/bep/imagemeta"
	"golang.org/x/image/webp"

	"qizhi/generator/picture/phototest"
)

// chunk is one chunk of a RIFF file.
func chunk(kind string, body []byte) []byte {
	out := binary.LittleEndian.AppendUint32([]byte(kind), uint32(len(body)))
	out = append(out, body...)
	return append(out, make([]byte, len(body)&1)...)
}

// extendedWebP is a lossless WebP with a profile, Exif and XMP.
func extendedWebP(t testing.TB, img image.Image, exif []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := nativewebp.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	w, h := img.Bounds().Dx()-1, img.Bounds().Dy()-1
	body := chunk("VP8X", []byte{0x3c, 0, 0, 0, byte(w), byte(w >> 8), 0, byte(h), byte(h >> 8), 0})
	body = append(body, chunk("ICCP", phototest.Profile(phototest.DisplayP3, phototest.SRGBCurve()))...)
	body = append(body, b.Bytes()[12:]...)
	body = append(body, chunk("EXIF", exif)...)
	body = append(body, chunk("XMP ", []byte("<x:xmpmeta>a place</x:xmpmeta>"))...)
	out := binary.LittleEndian.AppendUint32([]byte("RIFF"), uint32(len(body)+4))
	return append(append(out, "WEBP"...), body...)
}

func strip(t *testing.T, name string, data []byte) []byte {
	t.Helper()
	out, err := Strip(name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return out
}

// Stripped, a file is the same picture, seen the same way, with the same colours.
func TestStripKeepsThePicture(t *testing.T) {
	exif := phototest.Exif{Orientation: 6, Make: "Phone", Latitude: 3600, Longitude: 7200}.Bytes()
	profile := phototest.Profile(phototest.DisplayP3, phototest.SRGBCurve())
	img := phototest.Corners(60, 40)
	for name, data := range map[string][]byte{
		"a.jpg": append(phototest.JPEG(img, 90, phototest.ExifSegment(exif), phototest.ProfileSegments(profile, 300),
			phototest.Segment(0xed, []byte("Photoshop 3.0\x00a place")), phototest.Segment(0xfe, []byte("a place"))), "a place"...),
		"a.png": append(phototest.PNG(img, phototest.ProfileChunk(profile), phototest.Chunk("eXIf", exif),
			phototest.Chunk("tEXt", []byte("Comment\x00a place"))), "a place"...),
		"a.webp": extendedWebP(t, img, exif),
	} {
		before := mustLook(t, name, data)
		bare := strip(t, name, data)
		after := mustLook(t, name, bare)
		if before.Orientation != 6 || after.Orientation != 6 || after.Width != before.Width || after.Height != before.Height {
			t.Errorf("%s: %+v became %+v", name, before, after)
		}
		for _, trace := range []string{"a place", "Phone", "a profile"} {
			if bytes.Contains(bare, []byte(trace)) {
				t.Errorf("%s: %q is left", name, trace)
			}
		}
		if h, err := inspectBytes(name, bare); err != nil || !bytes.Equal(h.profile, profile) {
			t.Errorf("%s: the profile is gone", name)
		}
		samePixels(t, decoded(t, before.Format, data), decoded(t, before.Format, bare))
		if again := strip(t, name, bare); !bytes.Equal(again, bare) {
			t.Errorf("%s: stripping again changes something", name)
		}
	}
}

func decoded(t *testing.T, f Format, data []byte) (img image.Image) {
	t.Helper()
	var err error
	switch f {
	case JPEG:
		img, err = jpeg.Decode(bytes.NewReader(data))
	case PNG:
		img, err = png.Decode(bytes.NewReader(data))
	default:
		img, err = webp.Decode(bytes.NewReader(data))
	}
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestStripLeavesOneTag(t *testing.T) {
	bare := strip(t, "IMG.jpg", phone(6))
	if tags := metadata(t, imagemeta.JPEG, bare); len(tags) != 1 || tags[0] != "Orientation" {
		t.Errorf("%v", tags)
	}
	if tags := metadata(t, imagemeta.JPEG, strip(t, "IMG.jpg", phone(1))); len(tags) != 0 {
		t.Errorf("%v", tags)
	}
}

// Progressive photos have several scans with tables between them.
func TestStripKeepsEveryScan(t *testing.T) {
	for _, name := range []string{"progressive-420", "restart", "separate-scans", "ycck", "rgb"} {
		data := stored(t, "jpeg/testdata/"+name+".jpg")
		samePixels(t, decoded(t, JPEG, data), decoded(t, JPEG, strip(t, "a.jpg", data)))
	}
}
