package search

import (
	"slices"
)

// stepsInVain is how many steps Next goes on without a result. A query whose characters stand side by side in
// most pages, but never all of them, would else have the visitor read the whole index.
const stepsInVain = 4

// Next returns the next results and whether there may be more. It returns no results at the end, or when it
// has looked through much in vain: to go on then is the visitor's choice.
func (s *Session) Next() (hits []Hit, more bool, err error) {
	if len(s.words) == 0 {
		return nil, false, nil
	}
	for left := stepsInVain; ; {
		if s.step > 0 && !s.refined {
			if err := s.refine(); err != nil {
				return nil, false, err
			}
		}
		page, err := s.verify()
		if err != nil {
			return nil, false, err
		}
		end := s.AtMost() == 0
		if !end {
			left--
		}
		if len(page) > 0 || end && (s.found || s.partial || len(s.lists) == 0) || !end && left == 0 {
			s.found = s.found || len(page) > 0
			hits, err := s.hits(page)
			return hits, s.AtMost() > 0, err
		}
		if end && s.refined {
			s.beginPartial()
		}
	}
}

// refine looks up the grams that are left: cheaper than verifying what they rule out.
func (s *Session) refine() error {
	s.refined = true
	if err := s.lookUp(mostGrams); err != nil {
		return err
	}
	var pages []uint32
	for _, c := range s.waiting {
		if s.has(c.number) == len(s.lists) {
			pages = append(pages, c.number)
		}
	}
	s.weigh(pages)
	return nil
}

// beginPartial goes on to pages with at least half as many grams of the query as the best: no page
// has it whole.
func (s *Session) beginPartial() {
	s.partial = true
	s.parts = parts(s.words)
	most := 0
	for _, n := range s.pages(1) {
		most = max(most, s.has(n))
	}
	s.weigh(s.pages(max((most+1)/2, 1)))
}

// verify looks at candidates in order until a page of results is full or the segments read for this
// step are used up.
func (s *Session) verify() ([]candidate, error) {
	window, err := s.window()
	if err != nil {
		return nil, err
	}
	var page []candidate
	for len(page) < pageHits && s.AtMost() > 0 {
		if len(s.ready) > 0 && (len(s.waiting) == 0 || s.ready[0].outdoes(s.waiting[0], s.partial)) {
			page = append(page, s.ready[0])
			s.ready = s.ready[1:]
		} else if records, ok := window[s.reader.segmentOf(s.waiting[0].number)]; ok {
			s.verifyFirst(records)
		} else {
			break
		}
	}
	if len(page) == 0 {
		// What was verified may yet be outdone by a page not looked at. It is shown all the same
		// rather than that hundreds of pages are read first.
		n := min(len(s.ready), pageHits)
		page, s.ready = s.ready[:n:n], s.ready[n:]
	}
	slices.SortFunc(page, better)
	return page, nil
}

// verifyFirst looks at the text of the first candidate waiting and, if it matches, makes it ready.
func (s *Session) verifyFirst(records []record) {
	c := s.waiting[0]
	s.waiting = s.waiting[1:]
	if r := &records[s.reader.place(c.number)]; s.partial {
		c.sight = lookPartly(r, s.parts)
	} else {
		c.sight = look(r, s.words)
	}
	if c.score >= 0 {
		at, _ := slices.BinarySearchFunc(s.ready, c, better)
		s.ready = slices.Insert(s.ready, at, c)
	}
}

// window reads the segments of the best candidates waiting, as many as one step may.
func (s *Session) window() (map[int][]record, error) {
	limit := moreSegments
	if s.step == 0 {
		limit = firstFiles - len(s.lists)
	}
	s.step++
	window := map[int][]record{}
	for _, c := range s.waiting[:min(len(s.waiting), 2*pageHits)] {
		n := s.reader.segmentOf(c.number)
		if _, ok := window[n]; ok || len(window) >= limit && len(window) > 0 {
			continue
		}
		records, err := s.reader.segment(n)
		if err != nil {
			return nil, err
		}
		window[n] = records
	}
	return window, nil
}

// hits turns candidates into results.
func (s *Session) hits(page []candidate) ([]Hit, error) {
	var hits []Hit
	for _, c := range page {
		records, err := s.reader.segment(s.reader.segmentOf(c.number))
		if err != nil {
			return nil, err
		}
		r := &records[s.reader.place(c.number)]
		hits = append(hits, Hit{r.address, r.title(), c.number, c.score, c.near})
	}
	return hits, nil
}
