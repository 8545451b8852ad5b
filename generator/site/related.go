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
// build those of all, each in its own time. It is not changed any more, and safe from many goroutines. All pages
// but those of the answer are numbers (Page.Number) that lie close together: of every page some fifty others are weighed.
type likeness struct {
	pages []*Page // sorted by their numbers
	ranks []int32 // their places in the order newest first
	// members are the listed pages of every list, newest first: those that have each tag, and behind them those whose
	// fields name each page. starts says where each list begins, and where the last one ends.
	members, starts []int32
	tags            int32 // how many of the lists are of tags
	// stands are the lists in which each page is; theirs says where those of each page begin.
	stands []stand
	theirs []int32
	seen   sync.Pool // of *marks
}

// stand is a list that a page is in, and its place among all members.
type stand struct{ list, at int32 }

// marks note which pages have been looked at.
type marks struct {
	last []int32 // the last round in which each was
	at   int32   // the round
}

// findRelated lets every page find those like it.
func (r *resolver) findRelated() {
	like := r.likeness()
	like.seen.New = func() any { return &marks{last: make([]int32, len(like.pages))} }
	for _, l := range r.leaves {
		if l.Listed {
			l.Page.like = like
		}
	}
}

// likeness puts all listed pages into their lists.
func (r *resolver) likeness() *likeness {
	tags := len(r.tags)
	n := &likeness{pages: make([]*Page, len(r.leaves)), ranks: make([]int32, len(r.leaves)), tags: int32(tags), starts: make([]int32, tags+len(r.leaves)+1), theirs: make([]int32, len(r.leaves)+1)}
	for i, l := range r.leaves {
		n.pages[i], n.ranks[i], n.theirs[i+1] = l.Page, int32(l.rank), n.theirs[i]
		l.lists(tags, func(list int) {
			n.starts[list+1]++
			n.theirs[i+1]++
		})
	}
	for i := range n.starts[1:] {
		n.starts[i+1] += n.starts[i]
	}
	n.members, n.stands = make([]int32, n.starts[len(n.starts)-1]), make([]stand, n.theirs[len(r.leaves)])
	ends := slices.Clone(n.starts)
	for _, l := range r.newest {
		i := n.theirs[l.at]
		l.lists(tags, func(list int) {
			at := ends[list]
			n.members[at], n.stands[i] = int32(l.at), stand{int32(list), at}
			ends[list]++
			i++
		})
	}
	return n
}

// lists are the numbers of the lists that a page is in; see likeness.
func (l *leaf) lists(tags int, do func(list int)) {
	if !l.Listed {
		return
	}
	for _, t := range l.terms {
		do(t)
	}
	for _, p := range l.named {
		do(tags + p)
	}
}

// Related are the listed pages most like a listed page, at most 4, newest first among equals, other
// than those it is related to by a field.
func (p *Page) Related() []*Page {
	if p.like == nil {
		return nil
	}
	return p.like.to(p)
}

func (n *likeness) to(p *Page) []*Page {
	mine := n.of(p.at)
	if len(mine) == 0 {
		return nil
	}
	seen := n.seen.Get().(*marks)
	defer n.seen.Put(seen)
	seen.at++
	seen.last[p.at] = seen.at
	for _, relation := range p.Relations {
		for _, other := range relation.Pages {
			seen.last[other.at] = seen.at
		}
	}
	var best ranking
	for _, s := range mine {
		for _, c := range n.members[max(s.at-relatedWindow, n.starts[s.list]):min(s.at+relatedWindow+1, n.starts[s.list+1])] {
			if seen.last[c] != seen.at {
				seen.last[c] = seen.at
				best.add(candidate{c, n.score(mine, n.of(int(c))), n.ranks[c]})
			}
		}
	}
	return best.pages(n.pages)
}

// of are the lists that a page is in.
func (n *likeness) of(page int) []stand { return n.stands[n.theirs[page]:n.theirs[page+1]] }

// score weighs what two pages share.
func (n *likeness) score(a, b []stand) (score int32) {
	for _, x := range a {
		for _, y := range b {
			switch {
			case x.list != y.list:
			case x.list < n.tags:
				score += sharedTag
			default:
				score += sharedName
			}
		}
	}
	return score
}

// ranking is the best pages so far, best first.
type ranking struct {
	list [relatedMost]candidate
	n    int
}

// candidate is a page that may be among the best.
type candidate struct{ page, score, rank int32 }

func (best *ranking) pages(all []*Page) []*Page {
	if best.n == 0 {
		return nil
	}
	pages := make([]*Page, best.n)
	for i := range pages {
		pages[i] = all[best.list[i].page]
	}
	return pages
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
	return c.score > d.score || c.score == d.score && c.rank < d.rank
}
