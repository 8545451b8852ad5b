package plan

import (
	"testing"

	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// A page in a section without an entry of its own is shown under its kin; one with an entry, or without
// kin in the menu, is not.
func TestMarkKin(t *testing.T) {
	of := func(kind string) *site.Section { return &site.Section{Kind: &site.Kind{Name: kind}} }
	entries := []*site.Section{of("news"), of("chamber"), nil, of("activity")}
	for _, c := range []struct {
		section *site.Section
		own     int
		want    int
	}{{of("branch"), -1, 1}, {of("series"), -1, 3}, {of("notice"), -1, 0}, {of("case"), -1, -1}, {of("news"), 0, 0}, {nil, -1, -1}, {of("branch"), 3, 3}} {
		menu := make([]theme.Link, len(entries))
		if c.own >= 0 {
			menu[c.own].Current = true
		}
		markKin(menu, entries, c.section)
		for i := range menu {
			if menu[i].Current != (i == c.want) {
				t.Errorf("%v: entry %d is marked: %v", c.section, i, menu[i].Current)
			}
		}
	}
}
