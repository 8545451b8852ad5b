package chart

import "testing"

// TestGridlinesKeepClear: no gridline runs through a word, in any picture of the gallery, wide or narrow.
func TestGridlinesKeepClear(t *testing.T) {
	for _, sp := range specimens() {
		for _, width := range []int{0, minWidth} {
			c := sp.draw(sp.name)
			switch d := c.(type) {
			case Bar:
				d.Width = width
				c = d
			case Line:
				d.Width = width
				c = d
			default:
				continue
			}
			s, err := c.(drawn).draw()
			if err != nil {
				t.Fatal(err)
			}
			for _, g := range s.grid {
				for _, p := range g.pieces(s.boxes) {
					clearOfWords(t, sp.name, g, p, s.boxes)
				}
			}
		}
	}
}

func clearOfWords(t *testing.T, name string, g gridline, p [2]float64, words []box) {
	t.Helper()
	b := box{x0: p[0], x1: p[1], y0: g.at, y1: g.at + 1}
	if g.standing {
		b = box{x0: g.at, x1: g.at + 1, y0: p[0], y1: p[1]}
	}
	for _, w := range words {
		if b.overlaps(w) {
			t.Errorf("%s: a gridline %v runs through “%s” %v", name, b, w.text, w)
		}
	}
}

// TestGridlinePieces: a line is cut at every word in its way, and not beside it.
func TestGridlinePieces(t *testing.T) {
	words := []box{{10, 0, 20, 10, ""}, {40, 4, 50, 30, ""}, {60, 20, 70, 30, ""}, {45, 0, 55, 30, ""}, {95, 0, 99, 30, ""}}
	got := gridline{at: 8, from: 0, to: 100}.pieces(words)
	want := [][2]float64{{0, 7}, {23, 37}, {58, 92}}
	if len(got) != len(want) {
		t.Fatalf("got %v", got)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Errorf("got %v", got)
		}
	}
	if got := (gridline{standing: true, at: 65, from: 0, to: 40}).pieces(words); len(got) != 2 || got[0] != [2]float64{0, 17} || got[1] != [2]float64{33, 40} {
		t.Errorf("standing: %v", got)
	}
}

// TestMissingPart: the parts that are given are never drawn as the whole.
func TestMissingPart(t *testing.T) {
	for _, c := range []struct {
		whole   float64
		missing bool
		percent string
		rest    float64
	}{{40, true, "70%", 6}, {0, true, "", -1}, {30, true, "", -4}, {34, true, "82%", 0}, {0, false, "82%", 0}, {99, false, "82%", 0}} {
		d := Donut{ID: "d", Title: "图", Whole: c.whole, Parts: []Part{{"甲", v(28, "家")}, {"乙", v(6, "家")}}}
		if c.missing {
			d.Parts = append(d.Parts, Part{"丙", Value{Missing: true}})
		}
		_, _, percent := d.split()
		if _, rest := d.numbers(); percent[0] != c.percent || rest != c.rest {
			t.Errorf("%+v: %q, %g", c, percent, rest)
		}
	}
}
