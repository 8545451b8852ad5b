package content

import (
	"testing"

	"qizhi/generator/diag"
)

func TestPlaceWithin(t *testing.T) {
	line := `summary = "党员{{a}}，{{b}}，再说{{a}}"`
	value := "党员{{a}}，{{b}}，再说{{a}}"
	place := Place{Position: diag.Position{Path: "content/x.md", Line: 2, Column: 11}, Excerpt: line, Width: 22}
	for part, want := range map[[2]int]int{{6, 5}: 14, {14, 5}: 20, {28, 5}: 28} {
		got := place.Within(value, part[0], part[1])
		if got.Column != want || got.Width != 5 || got.Line != 2 {
			t.Errorf("%v: column %d, width %d, want column %d", part, got.Column, got.Width, want)
		}
	}
	other := Place{Position: place.Position, Excerpt: `summary = """`, Width: 3}
	if got := other.Within(value, 6, 5); got != other {
		t.Errorf("a part on another line moved the place to %+v", got)
	}
}
