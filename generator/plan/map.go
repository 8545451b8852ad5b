package plan

import (
	"net/url"
	"slices"

	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// siteMap adds map.html, every section with every listed page, and the periods of 数说党建.
func (p *planner) siteMap() {
	p.layout("map.html", List, "map", func(p *planner) sheet {
		u := urls{from: "map.html"}
		v := &theme.MapView{Base: p.base(u, nil, p.Theme.Text("map"), "")}
		for _, s := range p.Site.Home.Children {
			m := mapSection(u, s)
			if s == p.Site.SectionAt("statistics") {
				m.Pages = append(p.periodLinks(u), m.Pages...)
			}
			v.Sections = append(v.Sections, m)
		}
		if len(p.Site.Home.Pages) > 0 {
			v.Sections = append(v.Sections, theme.MapSection{
				Link:  theme.Link{Title: p.Site.Config.Title, URL: u.to("index.html")},
				Pages: links(u, p.Site.Home.Pages),
			})
		}
		return sheet{layout: "map", view: v, head: func() { p.collectionHead(&v.Base, v.Title) }}
	})
}

// maxMapped is how many pages of a section the map names; the section's own pages list the rest.
const maxMapped = 200

func mapSection(u urls, s *site.Section) theme.MapSection {
	m := theme.MapSection{Link: theme.Link{Title: s.LinkTitle, URL: u.to(s.Address)},
		Pages: links(u, s.Pages[:min(len(s.Pages), maxMapped)]), More: max(len(s.Pages)-maxMapped, 0)}
	for _, child := range s.Children {
		m.Children = append(m.Children, mapSection(u, child))
	}
	return m
}

// periodLinks are the pages of the periods, the newest first: no document stands behind them, so no section has them.
func (p *planner) periodLinks(u urls) []theme.Link {
	var out []theme.Link
	for _, period := range slices.Backward(p.Site.Statistics.Periods) {
		out = append(out, theme.Link{Title: p.periodTitles(period)[0], URL: u.to(periodAddress(period))})
	}
	return out
}

// notFound adds 404.html, whose URLs begin with base_url's path, since a server shows it at any
// address.
func (p *planner) notFound() {
	p.layout("404.html", List, "404", func(p *planner) sheet {
		u := urls{from: "404.html", base: p.basePath()}
		v := &theme.NotFoundView{Base: p.base(u, nil, p.Theme.Text("not_found"), "")}
		v.Canonical, v.NoIndex = "", true
		for _, s := range p.Site.Home.Children {
			v.Sections = append(v.Sections, theme.Link{Title: s.LinkTitle, URL: u.to(s.Address)})
		}
		return sheet{layout: "404", view: v}
	})
}

// basePath is the path at which the site is published: "/", or "/a/b/".
func (p *planner) basePath() string {
	if parsed, err := url.Parse(p.Site.Config.BaseURL); err == nil && parsed.Path != "" {
		return parsed.Path
	}
	return "/"
}

// redirects adds a page at each alias.
func (p *planner) redirects() {
	for _, r := range p.Site.Redirects {
		section, title, address := r.Section, "", ""
		if r.Page != nil {
			section, title, address = r.Page.Section, r.Page.Title, r.Page.Address
		} else {
			title, address = section.Title, section.Address
		}
		p.layout(r.Address, Page, r.Place.Path, func(p *planner) sheet {
			u := urls{from: r.Address}
			v := &theme.RedirectView{Base: p.base(u, section, title, ""), URL: u.to(address), Target: title}
			v.Canonical, v.NoIndex = p.absolute(address), true
			return sheet{layout: "redirect", view: v}
		})
	}
}
