package site

import (
	"testing"

	"qizhi/generator/content"
)

// The address of a site ends with one slash and has no empty parts.
func TestBaseURL(t *testing.T) {
	for raw, want := range map[string]string{
		"https://e.org":            "https://e.org/",
		"https://e.org//a//":       "https://e.org/a/",
		"https://e.org/a":          "https://e.org/a/",
		" https://e.org/a/b/ ":     "https://e.org/a/b/",
		"https://e.org/a/../b/":    "https://e.org/b/",
		"https://e.org//":          "https://e.org/",
		"https://e.org/%E5%85%9A/": "https://e.org/%E5%85%9A/",
		"//e.org/":                 "",
	} {
		got, err := BaseURL(raw)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("BaseURL(%q) = %q, %v, want %q", raw, got, err, want)
		}
	}
}

// A link that is written as an address of the site itself is a link within it, and checked.
func TestOwnAddress(t *testing.T) {
	docs := []*content.Document{{Path: "a.md", Front: content.FrontMatter{Title: "甲"}}, {Path: "news/b.md", Front: content.FrontMatter{Title: "乙"}}}
	config := defaultConfig()
	config.BaseURL = "https://e.org/x/"
	s := Resolve(Input{Config: config, Documents: docs})
	for dest, want := range map[string]string{
		"https://e.org/x/news/b.html":  "news/b.html",
		"https://E.org/x/a.html":       "a.html",
		"https://e.org/x/":             "index.html",
		"https://e.org/x":              "index.html",
		"https://e.org/x?from=wechat":  "index.html",
		"https://e.org/x/nosuch.html":  "?",
		"https://e.org/xy/nosuch.html": "outside",
		"https://other.org/a.html":     "outside",
	} {
		d, err := s.Destination("a.md", dest)
		got := d.Address
		switch {
		case err != nil:
			got = "?"
		case d.Outside:
			got = "outside"
		}
		if got != want {
			t.Errorf("%s: %q %v, want %s", dest, got, err, want)
		}
	}
}
