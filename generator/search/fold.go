package search

import (
	"sync"
	"unicode"
	"unicode/utf16"

	"golang.org/x/text/unicode/norm"
)

// Fold makes spellings alike that a visitor does not tell apart: full-width and half-width, upper
// and lower case, and whatever else Unicode's compatibility form (NFKC) holds to be one character
// (㎡ and m2, ① and 1); and traditional and simplified forms (see traditionalForms). It works on each
// character by itself, so that a place in the folded text can be traced to the place it came from.
//
// Fold cleans the text first. testdata/fold.json has examples that engine.js is held to as well.
func Fold(s string) string {
	return string(utf16.Decode(appendFold(nil, appendClean(nil, s))))
}

// folding is the table behind Fold. units has the folded unit of each unit that folds to exactly
// one; 0 sends the others to long. (No unit folds to 0: controls are gone before folding.)
type folding struct {
	units [1 << 16]uint16
	long  map[rune][]uint16
	// words is what grams are made of: the folded unit of each unit that folds to one that takes part in
	// grams, 0 of one that folds to another, and foldsOtherwise.
	words [1 << 16]uint16
	// changed has a bit for each Han unit that folding changes: 3 KB, which stay at hand where units do not.
	changed [(lastHan-firstHan)/64 + 1]uint64
}

// foldsOtherwise marks a unit that folds to several, or to one only together with its neighbour.
const foldsOtherwise = 1

// simplifies reports whether folding changes a Han unit.
func (f *folding) simplifies(u uint16) bool {
	at := u - firstHan
	return f.changed[at/64]>>(at%64)&1 == 1
}

var foldTable = sync.OnceValue(func() *folding {
	f := &folding{long: map[rune][]uint16{}}
	for r := rune(1); r < 1<<16; r++ {
		switch {
		case unfolded(r):
			f.units[r] = uint16(r)
		case utf16.IsSurrogate(r):
		default:
			f.add(r)
		}
	}
	for traditional, simple := range simplified() {
		f.units[traditional] = uint16(simple)
		at := uint16(traditional) - firstHan
		f.changed[at/64] |= 1 << (at % 64)
	}
	for u, folded := range f.units {
		if folded == 0 {
			f.words[u] = foldsOtherwise
		} else if isWord(folded) {
			f.words[u] = folded
		}
	}
	return f
})

// unfolded reports whether r lies in a large block whose characters, but for traditionalForms, fold to
// themselves, so that the table is made in a millisecond.
func unfolded(r rune) bool {
	return r >= 0x3400 && r <= 0x9FFF || r >= 0xA000 && r < 0xA640 || r >= 0xAC00 && r <= 0xD7A3 || r >= 0xE000 && r < 0xF900
}

func (f *folding) add(r rune) {
	if u := foldRune(r); len(u) == 1 {
		f.units[r] = u[0]
	} else {
		f.long[r] = u
	}
}

// foldRune is the definition of folding for one character.
func foldRune(r rune) []uint16 {
	var out []uint16
	for _, c := range norm.NFKC.String(string(r)) {
		if c == 'İ' { // the only letter whose lower case, to a browser, is two characters
			out = append(out, 'i', 0x307)
			continue
		}
		out = utf16.AppendRune(out, unicode.ToLower(c))
	}
	return out
}

// isHan reports whether u is one of the Han characters that fold to one unit and are words: nearly
// all there is.
func isHan(u uint16) bool { return u-firstHan <= lastHan-firstHan }

const firstHan, lastHan = 0x3400, 0x9FFF

// appendFold appends the folded form of cleaned units.
func appendFold(dst, clean []uint16) []uint16 {
	f := foldTable()
	for i := 0; i < len(clean); i++ {
		u := clean[i]
		if isHan(u) {
			dst = append(dst, f.units[u])
			continue
		}
		if folded := f.units[u]; folded != 0 {
			dst = append(dst, folded)
			continue
		}
		if utf16.IsSurrogate(rune(u)) {
			if i+1 < len(clean) {
				if r := utf16.DecodeRune(rune(u), rune(clean[i+1])); r != unicode.ReplacementChar {
					dst = append(dst, foldRune(r)...)
					i++
					continue
				}
			}
			dst = append(dst, u)
			continue
		}
		dst = append(dst, f.long[rune(u)]...)
	}
	return dst
}
