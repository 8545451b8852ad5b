package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/gif"
	"image/png"
	"strings"
	"testing"

	"github.com/HugoSmits86/nativewebp"
	"golang.org/x/image/bmp"

	"qizhi/generator/picture/phototest"
)

// chart is a drawing of a few colours with a clear ground.
func chart(width, height int) *image.Paletted {
	img := image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{color.Transparent,
		color.NRGBA{200, 0, 0, 255}, color.NRGBA{30, 30, 30, 255}})
	for y := range height {
		for x := range width {
			if x/20%2 == 0 && y > height-(x*7)%height {
				img.SetColorIndex(x, y, 1)
			} else if y%40 == 0 {
				img.SetColorIndex(x, y, 2)
			}
		}
	}
	return img
}

func TestGraphicsAreKeptWithoutLoss(t *testing.T) {
	soft := image.NewNRGBA(image.Rect(0, 0, 60, 40))
	for i := range soft.Pix {
		soft.Pix[i] = uint8(i*i>>5 ^ i)
	}
	for name, c := range map[string]struct {
		img    image.Image
		format Format
	}{
		"chart.png": {chart(300, 200), PNG},
		"soft.png":  {soft, WebP},
		"solid.png": {phototest.Corners(50, 30), WebP},
	} {
		plan, out := publish(t, name, phototest.PNG(c.img), Settings{})
		if len(plan) != 1 || plan[0].Format != c.format {
			t.Fatalf("%s: %+v", name, plan)
		}
		samePixels(t, c.img, shown(t, plan[0], out[0]))
	}
}

func TestReducedGraphics(t *testing.T) {
	plan, out := publish(t, "chart.png", phototest.PNG(chart(300, 200)), widths(100))
	if plan[0].Format != WebP {
		t.Fatalf("%+v", plan)
	}
	img := shown(t, plan[0], out[0])
	if _, _, _, a := img.At(9, 5).RGBA(); a != 0 {
		t.Error("the clear ground is gone")
	}
	if !near(img.At(70, 64), color.NRGBA{200, 0, 0, 255}, 3) {
		t.Errorf("a red column is %v", img.At(70, 64))
	}
}

// Colours beside a clear part do not darken: they are weighed by their alpha.
func TestEdgesOfClearPartsKeepTheirColour(t *testing.T) {
	img := image.NewNRGBA(image.Rect(0, 0, 100, 100))
	for y := range 100 {
		for x := range 100 {
			if x >= 49 {
				img.SetNRGBA(x, y, color.NRGBA{255, 200, 0, 255})
			}
		}
	}
	plan, out := publish(t, "logo.png", phototest.PNG(img), widths(33))
	got := shown(t, plan[0], out[0])
	for x := range 33 {
		c := color.NRGBAModel.Convert(got.At(x, 12)).(color.NRGBA)
		if c.A > 20 && (c.R < 245 || c.G < 185 || c.B > 12) {
			t.Errorf("at %d: %v", x, c)
		}
	}
}

func TestSixteenBitsBecomeEight(t *testing.T) {
	img := image.NewNRGBA64(image.Rect(0, 0, 64, 4))
	want := image.NewNRGBA(img.Rect)
	for x := range 64 {
		for y := range 4 {
			img.SetNRGBA64(x, y, color.NRGBA64{uint16(x * 1000), 0x7fff, uint16(x * 300), 0xffff})
			want.SetNRGBA(x, y, color.NRGBA{uint8((x*1000*255 + 32767) / 65535), 127, uint8((x*300*255 + 32767) / 65535), 255})
		}
	}
	plan, out := publish(t, "deep.png", phototest.PNG(img), Settings{})
	got := shown(t, plan[0], out[0])
	for x := range 64 {
		if !near(got.At(x, 2), want.At(x, 2), 1) {
			t.Fatalf("at %d: %v, want %v", x, got.At(x, 2), want.At(x, 2))
		}
	}
}

// A screenshot of a photo, saved as PNG, is too heavy to be a drawing.
func TestAPhotoInPNGIsAPhoto(t *testing.T) {
	data := phototest.PNG(phototest.Noise(600, 400))
	info := mustLook(t, "photo.png", data)
	if !info.Photo || len(info.Warnings) > 0 {
		t.Fatalf("%+v (%d bytes)", info, len(data))
	}
	plan, out := publish(t, "photo.png", data, Settings{})
	if plan[1].Format != JPEG || len(out[1]) > len(data)/3 {
		t.Errorf("%d bytes became %d of %v", len(data), len(out[1]), plan[1].Format)
	}
	if mustLook(t, "chart.png", phototest.PNG(chart(900, 900))).Photo {
		t.Error("a chart was taken for a photo")
	}
}

