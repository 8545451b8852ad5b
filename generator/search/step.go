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
		if err := s.verify(); err != nil {
			return nil, false, err
		}
		page := s.page(left == 1)
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
			if err := s.endWhole(); err != nil {
				return nil, false, err
			}
		}
	}
}

// endWhole ends the search for the whole query, which the filter leaves no page of. A filter only takes away:
// there are parts to show when no page of the whole site has it whole.
func (s *Session) endWhole() error {
	if s.filter != (Filter{}) {
		all, err := s.reader.Begin(s.query, Filter{})
		if err == nil {
			_, _, err = all.Next()
		}
		if err != nil || !all.partial {
			s.found = true
			return err
		}
	}
	s.beginPartial()
	return nil
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

// beginPartial goes on to pages with at least half as many grams of the query as the best of the site: no page
// has it whole.
func (s *Session) beginPartial() {
	s.partial = true
	s.parts = parts(s.words)
	most := 0
	for n := range uint32(s.reader.Pages()) {
		most = max(most, s.has(n))
	}
	s.weigh(s.pages(max((most+1)/2, 1)))
}

// verify looks at the best candidates whose texts are at hand: as many segments are read as this step may.
func (s *Session) verify() error {
	best := s.waiting[:min(len(s.waiting), windowPages)]
	window, err := s.window(best)
	if err != nil {
		return err
	}
	var rest []candidate
	for _, c := range best {
		if records, ok := window[s.reader.segmentOf(c.number)]; ok {
			s.look(c, records)
		} else {
			rest = append(rest, c)
		}
	}
	s.waiting = append(rest, s.waiting[len(best):]...)
	slices.SortFunc(s.ready, better)
	return nil
}

// page takes the best results that are ready. What may be outdone by a page not looked at waits, unless so
// much was read for it that this is the last step: rather a result out of its order than hundreds of texts read.
func (s *Session) page(last bool) []candidate {
	var page, rest []candidate
	for _, c := range s.ready {
		if s.outdone(c) || len(page) == pageHits {
			rest = append(rest, c)
		} else {
			page = append(page, c)
		}
	}
	if len(page) == 0 && (s.partial || last) {
		n := min(len(s.ready), pageHits)
		page, rest = s.ready[:n:n], s.ready[n:]
	}
	s.ready = rest
	return page
}

// look looks at the text of a candidate and, if it matches, makes it ready.
func (s *Session) look(c candidate, records []record) {
	if r := &records[s.reader.place(c.number)]; s.partial {
		c.sight = lookPartly(r, s.parts)
	} else {
		c.sight = look(r, s.words)
	}
	if c.score >= 0 {
		s.ready = append(s.ready, c)
	}
}

// window reads the segments of the best candidates, as many as one step may.
func (s *Session) window(best []candidate) (map[int][]record, error) {
	limit := moreSegments
	if s.step == 0 {
		limit = max(firstFiles-len(s.lists), 1)
	}
	s.step++
	window := map[int][]record{}
	for _, c := range best {
		n := s.reader.segmentOf(c.number)
		if _, ok := window[n]; ok || len(window) >= limit {
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
