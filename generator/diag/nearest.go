package diag

import "github.com/agnivade/levenshtein"

// Nearest returns the candidate that word was most likely meant to be, or "" when none is near:
// at most a third of the characters may differ, but one in a short word and two (a pair swapped)
// from four characters on are always forgiven. Ties go to the earlier one.
func Nearest(word string, candidates []string) string {
	runes := len([]rune(word))
	forgiven := max(runes/3, 1)
	if runes >= 4 {
		forgiven = max(forgiven, 2)
	}
	best, bestDistance := "", forgiven+1
	for _, c := range candidates {
		if d := levenshtein.ComputeDistance(word, c); d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best
}
