package search

import (
	"strings"
	"unicode/utf16"
)

// sight is what a look at a page's text tells of a query.
type sight struct {
	score int // whole: the sum of the words' ranks; partly: how many parts; -1 for a page to leave out
	// whole: how far apart the words begin in the field that has all of them closest together, and
	// nearer than that, the more the shorter it is, in a title that has them all;
	// partly: less by farApart for each part that stands in the title, and the less the shorter it is
	near int
}

// farApart is the nearness of words that share no field.
const farApart = 1 << 16

// look verifies that a record has all the words.
func look(r *record, words []string) sight {
	ranks := make([]int, len(words))
	for i := range ranks {
		ranks[i] = -1
	}
	s := sight{near: farApart}
	for _, f := range r.fields {
		first, last := farApart, -1
		for i, w := range words {
			at := strings.Index(f.folded, w)
			if at < 0 {
				last = 2 * farApart
				continue
			}
			ranks[i] = max(ranks[i], int(f.rank))
			units := len(utf16.Encode([]rune(f.folded[:at])))
			first, last = min(first, units), max(last, units)
		}
		switch {
		case s.near < 0 || last >= 2*farApart:
		case f.rank >= titleRank:
			s.near = f.length() - farApart
		default:
			s.near = min(s.near, last-first)
		}
	}
	for i, k := range ranks {
		if k < 0 {
			return sight{score: -1}
		}
		if ranked(words, i) {
			s.score += k
		}
	}
	return s
}

// ranked reports whether a word counts for a page's score. A single character beside other words
// only rules pages out: no gram could tell beforehand where it stands.
func ranked(words []string, i int) bool {
	return len(words) == 1 || len(utf16.Encode([]rune(words[i]))) > 1
}

// parts are the pieces of a query that make a partial match: the pairs of characters of its words.
func parts(words []string) []string {
	var all []string
	for _, w := range words {
		units := utf16.Encode([]rune(w))
		for i := 0; i == 0 || i+2 <= len(units); i++ {
			all = append(all, string(utf16.Decode(units[i:min(i+2, len(units))])))
		}
	}
	return all
}

// lookPartly counts the parts that the record has, and those that its title has.
func lookPartly(r *record, parts []string) (s sight) {
	s.near = r.fields[0].length()
	for _, p := range parts {
		if strings.Contains(r.fields[0].folded, p) {
			s.near -= farApart
		}
		for _, f := range r.fields {
			if strings.Contains(f.folded, p) {
				s.score++
				break
			}
		}
	}
	if s.score == 0 {
		s.score = -1
	}
	return s
}
