package plan

import (
	"cmp"
	"slices"
	"strconv"

	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

func (p *planner) sections() {
	for _, s := range p.Site.Sections {
		if s.Kind.Name == "statistics" && len(p.Site.Statistics.Periods) > 0 {
			continue // its pages are the periods'
		}
		size, n := p.Site.PageSize(s), p.Site.ListPages(s)
		for i := 1; i <= n; i++ {
			u := urls{from: site.ListAddress(s.Address, i)}
			if i == 1 {
				p.layout(u.from, List, sectionSource(s), func(p *planner) sheet { return p.sectionSheet(u, s, s.Singly(), i, n, size) }, s.Document)
				continue
			}
			p.layoutNear(u.from, List, sectionSource(s), func(p *planner) (digest.Digest, func() sheet) {
				singly := s.Singly()
				near := p.nearList(u, s, []string{s.Folder, s.Kind.Name}, []int{i, n, size, len(s.All)}, pageOf(singly, i, size))
				return near, func() sheet { return p.sectionSheet(u, s, singly, i, n, size) }
			}, s.Document)
		}
	}
}

func sectionSource(s *site.Section) string { return "content/" + s.Folder + "/_index.md" }

// sectionSheet is a page of a section's list, singly the pages that it lists one by one.
func (p *planner) sectionSheet(u urls, s *site.Section, singly []*site.Page, number, of, size int) sheet {
	v := &theme.SectionView{Base: p.base(u, s, s.Title, s.Summary), Kind: s.Kind.Name, KindLabel: p.label(s.Kind, "", s.Kind.Label),
		Total: len(s.All), Pager: p.pager(u, s.Address, number, of)}
	p.numbered(&v.Base, v.Pager)
	cards := cardList{pageOf(singly, number, size), &v.Cards}
	out := sheet{layout: p.sectionLayout(s), view: v, cards: []cardList{cards}, head: func() { p.collectionHead(&v.Base, s.Title) }}
	if number > 1 {
		return out
	}
	v.Summary, v.Quoting = p.sectionLead(u, s)
	if book := p.book(s); book != "" {
		v.Book = u.to(book)
	}
	for _, child := range s.Children {
		v.Children = append(v.Children, theme.Card{Title: child.LinkTitle, URL: u.to(child.Address), Summary: child.Summary, Quoting: p.summarisedSection(u, child),
			Kind: child.Kind.Name, KindLabel: p.label(child.Kind, "", child.Kind.Label), Cover: p.coverOf(u, child.Document)})
	}
	var members [][]*site.Page
	v.Groups, members = p.groups(u, s)
	for i, pages := range members {
		out.cards = append(out.cards, cardList{pages, &v.Groups[i].Cards})
	}
	if s.Kind.Name == "chamber" {
		v.Grid = p.grid(u, s.Period, nil)
	}
	holes := p.sectionHoles(u, s)
	out.rest = p.bodyDigest(s.Document, holes)
	p.shareCover(&out, &v.Base, s.Document)
	out.finish = func() (err error) {
		v.Intro, err = p.body(s.Document, holes)
		return err
	}
	return out
}

func (p *planner) sectionHoles(u urls, s *site.Section) []string {
	if s.Document == nil {
		return nil
	}
	return p.holes(u, s.Document, s.Period)
}

// sectionLayout is the theme's own layout for sections of the kind, else the generic one.
func (p *planner) sectionLayout(s *site.Section) string {
	if own := "section-" + s.Kind.Name; p.Theme.Has(own) {
		return own
	}
	return "section"
}

// groups gathers a section's pages by their choice (in the order of the kind's options) or by the
// page they name, and says which are in each; pages that say neither are in no group.
func (p *planner) groups(u urls, s *site.Section) ([]theme.Group, [][]*site.Page) {
	spec := s.GroupedBy()
	if spec == nil {
		return nil, nil
	}
	if spec.Type == site.RelationField {
		return p.groupsByPage(u, s, spec.Name)
	}
	options := spec.Options
	if s.Kind.Name == "honour" { // who has been honoured comes first
		options = slices.Clone(options)
		slices.Reverse(options)
	}
	var out []theme.Group
	var members [][]*site.Page
	for _, option := range options {
		said := p.option(s.Kind, option)
		var pages []*site.Page
		for _, page := range s.All {
			if f := field(page, spec.Name); f != nil && first(f.Texts) == option {
				pages = append(pages, page)
			}
		}
		if len(pages) > 0 {
			out = append(out, theme.Group{Name: cmp.Or(said.Name, option), Title: said.Text, CountURL: p.formURL(u, s.Kind, option)})
			members = append(members, pages)
		}
	}
	return out, members
}

// groupsByPage gathers pages by the page they name, in the order in which its own section lists it.
func (p *planner) groupsByPage(u urls, s *site.Section, name string) ([]theme.Group, [][]*site.Page) {
	var owners []*site.Page
	members := map[*site.Page][]*site.Page{}
	for _, page := range s.All {
		owner := page.Names(name)
		if owner == nil {
			continue
		}
		if members[owner] == nil {
			owners = append(owners, owner)
		}
		members[owner] = append(members[owner], page)
	}
	sortByOrder(owners, p.order)
	var out []theme.Group
	var lists [][]*site.Page
	for _, owner := range owners {
		out = append(out, theme.Group{Name: owner.Kind.Name, Title: owner.Title, URL: u.to(owner.Address)})
		lists = append(lists, related(owner, members[owner]))
		if owner.Kind.Name == "series" {
			out[len(out)-1].Count = p.sessionCount(owner, len(members[owner]))
			out[len(out)-1].CountURL = p.sessionsURL(u, owner, len(members[owner]))
		}
	}
	return out, lists
}

// related is the owner's own order of the members where it has one (sessions by number).
func related(owner *site.Page, members []*site.Page) []*site.Page {
	for _, r := range owner.Relations {
		if len(r.Pages) == len(members) && r.Pages[0].Kind == members[0].Kind {
			return r.Pages
		}
	}
	return members
}

// pager is the navigation of a list of several pages: the first, the last and the two on either
// side, with a gap where some are left out.
func (p *planner) pager(u urls, firstAddress string, number, of int) *theme.Pager {
	if of < 2 {
		return nil
	}
	pager := &theme.Pager{Number: number, Of: of}
	link := func(n int) string { return u.to(site.ListAddress(firstAddress, n)) }
	gap := false
	for n := 1; n <= of; n++ {
		if n != 1 && n != of && (n < number-2 || n > number+2) {
			if !gap {
				pager.Pages = append(pager.Pages, theme.Link{})
			}
			gap = true
			continue
		}
		gap = false
		pager.Pages = append(pager.Pages, theme.Link{Title: strconv.Itoa(n), URL: link(n), Current: n == number})
	}
	if number > 1 {
		pager.Previous = link(number - 1)
	}
	if number < of {
		pager.Next = link(number + 1)
	}
	return pager
}
