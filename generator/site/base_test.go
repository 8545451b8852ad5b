package site

import "testing"

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
