package plan

import (
	"cmp"
	"time"

	"qizhi/generator/chart"
	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// The heads are filled when a page is rendered, not when its view is made: what they say follows
// from the view, the page's own source and headInputs, all of which are in the page's digest.

// headInputs are what heads say that is in no view.
func headInputs(c *site.Config) digest.Digest {
	return digest.Of(c.BaseURL, c.Title, c.ShortTitle, c.Language, c.Organisation.Name, c.Zone.String())
}

// pageHead fills what machines read of a page: Open Graph and JSON-LD (schema.org). Both name
// absolute addresses and are left out of a site without base_url.
func (p *planner) pageHead(page *site.Page, v *theme.PageView) {
	if v.Canonical == "" {
		return
	}
	front := &page.Document.Front
	published, modified := p.stamp(front.Date), p.stamp(page.Updated)
	v.OpenGraph = &theme.OpenGraph{Type: "article", Title: page.Title, Description: v.Description, URL: v.Canonical,
		Site: p.Site.Config.Title, Published: published, Modified: modified}
	p.siteImage(v.OpenGraph, page.Period)
	p.shareSection(&v.Base, page.Section)
	p.shareImage(&v.Base, page.Document, page.Fields)
	g := newGraph()
	g.begin(articleType(page.Kind))
	g.text("headline", page.Title)
	g.text("description", v.Description)
	g.text("url", v.Canonical)
	g.text("mainEntityOfPage", v.Canonical)
	g.text("inLanguage", p.Site.Config.Language)
	g.text("datePublished", published)
	g.text("dateModified", modified)
	g.text("image", v.OpenGraph.Image)
	p.author(g, front)
	p.publisher(g)
	g.end()
	p.trail(g, &v.Base, page.Title)
	v.JSONLD = g.script()
}

// articleType is the schema.org type of a page; what is not written as news is an Article.
func articleType(k *site.Kind) string {
	if k.Name == "news" || k.Name == "notice" {
		return "NewsArticle"
	}
	return "Article"
}

// numbered gives a list page its number and neighbours.
func (p *planner) numbered(b *theme.Base, pager *theme.Pager) {
	if pager == nil {
		return
	}
	b.Previous, b.Next = pager.Previous, pager.Next
	if pager.Number > 1 {
		b.Title = p.Theme.Text("page_title", b.Title, pager.Number)
	}
}

// collectionHead fills the head of a page that lists others.
func (p *planner) collectionHead(b *theme.Base, title string) {
	if b.Canonical == "" {
		return
	}
	b.OpenGraph = &theme.OpenGraph{Type: "website", Title: title, Description: b.Description, URL: b.Canonical, Site: p.Site.Config.Title}
	p.siteImage(b.OpenGraph, p.Site.Home.Period)
	g := newGraph()
	g.begin("CollectionPage")
	g.text("name", title)
	g.text("description", b.Description)
	g.text("url", b.Canonical)
	g.text("inLanguage", p.Site.Config.Language)
	g.end()
	p.trail(g, b, title)
	b.JSONLD = g.script()
}

// homeHead fills the head of the home page.
func (p *planner) homeHead(b *theme.Base) {
	if b.Canonical == "" {
		return
	}
	c := p.Site.Config
	b.OpenGraph = &theme.OpenGraph{Type: "website", Title: c.Title, Description: b.Description, URL: b.Canonical, Site: c.Title}
	p.siteImage(b.OpenGraph, p.Site.Home.Period)
	g := newGraph()
	g.begin("WebSite")
	g.text("name", c.Title)
	g.text("alternateName", c.ShortTitle)
	g.text("description", b.Description)
	g.text("url", b.Canonical)
	g.text("inLanguage", c.Language)
	p.publisher(g)
	g.end()
	b.JSONLD = g.script()
}

// trail adds the page's BreadcrumbList: its breadcrumbs by absolute address, and the page itself.
func (p *planner) trail(g *graph, b *theme.Base, title string) {
	if len(b.Breadcrumbs) == 0 {
		return
	}
	g.begin("BreadcrumbList")
	g.beginList("itemListElement")
	for i, c := range b.Breadcrumbs {
		g.item(i+1, c.Title, resolve(b.Canonical, c.URL))
	}
	g.item(len(b.Breadcrumbs)+1, title, b.Canonical)
	g.endList()
	g.end()
}

// publisher adds the unit that answers for the site.
func (p *planner) publisher(g *graph) { p.organisation(g, "publisher") }

func (p *planner) organisation(g *graph, key string) {
	c := p.Site.Config
	g.beginIn(key, "Organization")
	g.text("name", cmp.Or(c.Organisation.Name, c.Title))
	g.text("url", c.BaseURL)
	g.end()
}

func (p *planner) author(g *graph, front *content.FrontMatter) {
	switch {
	case front.Author != "":
		g.beginIn("author", "Person")
		g.text("name", front.Author)
		g.end()
	case front.Source != "":
		g.beginIn("author", "Organization")
		g.text("name", front.Source)
		g.end()
	default:
		p.organisation(g, "author")
	}
}

// siteImage names the drawn picture of a page that shows a period, else the plain one, if there is one.
func (p *planner) siteImage(og *theme.OpenGraph, period string) {
	address := p.shared[period]
	if address == "" {
		address = p.shared[""]
	}
	if address == "" {
		return
	}
	og.Image, og.ImageAlt = p.absolute(address), p.Site.Config.Title
	og.ImageWidth, og.ImageHeight = chart.ShareSize()
}

// photoImage names a photo as the picture of a page, instead of a drawn one.
func photoImage(og *theme.OpenGraph, v *theme.Picture) {
	og.Image, og.ImageAlt, og.ImageWidth, og.ImageHeight = v.Full, v.Alt, 0, 0
}

// stamp is a date as machines want it: ISO 8601, with the site's zone where the day is known, as
// coarse as the date is otherwise (2022-06); "" for a half-year, which ISO 8601 cannot say.
func (p *planner) stamp(d content.Date) string {
	if d.Precision >= content.Day {
		return d.Last(p.Site.Config.Zone).Format(time.RFC3339)
	}
	return d.Machine()
}
