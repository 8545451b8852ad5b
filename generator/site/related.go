package site

import (
	"slices"
	"sync"
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

// likeness finds the pages most like a page, for those who ask: an edit of a text shows those of one page, a
// build those of all, each in its own time. It is not changed any more, and safe from many goroutines.
type likeness struct {
	leaves []*leaf
	tags   []*tag
	naming [][]*leaf // the listed pages that name each page, newest first
	seen   sync.Pool // of *marks
}

// marks note which pages have been looked at.
type marks struct {
	last []int // the last round in which each was
	at   int   // the round
}

// findRelated lets every page find those like it.
func (r *resolver) findRelated() {
	like := &likeness{leaves: r.leaves, tags: r.tags, naming: r.whoNames()}
	like.seen.New = func() any { return &marks{last: make([]int, len(like.leaves))} }
	for _, l := range r.leaves {
		if l.Listed {
			l.Page.like = like
		}
	}
}

// Related are the listed pages most like a listed page, at most 4, newest first among equals, other
// than those it is related to by a field.
func (p *Page) Related() []*Page {
	if p.like == nil {
		return nil
	}
	return p.like.to(p.like.leaves[p.at])
}

func (like *likeness) to(l *leaf) []*Page {
	seen := like.seen.Get().(*marks)
	defer like.seen.Put(seen)
	seen.at++
	seen.last[l.at] = seen.at
	for _, relation := range l.Relations {
		for _, p := range relation.Pages {
			seen.last[p.at] = seen.at
		}
	}
	var best ranking
	for j, t := range l.terms {
		best.look(l, like.tags[t].leaves, l.termAt[j], seen)
	}
	for j, p := range l.named {
		best.look(l, like.naming[p], l.nameAt[j], seen)
	}
	return best.pages()
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
func (best *ranking) look(l *leaf, list []*leaf, at int, seen *marks) {
	for _, c := range list[max(at-relatedWindow, 0):min(at+relatedWindow+1, len(list))] {
		if seen.last[c.at] == seen.at {
			continue
		}
		seen.last[c.at] = seen.at
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
