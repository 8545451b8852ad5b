package search

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// What a store has of postings are the postings; what is cut short or damaged is refused or at least no panic.
func TestPostingsAreReadBack(t *testing.T) {
	rng := rand.New(rand.NewPCG(3, 3))
	for _, restBits := range []uint{8, 9, 12} {
		const firsts = 64
		p := postings{starts: []uint32{0}}
		for range firsts {
			number := uint32(0)
			for range rng.IntN(4) * rng.IntN(30) {
				number += uint32(rng.IntN(3) * rng.IntN(1<<uint(rng.IntN(12))))
				r := uint32(0)
				if rng.IntN(5) == 0 {
					r = uint32(rng.IntN(int(rankLimit) + 1))
				}
				p.list = append(p.list, posting(number<<(rankBits+restBits)|uint32(rng.IntN(1<<restBits))<<rankBits|r))
			}
			p.starts = append(p.starts, uint32(len(p.list)))
		}
		data := p.appendTo(nil, restBits)
		var got postings
		if !got.read(data, firsts, restBits) || !slices.Equal(got.list, p.list) || !slices.Equal(got.starts, p.starts) {
			t.Errorf("%d bits: other postings", restBits)
		}
		for n := range data {
			got.read(data[:n], firsts, restBits)
			damaged := slices.Clone(data)
			damaged[n] ^= 1 << rng.IntN(8)
			got.read(damaged, firsts, restBits)
		}
		if got.read(data, firsts/2, restBits) {
			t.Error("more first characters than there are")
		}
	}
}
