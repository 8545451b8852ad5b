package search

import "math/bits"

// The shards are bit streams written as text: thirteen bits become two of the 93 printable ASCII
// characters other than " and \, so that a shard is a plain string literal that no editor, server
// or proxy can harm, and costs 1.23 bytes for each byte of bits (base64: 1.33).

const (
	armourBits = 13
	armourBase = 93
)

// armourPairs are the two characters of every 13-bit value.
var armourPairs = func() (pairs [1 << armourBits][2]byte) {
	for v := range pairs {
		pairs[v] = [2]byte{armourByte(v / armourBase), armourByte(v % armourBase)}
	}
	return pairs
}()

func armourByte(v int) byte {
	c := v + ' '
	if c >= '"' {
		c++
	}
	if c >= '\\' {
		c++
	}
	return byte(c)
}

// bitWriter appends bits, most significant first, to an armoured text.
type bitWriter struct {
	out     []byte
	pending uint64
	n       uint // bits pending, at most 31 between calls
}

// write appends the n (at most 32) low bits of v, which has no others.
func (w *bitWriter) write(v uint32, n uint) {
	w.pending = w.pending<<n | uint64(v)
	if w.n += n; w.n >= 32 {
		w.flush()
	}
}

// flush writes whole groups of pending bits.
func (w *bitWriter) flush() {
	for w.n >= armourBits {
		w.n -= armourBits
		pair := &armourPairs[w.pending>>w.n&(1<<armourBits-1)]
		w.out = append(w.out, pair[0], pair[1])
	}
}

// golomb appends v in the exponential Golomb code of order k: short for small numbers, never long.
func (w *bitWriter) golomb(v uint32, k uint) {
	v += 1 << k
	n := bitLength(v)
	if zeros := n - 1 - k; zeros+n <= 32 {
		w.write(v, zeros+n)
	} else {
		w.write(0, zeros)
		w.write(v, n)
	}
}

// rice appends v in the Rice code with parameter k, the best there is for gaps between random
// documents.
func (w *bitWriter) rice(v uint32, k uint) {
	q := uint(v >> k)
	for ; q+1+k > 32; q-- {
		w.write(0, 1)
	}
	w.write(1<<k|v&(1<<k-1), q+1+k)
}

// bytes ends the stream and returns its text.
func (w *bitWriter) bytes() []byte {
	w.flush()
	if w.n > 0 {
		w.write(0, armourBits-w.n)
		w.flush()
	}
	return w.out
}

func bitLength(v uint32) uint { return uint(bits.Len32(v)) }
