package search

import (
	"encoding/binary"
	"math/bits"
)

// The shards are bit streams written as text: thirteen bits become two of the 93 printable ASCII
// characters other than " and \, so that a shard is a plain string literal that no editor, server
// or proxy can harm, and costs 1.23 bytes for each byte of bits (base64: 1.33).

const (
	armourBits = 13
	armourBase = 93
)

// armourPairs are the two characters of every 13-bit value, the first in the low byte.
var armourPairs = func() (pairs [1 << armourBits]uint16) {
	for v := range pairs {
		pairs[v] = uint16(armourByte(v/armourBase)) | uint16(armourByte(v%armourBase))<<8
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
	w.pending = w.pending<<(n&63) | uint64(v)
	if w.n += n; w.n >= 32 {
		w.flush()
	}
}

// flush writes whole groups of pending bits.
//
//go:noinline
func (w *bitWriter) flush() {
	for w.n >= 2*armourBits {
		w.n -= 2 * armourBits
		two := w.pending >> (w.n & 63)
		w.out = binary.LittleEndian.AppendUint32(w.out,
			uint32(armourPairs[two>>armourBits&(1<<armourBits-1)])|uint32(armourPairs[two&(1<<armourBits-1)])<<16)
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
	for w.n > 0 {
		last := min(w.n, armourBits)
		w.n -= last
		w.out = binary.LittleEndian.AppendUint16(w.out, armourPairs[w.pending>>w.n<<(armourBits-last)&(1<<armourBits-1)])
	}
	return w.out
}

func bitLength(v uint32) uint { return uint(bits.Len32(v)) }
