package plan

import (
	"qizhi/generator/digest"
	"qizhi/generator/parallel"
	"qizhi/generator/site"
)

// A title that changes is shown by a dozen of ten thousand pages. To find these without making every view there is a
// digest of what lies near a target: of whatever its view may be made from, by names of sixteen bytes. It says
// more than the view shows, and never less: a target whose near digest is the one of its last build is fresh.
//
// A view may be made from what the site has in common (the options, the day, site.toml, figures, files and the theme,
// for which package build answers, and the sections, see commonSum), from its own page, and from the pages that it
// shows, by all that is to be seen of them, which is their aspect. Whoever lets a page show more than surroundings
// counts adds it there: TestNearTellsOfAllThatViewsShow changes every field of every page, section, tag and document
// in turn, and finds what was forgotten.

// nearby is what near digests are made of; pages by their numbers.
type nearby struct {
	common  digest.Digest
	aspects []digest.Digest
}

// near makes what near digests are made of, once.
func (p *planner) near() *nearby {
	p.nearOnce.Do(func() {
		pages := p.Site.Pages
		selves := make([]digest.Digest, len(pages))
		p.nearby = nearby{p.commonSum(), make([]digest.Digest, len(pages))}
		parallel.Do(len(pages), func(i int) { selves[pages[i].Number()] = p.self(pages[i]) })
		parallel.Do(len(pages), func(i int) { p.nearby.aspects[pages[i].Number()] = aspect(pages[i], selves) })
	})
	return &p.nearby
}

// commonSum is the digest of what every page may show of the sections. How many pages they have, and which, is not in it.
func (p *planner) commonSum() digest.Digest {
	l := newLedger()
	for _, s := range append([]*site.Section{p.Site.Home}, p.Site.Sections...) {
		l.texts(s.Folder, s.Title, s.LinkTitle, s.Summary, s.Address, s.Period, p.book(s), p.Site.FeedOf(s))
		l.date(s.Updated)
		l.yes(s.Kind != nil)
		if s.Kind != nil {
			l.texts(s.Kind.Name)
		}
		for _, other := range []*site.Section{s.Parent, s.Book} {
			l.yes(other != nil)
			if other != nil {
				l.texts(other.Folder)
			}
		}
		l.yes(s.Document != nil)
		if s.Document != nil {
			l.texts(s.Document.Path)
			l.sum(p.Bodies.Said(s.Document))
			l.sum(digest.Of(p.image(s.Document, nil)))
		}
	}
	l.sum(p.headSum)
	return l.digest()
}

// self is the digest of all that a page is without any other.
func (p *planner) self(page *site.Page) digest.Digest {
	l := newLedger()
	l.sum(p.Bodies.Said(page.Document))
	l.texts(page.Document.Path, page.Kind.Name, page.Section.Folder, page.Address, page.Title, page.LinkTitle, page.Summary, page.Period, page.Withdrawn)
	if cover := page.Document.Front.Cover; cover != "" {
		l.file(p.fileOf(page.Document, cover))
	}
	l.date(page.Updated)
	l.number(int(p.Site.Foreseen(page.Document).Unix()))
	l.yes(page.Listed)
	l.number(len(page.Fields))
	for i := range page.Fields {
		l.field(&page.Fields[i])
	}
	l.number(len(page.Terms))
	for _, t := range page.Terms {
		l.texts(t.Name, t.Address)
	}
	return l.digest()
}

// aspect is the digest of all that is to be seen of a page on another: of itself, and of the pages that its fields and
// relations name.
func aspect(page *site.Page, selves []digest.Digest) digest.Digest {
	l := newLedger()
	l.sum(selves[page.Number()])
	l.number(len(page.Relations))
	for _, r := range page.Relations {
		l.texts(r.Name, r.Label)
		l.pages(r.Pages, selves)
	}
	for i := range page.Fields {
		l.named(&page.Fields[i], selves)
	}
	return l.digest()
}

// surroundings are what a page shows of others, with the near digest of the page.
type surroundings struct {
	related []*site.Page
	holes   []string // the values of those of its body
	sum     digest.Digest
}

// shownOn looks for what takes a while to be found, for the near digest and the view.
func (p *planner) shownOn(page *site.Page) surroundings {
	if page.Withdrawn != "" {
		return surroundings{}
	}
	return surroundings{related: page.Related(), holes: p.holes(urls{from: page.Address}, page.Document, page.Period)}
}

// surroundings looks around a page.
func (p *planner) surroundings(page *site.Page) surroundings {
	n, u := p.near(), urls{from: page.Address}
	s := p.shownOn(page)
	mates := bookmates(page)
	l := newLedger()
	l.sum(n.common)
	l.sum(p.chrome(u, page.Section).Sum)
	l.page(page, n.aspects)
	l.number(p.order[page.Number()])
	l.number(len(mates))
	if page.Kind.Name == "handbook" && len(mates) <= maxSiblings {
		l.pages(mates, n.aspects)
	}
	l.page(page.Previous, n.aspects)
	l.page(page.Next, n.aspects)
	l.pages(s.related, n.aspects)
	for _, r := range page.Relations {
		l.pages(r.Pages, n.aspects)
	}
	for i := range page.Fields {
		l.named(&page.Fields[i], n.aspects)
	}
	l.list(s.holes)
	s.sum = l.digest()
	return s
}

// beyond reports a page that shows more of the site than its surroundings: a chamber's has the squares of all others,
// and a series is looked for by its title. Of such a page nothing is near.
func beyond(page *site.Page) bool { return page.Kind.Name == "chamber" || page.Kind.Name == "series" }

// nearList is the near digest of a list page: of its texts, numbers and cards, and of what surrounds them.
func (p *planner) nearList(u urls, section *site.Section, texts []string, numbers []int, pages []*site.Page) digest.Digest {
	n := p.near()
	l := newLedger()
	l.sum(n.common)
	l.sum(p.chrome(u, section).Sum)
	l.list(texts)
	for _, number := range numbers {
		l.number(number)
	}
	l.pages(pages, n.aspects)
	return l.digest()
}
