package site

import (
	"slices"

	"qizhi/generator/parallel"
)

// relatedMost is how many related pages a page shows.
const relatedMost = 4

// relatedWindow is how many pages on each side of a page, in the list of all that share a tag or a
// named page with it, are looked at. It bounds the work on a tag that thousands of pages have, and
// it means that a new page changes only the related pages of those near it in time.
const relatedWindow = 8

// What sharing one tag, and naming the same page (branch, brand, series), counts.
const (
	sharedTag  = 2
	sharedName = 3
)

// findRelated gives every listed page the pages most like it, newest first among equals, other
// than those it is related to by a field.
func (r *resolver) findRelated() {
	naming := r.whoNames()
	const stretch = 1024 // pages that one goroutine takes at a time
	parallel.Do((len(r.leaves)+stretch-1)/stretch, func(i int) {
		r.findRelatedOf(i*stretch, min((i+1)*stretch, len(r.leaves)), naming)
	})
}

// findRelatedOf does so for a stretch of the pages.
func (r *resolver) findRelatedOf(from, to int, naming [][]*leaf) {
	seen := make([]int, len(r.leaves)) // the last page, from 1, that looked at each
	for i, l := range r.leaves[from:to] {
		if !l.Listed {
			continue
		}
		mark := i + 1
		seen[l.at] = mark
		for _, relation := range l.Relations {
			for _, p := range relation.Pages {
				seen[p.at] = mark
			}
		}
		var best ranking
		for j, t := range l.terms {
			best.look(l, r.tags[t].leaves, l.termAt[j], seen, mark)
		}
		for j, p := range l.named {
			best.look(l, naming[p], l.nameAt[j], seen, mark)
		}
		l.Related = best.pages()
	}
}

// whoNames lists, for each page, the listed pages whose fields name it, newest first.
func (r *resolver) whoNames() [][]*leaf {
	naming := make([][]*leaf, len(r.leaves))
	for _, l := range r.newest {
		if !l.Listed {
			continue
		}
		for _, p := range l.named {
			l.nameAt = append(l.nameAt, len(naming[p]))
			naming[p] = append(naming[p], l)
		}
	}
	return naming
}

// ranking is the best pages so far, best first.
type ranking struct {
	list [relatedMost]candidate
	n    int
}

type candidate struct {
	leaf  *leaf
	score int
}

func (best *ranking) pages() []*Page {
	if best.n == 0 {
		return nil
	}
	pages := make([]*Page, best.n)
	for i := range pages {
		pages[i] = best.list[i].leaf.Page
	}
	return pages
}

// look weighs the neighbours of l, which stands at the given place of the list.
func (best *ranking) look(l *leaf, list []*leaf, at int, seen []int, mark int) {
	for _, c := range list[max(at-relatedWindow, 0):min(at+relatedWindow+1, len(list))] {
		if seen[c.at] == mark {
			continue
		}
		seen[c.at] = mark
		best.add(candidate{c, sharedTag*common(l.terms, c.terms) + sharedName*common(l.named, c.named)})
	}
}

// add puts a candidate in its place, if it is among the best.
func (best *ranking) add(c candidate) {
	i := best.n
	for i > 0 && c.before(best.list[i-1]) {
		i--
	}
	if i == relatedMost {
		return
	}
	best.n = min(best.n+1, relatedMost)
	copy(best.list[i+1:best.n], best.list[i:])
	best.list[i] = c
}

func (c candidate) before(d candidate) bool {
	return c.score > d.score || c.score == d.score && c.leaf.rank < d.leaf.rank
}

// common counts what two short lists share.
func common(a, b []int) int {
	n := 0
	for _, x := range a {
		if slices.Contains(b, x) {
			n++
		}
	}
	return n
}
