package site

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/diag"
)

// What one suggestion may cost: how many words are looked at, and how many of those are compared.
// A suggestion is only made for a mistake, but a site can have 10,000 mistakes and 10,000 names.
const (
	looksMost      = 256
	candidatesMost = 64
)

// nearest finds the word that a misspelt one was meant to be, among very many: only words that
// share the misspelt one's rarest characters are compared with it.
type nearest struct {
	words   []string
	lengths []int // in characters
	by      map[rune][]int
}

func newNearest(words []string) *nearest {
	words = slices.Clone(words)
	slices.Sort(words)
	n := &nearest{words: slices.Compact(words), by: map[rune][]int{}}
	for i, w := range n.words {
		n.lengths = append(n.lengths, utf8.RuneCountInString(w))
		for _, r := range w {
			if list := n.by[r]; len(list) == 0 || list[len(list)-1] != i {
				n.by[r] = append(list, i)
			}
		}
	}
	return n
}

// find returns the nearest word, else one that the word is a part of, else ""; only words that may be meant, all of
// them where may is nil.
func (n *nearest) find(word string, may func(string) bool) string {
	var near []string
	whole := ""
	length := utf8.RuneCountInString(word)
	for _, i := range n.sharing(word) {
		w := n.words[i]
		if may != nil && !may(w) {
			continue
		}
		if far := n.lengths[i] - length; max(far, -far) <= max(length/3, 2) && len(near) < candidatesMost {
			near = append(near, w)
		}
		if whole == "" && length > 1 && strings.Contains(w, word) {
			whole = w
		}
	}
	return cmp.Or(diag.Nearest(word, near), whole)
}

// holding returns the words that a word is a part of, of at least two characters.
func (n *nearest) holding(word string) (words []string) {
	if utf8.RuneCountInString(word) < 2 {
		return nil
	}
	for _, i := range n.sharing(word) {
		if strings.Contains(n.words[i], word) {
			words = append(words, n.words[i])
		}
	}
	return words
}

// sharing returns the words that share the word's rarest characters.
func (n *nearest) sharing(word string) []int {
	list := make([]int, 0, looksMost)
	for _, r := range n.rarest(word) {
		list = append(list, n.by[r][:min(len(n.by[r]), looksMost-len(list))]...)
	}
	slices.Sort(list)
	return slices.Compact(list)
}

// rarest returns the characters of a word that any word has, rarest first.
func (n *nearest) rarest(word string) []rune {
	var runes []rune
	for _, r := range word {
		if len(n.by[r]) > 0 && !slices.Contains(runes, r) {
			runes = append(runes, r)
		}
		if len(runes) == candidatesMost {
			break
		}
	}
	slices.SortFunc(runes, func(a, b rune) int {
		return cmp.Or(cmp.Compare(len(n.by[a]), len(n.by[b])), cmp.Compare(a, b))
	})
	return runes
}
