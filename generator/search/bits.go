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

// bitWriter collects bits, most significant first.
type bitWriter struct {
	words   []uint32
	pending uint64
	n       uint // bits pending, at most 31 between calls
}

// reset begins anew.
func (w *bitWriter) reset() { w.words, w.pending, w.n = w.words[:0], 0, 0 }

// write appends the n (at most 32) low bits of v, which has no others.
func (w *bitWriter) write(v uint32, n uint) {
	w.pending = w.pending<<(n&63) | uint64(v)
	if w.n += n; w.n >= 32 {
		w.n -= 32
		w.words = append(w.words, uint32(w.pending>>(w.n&63)))
	}
}

// size is how many bits were written.
func (w *bitWriter) size() int { return len(w.words)*32 + int(w.n) }

// append appends what another has.
func (w *bitWriter) append(other *bitWriter) {
	for _, word := range other.words {
		w.write(word, 32)
	}
	w.write(uint32(other.pending&(1<<other.n-1)), other.n)
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

// numbers appends the gaps between the numbers of listings in the Rice code with parameter k: rice, for what
// most of an index is. It returns how many of them have a rank.
func (w *bitWriter) numbers(l []listing, k uint) (ranked int) {
	pending, n, next := w.pending, w.n, uint32(0)
	one, mask := uint32(1)<<(k&31), uint32(1)<<(k&31)-1
	for _, x := range l {
		gap := x.number() - next
		next = x.number() + 1
		ranked += int(x.rank()+(1<<rankBits-1)) >> rankBits
		size := uint(gap>>(k&31)) + 1 + k
		if size > 32 {
			w.pending, w.n = pending, n
			w.rice(gap, k)
			pending, n = w.pending, w.n
			continue
		}
		pending = pending<<size | uint64(one|gap&mask)
		if n += size; n >= 32 {
			n -= 32
			w.words = append(w.words, uint32(pending>>(n&63)))
		}
	}
	w.pending, w.n = pending, n
	return ranked
}

// text returns the stream armoured. The bits stay as they are.
func (w *bitWriter) text() []byte {
	out := make([]byte, 0, (w.size()+armourBits-1)/armourBits*2)
	held, n := uint64(0), uint(0)
	for _, word := range w.words {
		held = held<<32 | uint64(word)
		for n += 32; n >= 2*armourBits; {
			n -= 2 * armourBits
			two := held >> (n & 63)
			out = binary.LittleEndian.AppendUint32(out,
				uint32(armourPairs[two>>armourBits&(1<<armourBits-1)])|uint32(armourPairs[two&(1<<armourBits-1)])<<16)
		}
	}
	held, n = held<<w.n|w.pending&(1<<w.n-1), n+w.n
	for n > 0 {
		last := min(n, armourBits)
		n -= last
		out = binary.LittleEndian.AppendUint16(out, armourPairs[held>>n<<(armourBits-last)&(1<<armourBits-1)])
	}
	return out
}

func bitLength(v uint32) uint { return uint(bits.Len32(v)) }
