package plan

import (
	"slices"

	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// kin are the kinds that visitors look for under each other's entry, when the menu has no entry of their
// own: an organisation among the chambers it stands in, a series among its activities.
var kin = map[string]string{"branch": "chamber", "chamber": "branch", "series": "activity", "activity": "series", "notice": "news", "news": "notice"}

// markKin marks the menu's entry for the kin of a section that no entry leads to. entries are the
// sections that the links lead to, nil for those that lead elsewhere.
func markKin(menu []theme.Link, entries []*site.Section, section *site.Section) {
	if section == nil || section.Kind == nil {
		return
	}
	if slices.ContainsFunc(menu, func(l theme.Link) bool { return l.Current }) {
		return
	}
	of, named := kin[section.Kind.Name]
	for i, s := range entries {
		if named && s != nil && s.Kind != nil && s.Kind.Name == of {
			menu[i].Current = true
			return
		}
	}
}
