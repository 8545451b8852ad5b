package plan

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/site"
)

// The limits of a sitemap file (sitemaps.org, and DOMAIN for Baidu): 50,000 addresses and 10 MB.
const (
	maxSitemapURLs  = 50_000
	maxSitemapBytes = 10_000_000
)

// feedable reports whether a page can be an entry of a feed, which needs a date.
func feedable(page *site.Page) bool {
	front := &page.Document.Front
	return page.Listed && page.Withdrawn == "" && !(front.Date.IsZero() && page.Updated.IsZero())
}

// feeds adds an Atom feed (RFC 4287) for the site and for each section, be it empty.
func (p *planner) feeds() {
	for _, s := range append([]*site.Section{p.Site.Home}, p.Site.Sections...) {
		address := p.Site.FeedOf(s)
		if address == "" {
			return
		}
		p.add(Target{Path: address, Class: Feed, Source: "feed", Work: func() (Work, error) {
			f := p.atom(s, address)
			return Work{Digest: digest.Of(f), Render: func(w *bytes.Buffer) error { return writeXML(w, f) }}, nil
		}})
	}
}

// newest are the pages of a feed, the most recently dated first.
func (p *planner) newest(pages []*site.Page) []*site.Page {
	type dated struct {
		page *site.Page
		at   int64
	}
	newer := func(a, b dated) int { return cmp.Or(cmp.Compare(b.at, a.at), site.Newest(a.page, b.page)) }
	most := p.Site.Config.Build.FeedSize
	best := make([]dated, 0, most+1) // in order; a feed has few of thousands of pages
	for _, page := range pages {
		if !feedable(page) {
			continue
		}
		d := dated{page, p.changed(page).Unix()}
		if len(best) == most && (most == 0 || newer(best[most-1], d) < 0) {
			continue
		}
		at, _ := slices.BinarySearchFunc(best, d, newer)
		best = slices.Insert(best, at, d)
		best = best[:min(len(best), most)]
	}
	out := make([]*site.Page, len(best))
	for i := range out {
		out[i] = best[i].page
	}
	return out
}

// changed is when an entry last changed, for its reader: its update, else its date.
func (p *planner) changed(page *site.Page) time.Time {
	if !page.Updated.IsZero() {
		return p.instant(page.Updated)
	}
	return p.instant(page.Document.Front.Date)
}

