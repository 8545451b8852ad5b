package search

import (
	"cmp"
	"slices"
)

// codeLimit is the longest code in bits.
const codeLimit = 16

// symbolCount is how often a symbol is expected.
type symbolCount struct {
	symbol uint32
	count  int
}

// codeWord is the code of one symbol.
type codeWord struct {
	symbol uint32
	bits   uint16
	length uint8
}

// canonicalCode returns the best prefix code for the counts, none longer than codeLimit, in canonical
// order: by length, then by symbol. It depends on the counts alone, and needs at least two symbols.
func canonicalCode(counts []symbolCount) []codeWord {
	counts = slices.Clone(counts)
	slices.SortFunc(counts, func(a, b symbolCount) int {
		return cmp.Or(-cmp.Compare(a.count, b.count), cmp.Compare(a.symbol, b.symbol))
	})
	words := make([]codeWord, len(counts))
	for i, length := range codeLengths(counts) {
		words[i] = codeWord{symbol: counts[i].symbol, length: length}
	}
	sortCanonical(words)
	number(words)
	return words
}

func sortCanonical(words []codeWord) {
	slices.SortFunc(words, func(a, b codeWord) int {
		return cmp.Or(cmp.Compare(a.length, b.length), cmp.Compare(a.symbol, b.symbol))
	})
}

// number gives words in canonical order their bits.
func number(words []codeWord) {
	next, length := 0, uint8(0)
	for i := range words {
		next <<= words[i].length - length
		length = words[i].length
		words[i].bits = uint16(next)
		next++
	}
}

// codeLengths returns the code length of each symbol of counts, which falls: Huffman's two queues,
// then lengths beyond the limit are taken back until Kraft's sum fits.
func codeLengths(counts []symbolCount) []uint8 {
	n := len(counts)
	weight, parent := make([]int, 2*n-1), make([]int, 2*n-1)
	for i := range counts {
		weight[i] = counts[n-1-i].count // rising
	}
	leaf, inner := 0, n
	for next := n; next < 2*n-1; next++ {
		for range 2 {
			lightest := &leaf
			if leaf == n || inner < next && weight[inner] < weight[leaf] {
				lightest = &inner
			}
			weight[next] += weight[*lightest]
			parent[*lightest] = next
			*lightest++
		}
	}
	depth := make([]int, 2*n-1)
	for i := 2*n - 3; i >= 0; i-- {
		depth[i] = depth[parent[i]] + 1
	}
	return limitLengths(depth[:n])
}

// limitLengths turns depths, falling, into code lengths, rising, of at most codeLimit bits.
func limitLengths(depths []int) []uint8 {
	lengths := make([]uint8, len(depths))
	spent := 0 // Kraft's sum in units of the shortest share
	for i, d := range depths {
		l := min(d, codeLimit)
		lengths[len(depths)-1-i] = uint8(l)
		spent += 1 << (codeLimit - l)
	}
	for i := len(lengths) - 1; spent > 1<<codeLimit; i-- {
		for lengths[i] < codeLimit && spent > 1<<codeLimit {
			lengths[i]++
			spent -= 1 << (codeLimit - lengths[i])
		}
	}
	slices.Sort(lengths)
	return lengths
}
