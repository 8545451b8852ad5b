package search

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// plainFind says what find finds, unit by unit.
func plainFind(m *matcher, i int) (best match) {
	same := func(a, b []uint16) (n int) {
		for n < min(len(a), len(b), longestMatch) && a[n] == b[n] {
			n++
		}
		return n
	}
	rest := m.text[i:]
	if len(rest) < shortestPhrase {
		return best
	}
	if p := m.phrases.head[tripleHash(rest)]; true {
		if l := same(m.phrases.text[p:], rest); l >= shortestPhrase {
			best = match{length: uint16(l), slot: phraseSlots, offset: uint32(p)}
		}
	}
	if distance := uint16(i) - m.head[pairHash(rest[0], rest[1])]; distance != 0 {
		if l := same(m.text[i-int(distance):], rest); l > int(best.length) {
			best = match{length: uint16(l), offset: uint32(distance - 1)}
		}
	}
	return best
}

// TestFindLooksAtEveryUnit: looking at four units at once finds what looking at each does, to the last one and at the
// edge of the phrases, also where the units are those that stand behind the edge.
func TestFindLooksAtEveryUnit(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	random := func(n, kinds int) []uint16 {
		text := make([]uint16, n)
		for i := range text {
			text[i] = uint16(r.IntN(kinds))
		}
		return text
	}
	for round := range 600 {
		kinds := 1 + r.IntN(6)
		phrases, text := random(r.IntN(12), kinds), random(r.IntN(60), kinds)
		if round == 0 {
			text = random(3<<16, 2) // places are remembered by 16 bits
		}
		if at := r.IntN(len(text) + 1); len(phrases) < len(text)-at {
			copy(text[at:], phrases)
		}
		var m matcher
		m.reset(newPhraseIndex(slices.Clip(phrases)), slices.Clip(text))
		for i := range text {
			want := plainFind(&m, i)
			if got := m.find(i); got != want {
				t.Fatalf("phrases %v, text of %d %v: at %d %v, not %v", phrases, len(text), text[:min(len(text), 60)], i, got, want)
			}
		}
	}
}
