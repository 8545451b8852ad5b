package picture

import (
	"image"
	"image/color"
	"testing"

	"qizhi/generator/picture/phototest"
)

func plain(c color.Color, width, height int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, width, height))
	for y := range height {
		for x := range width {
			img.Set(x, y, c)
		}
	}
	return img
}

// The same numbers mean another colour in another colour space. The expected values are those that
// the formulas of CSS Color 4 give for color(display-p3 …) and color(a98-rgb …).
func TestColoursBecomeSRGB(t *testing.T) {
	stored := color.RGBA{200, 100, 50, 255}
	p3, adobe := color.RGBA{215, 93, 31, 255}, color.RGBA{227, 100, 42, 255}
	p3Profile := phototest.Profile(phototest.DisplayP3, phototest.SRGBCurve())
	img := plain(stored, 40, 40)
	for name, c := range map[string]struct {
		data []byte
		want color.RGBA
	}{
		"nothing.jpg":  {phototest.JPEG(img, 95), stored},
		"srgb.jpg":     {phototest.JPEG(img, 95, phototest.ProfileSegments(phototest.Profile(phototest.SRGB, phototest.SRGBCurve()), 60000)), stored},
		"p3.jpg":       {phototest.JPEG(img, 95, phototest.ProfileSegments(p3Profile, 60000)), p3},
		"pieces.jpg":   {phototest.JPEG(img, 95, phototest.ProfileSegments(p3Profile, 100)), p3},
		"adobe.jpg":    {phototest.JPEG(img, 95, phototest.ProfileSegments(phototest.Profile(phototest.AdobeRGB, phototest.Gamma(563.0/256)), 60000)), adobe},
		"r03.jpg":      {phototest.JPEG(img, 95, phototest.ExifSegment(phototest.Exif{Interop: "R03"}.Bytes())), adobe},
		"p3.png":       {phototest.PNG(img, phototest.ProfileChunk(p3Profile)), p3},
		"cicp.png":     {phototest.PNG(img, phototest.Chunk("cICP", []byte{12, 13, 0, 1})), p3},
		"bt709.png":    {phototest.PNG(img, phototest.Chunk("cICP", []byte{1, 13, 0, 1})), stored},
		"unknown.jpg":  {phototest.JPEG(img, 95, phototest.ProfileSegments(phototest.TableProfile(), 60000)), stored},
		"damaged.png":  {phototest.PNG(img, phototest.Chunk("iCCP", []byte("x\x00\x00no profile"))), stored},
		"faint-p3.png": {phototest.PNG(plain(color.NRGBA{200, 100, 50, 128}, 40, 40), phototest.ProfileChunk(p3Profile)), color.RGBA{108, 47, 16, 128}},
	} {
		plan, out := publish(t, name, c.data, widths(20, 40))
		for i, r := range plan {
			if got := shown(t, r, out[i]).At(5, 7); !near(got, c.want, 4) {
				t.Errorf("%s%s is %v, want %v", name, r.Name(), got, c.want)
			}
		}
	}
}

func TestAnUnknownProfileIsSaid(t *testing.T) {
	data := phototest.JPEG(plain(color.White, 8, 8), 90, phototest.ProfileSegments(phototest.TableProfile(), 60000))
	if w := mustLook(t, "scan.jpg", data).Warnings; len(w) != 1 || w[0].Rule != "picture/profile" {
		t.Errorf("%+v", w)
	}
}

// The file was made by ImageMagick from RGB: a red rectangle on a soft ground.
func TestPrintingInksBecomeColours(t *testing.T) {
	data := stored(t, "jpeg/testdata/ycck.jpg")
	info := mustLook(t, "print.jpg", data)
	if len(info.Warnings) != 1 || info.Warnings[0].Rule != "picture/cmyk" {
		t.Errorf("%+v", info.Warnings)
	}
	plan, out := publish(t, "print.jpg", data, widths(40, 200))
	for i, r := range plan {
		if got := shown(t, r, out[i]).At(r.Width*35/83, r.Height*27/61); !near(got, color.RGBA{254, 0, 0, 255}, 12) {
			t.Errorf("%s: the rectangle is %v", r.Name(), got)
		}
	}
}

func TestGreyStaysGrey(t *testing.T) {
	img := image.NewGray(image.Rect(0, 0, 64, 64))
	for i := range img.Pix {
		img.Pix[i] = 180
	}
	data := phototest.JPEG(img, 90, phototest.ProfileSegments(phototest.GreyProfile(phototest.Gamma(1)), 60000))
	plan, out := publish(t, "grey.jpg", data, widths(32))
	// A linear level of 180/255 is 0.706, which sRGB writes as 218.
	if got := shown(t, plan[0], out[0]); !near(got.At(9, 9), color.Gray{218}, 3) || got.ColorModel() != color.GrayModel {
		t.Errorf("%v in %T", got.At(9, 9), got)
	}
}
