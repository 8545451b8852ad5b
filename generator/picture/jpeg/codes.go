package jpeg

import "slices"

// codes are the Huffman codes of one class of symbols.
type codes struct {
	counts  [17]byte // how many codes there are of each length
	symbols []byte   // in the order of their codes
	code    [256]uint16
	length  [256]uint8
}

// shortestCodes makes the codes that write symbols of the given frequencies in the fewest bits, none
// longer than 16 bits and none all ones (T.81, K.2).
func shortestCodes(frequencies *[256]int32) codes {
	var c codes
	lengths := codeLengths(frequencies)
	order := make([]int, 0, 256)
	for symbol, n := range frequencies {
		if n > 0 {
			order = append(order, symbol)
		}
	}
	// The longer a code would be, the later it comes; limiting lengths keeps that order.
	slices.SortStableFunc(order, func(a, b int) int { return lengths[a] - lengths[b] })
	counts := limited(lengths)
	code, next := uint16(0), 0
	for length := 1; length <= 16; length++ {
		c.counts[length] = byte(counts[length])
		for range counts[length] {
			symbol := order[next]
			c.symbols = append(c.symbols, byte(symbol))
			c.code[symbol], c.length[symbol] = code, uint8(length)
			code++
			next++
		}
		code <<= 1
	}
	return c
}

// codeLengths joins the two rarest groups until one is left; each joining makes the codes of a
// group one bit longer. Symbol 256 stands for the code of all ones, which none may have.
func codeLengths(frequencies *[256]int32) (lengths [257]int) {
	var weight [257]int64
	var others [257]int // the next symbol of the same group, or -1
	for i := range weight {
		others[i] = -1
		if i < 256 {
			weight[i] = int64(frequencies[i])
		}
	}
	weight[256] = 1
	for {
		a, b := rarest(&weight)
		if b < 0 {
			return lengths
		}
		weight[a] += weight[b]
		weight[b] = 0
		lengths[a]++
		for others[a] >= 0 {
			a = others[a]
			lengths[a]++
		}
		others[a] = b
		lengths[b]++
		for others[b] >= 0 {
			b = others[b]
			lengths[b]++
		}
	}
}

// rarest finds the two groups of least weight; b is -1 when there is one left. Of equal ones the
// later symbol counts as rarer, so that symbol 256 gets one of the longest codes.
func rarest(weight *[257]int64) (a, b int) {
	a, b = -1, -1
	for i, w := range weight {
		switch {
		case w == 0:
		case a < 0 || w <= weight[a]:
			a, b = i, a
		case b < 0 || w <= weight[b]:
			b = i
		}
	}
	return a, b
}

// limited counts the codes of each length, none above 16, without symbol 256: two codes too long
// become one a bit shorter, and the room for the other is made by a shorter code, which gets longer.
func limited(lengths [257]int) (counts [258]int) {
	for _, n := range lengths {
		if n > 0 {
			counts[n]++
		}
	}
	for i := len(counts) - 1; i > 16; i-- {
		for counts[i] > 0 {
			j := i - 2
			for counts[j] == 0 {
				j--
			}
			counts[i] -= 2
			counts[i-1]++
			counts[j+1] += 2
			counts[j]--
		}
	}
	for i := 16; i > 0; i-- {
		if counts[i] > 0 {
			counts[i]-- // the code of all ones
			return counts
		}
	}
	return counts
}
