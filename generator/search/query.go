package search

import (
	"cmp"
	"regexp"
	"slices"
	"sync"
	"unicode/utf16"
)

// queryLimit is how many characters of a query are looked at, as the page then says: nobody types more,
// and what is pasted may be a whole article.
const queryLimit = 100

// wordPattern finds the words of a cleaned query: what stands between quotation marks, Chinese ones or
// not, the last of which may yet be to come, or between spaces. Marks inside a word are text: a visitor who
// pastes 按照“应建尽建”的原则 means them.
var wordPattern = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?:["＂]([^"＂]*)["＂]?|[“「『]([^”」』]*)[”」』]?)(?: |$)|([^ ]+)`)
})

// Words returns the words of a query, folded, each once: a page matches when it contains them all.
func Words(query string) []string {
	if runes := []rune(query); len(runes) > queryLimit {
		query = string(runes[:queryLimit])
	}
	var words []string
	for _, m := range wordPattern().FindAllStringSubmatch(Clean(query), -1) {
		w := Fold(m[1] + m[2] + m[3])
		if w != "" && !slices.Contains(words, w) {
			words = append(words, w)
		}
	}
	return words
}

// queryGram is a gram to look up.
type queryGram struct {
	gram   uint32
	known  uint // how many bits of its successors the query tells
	word   int  // the place of its word
	turn   int  // how many grams of the word go before it
	rarity int  // about how many bits of information it is
}

const (
	// gapRarity is how much rarer it is that two characters have just this punctuation between them.
	gapRarity = 4
	// escapeRarity is the rarity of a character without a code.
	escapeRarity = codeLimit + 2
)

// rarity is about how many bits of information a character is; 0 of none.
func (m *model) rarity(u uint16) int {
	switch n := m.token[u].length(); {
	case u == 0:
		return 0
	case n > 0:
		return int(n)
	}
	return escapeRarity
}

// gramsOf returns the grams of a word, the rarest first.
func (m *model) gramsOf(word string, place int) []queryGram {
	var grams []queryGram
	var unit, after, second, marks uint16 // going backwards: what follows, and what follows that
	for _, first := range slices.Backward(utf16.Encode([]rune(word))) {
		if !isWord(first) {
			marks = withMark(marks, first)
			continue
		}
		third := second
		second = follower(unit, marks)
		g := queryGram{gram: makeGram(first, second, third), word: place, rarity: m.rarity(first) + m.rarity(unit)}
		ascii := unit != 0 && first < 0x80 && second < 0x80
		switch {
		case unit == 0:
		case ascii && after == 0:
			g.known = asciiBits
		default:
			g.known = successorBits
		}
		if ascii {
			g.rarity += m.rarity(after)
		}
		if marks != 0 {
			g.rarity += gapRarity
		}
		grams = append(grams, g)
		unit, after, marks = first, unit, 0
	}
	slices.SortStableFunc(grams, func(a, b queryGram) int { return b.rarity - a.rarity })
	for i := range grams {
		grams[i].turn = i
	}
	return grams
}

// grams returns the grams of all words in the order in which they are looked up: every word gives
// its rarest before any gives another. A single character of which nothing more is known is only
// looked up when there is nothing else.
func (m *model) grams(words []string) []queryGram {
	var all []queryGram
	for i, w := range words {
		all = append(all, m.gramsOf(w, i)...)
	}
	if slices.ContainsFunc(all, func(g queryGram) bool { return g.known > 0 }) {
		all = slices.DeleteFunc(all, func(g queryGram) bool { return g.known == 0 })
	}
	slices.SortStableFunc(all, func(a, b queryGram) int {
		return cmp.Or(cmp.Compare(a.turn, b.turn), cmp.Compare(b.rarity, a.rarity))
	})
	return all
}
