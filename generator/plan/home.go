package plan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// blockCount is how many pages a block shows when site.toml does not say.
var blockCount = map[string]int{"lead": 4, "cards": 3, "brand": 1, "list": 5, "plans": 6}

func (p *planner) home() {
	p.checkHome()
	p.layout("index.html", List, "content/_index.md", func(p *planner) sheet {
		u := urls{from: "index.html"}
		h := p.Site.Home
		v := &theme.HomeView{Base: p.base(u, h, "", p.expand(p.Site.Config.Description, h.Period))}
		blocks := p.homeBlocks()
		v.Blocks = make([]theme.HomeBlock, len(blocks))
		cards := make([]cardList, len(blocks))
		for i, b := range blocks {
			v.Blocks[i], cards[i].pages = p.homeBlock(u, b, i)
			cards[i].cards = &v.Blocks[i].Cards
		}
		out := sheet{layout: "home", view: v, cards: cards, head: func() { p.homeHead(&v.Base) }}
		holes := p.sectionHoles(u, h)
		out.rest = p.bodyDigest(h.Document, holes)
		p.shareCover(&out, &v.Base, h.Document)
		out.finish = func() (err error) {
			v.Intro, err = p.body(h.Document, holes)
			return err
		}
		return out
	}, p.Site.Home.Document)
}

// homeBlocks are the bands of the home page: those of site.toml, else, on a site that has not written a
// text for its home page either, the newest of its pages and what each section holds, so that it is never empty.
func (p *planner) homeBlocks() []site.HomeBlock {
	h := p.Site.Home
	if blocks := p.Site.Config.Blocks; len(blocks) > 0 || h.Document != nil && (h.Document.HasText || len(h.Document.References) > 0) {
		return blocks
	}
	var out []site.HomeBlock
	if slices.ContainsFunc(p.Site.Pages, feedable) {
		out = append(out, site.HomeBlock{Type: "lead", Title: p.Theme.Text("home_latest")})
	}
	own := site.HomeBlock{Type: "list", Title: h.Title}
	for _, page := range h.Pages[:min(len(h.Pages), blockCount["list"])] {
		own.Pages = append(own.Pages, page.Document.Path)
	}
	if len(own.Pages) > 0 {
		out = append(out, own)
	}
	for _, s := range h.Children {
		if len(s.All) > 0 {
			out = append(out, site.HomeBlock{Type: "list", Title: s.LinkTitle, Section: s.Folder, More: p.Theme.Text("home_all")})
		}
	}
	return out
}

// homeBlock is a band of the home page, and the pages whose cards stand in it.
func (p *planner) homeBlock(u urls, b site.HomeBlock, i int) (theme.HomeBlock, []*site.Page) {
	period := p.Site.Home.Period
	out := theme.HomeBlock{Type: b.Type, ID: fmt.Sprintf("%s-%d", b.Type, i+1), Title: b.Title,
		Text: p.said(u, b.Text, period), Note: p.said(u, b.Note, period)}
	section := p.Site.SectionAt(strings.Trim(b.Section, "/"))
	if section == p.Site.Home && b.Section == "" {
		section = nil
	}
	if section != nil && b.More != "" {
		out.More = &theme.Link{Title: b.More, URL: u.to(section.Address)}
	}
	switch b.Type {
	case "grid":
		out.Grid = p.grid(u, period, nil)
		if out.Grid != nil {
			if out.Text != nil {
				out.Grid.Sentence = phrases(out.Text)
			}
			out.Source, out.Grid.Lines = out.Grid.Source, nil // the sum says enough here
			if b.More != "" {
				out.More = &theme.Link{Title: b.More, URL: out.Grid.URL}
			}
		}
	case "figures":
		out.Figures = p.figures(u, b.Indicators, period)
		out.Source = p.sourceWords(period)
		if b.More != "" && out.More == nil {
			out.More = &theme.Link{Title: b.More, URL: u.to("statistics/index.html")}
		}
	case "links":
		for _, l := range p.Site.Config.Links {
			out.Links = append(out.Links, theme.Link{Title: l.Title, URL: l.URL})
		}
	}
	return out, p.blockPages(b, section)
}

// blockPages are the pages a block shows: those it names, else the first of its section, else (for
// a lead story without either) the newest of the site.
func (p *planner) blockPages(b site.HomeBlock, section *site.Section) []*site.Page {
	var pages []*site.Page
	for _, name := range b.Pages {
		if page := p.named(name); page != nil && page.Listed {
			pages = append(pages, page)
		}
	}
	if len(b.Pages) > 0 {
		return pages
	}
	if section != nil {
		pages = section.All
	} else if b.Type == "lead" {
		pages = p.newest(p.Site.Pages)
	}
	count := cmp.Or(b.Count, blockCount[b.Type])
	if count == 0 {
		return pages
	}
	return pages[:min(len(pages), count)]
}

// named finds a page by content path or by title.
func (p *planner) named(name string) *site.Page {
	if page := p.Site.PageAt(name); page != nil {
		return page
	}
	page, _ := p.Site.Find("", name)
	return page
}

// checkHome reports what site.toml says of figures that there are not; what it says of pages and
// sections has been judged by package site.
func (p *planner) checkHome() {
	for _, b := range p.Site.Config.Blocks {
		p.checkIndicators(b)
	}
}
