package chart

import (
	"bytes"
	"image/color"
	"image/png"
	"testing"
)

// The plain picture is of one size and few bytes, with the band above and paper at every edge below it.
func TestPlainPNG(t *testing.T) {
	p := Palette{Paper: color.RGBA{250, 247, 242, 255}, Ink: color.RGBA{142, 11, 18, 255}, Band: color.RGBA{120, 8, 14, 255}, Line: color.RGBA{245, 194, 107, 255}}
	data, err := PlainPNG(p)
	if err != nil || len(data) > 8<<10 {
		t.Fatal(err, len(data))
	}
	img, err := png.Decode(bytes.NewReader(data))
	width, height := ShareSize()
	if err != nil || img.Bounds().Dx() != width || img.Bounds().Dy() != height {
		t.Fatal(err, img.Bounds())
	}
	for _, at := range []struct {
		x, y int
		want color.Color
	}{{600, 10, p.Band}, {600, 57, p.Line}, {0, 300, p.Paper}, {600, 345, p.Paper}, {474, 345, p.Ink}} {
		if img.At(at.x, at.y) != at.want {
			t.Errorf("at %d, %d stands %v, not %v", at.x, at.y, img.At(at.x, at.y), at.want)
		}
	}
}

func TestGridPNG(t *testing.T) {
	p := Palette{Paper: color.RGBA{250, 247, 242, 255}, Ink: color.RGBA{142, 11, 18, 255}, Band: color.RGBA{142, 11, 18, 255}, Line: color.RGBA{245, 194, 107, 255}}
	for _, n := range []int{1, 7, 40, 400} {
		g := Grid{ID: "g", Title: "四十格"}
		for i := range n {
			g.Squares = append(g.Squares, Square{Name: "商会", Form: Form(i%3) + Solid})
		}
		data, err := g.PNG(p)
		if err != nil {
			t.Fatal(err)
		}
		again, _ := g.PNG(p)
		if !bytes.Equal(data, again) {
			t.Error("not the same bytes twice")
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil || img.Bounds().Dx() != 1200 || img.Bounds().Dy() != 630 {
			t.Fatal(err, img.Bounds())
		}
		if len(data) > 60<<10 {
			t.Errorf("%d squares: %d bytes", n, len(data))
		}
		for x := range 1200 { // the margins stay free
			if img.At(x, 629) != img.At(0, 300) {
				t.Fatalf("%d squares reach the edge at %d", n, x)
			}
		}
	}
	if _, err := (Grid{ID: "g", Title: "空"}).PNG(p); err == nil {
		t.Error("a grid without squares was drawn")
	}
}
