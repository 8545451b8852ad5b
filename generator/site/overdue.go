package site

import (
	"slices"
	"time"

	"qizhi/generator/content"
)

// Overdue is a section whose newest page is older than its kind allows (DOMAIN, "Website
// inspections").
type Overdue struct {
	Section *Section
	Newest  content.Date // of the newest listed page; zero when the section has none with a date
	Days    int          // days from that date to the day asked about; 0 without a date
	Limit   int          // days the kind allows
}

// Overdue returns the sections that are overdue or empty on a day, in the order of Site.Sections.
// A section is judged with those inside it of the same kind. [check] fresh in site.toml overrides
// the limit of a kind; 0 is no limit.
func (s *Site) Overdue(now time.Time) []Overdue {
	now = now.In(s.Config.Zone)
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, s.Config.Zone)
	var out []Overdue
	for _, section := range s.Sections {
		limit := s.freshness(section.Kind)
		if limit <= 0 || section.Parent != s.Home && section.Parent.Kind == section.Kind {
			continue
		}
		newest := newestDate(section)
		if newest.IsZero() {
			out = append(out, Overdue{Section: section, Limit: limit})
			continue
		}
		if days := daysBetween(newest.Last(s.Config.Zone), today); days > limit {
			out = append(out, Overdue{section, newest, days, limit})
		}
	}
	return out
}

// Limited reports whether any section is to be kept fresh at all.
func (s *Site) Limited() bool {
	return slices.ContainsFunc(s.Sections, func(section *Section) bool { return s.freshness(section.Kind) > 0 })
}

// freshness is after how many days a section of the kind is overdue.
func (s *Site) freshness(kind *Kind) int {
	if days, ok := s.Config.Check.Fresh[kind.Name]; ok {
		return days
	}
	return kind.Fresh
}

// newestDate is the latest date of a section's pages and of those in sections of the same kind
// inside it.
func newestDate(section *Section) content.Date {
	var newest content.Date
	later := func(d content.Date) {
		if newest.IsZero() || !d.IsZero() && d.Last(time.UTC).After(newest.Last(time.UTC)) {
			newest = d
		}
	}
	for _, p := range section.Pages {
		later(p.Document.Front.Date)
	}
	for _, child := range section.Children {
		if child.Kind == section.Kind {
			later(newestDate(child))
		}
	}
	return newest
}

// daysBetween counts calendar days.
func daysBetween(from, to time.Time) int {
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(day(to).Sub(day(from)).Hours() / 24)
}
