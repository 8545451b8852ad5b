package plan

import (
	"html/template"
	"slices"
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
			p.layout(address, List, sectionSource(s), func(p *planner) sheet { return p.bookSheet(s, address) }, bound(s)...)
		}
	}
}

// bound are the documents that the book of a handbook binds.
func bound(s *site.Section) []*content.Document {
	all := []*content.Document{s.Document}
	for _, part := range parts(s, s) {
		all = append(all, part.Document)
	}
	for _, page := range s.Chapters {
		all = append(all, page.Document)
	}
	return all
}

// parts are the sections inside one that its book binds, each before those inside it, in reading order.
func parts(book, s *site.Section) (out []*site.Section) {
	for _, child := range s.Children {
		if child.Book == book {
			out = append(append(out, child), parts(book, child)...)
		}
	}
	return out
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
	b := &bookMaker{planner: p, u: u, view: v, binder: binder{map[string]string{}}}
	b.text(s.Document, p.sectionHoles(u, s), func(body template.HTML) { v.Intro = body })
	b.chapters(s)
	return sheet{layout: "book", view: v, rest: digest.Of(b.digests), finish: func() error {
		for _, t := range b.texts {
			body, err := p.body(t.doc, t.holes)
			if err != nil {
				return err
			}
			t.put(body)
		}
		return nil
	}}
}

// bookMaker fills the view of a book; the texts it shows are put in when it is laid out.
type bookMaker struct {
	*planner
	binder
	u        urls
	view     *theme.BookView
	texts    []bookText
	digests  [][]byte
	numbered int // parts so far
}

type bookText struct {
	doc   *content.Document
	holes []string
	put   func(template.HTML)
}

// text notes a text of the book, and what is done with it.
func (b *bookMaker) text(doc *content.Document, holes []string, put func(template.HTML)) {
	d := b.bodyDigest(doc, holes)
	b.digests = append(b.digests, d[:])
	b.texts = append(b.texts, bookText{doc, holes, put})
}

// chapters adds every chapter, with the parts that begin before it. Parts behind the last chapter, which have
// none of their own, stand as chapters.
func (b *bookMaker) chapters(s *site.Section) {
	waiting := parts(s, s)
	v := b.view
	v.Chapters = make([]theme.Chapter, 0, len(s.Chapters)+len(waiting)) // texts are put into it later
	for _, page := range s.Chapters {
		v.Chapters = append(v.Chapters, theme.Chapter{ID: chapterID(len(v.Chapters)), Title: page.Title, URL: b.u.to(page.Address),
			Lead: page.Document.Front.Summary, Sample: page.Document.Front.Sample, Date: b.date(page.Document.Front.Date)})
		c := &v.Chapters[len(v.Chapters)-1]
		for n := slices.Index(waiting, page.Section) + 1; n > 0; n-- {
			c.Parts = append(c.Parts, b.part(waiting[0]))
			waiting = waiting[1:]
		}
		if c.Lead != "" {
			c.Lead, c.Quoting = page.Summary, b.summarised(b.u, page)
		}
		b.ids[c.URL] = c.ID
		b.text(page.Document, b.holes(b.u, page.Document, page.Period), func(body template.HTML) { c.Body = b.bind(body, c.ID, c.Title) })
	}
	for _, part := range waiting {
		last := b.part(part)
		v.Chapters = append(v.Chapters, theme.Chapter{ID: last.ID, Title: last.Title, URL: last.URL, Lead: last.Lead, Quoting: last.Quoting, Sample: last.Sample})
		c := &v.Chapters[len(v.Chapters)-1]
		b.texts[len(b.texts)-1].put = func(body template.HTML) { c.Body = b.bind(body, c.ID, c.Title) }
	}
}

// part is the title of a part and its introduction.
func (b *bookMaker) part(s *site.Section) *theme.BookPart {
	b.numbered++
	part := &theme.BookPart{ID: "q-p" + itoa(b.numbered), Title: s.Title, URL: b.u.to(s.Address), Sample: s.Document != nil && s.Document.Front.Sample}
	part.Lead, part.Quoting = b.sectionLead(b.u, s)
	b.ids[part.URL] = part.ID
	b.text(s.Document, b.sectionHoles(b.u, s), func(body template.HTML) { part.Intro = b.bind(body, part.ID, part.Title) })
	return part
}

func chapterID(i int) string { return "q-" + itoa(i+1) }

// anchored are the attributes that hold ids, or lists of them.
var anchored = map[string]bool{"id": true, "for": true, "aria-labelledby": true, "aria-describedby": true, "headers": true}

// lower are the headings of a page of its own as they are below the heading of a chapter.
var lower = map[string]string{"h2": "h3", "h3": "h4", "h4": "h5", "h5": "h6"}

// binder makes the bodies of pages into chapters of one page.
type binder struct {
	// ids are those of the chapters and parts, by the relative URLs of the pages they come from.
	ids map[string]string
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
	switch id := bind.ids[page]; {
	case page == "" && anchor != "":
		return "#" + prefix + anchor
	case id != "" && anchor != "":
		return "#" + id + "-" + anchor
	case id != "":
		return "#" + id
	}
	return url
}
