package theme

import (
	"strings"
	"testing"
	"text/template/parse"
)

// The indentation of a layout goes; a space between words and inline elements stays.
func TestSqueeze(t *testing.T) {
	for _, test := range []struct{ layout, want string }{
		{"<ul>\n  <li>a</li>\n  <li>b</li>\n</ul>\n", "<ul><li>a</li><li>b</li></ul>"},
		{"<p>\n  one  two\n  <b>three</b> <i>four</i>\n</p>", "<p>one two <b>three</b> <i>four</i></p>"},
		{"<li class=\"{{.}}\">\n  <a\n   href=\"{{.}}\" >x</a>\n</li>", "<li class=\"{{.}}\"><a href=\"{{.}}\" >x</a></li>"},
		{"<p>{{.}} {{.}}</p>", "<p>{{.}} {{.}}</p>"},
		{"<div>\n  {{if .}}\n  <p>x</p>\n  {{end}}\n</div>", "<div>{{if .}}<p>x</p>{{end}}</div>"},
		{"<pre>\n a\n  b</pre>\n", "<pre>\n a\n  b</pre>\n"},
		{"a < b\n> c", "a < b > c"},
		{"<main>\n<svg>\n<a></a>\n</svg>\n</main>", "<main><svg> <a></a> </svg></main>"},
	} {
		trees, err := parse.Parse("x", test.layout, "", "", builtins)
		if err != nil {
			t.Fatal(err)
		}
		squeeze(trees["x"].Root)
		if got := strings.ReplaceAll(trees["x"].Root.String(), "\n\n", "\n"); got != test.want {
			t.Errorf("%q\n got %q\nwant %q", test.layout, got, test.want)
		}
	}
}
