package diag

import (
	"path"
	"strings"

	"github.com/agnivade/levenshtein"
)

// Nearest returns the candidate that word was most likely meant to be, or "" when none is near: at
// most a third of the characters may differ, but one is always forgiven. The case of letters does
// not matter, and two neighbours that changed places (titel) count as one. An ending that two names of
// files share (.jpg) does not count. Ties go to the earlier candidate.
func Nearest(word string, candidates []string) string {
	whole := strings.ToLower(word)
	best, bestDistance := "", len(whole)+1
	for _, c := range candidates {
		word, lower := withoutEnding(whole, strings.ToLower(c))
		forgiven := max(len([]rune(word))/3, 1)
		d := levenshtein.ComputeDistance(word, lower)
		if d > 1 && d <= forgiven+1 {
			d = swappedBack(word, lower, d)
		}
		if d > forgiven && held(word, lower) {
			d = forgiven
		}
		if d <= forgiven && d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}

// withoutEnding returns two names without the ending that both have, if any.
func withoutEnding(a, b string) (string, string) {
	if ext := path.Ext(a); ext != "" && len(ext) < len(a) && path.Ext(b) == ext {
		return strings.TrimSuffix(a, ext), strings.TrimSuffix(b, ext)
	}
	return a, b
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
