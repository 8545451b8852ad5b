package site

import "strings"

// feedName is the file name of every feed.
const feedName = "feed.xml"

// FeedOf is where the feed of a section is published: beside its list, that of the home page being
// the whole site's. Every section has one, be it empty, so that nobody's subscription ends when its
// last page is withdrawn. It is "" for a site without base_url: feeds name absolute addresses.
func (s *Site) FeedOf(section *Section) string {
	if s.Config.BaseURL == "" {
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
