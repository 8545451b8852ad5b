package site

import (
	"path"
	"strings"
	"testing"
)

func TestRelative(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"cases/x.html", "index.html", "../index.html"},
		{"index.html", "cases/x.html", "cases/x.html"},
		{"cases/x.html", "cases/x.html", "x.html"},
		{"cases/x.html", "cases/y.html", "y.html"},
		{"cases/page/2.html", "cases/index.html", "../index.html"},
		{"cases/x.html", "cases2/x.html", "../cases2/x.html"},
		{"cases/x.html", "cases/x/photo.jpg", "x/photo.jpg"},
		{"a/b/c/d.html", "a/e.html", "../../e.html"},
		{"index.html", "a:b/c.html", "./a:b/c.html"},
		{"", "index.html", "index.html"},
	} {
		if got := Relative(c.from, c.to); got != c.want {
			t.Errorf("Relative(%q, %q) = %q, want %q", c.from, c.to, got, c.want)
		}
	}
}

// FuzzRelative follows the URL back: it must lead from one file to the other.
func FuzzRelative(f *testing.F) {
	f.Add("cases/x.html", "index.html")
	f.Add("a/b/c", "a/bb/c")
	f.Fuzz(func(t *testing.T, from, to string) {
		if path.Clean("/"+from) != "/"+from || path.Clean("/"+to) != "/"+to || from == "" || to == "" || strings.Contains(from+to, "..") {
			return
		}
		if got := path.Join("/"+path.Dir(from), Relative(from, to)); got != "/"+to {
			t.Errorf("Relative(%q, %q) = %q leads to %q", from, to, Relative(from, to), got)
		}
	})
}
