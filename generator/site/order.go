package site

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"qizhi/generator/parallel"
)

// order puts the pages in the orders in which they are shown: every section in its reading order,
// with previous and next; all pages by address; and all newest first, for terms and related pages.
func (r *resolver) order() {
	bySection := map[*Section][]*leaf{}
	for _, l := range r.leaves {
		if l.Listed {
			bySection[l.Section] = append(bySection[l.Section], l)
		}
	}
	const stretch = 256 // titles that one goroutine spells at a time
	parallel.Do((len(r.leaves)+stretch-1)/stretch, func(i int) {
		var orders titleOrders
		for _, l := range r.leaves[i*stretch : min((i+1)*stretch, len(r.leaves))] {
			l.key, l.weight = orders.of(l.Title), l.doc.Front.Weight
		}
	})
	sections := slices.Collect(maps.Keys(bySection)) // in any order: each is a matter of its own
	parallel.Do(len(sections)+1, func(i int) {
		if i == 0 { // the longest first
			r.rank()
		} else {
			orderSection(sections[i-1], bySection[sections[i-1]])
		}
	})
	r.gatherInside(r.site.Home)
	r.bind()
	slices.SortFunc(r.site.Pages, func(a, b *Page) int { return strings.Compare(a.Address, b.Address) })
}

// rank puts all pages newest first; those of one date in the reading order, as in a section.
func (r *resolver) rank() {
	r.newest = slices.Clone(r.leaves)
	slices.SortFunc(r.newest, func(a, b *leaf) int {
		if c := cmp.Compare(b.last, a.last); c != 0 {
			return c
		}
		return readingOrder(a, b)
	})
	for i, l := range r.newest {
		l.rank = i
	}
}

// Newest is the order of lists that begin with the newest page, whatever the section: by date, and pages of one
// date in their reading order.
func Newest(a, b *Page) int { return cmp.Compare(a.rank, b.rank) }

// orderSection sorts the listed pages of a section and joins neighbours.
func orderSection(section *Section, leaves []*leaf) {
	slices.SortFunc(leaves, orderOf(section.Kind))
	section.Pages = make([]*Page, len(leaves))
	for i, l := range leaves {
		section.Pages[i] = l.Page
	}
	joinNeighbours(section.Pages)
}

// orderOf is how the pages of a kind follow each other.
func orderOf(kind *Kind) func(a, b *leaf) int {
	switch {
	case kind.Dated:
		return newestFirst
	case kind.Field(periodKey) != nil:
		return func(a, b *leaf) int { return cmp.Or(byPeriod(a, b), readingOrder(a, b)) }
	}
	return readingOrder
}

// joinSessions makes the numbered pages of a series neighbours by their numbers: before the first there
// is none, whatever else the section holds. One without a number comes after them. Elsewhere neighbours are those of the list that readers come
// from; in one that begins with the newest, 上一篇 is the newer page.
func (r *resolver) joinSessions() {
	ordered := map[string][]group{}
	for _, kind := range r.site.Kinds.All() {
		ordered[kind.Name] = slices.DeleteFunc(groupsOf(kind, r.site.Kinds), func(g group) bool { return g.ordered == "" })
	}
	for _, l := range r.leaves {
		for _, g := range ordered[l.Kind.Name] {
			k := slices.IndexFunc(l.Relations, func(rel Relation) bool { return rel.Name == g.name })
			if k < 0 {
				continue
			}
			pages := l.Relations[k].Pages
			if pages[0].number(g.ordered) == math.MaxInt {
				continue // none has a number
			}
			var before *Page
			for _, p := range pages {
				if !p.Listed {
					continue
				}
				p.Previous, p.Next = before, nil
				if before != nil {
					before.Next = p
				}
				before = p
			}
		}
	}
}

// gatherInside fills what a section lists of itself and of the sections inside it. The home page
// lists its own alone: everything is inside it.
func (r *resolver) gatherInside(section *Section) {
	section.All = section.Pages
	for _, child := range section.Children {
		if r.gatherInside(child); section != r.site.Home {
			section.All = slices.Concat(section.All, child.All)
		}
	}
	if section.Kind.Dated && len(section.All) > len(section.Pages) {
		slices.SortFunc(section.All, func(a, b *Page) int { return newestFirst(r.leaves[a.at], r.leaves[b.at]) })
	}
}

// newestFirst is the order of a section that lives by dates: pages with a weight first, by weight,
// then the newest first; a page without a date comes last.
func newestFirst(a, b *leaf) int {
	if c := compareWeights(a.weight, b.weight); c != 0 {
		return c
	}
	if c := cmp.Compare(b.last, a.last); c != 0 {
		return c
	}
	return readingOrder(a, b)
}

// readingOrder is by weight, then by title as a Chinese reader expects, then by path.
func readingOrder(a, b *leaf) int {
	if c := compareWeights(a.weight, b.weight); c != 0 {
		return c
	}
	if c := strings.Compare(a.key, b.key); c != 0 {
		return c
	}
	return strings.Compare(a.path, b.path)
}

// compareWeights puts the light first; 0 is no weight and comes last.
func compareWeights(a, b int) int {
	switch {
	case a == b:
		return 0
	case a == 0:
		return 1
	case b == 0:
		return -1
	}
	return cmp.Compare(a, b)
}
