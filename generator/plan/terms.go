package plan

import (
	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// terms adds the list of tags and each tag's list pages.
func (p *planner) terms() {
	if len(p.Site.Terms) == 0 {
		return
	}
	p.layout("tags/index.html", List, "tags", func(p *planner) sheet {
		u := urls{from: "tags/index.html"}
		v := &theme.TermsView{Base: p.base(u, nil, p.Theme.Text("tags"), "")}
		for _, t := range p.Site.Terms {
			v.Terms = append(v.Terms, theme.TermLink{Link: theme.Link{Title: t.Name, URL: u.to(t.Address)}, Count: len(t.Pages)})
		}
		return sheet{layout: "terms", view: v, head: func() { p.collectionHead(&v.Base, v.Title) }}
	})
	for _, t := range p.Site.Terms {
		size := p.Site.Config.Build.PageSize
		n := p.Site.TermPages(t)
		for i := 1; i <= n; i++ {
			p.layoutNear(site.ListAddress(t.Address, i), List, "标签“"+t.Name+"”", func(p *planner) (digest.Digest, func() sheet) {
				u := urls{from: site.ListAddress(t.Address, i)}
				near := p.nearList(u, nil, []string{t.Name, t.Address}, []int{i, n, size, len(t.Pages)}, pageOf(t.Pages, i, size))
				return near, func() sheet { return p.termSheet(u, t, i, n, size) }
			})
		}
	}
}

// pageOf are the pages on the nth page of a list, from 1.
func pageOf(pages []*site.Page, n, size int) []*site.Page {
	return pages[(n-1)*size : min(n*size, len(pages))]
}

func (p *planner) termSheet(u urls, t *site.Term, number, of, size int) sheet {
	v := &theme.TermView{Base: p.base(u, nil, t.Name, ""), Total: len(t.Pages), Pager: p.pager(u, t.Address, number, of)}
	v.Breadcrumbs = append(v.Breadcrumbs, theme.Link{Title: p.Theme.Text("tags"), URL: u.to("tags/index.html")})
	cards := []cardList{{pageOf(t.Pages, number, size), &v.Cards}}
	p.numbered(&v.Base, v.Pager)
	return sheet{layout: "term", view: v, cards: cards, head: func() { p.collectionHead(&v.Base, t.Name) }}
}