// A BMP says nothing by its size: its pixels do. Grey photos take fewer bytes than coloured ones.
func TestAPhotoIsKnownByItsPixels(t *testing.T) {
	grey := image.NewGray(image.Rect(0, 0, 900, 600))
	draw.Draw(grey, grey.Rect, phototest.Noise(900, 600), image.Point{}, draw.Src)
	drawing := image.NewRGBA(image.Rect(0, 0, 901, 600))
	draw.Draw(drawing, drawing.Rect, chart(901, 600), image.Point{}, draw.Src)
	for _, c := range []struct {
		name           string
		data           []byte
		photo, drawing bool
	}{
		{"photo.bmp", inBMP(t, phototest.Noise(901, 600)), true, false},
		{"paint.bmp", inBMP(t, drawing), false, true},
		{"scan.png", phototest.PNG(grey), true, false},
		{"chart.png", phototest.PNG(drawing), false, true},
	} {
		info := mustLook(t, c.name, c.data)
		if info.Photo != c.photo || info.Drawing != c.drawing || len(info.Warnings) > 0 {
			t.Errorf("%s: %+v", c.name, info)
		}
		plan, out := publish(t, c.name, c.data, Settings{})
		if last := len(out) - 1; c.photo && (plan[last].Format != JPEG || len(out[last]) > plan[last].Budget) {
			t.Errorf("%s: %d bytes of %v", c.name, len(out[last]), plan[last].Format)
		}
	}
}

// A drawing of lines is never taken for a photo, however many there are.
func TestALongDrawingIsNoPhoto(t *testing.T) {
	data := []byte(`<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">` + strings.Repeat(`<path d="M0 0h1"/>`, 100_000) + `</svg>`)
	if info := mustLook(t, "map.svg", data); info.Photo || info.Drawing || len(info.Warnings) > 0 {
		t.Errorf("%+v", info)
	}
}

// An animation is published as it is, so a long one is spoken of.
func TestAHeavyAnimation(t *testing.T) {
	data := animation(t)
	if info := mustLook(t, "a.gif", data); len(info.Warnings) > 0 {
		t.Errorf("%+v", info)
	}
	head := data[:len(data)-1] // a comment of five megabytes
	heavy := append(bytes.Clone(head), 0x21, 0xfe)
	for range 5 << 12 {
		heavy = append(append(heavy, 255), make([]byte, 255)...)
	}
	heavy = append(heavy, 0, 0x3b)
	if info := mustLook(t, "a.gif", heavy); len(info.Warnings) != 1 || info.Warnings[0].Message != "动图“a.gif”有 5 MB，访客要下载很久" {
		t.Errorf("%+v", info.Warnings)
	}
}

func inBMP(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := bmp.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func animation(t *testing.T) []byte {
	t.Helper()
	frame := chart(80, 60)
	second := image.NewPaletted(image.Rect(10, 10, 30, 30), frame.Palette)
	var b bytes.Buffer
	if err := gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame, second}, Delay: []int{10, 20}, LoopCount: 3}); err != nil {
		t.Fatal(err)
	}
	data := b.Bytes()
	at := bytes.IndexByte(data[13:], 0x21) + 13
	comment := "\x21\xfe\x07a place\x00\x21\xff\x0bXMP DataXMP\x05<xmp>\x00"
	return append(append(bytes.Clone(data[:at]), comment...), append(data[at:], "after the end"...)...)
}

func TestAnimationsKeepMoving(t *testing.T) {
	data := animation(t)
	info := mustLook(t, "a.gif", data)
	if !info.Animated {
		t.Fatalf("%+v", info)
	}
	plan, out := publish(t, "a.gif", data, Settings{})
	if len(plan) != 1 || plan[0].Name() != ".gif" {
		t.Fatalf("%+v", plan)
	}
	before, err := gif.DecodeAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	after, err := gif.DecodeAll(bytes.NewReader(out[0]))
	if err != nil || len(after.Image) != 2 || after.LoopCount != 3 || after.Delay[1] != 20 {
		t.Fatalf("%+v, %v", after, err)
	}
	samePixels(t, before.Image[1], after.Image[1])
	for _, trace := range []string{"place", "XMP", "after"} {
		if bytes.Contains(out[0], []byte(trace)) {
			t.Errorf("%q is left", trace)
		}
	}
}

