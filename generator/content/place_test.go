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
	several := Place{Position: place.Position, Excerpt: "summary: >-", Width: 2, Below: "  党员{{a}}，\n\n  {{b}}，再说{{a}}"}
	several.Column = 10
	for part, want := range map[[2]int]diag.Position{{6, 5}: {Line: 3, Column: 5}, {14, 5}: {Line: 5, Column: 3}, {28, 5}: {Line: 5, Column: 11}} {
		if got := several.Within(value, part[0], part[1]); got.Line != want.Line || got.Column != want.Column || got.Width != 5 {
			t.Errorf("%v over several lines: %d:%d, want %d:%d", part, got.Line, got.Column, want.Line, want.Column)
		}
	}
	other := Place{Position: place.Position, Excerpt: `summary = """`, Width: 3}
	if got := other.Within(value, 6, 5); got != other {
		t.Errorf("a part on another line moved the place to %+v", got)
	}
}

// What is said of HTML within a list or a quotation points at the tag, not beside it by the indents of the lines above.
func TestPlaceInIndentedHTML(t *testing.T) {
	for body, want := range map[string]diag.Position{
		"* 甲\n\n    <p>\n      <img src=\"a.png\">\n    </p>\n": {Line: 7, Column: 7},
		"> <div>\n> <blink>字</blink>\n> </div>\n":               {Line: 5, Column: 3},
		"<div>\n  <img src=\"a.png\">\n</div>\n":                {Line: 5, Column: 3},
	} {
		doc, _ := Parse("a.md", []byte("+++\ntitle = \"题\"\n+++\n"+body))
		if len(doc.Diagnostics) != 1 || doc.Diagnostics[0].Line != want.Line || doc.Diagnostics[0].Column != want.Column {
			t.Errorf("%q: %v, want it at %d:%d", body, doc.Diagnostics, want.Line, want.Column)
		}
	}
}
