package search

import (
	"cmp"
	"slices"
)

// Filter keeps the pages of a section (by folder), a year and a branch (by title); empty keeps all.
type Filter struct{ Section, Year, Branch string }

// Hit is a page that was found.
type Hit struct {
	Address string
	Title   string
	number  uint32
	score   int
	near    int
}

// Result is the answer to a query.
type Result struct {
	// Hits are in the order in which they are shown.
	Hits []Hit
	// Partial says that no page has the whole query: Hits have parts of it.
	Partial bool
}

const (
	// A visitor sees pageHits results at a time, of up to windowPages looked at together, or fewer when they lie
	// in more segments than one step may read: in the first, what the lists looked up leave of firstFiles;
	// moreSegments in each later one.
	pageHits     = 10
	windowPages  = 20
	firstFiles   = 7
	moreSegments = 8
	// A query looks up firstGrams, at least one of every word, in one go; and mostGrams when the first step found
	// nothing or more is asked for.
	firstGrams = 3
	mostGrams  = 12
)

// Query answers a query to the last page.
func (r *Reader) Query(query string, f Filter) (*Result, error) {
	s, err := r.Begin(query, f)
	if err != nil {
		return nil, err
	}
	result := &Result{}
	for {
		hits, more, err := s.Next()
		if err != nil {
			return nil, err
		}
		result.Hits = append(result.Hits, hits...)
		if !more {
			result.Partial = s.partial
			return result, nil
		}
	}
}

// Session is a query under way, whose results are read a few at a time.
type Session struct {
	reader  *Reader
	words   []string
	query   string
	filter  Filter
	parts   []part // of words, for a partial match
	grams   []queryGram
	lists   [][]rank // of the first grams, the rank in each page, absent where a gram does not stand
	keep    func(number uint32) bool
	waiting []candidate // not yet verified, best first
	ready   []candidate // verified, best first
	refined bool
	found   bool // something matched whole
	partial bool
	step    int
}

// absent is no rank.
const absent = rankLimit + 1

// candidate is a page that may match, or, when ready, does. Its score is then no longer a bound.
type candidate struct {
	number uint32
	sight
}

// better orders candidates as they are shown.
func better(a, b candidate) int {
	return cmp.Or(-cmp.Compare(a.score, b.score), cmp.Compare(a.near, b.near), cmp.Compare(a.number, b.number))
}

// outdone reports whether a page not yet looked at may go before a verified candidate. Its nearness is not known,
// or, of a partial match, at best what the lists say.
func (s *Session) outdone(c candidate) bool {
	if len(s.waiting) == 0 {
		return false
	}
	best := s.waiting[0]
	if !s.partial {
		best.near = c.near
	}
	return better(c, best) > 0
}

// Begin starts a query. One without words finds nothing.
func (r *Reader) Begin(query string, f Filter) (*Session, error) {
	s := &Session{reader: r, words: Words(query), query: query, filter: f}
	s.grams = r.model.grams(s.words)
	if len(s.words) == 0 {
		return s, nil
	}
	var err error
	if s.keep, err = r.keep(f); err != nil {
		return nil, err
	}
	if err = s.lookUp(max(firstGrams, len(s.words))); err != nil {
		return nil, err
	}
	s.weigh(s.pages(len(s.lists)))
	return s, nil
}

// AtMost returns how many pages can match at most, of those not yet shown.
func (s *Session) AtMost() int { return len(s.waiting) + len(s.ready) }

// lookUp looks up grams until n were.
func (s *Session) lookUp(n int) error {
	for _, g := range s.grams[len(s.lists):max(min(n, len(s.grams)), len(s.lists))] {
		l, err := s.reader.lookup(g)
		if err != nil {
			return err
		}
		ranks := slices.Repeat([]rank{absent}, s.reader.Pages())
		for _, x := range l {
			ranks[x.number()] = x.rank()
		}
		s.lists = append(s.lists, ranks)
	}
	return nil
}

// has returns how many of the grams looked up stand in a page.
func (s *Session) has(number uint32) (n int) {
	for _, ranks := range s.lists {
		if ranks[number] != absent {
			n++
		}
	}
	return n
}

// pages returns the pages kept that have at least so many of the grams.
func (s *Session) pages(least int) []uint32 {
	var all []uint32
	for n := range uint32(s.reader.Pages()) {
		if s.has(n) >= least && s.keep(n) {
			all = append(all, n)
		}
	}
	return all
}

// weigh makes candidates of pages, with the best score that the lists allow.
func (s *Session) weigh(pages []uint32) {
	s.waiting = make([]candidate, len(pages))
	for i, n := range pages {
		c := &s.waiting[i]
		if c.number = n; s.partial {
			c.score = s.has(n)
			for _, ranks := range s.lists {
				if k := ranks[n]; k >= titleRank && k != absent {
					c.near -= farApart
				}
			}
			continue
		}
		for w := range s.words {
			if ranked(s.words, w) {
				c.score += int(s.bound(w, n))
			}
		}
	}
	slices.SortFunc(s.waiting, better)
}

// bound is the best rank that a word can have in a page.
func (s *Session) bound(word int, number uint32) rank {
	best := rankLimit
	for i, ranks := range s.lists {
		if s.grams[i].word == word {
			best = min(best, ranks[number])
		}
	}
	return best
}
