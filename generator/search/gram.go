package search

import "slices"

// A gram is a character and what follows it, as 28 bits: 16 for the character (scrambled, so that any of
// its bits spread the load, and reversible) and 12 for its successors. Of a letter, digit or ASCII sign
// followed by another, the successors are two of 6 bits; otherwise one of 12. Punctuation has no grams of its
// own: it makes the successor that it stands before another one (see follower), so that 会长副会长 is not
// looked for where 会长、副会长 stands. The end of the text counts as the successor 0. engine.js does the same
// arithmetic.

const (
	gramBits      = 28
	successorBits = 12
	asciiBits     = 6 // of a gram's first successor when both are ASCII
)

// isWord reports whether a folded unit has grams. Punctuation has not: it stands beside everything. The
// ranges are plain numbers, not Unicode properties, so that no browser's version of Unicode can differ. + - % . / and the like
// count, for 85%, 1+1+N and 2022-06-30.
func isWord(u uint16) bool {
	if u < 0x80 {
		return asciiWord[u]
	}
	return u >= 0x3400 && u < 0xFE10 || u >= 0xC0 && u < 0x2000 && u != 0xD7 && u != 0xF7 ||
		u >= 0x2C00 && u < 0x2E00 || u >= 0x2E80 && u < 0x3000 || u >= 0x3005 && u <= 0x3007 ||
		u >= 0x3021 && u < 0x3400 || u >= 0xFE70 && u < 0xFF00 || u >= 0xFF10
}

// asciiWord has the ASCII characters that take part in grams.
var asciiWord = func() (words [0x80]bool) {
	for _, u := range "0123456789abcdefghijklmnopqrstuvwxyz#$%&*+-./<=>@\\^_`|~" {
		words[u] = true
	}
	return words
}()

// scramble spreads the units over 16 bits, each to a place of its own.
func scramble(u uint16) uint16 { return u * 0x9E37 }

// asciiCode gives ASCII characters 6 bits; letters are lower case, so few share them.
func asciiCode(u uint16) uint16 {
	if u >= 0x60 {
		u -= 0x20
	}
	return (u - 0x20) * 37 & 63
}

// makeGram is the gram of a unit and its successors; 0 stands for the end of the text.
func makeGram(first, second, third uint16) uint32 {
	rest := uint32(scramble(second) >> (16 - successorBits))
	if first < 0x80 && second < 0x80 && second != 0 {
		rest = asciiSuccessors(second, third)
	}
	return uint32(scramble(first))<<successorBits | rest
}

// follower is a unit as the successor of the one before, with the marks between them: never an ASCII character
// then, and the unit itself without.
func follower(unit, marks uint16) uint16 {
	if marks == 0 {
		return unit
	}
	return unit ^ marks | 0x80
}

// withMark adds a mark of punctuation, folded, to those between it and the next unit that has grams; 0 is none.
func withMark(marks, mark uint16) uint16 { return (marks*31+mark)&0x7FFF | 0x8000 }

// asciiSuccessors is what a gram of two ASCII characters says of its successors.
func asciiSuccessors(second, third uint16) uint32 {
	rest := asciiCode(second) << asciiBits
	if third >= 0x80 {
		rest |= scramble(third) >> (16 - asciiBits)
	} else if third != 0 {
		rest |= asciiCode(third)
	}
	return uint32(rest)
}

// rank is how good the field is in which a gram or a word stands.
type rank uint8

// The ranks. A title's rises as it gets shorter: the query is then a greater part of it.
const (
	textRank rank = iota
	headingRank
	termRank  // brand, branch, tag
	titleRank // of more than 16 units; one more each for at most 16, 8 and 4
	rankLimit = titleRank + 3
)

// titleRankOf returns the rank of a folded title by its length.
func titleRankOf(length int) rank {
	switch {
	case length <= 4:
		return titleRank + 3
	case length <= 8:
		return titleRank + 2
	case length <= 16:
		return titleRank + 1
	}
	return titleRank
}

// rankBits is the width of a rank beside a gram.
const rankBits = 3

// gramSet collects the grams of documents, one document after the other, each gram with the rank of the
// field that had it first: fields are added from the best down. A document's gram comes once as a rule; the
// shards put right what comes again. It is the workspace of one goroutine.
type gramSet struct {
	found  []uint32              // gram<<rankBits | rank, in order of appearance
	seen   [1 << seenBits]uint32 // of each hash, the latest gram, with its document's mark in the bits above it
	mark   uint32
	folded []uint16
}

const seenBits = 12

// next goes on to the next document.
func (s *gramSet) next() {
	if s.mark++; s.mark>>(32-gramBits) > 0 {
		s.mark = 1
		clear(s.seen[:])
	}
}

// add takes in one cleaned text of the document and says whether folding changes its Han.
func (s *gramSet) add(text []uint16, r rank) (traditional bool) {
	if s.addPlain(text, r) {
		return false
	}
	s.folded = appendFold(s.folded[:0], text)
	s.addFolded(s.folded, r)
	return hasTraditional(text)
}

// addPlain does it for a text whose characters fold to one unit each, Han to itself: nearly all there is. It
// gives up at the first that does not. Three of four grams are new, but which, nobody can tell: what is done
// is the same for both.
func (s *gramSet) addPlain(text []uint16, r rank) bool {
	fold, mark := foldTable(), s.mark<<gramBits
	found, n := slices.Grow(s.found, len(text)+1), len(s.found)
	found = found[:cap(found)]
	var unit, second, marks uint16 // what follows, going backwards: second as that which follows unit
	for i := len(text) - 1; i >= 0; i-- {
		first := text[i]
		if isHan(first) {
			if fold.simplifies(first) {
				s.found = found[:n]
				return false
			}
		} else if first = fold.words[first]; first <= foldsOtherwise {
			if first == 0 {
				marks = withMark(marks, fold.units[text[i]])
				continue
			}
			s.found = found[:n]
			return false
		}
		third := second
		second = follower(unit, marks)
		gram := uint32(scramble(first))<<successorBits | uint32(scramble(second)>>(16-successorBits))
		if first < 0x80 {
			gram = makeGram(first, second, third)
		}
		unit, marks = first, 0
		found[n] = gram<<rankBits | uint32(r)
		fresh, latest := 0, &s.seen[gram*0x9E3779B1>>(32-seenBits)]
		if *latest != mark|gram {
			fresh = 1
		}
		*latest = mark | gram
		n += fresh
	}
	s.found = found[:n]
	return true
}

// addFolded does it for any folded text.
func (s *gramSet) addFolded(text []uint16, r rank) {
	var unit, second, marks uint16
	for _, first := range slices.Backward(text) {
		if !isWord(first) {
			marks = withMark(marks, first)
			continue
		}
		third := second
		second = follower(unit, marks)
		gram := makeGram(first, second, third)
		unit, marks = first, 0
		if latest := &s.seen[gram*0x9E3779B1>>(32-seenBits)]; *latest != s.mark<<gramBits|gram {
			*latest = s.mark<<gramBits | gram
			s.found = append(s.found, gram<<rankBits|uint32(r))
		}
	}
}
