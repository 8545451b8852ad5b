package plan

import (
	"fmt"
	"strings"
	"testing"

	"qizhi/generator/content"
	"qizhi/generator/theme"
)

// A page of three headings or more has a table of contents, whatever levels its writer began at.
func TestContents(t *testing.T) {
	for _, test := range []struct{ levels, want string }{
		{"2 2", ""},
		{"2 2 2", "2 2 2"},
		{"4 4 4", "4 4 4"},
		{"2 3 3", "2(3 3)"},
		{"2 3 4 2 3", "2(3) 2(3)"},
		{"3 2 3", "3 2(3)"},
		{"2 4 4", "2(4 4)"},
		{"3 5 5 5", "3(5 5 5)"},
		{"4 5 6", "4(5 6)"},
	} {
		var headings []content.Heading
		for i, level := range strings.Fields(test.levels) {
			headings = append(headings, content.Heading{Level: int(level[0] - '0'), ID: fmt.Sprint(i)})
		}
		if got := drawn(contents(headings)); got != test.want {
			t.Errorf("%s: %q, want %q", test.levels, got, test.want)
		}
	}
}

func drawn(list []theme.Heading) string {
	var out []string
	for _, h := range list {
		s := fmt.Sprint(h.Level)
		if len(h.Children) > 0 {
			s += "(" + drawn(h.Children) + ")"
		}
		out = append(out, s)
	}
	return strings.Join(out, " ")
}
