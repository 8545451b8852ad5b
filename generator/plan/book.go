package plan

import (
	"html/template"
	"strings"

	"golang.org/x/net/html"

	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// books adds a page for every handbook that holds all of it, to be read or printed in one piece. A theme
// without the layout has none.
func (p *planner) books() {
	for _, s := range p.Site.Sections {
		if address := p.book(s); address != "" && s.Book == s {
			p.layout(address, List, sectionSource(s), func() sheet { return p.bookSheet(s, address) }, bound(s)...)
		}
	}
}

// bound are the documents that the book of a handbook binds.
func bound(s *site.Section) []*content.Document {
	all := []*content.Document{s.Document}
	for _, page := range s.Chapters {
		all = append(all, page.Document)
	}
	return all
}

// book is the address of the book that a section belongs to; "" where there is none.
func (p *planner) book(s *site.Section) string {
	if !p.Theme.Has("book") {
		return ""
	}
	return site.BookOf(s)
}

func (p *planner) bookSheet(s *site.Section, address string) sheet {
	u := urls{from: address}
	v := &theme.BookView{Base: p.base(u, s, s.Title, s.Summary)}
	v.Summary, v.Quoting = p.sectionLead(u, s)
	v.Base.Title = p.Theme.Text("book_title", s.Title)
	v.NoIndex, v.Canonical = true, "" // every word of it is on a page of its own
	intro := p.sectionHoles(u, s)
	introDigest := p.bodyDigest(s.Document, intro)
	parts := [][]byte{introDigest[:]}
	var holes [][]string
	bind := binder{map[string]string{}}
	for i, page := range s.Chapters {
		v.Chapters = append(v.Chapters, theme.Chapter{ID: chapterID(i), Title: page.Title, URL: u.to(page.Address),
			Lead: page.Document.Front.Summary, Sample: page.Document.Front.Sample, Date: p.date(page.Document.Front.Date)})
		if v.Chapters[i].Lead != "" {
			v.Chapters[i].Lead, v.Chapters[i].Quoting = page.Summary, p.summarised(u, page)
		}
		bind.chapters[v.Chapters[i].URL] = chapterID(i)
		holes = append(holes, p.holes(u, page.Document, page.Period))
		d := p.bodyDigest(page.Document, holes[i])
		parts = append(parts, d[:])
	}
	return sheet{layout: "book", view: v, rest: digest.Of(parts), finish: func() (err error) {
		if v.Intro, err = p.body(s.Document, intro); err != nil {
			return err
		}
		for i, page := range s.Chapters {
			body, err := p.body(page.Document, holes[i])
			if err != nil {
				return err
			}
			v.Chapters[i].Body = bind.bind(body, chapterID(i), page.Title)
		}
		return nil
	}}
}

func chapterID(i int) string { return "q-" + itoa(i+1) }

// anchored are the attributes that hold ids, or lists of them.
var anchored = map[string]bool{"id": true, "for": true, "aria-labelledby": true, "aria-describedby": true, "headers": true}

// lower are the headings of a page of its own as they are below the heading of a chapter.
var lower = map[string]string{"h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}

// binder makes the bodies of pages into chapters of one page.
type binder struct {
	// chapters are the ids of the chapters, by the relative URLs of the pages they come from.
	chapters map[string]string
}

// bind gives every id of a chapter's body, and whatever refers to it there, the chapter's prefix, and the name of
// every table its title, so that bodies that were written for pages of their own can stand on one page. Headings
// go down one level; links to pages that are in the book lead to their chapters.
func (bind binder) bind(body template.HTML, id, title string) template.HTML {
	var b strings.Builder
	b.Grow(len(body) + 256)
	z := html.NewTokenizer(strings.NewReader(string(body)))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			return template.HTML(b.String())
		}
		raw := string(z.Raw())
		switch kind {
		case html.EndTagToken:
			name, _ := z.TagName()
			if to := lower[string(name)]; to != "" {
				raw = "</" + to + ">"
			}
		case html.StartTagToken, html.SelfClosingTagToken:
			raw = bind.tag(raw, z.Token(), id+"-", title)
		}
		b.WriteString(raw)
	}
}

// tag is a tag as it stands in the book: as it was written when nothing of it changes.
func (bind binder) tag(raw string, t html.Token, prefix, title string) string {
	changed, region := false, strings.Contains(raw, ` role="region"`)
	for i, a := range t.Attr {
		switch {
		case anchored[a.Key]:
			names := strings.Fields(a.Val)
			for n := range names {
				names[n] = prefix + names[n]
			}
			a.Val = strings.Join(names, " ")
		case a.Key == "href":
			a.Val = bind.link(a.Val, prefix)
		case a.Key == "aria-label" && region:
			a.Val = title + " " + a.Val
		case strings.HasPrefix(a.Val, "url(#"):
			a.Val = "url(#" + prefix + a.Val[len("url(#"):]
		}
		changed = changed || a != t.Attr[i]
		t.Attr[i] = a
	}
	if to := lower[t.Data]; to != "" {
		t.Data, changed = to, true
	}
	if !changed {
		return raw
	}
	return t.String()
}

// link is where a link of a chapter leads in the book.
func (bind binder) link(url, prefix string) string {
	page, anchor, _ := strings.Cut(url, "#")
	switch id := bind.chapters[page]; {
	case page == "" && anchor != "":
		return "#" + prefix + anchor
	case id != "" && anchor != "":
		return "#" + id + "-" + anchor
	case id != "":
		return "#" + id
	}
	return url
}
