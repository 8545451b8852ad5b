package plan

import (
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// longest side navigation: a book of more chapters is navigated by its contents page.
const maxSiblings = site.WholeMost

// pages adds a target for every page.
func (p *planner) pages() {
	for _, page := range p.Site.Pages {
		if beyond(page) {
			p.layout(page.Address, Page, source(page), func(p *planner) sheet { return p.pageSheet(page, p.shownOn(page)) }, page.Document)
		} else {
			p.layoutNear(page.Address, Page, source(page), func(p *planner) (digest.Digest, func() sheet) {
				s := p.surroundings(page)
				return s.sum, func() sheet { return p.pageSheet(page, s) }
			}, page.Document)
		}
		p.targets[len(p.targets)-1].Withdrawn = page.Withdrawn != ""
	}
}

func source(page *site.Page) string { return "content/" + page.Document.Path }

// pageLayout is the kind's own layout where the theme has one, else the generic one.
func (p *planner) pageLayout(page *site.Page) string {
	// The layout named statistics shows a period; a written page of that kind is a page like any other.
	if page.Kind.Layout != "statistics" && p.Theme.Has(page.Kind.Layout) {
		return page.Kind.Layout
	}
	return "page"
}

// pageSheet makes a page's view; its body is loaded only when the page is rendered.
func (p *planner) pageSheet(page *site.Page, shown surroundings) sheet {
	if page.Withdrawn != "" {
		return sheet{layout: "withdrawn", view: p.withdrawnView(page)}
	}
	u, holes := urls{from: page.Address}, shown.holes
	v, cards := p.pageView(u, page, shown.related)
	rest := p.withSection(p.bodyDigest(page.Document, holes), page.Section)
	if p.coverWithin(page.Document) { // shared with the page all the same
		rest, v.Cover = digest.Of(rest[:], v.Cover), nil
	}
	return sheet{layout: p.pageLayout(page), view: v, cards: cards, rest: rest, head: func() { p.pageHead(page, v) }, finish: func() (err error) {
		v.Body, err = p.body(page.Document, holes)
		p.languages(page, v)
		return err
	}}
}

// pageView is the view of a page but for its body, and the lists of cards that it will hold.
func (p *planner) pageView(u urls, page *site.Page, related []*site.Page) (*theme.PageView, []cardList) {
	front := &page.Document.Front
	v := &theme.PageView{
		Base: p.base(u, page.Section, page.Title, page.Summary),
		Kind: page.Kind.Name, KindLabel: p.label(page.Kind, "", page.Kind.Label), Sample: front.Sample, Draft: front.Draft, Scheduled: p.scheduled(page),
		Summary: page.Summary, Date: p.date(front.Date), Updated: p.date(page.Updated), Expires: p.date(front.Expires),
		Expired: !page.Listed, Source: front.Source, Author: front.Author, Editor: front.Editor, Index: front.Index,
		Cover: p.cover(u, page), Corrections: p.corrections(front.Corrections),
		Contents:    contents(p.headings(page)),
		Photos:      p.photos(u, page),
		Attachments: p.attachments(u, page),
		Position:    p.order[page.Number()], Of: len(bookmates(page)),
	}
	if front.Summary != "" {
		v.Lead, v.Quoting = page.Summary, p.summarised(u, page)
	}
	for _, t := range page.Terms {
		v.Tags = append(v.Tags, theme.Link{Title: t.Name, URL: u.to(t.Address)})
	}
	v.QR = p.qrCode(page)
	p.facts(u, page, v)
	v.Ordinal = p.ordinal(page)
	p.neighbours(u, page, v)
	if page.Kind.Name == "chamber" {
		v.Grid = p.grid(u, page.Period, page)
	}
	v.Relations = p.relations(u, page)
	cards := append(make([]cardList, 0, len(page.Relations)+1), cardList{related, &v.Related})
	for i, r := range page.Relations {
		cards = append(cards, cardList{r.Pages, &v.Relations[i].Cards})
	}
	return v, cards
}

// scheduled is the day on which a page comes that is shown before it, in words; "" for one that has come.
func (p *planner) scheduled(page *site.Page) string {
	day := p.Site.Foreseen(page.Document)
	if day.IsZero() {
		return ""
	}
	return p.dateText(content.DayOf(day))
}

// facts fills the kind's fields; files are attachments, not facts.
func (p *planner) facts(u urls, page *site.Page, v *theme.PageView) {
	for _, f := range page.Kind.Fields {
		v.FieldNames = append(v.FieldNames, f.Name)
	}
	for _, f := range page.Fields {
		if f.Field.Type != site.FileField && !unshown(page, f.Field) {
			v.Facts = append(v.Facts, p.fact(u, page, f))
		}
	}
}

// neighbours fills previous, next and, in a book, its chapters.
func (p *planner) neighbours(u urls, page *site.Page, v *theme.PageView) {
	link := func(q *site.Page) *theme.Link {
		if q == nil {
			return nil
		}
		return &theme.Link{Title: q.LinkTitle, URL: u.to(q.Address)}
	}
	v.Previous, v.Next = link(page.Previous), link(page.Next)
	if mates := bookmates(page); page.Kind.Name == "handbook" && len(mates) <= maxSiblings {
		if book := p.book(page.Section); book != "" {
			v.Book = u.to(book)
		}
		if whole := page.Section.Book; whole != nil {
			v.Whole = &theme.Link{Title: whole.LinkTitle, URL: u.to(whole.Address)}
		}
		v.Siblings = links(u, mates)
		for i, q := range mates {
			v.Siblings[i].Current = q == page
		}
	}
}

// bookmates are the pages among which a page has its place: the chapters of its book, else its section's.
func bookmates(page *site.Page) []*site.Page {
	if book := page.Section.Book; book != nil {
		return book.Chapters
	}
	return page.Section.Pages
}

// relations are the groups of a page's relations, without their cards.
func (p *planner) relations(u urls, page *site.Page) []theme.Group {
	var out []theme.Group
	for _, r := range page.Relations {
		group := theme.Group{Name: r.Name, Title: p.label(page.Kind, r.Name, r.Label)}
		if page.Kind.Name == "series" && r.Name == "sessions" {
			group.Count, group.CountURL = p.sessionCount(page, len(r.Pages)), p.sessionsURL(u, page, len(r.Pages))
		}
		out = append(out, group)
	}
	return out
}

func (p *planner) corrections(list []content.Correction) []theme.Correction {
	var out []theme.Correction
	for _, c := range list {
		out = append(out, theme.Correction{Date: p.date(c.Date), Was: c.Was, Now: c.Now, Reason: c.Reason})
	}
	return out
}

// headings are a page's headings with their figures filled in, as the text has them.
func (p *planner) headings(page *site.Page) []content.Heading {
	list := page.Document.Headings
	for i, h := range list {
		if !strings.Contains(h.Text, "{{") {
			continue
		}
		if &list[0] == &page.Document.Headings[0] { // the document is not ours to change
			list = slices.Clone(list)
		}
		list[i].Text = p.expand(h.Text, page.Period)
	}
	return list
}

// contents is the table of contents, when the page has three headings or more: those of the highest
// level that the page uses, with those of the next below. Deeper ones stand in it only where the page
// has fewer than three of these.
func contents(headings []content.Heading) []theme.Heading {
	if len(headings) < 3 {
		return nil
	}
	top := slices.MinFunc(headings, func(a, b content.Heading) int { return a.Level - b.Level }).Level
	deepest := top + 1
	for count(headings, deepest) < 3 {
		deepest++
	}
	var out []theme.Heading
	for _, h := range headings {
		entry := theme.Heading{ID: h.ID, Text: h.Text, Level: h.Level}
		switch {
		case h.Level > deepest:
		case h.Level == top || len(out) == 0:
			out = append(out, entry)
		default:
			last := &out[len(out)-1]
			last.Children = append(last.Children, entry)
		}
	}
	return out
}

// count is how many headings are of a level or a higher one.
func count(headings []content.Heading, level int) (n int) {
	for _, h := range headings {
		if h.Level <= level {
			n++
		}
	}
	return n
}

func (p *planner) withdrawnView(page *site.Page) *theme.WithdrawnView {
	u := urls{from: page.Address}
	v := &theme.WithdrawnView{Base: p.base(u, page.Section, p.Theme.Text("withdrawn"), ""),
		Reason: page.Withdrawn, Date: p.date(page.Updated)}
	v.NoIndex = true
	return v
}

// base fills what every view has.
func (p *planner) base(u urls, section *site.Section, title, description string) theme.Base {
	b := theme.Base{Chrome: p.chrome(u, section), Title: title, Description: description,
		Canonical: p.absolute(u.from)}
	if b.Description == "" {
		b.Description = p.expand(p.Site.Config.Description, p.Site.Home.Period)
	}
	if section != nil && section.Folder != "" {
		if section.Address != u.from {
			b.Section = &theme.Link{Title: section.LinkTitle, URL: u.to(section.Address)}
		}
		if feed := p.Site.FeedOf(section); feed != "" {
			b.Feed, b.FeedTitle = u.to(feed), section.Title
		}
	}
	b.Breadcrumbs = p.breadcrumbs(u, section)
	return b
}

// breadcrumbs lead from the home page to the section above the page.
func (p *planner) breadcrumbs(u urls, section *site.Section) []theme.Link {
	if u.from == "index.html" {
		return nil
	}
	var up []theme.Link
	for s := section; s != nil && s.Folder != ""; s = s.Parent {
		if s.Address != u.from {
			up = append([]theme.Link{{Title: s.LinkTitle, URL: u.to(s.Address)}}, up...)
		}
	}
	return append([]theme.Link{{Title: p.Theme.Text("home"), URL: u.to("index.html")}}, up...)
}
