package plan

import (
	"cmp"
	"slices"
	"strconv"

	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// maxGrouped is how many pages a section may have to be shown whole and grouped; a larger one is a
// list of pages.
const maxGrouped = 200

// groupBy names the field whose choices or relations group a section's pages, by kind.
var groupBy = map[string]string{"chamber": "form", "plan": "status", "honour": "status", "activity": "series"}

// whole are the kinds whose section shows every page on one list page.
var whole = map[string]bool{"handbook": true, "chamber": true, "plan": true}

func (p *planner) sections() {
	for _, s := range p.Site.Sections {
		if s.Kind.Name == "statistics" && len(p.Site.Statistics.Periods) > 0 {
			continue // its pages are the periods'
		}
		size := p.pageSize(s)
		n := listPages(len(p.singly(s)), size)
		for i := 1; i <= n; i++ {
			p.layout(listAddress(s.Address, i), List, sectionSource(s), func() sheet { return p.sectionSheet(s, i, n, size) }, s.Document)
		}
	}
}

func sectionSource(s *site.Section) string { return "content/" + s.Folder + "/_index.md" }

// pageSize is how many cards a list page of the section has.
func (p *planner) pageSize(s *site.Section) int {
	if whole[s.Kind.Name] && len(s.All) <= maxGrouped {
		return maxGrouped
	}
	return p.Site.Config.Build.PageSize
}

// listPages is the number of list pages for n cards: at least one.
func listPages(n, size int) int { return max((n+size-1)/size, 1) }

func (p *planner) sectionSheet(s *site.Section, number, of, size int) sheet {
	u := urls{from: listAddress(s.Address, number)}
	v := &theme.SectionView{Base: p.base(u, s, s.Title, s.Summary), Kind: s.Kind.Name, KindLabel: p.label(s.Kind, "", s.Kind.Label),
		Total: len(s.All), Pager: p.pager(u, s.Address, number, of)}
	p.numbered(&v.Base, v.Pager)
	single := p.singly(s)
	v.Cards = p.cards(u, single[(number-1)*size:min(number*size, len(single))])
	out := sheet{layout: p.sectionLayout(s), view: v, head: func() { p.collectionHead(&v.Base, s.Title) }}
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
	v.Groups = p.groups(u, s)
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
// page they name; pages that say neither are in no group.
func (p *planner) groups(u urls, s *site.Section) []theme.Group {
	name := groupBy[s.Kind.Name]
	if name == "" || len(s.All) > maxGrouped {
		return nil
	}
	var spec *site.Field
	for i := range s.Kind.Fields {
		if s.Kind.Fields[i].Name == name {
			spec = &s.Kind.Fields[i]
		}
	}
	if spec.Type == site.RelationField {
		return p.groupsByPage(u, s, name)
	}
	options := spec.Options
	if s.Kind.Name == "honour" { // who has been honoured comes first
		options = slices.Clone(options)
		slices.Reverse(options)
	}
	var out []theme.Group
	for _, option := range options {
		said := p.option(s.Kind, option)
		g := theme.Group{Name: cmp.Or(said.Name, option), Title: said.Text}
		for _, page := range s.All {
			if f := field(page, name); f != nil && first(f.Texts) == option {
				g.Cards = append(g.Cards, p.card(u, page))
			}
		}
		if len(g.Cards) > 0 {
			g.CountURL = p.formURL(u, s.Kind, option)
			out = append(out, g)
		}
	}
	return out
}

// singly are the pages that a section lists one by one: all of them, but for those that stand under the page they name
// already (the sessions of a series).
func (p *planner) singly(s *site.Section) []*site.Page {
	spec := s.Kind.Field(groupBy[s.Kind.Name])
	if spec == nil || spec.Type != site.RelationField || len(s.All) > maxGrouped {
		return s.All
	}
	return slices.DeleteFunc(slices.Clone(s.All), func(page *site.Page) bool { return owner(page, spec.Name) != nil })
}

// owner is the page that a relation of a page names first; nil for none.
func owner(page *site.Page, name string) *site.Page {
	if f := field(page, name); f != nil && len(f.Pages) > 0 {
		return f.Pages[0]
	}
	return nil
}

// groupsByPage gathers pages by the page they name, in the order in which its own section lists it.
func (p *planner) groupsByPage(u urls, s *site.Section, name string) []theme.Group {
	var owners []*site.Page
	members := map[*site.Page][]*site.Page{}
	for _, page := range s.All {
		owner := owner(page, name)
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
	for _, owner := range owners {
		out = append(out, theme.Group{Name: owner.Kind.Name, Title: owner.Title, URL: u.to(owner.Address),
			Cards: p.cards(u, related(owner, members[owner]))})
		if owner.Kind.Name == "series" {
			out[len(out)-1].Count = p.sessionCount(owner, len(members[owner]))
			out[len(out)-1].CountURL = p.sessionsURL(u, owner, len(members[owner]))
		}
	}
	return out
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
	link := func(n int) string { return u.to(listAddress(firstAddress, n)) }
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
