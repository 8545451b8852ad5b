package site

import (
	"slices"
	"strings"
)

// feedName is the file name of every feed.
const feedName = "feed.xml"

// FeedOf is where the feed of a section is published: beside its list, that of the home page being
// the whole site's. Every section has one, be it empty, so that nobody's subscription ends when its
// last page is withdrawn. It is "" for a site without base_url, since feeds name absolute addresses, and for one
// in which nothing at all has a date: a feed must say when it last changed (RFC 4287, 4.1.1), nothing could be in
// it, and any day would be made up.
func (s *Site) FeedOf(section *Section) string {
	if s.Config.BaseURL == "" || !s.dated {
		return ""
	}
	return strings.TrimSuffix(section.Address, "index.html") + feedName
}

// isFeed reports whether a feed is published at an address.
func (s *Site) isFeed(p string) bool {
	folder, ok := strings.CutSuffix(p, feedName)
	if !ok {
		return false
	}
	c := s.claims[strings.ToLower(folder+"index.html")]
	return c.section != nil && s.FeedOf(c.section) == p
}

// isDated reports whether anything public, withdrawn pages included, has a date.
func (r *resolver) isDated() bool {
	return len(r.in.Statistics.Periods) > 0 || slices.ContainsFunc(r.sources, func(s source) bool {
		updated := s.doc.Front.Updated
		return !s.doc.Front.Date.IsZero() || !updated.IsZero() && !firstDay(updated.In(r.config.Zone), r.config.Zone).After(r.today)
	})
}
