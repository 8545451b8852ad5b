package picture

import (
	"fmt"
	"image"
	"image/color"
	"strings"
	"testing"

	"qizhi/generator/picture/phototest"
)

func names(plan []Rendition) string {
	var all []string
	for _, r := range plan {
		all = append(all, fmt.Sprintf("%s(%d)", r.Name(), r.Height))
	}
	return strings.Join(all, " ")
}

func TestPlan(t *testing.T) {
	photo := func(width, height int) Info {
		return Info{Format: JPEG, Width: width, Height: height, Orientation: 1, Photo: true}
	}
	cover := Settings{Widths: []int{400, 800}, Crop: Crop{Width: 3, Height: 2}}
	top := cover
	top.Crop.Focus, _ = ParseFocus("top")
	for _, c := range []struct {
		info     Info
		settings Settings
		want     string
	}{
		{photo(4032, 3024), Settings{}, "-400.jpg(300) -800.jpg(600) -1600.jpg(1200)"},
		{photo(3024, 4032), Settings{}, "-400.jpg(533) -800.jpg(1067) -1600.jpg(2133)"},
		{photo(1600, 900), Settings{}, "-400.jpg(225) -800.jpg(450) -1600.jpg(900)"},
		{photo(1000, 500), Settings{}, "-400.jpg(200) -800.jpg(400) -1000.jpg(500)"},
		{photo(850, 500), Settings{}, "-400.jpg(235) -850.jpg(500)"},
		{photo(300, 500), Settings{}, "-300.jpg(500)"},
		{photo(1, 1), Settings{}, "-1.jpg(1)"},
		{photo(60000, 10), Settings{}, "-400.jpg(1) -800.jpg(1) -1600.jpg(1)"},
		{photo(2000, 1000), Settings{Widths: []int{900, 0, -5, 300, 900}}, "-300.jpg(150) -900.jpg(450)"},
		{photo(4000, 3000), cover, "-3x2-400.jpg(267) -3x2-800.jpg(533)"},
		{photo(4000, 1000), cover, "-3x2-400.jpg(267) -3x2-800.jpg(533)"},
		{photo(500, 1000), cover, "-3x2-400.jpg(267) -3x2-500.jpg(333)"},
		{photo(4000, 3000), top, "-3x2-x50y0-400.jpg(267) -3x2-x50y0-800.jpg(533)"},
		{Info{Format: PNG, Width: 900, Height: 90, Palette: true}, Settings{}, "-400.webp(40) -900.png(90)"},
		{Info{Format: PNG, Width: 1920, Height: 1080, Drawing: true}, Settings{}, "-400.webp(225) -800.webp(450) -1920.webp(1080)"},
		{Info{Format: PNG, Width: 1080, Height: 2340, Drawing: true}, Settings{}, "-400.webp(867) -1080.webp(2340)"},
		{Info{Format: PNG, Width: 750, Height: 1624, Drawing: true}, Settings{}, "-750.webp(1624)"},
		{Info{Format: PNG, Width: 3840, Height: 2160, Drawing: true}, Settings{}, "-400.webp(225) -800.webp(450) -1600.webp(900)"},
		{Info{Format: PNG, Width: 1920, Height: 1080, Drawing: true}, cover, "-3x2-400.webp(267) -3x2-800.webp(533)"},
		{Info{Format: GIF, Width: 90, Height: 90, Animated: true}, Settings{}, ".gif(90)"},
		{Info{Format: SVG}, Settings{}, ".svg(0)"},
	} {
		if got := names(Plan(c.info, c.settings)); got != c.want {
			t.Errorf("%d × %d: %s, want %s", c.info.Width, c.info.Height, got, c.want)
		}
	}
}

func TestKeysTellRenditionsApart(t *testing.T) {
	info := Info{Format: JPEG, Width: 4000, Height: 3000, Photo: true}
	seen := map[string]Rendition{}
	for _, s := range []Settings{{}, {Quality: 70}, {Budget: 100_000}, {Widths: []int{400, 800}}, {Crop: Crop{Width: 3, Height: 2}}} {
		for _, r := range Plan(info, s) {
			if other, ok := seen[r.Key()]; ok {
				t.Errorf("%+v and %+v have one key", r, other)
			}
			seen[r.Key()] = r
		}
	}
}

func TestParseFocus(t *testing.T) {
	for text, want := range map[string]Focus{
		"": {}, "auto": {}, "Top": {true, 50, 0}, "右": {true, 100, 50}, "30% 40%": {true, 30, 40}, "30,40": {true, 30, 40},
		"0.3，0.4": {true, 30, 40}, "1 100": {true, 1, 100},
	} {
		if got, err := ParseFocus(text); err != nil || got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"middle-ish", "30", "30 140", "-1 5", "NaN 5", "1e9% 3"} {
		if got, err := ParseFocus(text); err == nil || AsProblem(err).Hint == "" {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

// scene is a plain picture with a face-coloured patch of detail.
func scene(width, height int, face image.Rectangle) *image.RGBA {
	img := plain(color.RGBA{90, 110, 130, 255}, width, height)
	for y := face.Min.Y; y < face.Max.Y; y++ {
		for x := face.Min.X; x < face.Max.X; x++ {
			shade := uint8((x*7 ^ y*5) % 30)
			img.SetRGBA(x, y, color.RGBA{215 - shade, 160 - shade, 125 - shade, 255})
		}
	}
	return img
}

// skinRows counts the rows of a rendition in which the face is seen.
func skinRows(img image.Image) (n int) {
	for y := range img.Bounds().Dy() {
		for x := range img.Bounds().Dx() {
			if r, _, b, _ := img.At(x, y).RGBA(); r > b+20<<8 {
				n++
				break
			}
		}
	}
	return n
}

func TestACoverKeepsTheFace(t *testing.T) {
	for name, face := range map[string]image.Rectangle{
		"low":  image.Rect(130, 480, 230, 580),
		"high": image.Rect(130, 20, 230, 120),
	} {
		for _, orientation := range []int{1, 6} {
			data := phototest.JPEG(phototest.Store(scene(400, 600, face), orientation), 90,
				phototest.ExifSegment(phototest.Exif{Orientation: orientation}.Bytes()))
			plan, out := publish(t, "a.jpg", data, Settings{Widths: []int{200}, Crop: Crop{Width: 3, Height: 2}})
			if n := skinRows(shown(t, plan[0], out[0])); n < 45 {
				t.Errorf("%s, orientation %d: %d of 50 rows of the face are in the cover", name, orientation, n)
			}
		}
	}
}

func TestTheFocusOverridesTheChoice(t *testing.T) {
	data := phototest.JPEG(scene(400, 600, image.Rect(130, 480, 230, 580)), 90)
	for text, want := range map[string]bool{"top": false, "bottom": true, "50% 90%": true, "20 20": false} {
		focus, err := ParseFocus(text)
		if err != nil {
			t.Fatal(err)
		}
		plan, out := publish(t, "a.jpg", data, Settings{Widths: []int{200}, Crop: Crop{Width: 3, Height: 2, Focus: focus}})
		if n := skinRows(shown(t, plan[0], out[0])); (n > 20) != want {
			t.Errorf("%s: %d rows of the face", text, n)
		}
	}
}
