package plan

import (
	"bytes"
	"cmp"
	"encoding/xml"
	"fmt"
	"net/url"
	"slices"
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

// feedAddress is where a section's feed is published; the home page's is the site's.
func feedAddress(s *site.Section) string {
	if s.Folder == "" {
		return "feed.xml"
	}
	return s.Address[:len(s.Address)-len("index.html")] + "feed.xml"
}

// hasFeed reports whether a section has a feed: feeds name absolute addresses, so the site needs a
// base_url, and an entry needs a date.
func (p *planner) hasFeed(s *site.Section) bool {
	if p.Site.Config.BaseURL == "" {
		return false
	}
	if s.Folder == "" {
		return slices.ContainsFunc(p.Site.Pages, feedable)
	}
	return slices.ContainsFunc(s.Pages, feedable)
}

func feedable(page *site.Page) bool {
	return page.Listed && page.Withdrawn == "" && !page.Document.Front.Date.IsZero()
}

// feeds adds an Atom feed (RFC 4287) for the site and for each section.
func (p *planner) feeds() {
	for _, s := range append([]*site.Section{p.Site.Home}, p.Site.Sections...) {
		if !p.hasFeed(s) {
			continue
		}
		pages := s.Pages
		title := s.Title + " - " + p.Site.Config.Title
		if s.Folder == "" {
			pages, title = p.Site.Pages, p.Site.Config.Title
		}
		p.feed(s, title, pages)
	}
}

// newest are the pages of a feed, the most recently dated first.
func (p *planner) newest(pages []*site.Page) []*site.Page {
	type dated struct {
		page *site.Page
		at   int64
	}
	var all []dated
	for _, page := range pages {
		if feedable(page) {
			all = append(all, dated{page, p.changed(page).Unix()})
		}
	}
	slices.SortFunc(all, func(a, b dated) int {
		return cmp.Or(cmp.Compare(b.at, a.at), cmp.Compare(a.page.Address, b.page.Address))
	})
	out := make([]*site.Page, min(len(all), p.Site.Config.Build.FeedSize))
	for i := range out {
		out[i] = all[i].page
	}
	return out
}

// changed is when an entry last changed, for its reader: its update, else its date.
func (p *planner) changed(page *site.Page) time.Time {
	front := &page.Document.Front
	if !front.Updated.IsZero() {
		return p.instant(front.Updated)
	}
	return p.instant(front.Date)
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
	Published string   `xml:"published"`
	Updated   string   `xml:"updated"`
	Summary   string   `xml:"summary"`
	Terms     []struct {
		Term string `xml:"term,attr"`
	} `xml:"category"`
}

func (p *planner) feed(s *site.Section, title string, pages []*site.Page) {
	address := feedAddress(s)
	p.add(Target{Path: address, Class: Feed, Source: "feed", Work: func() (Work, error) {
		f := p.atom(s, address, title, p.newest(pages))
		return Work{Digest: digest.Of(f), Render: func(w *bytes.Buffer) error { return writeXML(w, f) }}, nil
	}})
}

func (p *planner) atom(s *site.Section, address, title string, pages []*site.Page) atomFeed {
	home := p.absolute(s.Address)
	f := atomFeed{Lang: p.Site.Config.Language, Title: title, ID: home, Author: cmp.Or(p.Site.Config.Organisation.Name, p.Site.Config.Title),
		Links:   []atomLink{{Rel: "self", Type: "application/atom+xml", Href: p.absolute(address)}, {Rel: "alternate", Type: "text/html", Href: home}},
		Updated: p.changed(pages[0]).Format(time.RFC3339)}
	for _, page := range pages {
		e := atomEntry{Title: page.Title, ID: p.absolute(page.Address), Link: atomLink{Href: p.absolute(page.Address)},
			Published: p.instant(page.Document.Front.Date).Format(time.RFC3339),
			Updated:   p.changed(page).Format(time.RFC3339), Summary: page.Summary}
		for _, t := range page.Terms {
			e.Terms = append(e.Terms, struct {
				Term string `xml:"term,attr"`
			}{t.Name})
		}
		f.Entries = append(f.Entries, e)
	}
	return f
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
	if p.Site.Config.BaseURL == "" {
		p.problems = append(p.problems, diag.Diagnostic{Position: diag.Position{Path: "content/site.toml"}, Severity: diag.Warning,
			Rule: "site/base-url", Message: "没有写 base_url，订阅源、sitemap.xml、robots.txt 和分享信息没有生成",
			Hint: "知道网址后在 site.toml 写上 base_url = \"https://…/\""})
		return
	}
	p.fixed("robots.txt", Feed, "robots.txt", []byte("User-agent: *\nAllow: /\n\nSitemap: "+p.absolute("sitemap.xml")+"\n"))
	if len(p.Site.Pages) < surelyOneSitemap {
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
	p.add(Target{Path: address, Class: Feed, Source: "sitemap", Work: func() (Work, error) {
		v := make()
		return Work{Digest: digest.Of(v), Render: func(w *bytes.Buffer) error { return writeXML(w, v) }}, nil
	}})
}

// sitemapURLs are the home page, the sections and every listed page.
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
		u := sitemapURL{Loc: p.absolute(page.Address), LastMod: front.Updated.In(p.Site.Config.Zone).Machine()}
		if u.LastMod == "" {
			u.LastMod = front.Date.In(p.Site.Config.Zone).Machine()
		}
		out = append(out, u)
	}
	return out
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

// joinURL resolves a relative URL against an absolute one.
func joinURL(base, relative string) string {
	b, err := url.Parse(base)
	if err != nil {
		return ""
	}
	u, err := b.Parse(relative)
	if err != nil {
		return ""
	}
	return u.String()
}
