package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/bep/imagemeta"
	"golang.org/x/image/webp"

	"qizhi/generator/picture/phototest"
)

// look is Inspect over bytes.
func look(name string, data []byte) (Info, error) {
	return Inspect(name, bytes.NewReader(data), int64(len(data)))
}

func mustLook(t testing.TB, name string, data []byte) Info {
	t.Helper()
	info, err := look(name, data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return info
}

// publish makes everything that is planned.
func publish(t testing.TB, name string, data []byte, settings Settings) ([]Rendition, [][]byte) {
	t.Helper()
	plan := Plan(mustLook(t, name, data), settings)
	out, err := Make(name, data, plan)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return plan, out
}

func widths(list ...int) Settings { return Settings{Widths: list} }

// shown decodes a rendition as a browser would and holds its size against the plan.
func shown(t testing.TB, r Rendition, data []byte) image.Image {
	t.Helper()
	decoders := map[Format]func([]byte) (image.Image, error){
		JPEG: func(b []byte) (image.Image, error) { return jpeg.Decode(bytes.NewReader(b)) },
		PNG:  func(b []byte) (image.Image, error) { return png.Decode(bytes.NewReader(b)) },
		WebP: func(b []byte) (image.Image, error) { return webp.Decode(bytes.NewReader(b)) },
		GIF:  func(b []byte) (image.Image, error) { return gif.Decode(bytes.NewReader(b)) },
	}
	img, err := decoders[r.Format](data)
	if err != nil {
		t.Fatalf("%s: %v", r.Name(), err)
	}
	if size := img.Bounds().Size(); size.X != r.Width || size.Y != r.Height {
		t.Errorf("%s is %v, planned was %d × %d", r.Name(), size, r.Width, r.Height)
	}
	return img
}

// near reports whether two colours look the same.
func near(a, b color.Color, tolerance int) bool {
	r, g, bl, al := a.RGBA()
	r2, g2, b2, al2 := b.RGBA()
	for _, d := range []int{int(r) - int(r2), int(g) - int(g2), int(bl) - int(b2), int(al) - int(al2)} {
		if max(d, -d) > tolerance*257 {
			return false
		}
	}
	return true
}

// phone is a photo of Corners as a phone writes it: turned, with its place, its make and a thumbnail.
func phone(orientation int) []byte {
	thumbnail := phototest.JPEG(phototest.Store(phototest.Corners(64, 48), orientation), 70)
	exif := phototest.Exif{Orientation: orientation, Make: "手机 Phone", Latitude: 29*3600 + 33*60 + 7,
		Longitude: 106*3600 + 34*60, Thumbnail: thumbnail, BigEndian: orientation%2 == 0}
	return phototest.JPEG(phototest.Store(phototest.Corners(320, 200), orientation), 90, phototest.ExifSegment(exif.Bytes()),
		phototest.Segment(0xe1, []byte("http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta/>")), phototest.Segment(0xfe, []byte("comment")))
}

func TestEveryOrientationIsPublishedUpright(t *testing.T) {
	for orientation := 1; orientation <= 8; orientation++ {
		data := phone(orientation)
		info := mustLook(t, "IMG.jpg", data)
		if info.Width != 320 || info.Height != 200 || info.Orientation != orientation {
			t.Errorf("orientation %d: seen as %d × %d, %d", orientation, info.Width, info.Height, info.Orientation)
		}
		plan, out := publish(t, "IMG.jpg", data, widths(80, 160, 400))
		for i, r := range plan {
			img := shown(t, r, out[i])
			for _, right := range []bool{false, true} {
				for _, bottom := range []bool{false, true} {
					x, y := r.Width/4, r.Height/4
					if right {
						x = r.Width * 3 / 4
					}
					if bottom {
						y = r.Height * 3 / 4
					}
					if want := phototest.Corner(right, bottom); !near(img.At(x, y), want, 12) {
						t.Errorf("orientation %d, %s: at %d,%d is %v, want %v", orientation, r.Name(), x, y, img.At(x, y), want)
					}
				}
			}
		}
	}
}

// metadata counts what an independent reader finds in a file.
func metadata(t testing.TB, format imagemeta.ImageFormat, data []byte) (tags []string) {
	t.Helper()
	_, err := imagemeta.Decode(imagemeta.Options{R: bytes.NewReader(data), ImageFormat: format,
		Sources:         imagemeta.EXIF | imagemeta.IPTC | imagemeta.XMP,
		ShouldHandleTag: func(imagemeta.TagInfo) bool { return true },
		HandleTag: func(tag imagemeta.TagInfo) error {
			tags = append(tags, tag.Tag)
			return nil
		}})
	if err != nil {
		t.Fatal(err)
	}
	return tags
}

func TestNobodysPlaceIsPublished(t *testing.T) {
	data := phone(6)
	if before := strings.Join(metadata(t, imagemeta.JPEG, data), " "); !strings.Contains(before, "GPSLatitude") {
		t.Fatalf("the photo of the test has no place: %s", before)
	}
	plan, out := publish(t, "IMG.jpg", data, widths(100, 300))
	for i, r := range plan {
		if tags := metadata(t, imagemeta.JPEG, out[i]); len(tags) > 0 {
			t.Errorf("%s carries %v", r.Name(), tags)
		}
		for _, trace := range []string{"Exif", "xmp", "comment", "Phone", "ICC_PROFILE"} {
			if bytes.Contains(out[i], []byte(trace)) {
				t.Errorf("%s holds %q", r.Name(), trace)
			}
		}
		askExiftool(t, out[i])
	}
}

// askExiftool asks a third reader where there is one.
func askExiftool(t *testing.T, data []byte) {
	tool, err := exec.LookPath("exiftool")
	if err != nil {
		return
	}
	cmd := exec.Command(tool, "-a", "-G1", "-s", "-EXIF:all", "-GPS:all", "-XMP:all", "-IPTC:all", "-ICC_Profile:all", "-Comment", "-")
	cmd.Stdin = bytes.NewReader(data)
	if found, _ := cmd.Output(); len(bytes.TrimSpace(found)) > 0 {
		t.Errorf("exiftool finds %s", found)
	}
}

// samePixels tells two images apart.
func samePixels(t *testing.T, a, b image.Image) {
	t.Helper()
	if a.Bounds() != b.Bounds() {
		t.Fatalf("%v is not %v", a.Bounds(), b.Bounds())
	}
	for y := a.Bounds().Min.Y; y < a.Bounds().Max.Y; y++ {
		for x := a.Bounds().Min.X; x < a.Bounds().Max.X; x++ {
			if !near(a.At(x, y), b.At(x, y), 0) {
				t.Fatalf("at %d,%d: %v is not %v", x, y, a.At(x, y), b.At(x, y))
			}
		}
	}
}

func TestRenditionsDoNotDependOnEachOther(t *testing.T) {
	data := phototest.JPEG(phototest.Noise(900, 600), 90, phototest.ExifSegment(phototest.Exif{Orientation: 8}.Bytes()))
	info := mustLook(t, "a.jpg", data)
	plan := append(Plan(info, widths(100, 200, 500)), Plan(info, Settings{Widths: []int{90, 300}, Crop: Crop{Width: 16, Height: 9}})...)
	all, err := Make("a.jpg", data, plan)
	if err != nil {
		t.Fatal(err)
	}
	for i, r := range plan {
		alone, err := Make("a.jpg", data, plan[i:i+1])
		if err != nil || !bytes.Equal(alone[0], all[i]) {
			t.Errorf("%s is another file when it is made alone (%v)", r.Name(), err)
		}
	}
}

func TestPhotosStayWithinTheirBudget(t *testing.T) {
	if testing.Short() {
		t.Skip("a photo of three megapixels")
	}
	data := phototest.JPEG(phototest.Noise(1700, 1200), 95)
	plan, out := publish(t, "noise.jpg", data, Settings{})
	for i, r := range plan {
		if len(out[i]) > r.Budget {
			t.Errorf("%s takes %d bytes, allowed are %d", r.Name(), len(out[i]), r.Budget)
		}
	}
	if last := plan[len(plan)-1]; last.Width != 1600 || last.Budget != 350_000 {
		t.Errorf("the largest is %+v", last)
	}
}

// A photo that was small and compressed before does not become larger by being compressed again.
func TestASmallPhotoIsNotMadeLarger(t *testing.T) {
	data := phototest.JPEG(phototest.Noise(300, 200), 30, phototest.ExifSegment(phototest.Exif{Make: "Phone"}.Bytes()))
	plan, out := publish(t, "wechat.jpg", data, Settings{})
	if len(plan) != 1 || len(out[0]) >= len(data) {
		t.Errorf("%d bytes became %d", len(data), len(out[0]))
	}
	if len(metadata(t, imagemeta.JPEG, out[0])) > 0 {
		t.Error("metadata is left")
	}
	before, _ := jpeg.Decode(bytes.NewReader(data))
	samePixels(t, before, shown(t, plan[0], out[0]))
}

func stored(t testing.TB, path string) []byte {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
