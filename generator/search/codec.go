package search

import (
	"math/bits"
)

// A segment's text is compressed by a code made for it: matches with the text before it and with
// the phrases of the model, and literals that are whole UTF-16 units, under prefix codes that the
// model fixes for the whole index. Against DEFLATE with the same phrases it is a fifth smaller
// (Han literals cost 10 bits, not 13, and no segment carries tables), and half the work.

// The symbols beyond the literals, which are the 65,536 units.
const (
	escapeSymbol = 1<<16 + iota // a unit that has no code: its 16 bits follow
	matchSymbol                 // a match of shortestMatch units, the next one of a unit more, …
)

const (
	shortestMatch  = 2
	shortestPhrase = 3
	plainMatches   = 7                          // lengths with a symbol of their own
	longSymbol     = matchSymbol + plainMatches // a longer one: the rest follows as a Golomb code
	symbolEnd      = longSymbol + 1

	phraseSlots = 32 // slots from here on are offsets in the phrases, those below distances
	slotEnd     = 64
	lengthOrder = 12 // of the Golomb code of a text's length
	restOrder   = 3  // of that of a long match's rest
)

// matcher finds matches in one text and in the phrases.
type matcher struct {
	phrases *phraseIndex
	text    []uint16
	padded  []uint16 // text and four units more, so that there are four at each of its places
	// head has, of each hash, the low bits of the latest place. Of one that no pair has had yet it says that it
	// was place 0: what is found there is compared like anything else.
	head   [1 << 14]uint16
	tokens []token
}

// phraseIndex is the same for the phrases, which never change, but with the first place of each hash:
// the phrases used most stand first and have the smallest offsets.
type phraseIndex struct {
	text   []uint16
	padded []uint16 // as of the text
	head   [1 << 13]uint16
}

func newPhraseIndex(text []uint16) *phraseIndex {
	p := &phraseIndex{text: text, padded: padded(text)}
	for i := len(text) - shortestPhrase; i >= 0; i-- {
		p.head[tripleHash(text[i:])] = uint16(i)
	}
	return p
}

// padded is a text with four units more, in its own memory where there is room.
func padded(text []uint16) []uint16 { return append(text, 0, 0, 0, 0) }

func pairHash(a, b uint16) uint32 {
	return (uint32(a)<<16 | uint32(b)) * 0x9E3779B1 >> 18
}

func tripleHash(t []uint16) uint32 {
	return (uint32(t[0])<<16 | uint32(t[1]) ^ uint32(t[2])<<9) * 0x9E3779B1 >> 19
}

// match is a stretch found earlier.
type match struct {
	offset uint32 // in the phrases, or the distance less one
	length uint16
	slot   uint8 // phraseSlots when it lies in the phrases, else 0
}

// longestMatch is as much as a match takes.
const longestMatch = 1 << 15

func (m *matcher) reset(phrases *phraseIndex, text []uint16) {
	m.phrases, m.text, m.padded = phrases, text, padded(text)
	clear(m.head[:])
}

// find returns the longest match at place i, of length 0 when there is none worth having, and
// remembers the place. Of the text and of the phrases it looks at one stretch each, at four units at once: a place that
// is remembered for another pair, or for none, does not have them.
func (m *matcher) find(i int) (best match) {
	rest := m.text[i:]
	if len(rest) < shortestPhrase {
		return best
	}
	next := four(m.padded[i:])
	if p := m.phrases.head[tripleHash(rest)]; (next^four(m.phrases.padded[p:]))<<16 == 0 {
		if l := common(m.phrases.text[p:], rest); l >= shortestPhrase {
			best = match{length: uint16(l), slot: phraseSlots, offset: uint32(p)}
		}
	}
	h := pairHash(rest[0], rest[1])
	distance := uint16(i) - m.head[h]
	m.head[h] = uint16(i)
	if distance == 0 {
		return best
	}
	l := min(bits.TrailingZeros64(next^four(m.padded[i-int(distance):]))/16, len(rest))
	if l == 4 {
		l = common(m.text[i-int(distance):], rest)
	}
	if l > int(best.length) {
		best = match{length: uint16(l), offset: uint32(distance - 1)}
	}
	return best
}

// four are four units as one number, the first in its lowest bits.
func four(t []uint16) uint64 {
	_ = t[3]
	return uint64(t[0]) | uint64(t[1])<<16 | uint64(t[2])<<32 | uint64(t[3])<<48
}

// insert remembers place i.
func (m *matcher) insert(i int) {
	if i+1 < len(m.text) {
		m.head[pairHash(m.text[i], m.text[i+1])] = uint16(i)
	}
}

// common returns how many units a and b have in common from the start.
func common(a, b []uint16) int {
	n := min(len(a), len(b), longestMatch)
	a, b = a[:n], b[:n]
	i := 0
	for ; i+4 <= n; i += 4 {
		if other := four(a[i:]) ^ four(b[i:]); other != 0 {
			return i + bits.TrailingZeros64(other)/16
		}
	}
	for i < n && a[i] == b[i] {
		i++
	}
	return i
}

// token is a step of a compressed text: a match, or, when its length is 1, the unit in offset.
type token = match

// parse returns the tokens of the whole text. They are good until the next call.
func (m *matcher) parse() []token {
	m.tokens = m.tokens[:0]
	for i := 0; i < len(m.text); {
		t := m.find(i)
		if t.length < shortestMatch {
			t = token{length: 1, offset: uint32(m.text[i])}
		}
		m.tokens = append(m.tokens, t)
		end := i + int(t.length)
		if i++; i < end { // of what a match covers, its second and last place are enough to find it by
			m.insert(i)
			m.insert(end - 1)
		}
		i = end
	}
	return m.tokens
}
