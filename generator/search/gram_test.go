package search

import (
	"strings"
	"testing"
	"unicode/utf16"
)

// What makes the index exact: wherever a query stands in a text, the text has every gram that is
// looked up for the query, as far as the query tells it.
func FuzzGrams(f *testing.F) {
	m := trainModel(nil)
	f.Add("构建以“党支部+群团组织”为骨架的 1+1+N 体系", 3, 20)
	f.Add("wi-fi，5G党建：85%", 0, 9)
	f.Add("abcabd", 1, 3)
	f.Add("𝐀😀党", 0, 4)
	f.Fuzz(func(t *testing.T, s string, from, to int) {
		text := []rune(Fold(s))
		if from < 0 || from > to || to > len(text) {
			return
		}
		var set gramSet
		set.next()
		set.add(appendClean(nil, s), textRank)
		query := string(text[from:to])
		for _, g := range m.grams([]string{query}) {
			unknown := uint(successorBits) - g.known
			found := false
			for _, have := range set.found {
				found = found || have>>rankBits>>unknown == g.gram>>unknown
			}
			if !found {
				t.Errorf("%q stands in %q, which lacks its gram %x (%d bits known)", query, string(text), g.gram, g.known)
			}
		}
	})
}

func TestGramSetKeepsTheBestRank(t *testing.T) {
	var set gramSet
	set.next()
	set.add(utf16.Encode([]rune("党建")), termRank)
	set.add(utf16.Encode([]rune("党建"+strings.Repeat("支部工作", 50))), textRank)
	for _, g := range set.found {
		if gram := g >> rankBits; gram == makeGram('党', '建', 0) && rank(g&7) != termRank {
			t.Errorf("rank %d, want %d", g&7, termRank)
		}
	}
	// 党建 ends one text and goes on in the other, so 建 has two grams, and 作, which repeats before 支
	// and ends, has two; 党, 支, 部 and 工 have one each.
	if len(set.found) != 8 {
		t.Errorf("%d grams, want 8", len(set.found))
	}
}