// instant is the last day of a date; for a date as coarse as 2022 that is still running, the day of
// the build, since a feed must not tell of what has not happened yet.
func (p *planner) instant(d content.Date) time.Time {
	last := d.Last(p.Site.Config.Zone)
	if today := p.Day.In(p.Site.Config.Zone); d.Precision < content.Day && last.After(today) {
		return time.Date(today.Year(), today.Month(), today.Day(), 0, 0, 0, 0, p.Site.Config.Zone)
	}
	return last
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Links   []atomLink  `xml:"link"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomEntry struct {
	Title     string   `xml:"title"`
	ID        string   `xml:"id"`
	Link      atomLink `xml:"link"`
	Published string   `xml:"published,omitempty"`
	Updated   string   `xml:"updated"`
	Summary   string   `xml:"summary"`
	Terms     []struct {
		Term string `xml:"term,attr"`
	} `xml:"category"`
}

// atom is the feed of a section.
func (p *planner) atom(s *site.Section, address string) atomFeed {
	home := p.absolute(s.Address)
	f := atomFeed{Lang: p.Site.Config.Language, Title: s.Title + " - " + p.Site.Config.Title, ID: home, Author: cmp.Or(p.Site.Config.Organisation.Name, p.Site.Config.Title),
		Links: []atomLink{{Rel: "self", Type: "application/atom+xml", Href: p.absolute(address)}, {Rel: "alternate", Type: "text/html", Href: home}}}
	switch {
	case s == p.Site.Home:
		f.Title = p.Site.Config.Title
		f.Entries = p.entries(p.Site.Pages)
	case s.Kind.Name == "statistics" && len(p.Site.Statistics.Periods) > 0:
		f.Entries = p.periodEntries(s)
	default:
		f.Entries = p.entries(s.All)
	}
	if f.Updated = p.unmoved(s); len(f.Entries) > 0 {
		f.Updated = f.Entries[0].Updated
	}
	return f
}

// unmoved is the instant that a feed without entries names, since it must name one (RFC 4287, 4.1.1): that of
// the section's own text, else the newest of the site. It must not be the day of the build, on which nothing has
// happened; where nothing whatever has a date there is no feed (site.FeedOf).
func (p *planner) unmoved(s *site.Section) string {
	at := p.lastOf(s)
	if at.IsZero() {
		p.lastOnce.Do(p.findLast)
		at = p.last
	}
	return at.Format(time.RFC3339)
}

// lastOf is when a section's own text last changed; zero for one without a date.
func (p *planner) lastOf(s *site.Section) time.Time {
	switch {
	case !s.Updated.IsZero():
		return p.instant(s.Updated)
	case s.Document != nil && !s.Document.Front.Date.IsZero():
		return p.instant(s.Document.Front.Date)
	}
	return time.Time{}
}

// findLast finds the newest instant of all that is published, or was, and is withdrawn.
func (p *planner) findLast() {
	look := func(at time.Time) {
		if at.After(p.last) {
			p.last = at
		}
	}
	for _, page := range p.Site.Pages {
		if !page.Updated.IsZero() || !page.Document.Front.Date.IsZero() {
			look(p.changed(page))
		}
	}
	for _, s := range append([]*site.Section{p.Site.Home}, p.Site.Sections...) {
		look(p.lastOf(s))
	}
	for _, period := range p.Site.Statistics.Periods {
		look(p.instant(period.End()))
	}
}

// entries are the newest of some pages.
func (p *planner) entries(pages []*site.Page) []atomEntry {
	var out []atomEntry
	for _, page := range p.newest(pages) {
		e := atomEntry{Title: page.Title, ID: p.absolute(page.Address), Link: atomLink{Href: p.absolute(page.Address)},
			Updated: p.changed(page).Format(time.RFC3339), Summary: page.Summary}
		if date := page.Document.Front.Date; date.Precision >= content.Day { // of a coarser one nobody has said the day
			e.Published = p.instant(date).Format(time.RFC3339)
		}
		for _, t := range page.Terms {
			e.Terms = append(e.Terms, struct {
				Term string `xml:"term,attr"`
			}{t.Name})
		}
		out = append(out, e)
	}
	return out
}

// periodEntries are the periods of the statistics, each dated by its last day.
func (p *planner) periodEntries(s *site.Section) []atomEntry {
	var out []atomEntry
	for _, period := range p.Site.Statistics.Periods {
		address := p.absolute(periodAddress(period))
		at := p.instant(period.End())
		out = append(out, atomEntry{Title: s.Title + p.Theme.Text("colon") + p.periodTitles(period)[0], ID: address, Link: atomLink{Href: address},
			Updated: at.Format(time.RFC3339), Summary: period.Source})
	}
	slices.SortStableFunc(out, func(a, b atomEntry) int { return strings.Compare(b.Updated, a.Updated) })
	return out[:min(len(out), p.Site.Config.Build.FeedSize)]
}

func writeXML(w *bytes.Buffer, v any) error {
	w.WriteString(xml.Header)
	return xml.NewEncoder(w).Encode(v)
}

type sitemapURL struct {
	Loc     string `xml:"loc"`
	LastMod string `xml:"lastmod,omitempty"`
}

type sitemapFile struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
	URLs    []sitemapURL `xml:"url"`
}

type sitemapIndex struct {
	XMLName xml.Name     `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 sitemapindex"`
	Maps    []sitemapURL `xml:"sitemap"`
}