func TestAStillGIFIsAGraphic(t *testing.T) {
	var b bytes.Buffer
	if err := gif.Encode(&b, chart(90, 60), nil); err != nil {
		t.Fatal(err)
	}
	plan, out := publish(t, "still.gif", b.Bytes(), widths(30, 90))
	if plan[0].Name() != "-30.webp" || plan[1].Name() != "-90.png" {
		t.Fatalf("%+v", plan)
	}
	samePixels(t, chart(90, 60), shown(t, plan[1], out[1]))
	shown(t, plan[0], out[0])
}

func TestBMP(t *testing.T) {
	var b bytes.Buffer
	if err := bmp.Encode(&b, phototest.Corners(60, 40)); err != nil {
		t.Fatal(err)
	}
	plan, out := publish(t, "paint.bmp", b.Bytes(), Settings{})
	if plan[0].Format != WebP {
		t.Fatalf("%+v", plan)
	}
	samePixels(t, phototest.Corners(60, 40), shown(t, plan[0], out[0]))
}

func TestWebP(t *testing.T) {
	var b bytes.Buffer
	if err := nativewebp.Encode(&b, chart(60, 40), nil); err != nil {
		t.Fatal(err)
	}
	plan, out := publish(t, "lossless.webp", b.Bytes(), Settings{})
	if plan[0].Format != WebP {
		t.Fatalf("%+v", plan)
	}
	samePixels(t, chart(60, 40), shown(t, plan[0], out[0]))

	// Lossy WebP stores black as 16 and white as 235.
	plan, out = publish(t, "lossy.webp", stored(t, "testdata/lossy.webp"), Settings{})
	img := shown(t, plan[0], out[0])
	if plan[0].Format != JPEG || !near(img.At(9, 9), color.Black, 3) || !near(img.At(55, 9), color.White, 3) {
		t.Errorf("%v, %v, %v", plan[0].Format, img.At(9, 9), img.At(55, 9))
	}
	// At its own size one with clear parts stays lossy, which is smaller.
	alpha := stored(t, "testdata/lossy-alpha.webp")
	plan, out = publish(t, "alpha.webp", alpha, widths(20, 40))
	img = shown(t, plan[0], out[0])
	if plan[0].Format != WebP || !near(img.At(1, 1), color.Transparent, 0) || !near(img.At(10, 7), color.NRGBA{200, 40, 40, 255}, 6) {
		t.Errorf("%v, %v, %v", plan[0].Format, img.At(1, 1), img.At(10, 7))
	}
	if !bytes.Equal(out[1], alpha) {
		t.Errorf("%d bytes became %d", len(alpha), len(out[1]))
	}
}

func TestDrawingsAreCleaned(t *testing.T) {
	photo := phototest.JPEG(phototest.Corners(16, 16), 80, phototest.ExifSegment(phototest.Exif{Make: "Phone"}.Bytes()))
	drawing := `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" onload="x()"><script>x()</script>` +
		`<path d="M0 0h9"/><image href="data:image/jpeg;base64,` + base64Of(photo) + `"/></svg>`
	plan, out := publish(t, "logo.svg", []byte(drawing), Settings{})
	if len(plan) != 1 || plan[0].Name() != ".svg" || plan[0].Width != 40 || plan[0].Height != 20 {
		t.Fatalf("%+v", plan)
	}
	text := string(out[0])
	if !strings.Contains(text, "<path") || strings.Contains(text, "x()") {
		t.Error(text)
	}
	bare, err := Strip("a.jpg", photo)
	if err != nil || !strings.Contains(text, base64Of(bare)) || bytes.Contains(bare, []byte("Phone")) {
		t.Errorf("the photo in the drawing was not stripped: %v", err)
	}
}

// What is too large for lossless WebP is published as PNG, which the plan says.
func TestLongScreenshotsArePNG(t *testing.T) {
	info := Info{Format: PNG, Width: 1080, Height: 20000, Orientation: 1, Samples: 8}
	for _, r := range Plan(info, Settings{}) {
		if want := r.Height > 16383 || r.Width*r.Height > 4_000_000; (r.Format == PNG) != want {
			t.Errorf("%+v", r)
		}
	}
}

func TestPNGIsNotMadeLarger(t *testing.T) {
	var b bytes.Buffer
	e := png.Encoder{CompressionLevel: png.BestCompression}
	if err := e.Encode(&b, chart(300, 200)); err != nil {
		t.Fatal(err)
	}
	_, out := publish(t, "chart.png", b.Bytes(), Settings{})
	if len(out[0]) > b.Len() {
		t.Errorf("%d bytes became %d", b.Len(), len(out[0]))
	}
}
