package diag

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the candidate that word was most likely meant to be, or "" when none is near: at
// most a third of the characters may differ, but one is always forgiven, and so are two neighbours
// that changed places (titel). Ties go to the earlier candidate.
func Nearest(word string, candidates []string) string {
	forgiven := max(len([]rune(word))/3, 1)
	best, bestDistance := "", forgiven+1
	for _, c := range candidates {
		d := levenshtein.ComputeDistance(word, c)
		switch {
		case d == 2 && swapped(word, c):
			d = 1
		case d > forgiven && held(word, c):
			d = forgiven
		}
		if d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// held reports whether the shorter of two words is in the longer and at least half of it; single
// characters are held by too many words to mean anything.
func held(a, b string) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	return len([]rune(a)) > 1 && 2*len(a) >= len(b) && strings.Contains(b, a)
}

// swapped reports whether two words differ only in that two neighbours changed places.
func swapped(a, b string) bool {
	x, y := []rune(a), []rune(b)
	if len(x) != len(y) {
		return false
	}
	for i := range x {
		if x[i] != y[i] {
			return i+1 < len(x) && x[i] == y[i+1] && x[i+1] == y[i] && string(x[i+2:]) == string(y[i+2:])
		}
	}
	return false
}