// robots adds robots.txt and the sitemap, both of which name absolute addresses.
func (p *planner) robots() {
	if p.Site.Config.Unread {
		return // the error says so
	}
	if p.Site.Config.BaseURL == "" {
		p.problems = append(p.problems, diag.Diagnostic{Position: diag.Position{Path: "content/site.toml"}, Severity: diag.Warning,
			Rule: "site/base-url", Message: "没有写 base_url，订阅源、sitemap.xml、robots.txt 和分享信息没有生成",
			Hint: "知道网址后在 site.toml 写上 base_url = \"https://…/\""})
		return
	}
	p.fixed("robots.txt", Feed, "robots.txt", []byte("User-agent: *\nAllow: /\n\nSitemap: "+p.absolute("sitemap.xml")+"\n"))
	if len(p.Site.Pages)+len(p.Site.Terms) < surelyOneSitemap {
		p.xml("sitemap.xml", func() any { return sitemapFile{URLs: p.sitemapURLs()} })
		return
	}
	chunks := chunk(p.sitemapURLs())
	if len(chunks) == 1 {
		p.xml("sitemap.xml", func() any { return sitemapFile{URLs: chunks[0]} })
		return
	}
	var index sitemapIndex
	for i, urls := range chunks {
		address := fmt.Sprintf("sitemap-%d.xml", i+1)
		p.xml(address, func() any { return sitemapFile{URLs: urls} })
		index.Maps = append(index.Maps, sitemapURL{Loc: p.absolute(address)})
	}
	p.xml("sitemap.xml", func() any { return index })
}

// surelyOneSitemap is a number of pages whose addresses fit into one sitemap file, however long they
// and those of the sections are.
const surelyOneSitemap = maxSitemapBytes / 400

// xml adds a file that is made when it is looked at.
func (p *planner) xml(address string, make func() any) {
	p.add(Target{Path: address, Class: Feed, Source: "sitemap", Bounded: true, Work: func() (Work, error) {
		v := make()
		return Work{Digest: digest.Of(v), Render: func(w *bytes.Buffer) error { return writeXML(w, v) }}, nil
	}})
}

// sitemapURLs are the home page, the sections, every listed page, the tags and the map for people: all that a search
// engine may keep, but for the further pages of lists.
func (p *planner) sitemapURLs() []sitemapURL {
	out := []sitemapURL{{Loc: p.absolute("index.html")}}
	for _, s := range p.Site.Sections {
		out = append(out, sitemapURL{Loc: p.absolute(s.Address)})
	}
	for _, period := range p.Site.Statistics.Periods {
		out = append(out, sitemapURL{Loc: p.absolute(periodAddress(period))})
	}
	for _, page := range p.listed() {
		front := &page.Document.Front
		u := sitemapURL{Loc: p.absolute(page.Address), LastMod: page.Updated.In(p.Site.Config.Zone).Machine()}
		if u.LastMod == "" {
			u.LastMod = front.Date.In(p.Site.Config.Zone).Machine()
		}
		out = append(out, u)
	}
	if len(p.Site.Terms) > 0 {
		out = append(out, sitemapURL{Loc: p.absolute("tags/index.html")})
	}
	for _, t := range p.Site.Terms {
		out = append(out, sitemapURL{Loc: p.absolute(t.Address)})
	}
	return append(out, sitemapURL{Loc: p.absolute("map.html")})
}

// chunk cuts the addresses into files within the limits.
func chunk(all []sitemapURL) [][]sitemapURL {
	const overhead = len("<url><loc></loc><lastmod></lastmod></url>")
	var out [][]sitemapURL
	start, size := 0, 200
	for i, u := range all {
		n := overhead + len(u.Loc) + len(u.LastMod)
		if i-start == maxSitemapURLs || size+n > maxSitemapBytes {
			out = append(out, all[start:i])
			start, size = i, 200
		}
		size += n
	}
	return append(out, all[start:])
}
