package site

import (
	"path"
	"slices"
	"strconv"
	"strings"
)

// WholeMost is how many pages a section may have to be shown whole: grouped, on one list page, with a
// book of all its chapters. A larger one is a list of pages.
const WholeMost = 200

// groupedBy names the field whose choices or relations group a section's pages, by kind.
var groupedBy = map[string]string{"chamber": "form", "plan": "status", "honour": "status", "activity": "series"}

// undivided are the kinds whose section shows every page on one list page.
var undivided = map[string]bool{"handbook": true, "chamber": true, "plan": true}

// GroupedBy is the field by which the section groups its pages; nil where it does not.
func (s *Section) GroupedBy() *Field {
	if len(s.All) > WholeMost {
		return nil
	}
	return s.Kind.Field(groupedBy[s.Kind.Name])
}

// Singly are the pages that a section lists one by one: all of them, but for those that stand under the
// page they name already (the sessions of a series).
func (s *Section) Singly() []*Page {
	spec := s.GroupedBy()
	if spec == nil || spec.Type != RelationField {
		return s.All
	}
	return slices.DeleteFunc(slices.Clone(s.All), func(p *Page) bool { return p.Names(spec.Name) != nil })
}

// Names is the page that a relation of the page names first; nil for none.
func (p *Page) Names(relation string) *Page {
	for i := range p.Fields {
		if f := &p.Fields[i]; f.Field.Name == relation && len(f.Pages) > 0 {
			return f.Pages[0]
		}
	}
	return nil
}

// PageSize is how many cards a list page of the section has.
func (s *Site) PageSize(section *Section) int {
	if undivided[section.Kind.Name] && len(section.All) <= WholeMost {
		return WholeMost
	}
	return s.Config.Build.PageSize
}

// ListPages is how many list pages a section has. Where there are figures, their section has but the
// newest period.
func (s *Site) ListPages(section *Section) int {
	if section == s.Home || section.Kind.Name == "statistics" && len(s.Statistics.Periods) > 0 {
		return 1
	}
	return listPages(len(section.Singly()), s.PageSize(section))
}

// TermPages is how many list pages a tag has.
func (s *Site) TermPages(t *Term) int { return listPages(len(t.Pages), s.Config.Build.PageSize) }

// listPages is the number of list pages for n cards: at least one.
func listPages(n, size int) int { return max((n+size-1)/max(size, 1), 1) }

// ListAddress is the address of the nth page (from 1) of a list: news/index.html, news/page/2.html,
// tags/a/page/2.html.
func ListAddress(first string, n int) string {
	if n <= 1 {
		return first
	}
	folder, ok := strings.CutSuffix(first, "index.html")
	if !ok {
		folder = strings.TrimSuffix(first, ".html") + "/"
	}
	return folder + "page/" + strconv.Itoa(n) + ".html"
}

// isLaterList reports whether a list page other than a first one is published at an address.
func (s *Site) isLaterList(p string) bool {
	folder, name := path.Split(p)
	before, ok := strings.CutSuffix(folder, "page/")
	n, err := strconv.Atoi(strings.TrimSuffix(name, ".html"))
	if !ok || err != nil || n < 2 {
		return false
	}
	for _, first := range []string{before + "index.html", strings.TrimSuffix(before, "/") + ".html"} {
		pages := 0
		switch c := s.claims[first]; {
		case c.section != nil && c.section.Address == first:
			pages = s.ListPages(c.section)
		case c.term != nil:
			pages = s.TermPages(c.term)
		}
		if n <= pages && ListAddress(first, n) == p {
			return true
		}
	}
	return false
}

// CitedAddress is the list of the pages that quote the figures of a period.
func CitedAddress(period string) string { return statisticsFolder + "/" + period + "-cited.html" }

// Downloads are the endings of the files with a period's figures for other programs; see DownloadAddress.
var Downloads = []string{".csv", ".json"}

// DownloadAddress is where the figures of a period are published in the form of an ending.
func DownloadAddress(period, ending string) string { return statisticsFolder + "/" + period + ending }

// isOfPeriod reports whether a list or a download beside the page of a period is published at an address.
func (s *Site) isOfPeriod(p string) bool {
	name, ok := strings.CutPrefix(p, statisticsFolder+"/")
	if !ok {
		return false
	}
	period, ok := strings.CutSuffix(name, "-cited.html")
	for _, ending := range Downloads {
		if !ok {
			period, ok = strings.CutSuffix(name, ending)
		}
	}
	return ok && s.Statistics.Period(period) != nil
}
