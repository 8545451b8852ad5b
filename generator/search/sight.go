package search

import (
	"slices"
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

// part is a piece of a query that makes a partial match. Like all of the index it counts in UTF-16 units, so
// it may be half a character, which any character with that half has.
type part []uint16

// parts are the pairs of units of the words.
func parts(words []string) (all []part) {
	for _, w := range words {
		units := utf16.Encode([]rune(w))
		for i := 0; i == 0 || i+2 <= len(units); i++ {
			all = append(all, units[i:min(i+2, len(units))])
		}
	}
	return all
}

// in reports whether a folded text has the part.
func (p part) in(folded string) bool {
	if !slices.ContainsFunc(p, func(u uint16) bool { return utf16.IsSurrogate(rune(u)) }) {
		return strings.Contains(folded, string(utf16.Decode(p)))
	}
	units := utf16.Encode([]rune(folded))
	for len(units) >= len(p) && !slices.Equal(units[:len(p)], p) {
		units = units[1:]
	}
	return len(units) >= len(p)
}

// lookPartly counts the parts that the record has, and those that its title has.
func lookPartly(r *record, parts []part) (s sight) {
	s.near = r.fields[0].length()
	for _, p := range parts {
		if p.in(r.fields[0].folded) {
			s.near -= farApart
		}
		if slices.ContainsFunc(r.fields, func(f recordField) bool { return p.in(f.folded) }) {
			s.score++
		}
	}
	if s.score == 0 {
		s.score = -1
	}
	return s
}
