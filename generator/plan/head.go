package plan

import (
	"encoding/json"
	"html/template"
	"strconv"
	"strings"
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
	v.JSONLD = script(ld{
		{"@type", articleType(page.Kind)}, {"headline", page.Title}, {"description", v.Description},
		{"url", v.Canonical}, {"mainEntityOfPage", v.Canonical}, {"inLanguage", p.Site.Config.Language},
		{"datePublished", published}, {"dateModified", modified}, {"image", v.OpenGraph.Image},
		{"author", p.author(front)}, {"publisher", p.organisation()},
	}, p.trail(&v.Base, page.Title))
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
	b.JSONLD = script(ld{{"@type", "CollectionPage"}, {"name", title}, {"description", b.Description}, {"url", b.Canonical},
		{"inLanguage", p.Site.Config.Language}}, p.trail(b, title))
}

// homeHead fills the head of the home page.
func (p *planner) homeHead(b *theme.Base) {
	if b.Canonical == "" {
		return
	}
	c := p.Site.Config
	b.OpenGraph = &theme.OpenGraph{Type: "website", Title: c.Title, Description: b.Description, URL: b.Canonical, Site: c.Title}
	p.siteImage(b.OpenGraph, p.Site.Home.Period)
	b.JSONLD = script(ld{{"@type", "WebSite"}, {"name", c.Title}, {"alternateName", c.ShortTitle}, {"description", b.Description},
		{"url", b.Canonical}, {"inLanguage", c.Language}, {"publisher", p.organisation()}})
}

// ld is a JSON-LD object whose keys keep their order; empty values are left out. A value is a text,
// a number, an object or a list of objects.
type ld []struct {
	key   string
	value any
}

// script is the whole script element. Texts are escaped as encoding/json does it, <, > and &
// among them, so that no text can end the element.
func script(objects ...ld) template.HTML {
	b := make([]byte, 0, 1024)
	b = append(b, `<script type="application/ld+json">{"@context":"https://schema.org","@graph":`...)
	b = appendObjects(b, objects)
	return template.HTML(append(b, "}</script>"...))
}

func appendObjects(b []byte, objects []ld) []byte {
	b = append(b, '[')
	for _, o := range objects {
		if o == nil {
			continue
		}
		if b[len(b)-1] != '[' {
			b = append(b, ',')
		}
		b = o.append(b)
	}
	return append(b, ']')
}

func (o ld) append(b []byte) []byte {
	b = append(b, '{')
	for _, pair := range o {
		if pair.value == "" {
			continue
		}
		if b[len(b)-1] != '{' {
			b = append(b, ',')
		}
		b = append(appendText(b, pair.key), ':')
		switch value := pair.value.(type) {
		case string:
			b = appendText(b, value)
		case int:
			b = strconv.AppendInt(b, int64(value), 10)
		case ld:
			b = value.append(b)
		case []ld:
			b = appendObjects(b, value)
		}
	}
	return append(b, '}')
}

// appendText writes a text as JSON; most have nothing to escape.
func appendText(b []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == '"' || c == '\\' || c == '<' || c == '>' || c == '&' || c == 0xE2 {
			escaped, _ := json.Marshal(s) // a text cannot fail
			return append(b, escaped...)
		}
	}
	b = append(b, '"')
	b = append(b, s...)
	return append(b, '"')
}

// trail is the page's BreadcrumbList: its breadcrumbs by absolute address, and the page itself.
func (p *planner) trail(b *theme.Base, title string) ld {
	if len(b.Breadcrumbs) == 0 {
		return nil
	}
	var items []ld
	add := func(name, address string) {
		items = append(items, ld{{"@type", "ListItem"}, {"position", len(items) + 1}, {"name", name}, {"item", address}})
	}
	for _, c := range b.Breadcrumbs {
		add(c.Title, resolve(b.Canonical, c.URL))
	}
	add(title, b.Canonical)
	return ld{{"@type", "BreadcrumbList"}, {"itemListElement", items}}
}

func (p *planner) organisation() ld {
	o := p.Site.Config.Organisation
	if o.Name == "" {
		return ld{{"@type", "Organization"}, {"name", p.Site.Config.Title}, {"url", p.Site.Config.BaseURL}}
	}
	return ld{{"@type", "Organization"}, {"name", o.Name}, {"url", p.Site.Config.BaseURL}}
}

func (p *planner) author(front *content.FrontMatter) ld {
	switch {
	case front.Author != "":
		return ld{{"@type", "Person"}, {"name", front.Author}}
	case front.Source != "":
		return ld{{"@type", "Organization"}, {"name", front.Source}}
	}
	return p.organisation()
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

// resolve makes a relative URL absolute and drops index.html.
func resolve(base, relative string) string {
	u := joinURL(base, relative)
	return strings.TrimSuffix(u, "index.html")
}
