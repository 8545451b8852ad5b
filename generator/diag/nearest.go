package diag

import (
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the candidate that word was most likely meant to be, or "" when none is near: at
// most a third of the characters may differ, but one is always forgiven. The case of letters does
// not matter, and two neighbours that changed places (titel) count as one. Ties go to the earlier
// candidate.
func Nearest(word string, candidates []string) string {
	word = strings.ToLower(word)
	forgiven := max(len([]rune(word))/3, 1)
	best, bestDistance := "", forgiven+1
	for _, c := range candidates {
		lower := strings.ToLower(c)
		d := levenshtein.ComputeDistance(word, lower)
		if d > 1 && d <= forgiven+1 {
			d = swappedBack(word, lower, d)
		}
		if d > forgiven && held(word, lower) {
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

// swappedBack is the distance d of two words, or a smaller one when two neighbours of a are put
// into the order that b has them in; doing so is one mistake.
func swappedBack(a, b string, d int) int {
	x := []rune(a)
	for i := range len(x) - 1 {
		if x[i] == x[i+1] || !strings.Contains(b, string(x[i+1])+string(x[i])) {
			continue
		}
		x[i], x[i+1] = x[i+1], x[i]
		d = min(d, 1+levenshtein.ComputeDistance(string(x), b))
		x[i], x[i+1] = x[i+1], x[i]
	}
	return d
}
