package jpeg

import (
	"math"
	"math/bits"
)

// symbols is a photo quantised at one quality: what is to be written, before codes are chosen.
type symbols struct {
	tables [2][64]int32 // quantisation of luma and chroma, in natural order
	// stream has an entry for each symbol: the value bits after it (upper half), the class of its
	// code (next byte: 0 and 1 for DC and AC of luma, 2 and 3 of chroma) and the symbol.
	stream []uint32
	counts [4][256]int32
	codes  [4]codes
	bits   int
}

// size is how many bytes the photo will take, but for the zero bytes after each 0xff of its data.
func (s *symbols) size() int { return s.bits/8 + 700 }

// quantise makes the symbols of the photo at a quality, without what is fainter than faint sixteenths of a
// step.
func (w *writer) quantise(quality, faint int) *symbols {
	s := &symbols{tables: [2][64]int32{scaledTable(&lumaTable, quality), scaledTable(&chromaTable, quality)}}
	divisors := [2]divisor{newDivisor(&s.tables[0], faint), newDivisor(&s.tables[1], faint)}
	s.stream = make([]uint32, 0, w.mcus*len(w.order)*12)
	var last [3]int32
	var next [3]int
	for range w.mcus {
		for _, i := range w.order {
			p := &w.parts[i]
			class := 0
			if p.chroma {
				class = 1
			}
			block := (*[64]int16)(p.blocks[next[i]:])
			next[i] += 64
			last[i] = s.block(block, &divisors[class], last[i], uint32(class)<<1)
		}
	}
	s.count()
	return s
}

// divisor divides coefficients, which are 8 times too large, by a table's steps, rounding, with a
// multiplication. It is in zigzag order.
type divisor struct {
	half, inverse [64]uint32
	small         [64]uint16 // the largest that becomes 0
}

// rounded is the faintness, in sixteenths of a step, at which nothing is left out that rounding keeps.
const rounded = 8

func newDivisor(table *[64]int32, faint int) (d divisor) {
	for k, at := range zigzag {
		step := uint32(table[at]) * 8
		d.half[k] = step / 2
		d.inverse[k] = (1<<31 + step - 1) / step
		d.small[k] = uint16(min(step*uint32(faint)/16-1, math.MaxInt16))
	}
	return d
}

// quotient is the k-th coefficient in steps.
func (d *divisor) quotient(k int, v int16) int32 {
	sign := int32(v) >> 31
	size := uint32((int32(v) ^ sign) - sign)
	q := int32(uint64(size+d.half[k&63]) * uint64(d.inverse[k&63]) >> 31)
	return (q ^ sign) - sign
}

// block turns a block into symbols and returns its DC level (T.81, F.1.2).
func (s *symbols) block(block *[64]int16, d *divisor, last int32, class uint32) int32 {
	dc := d.quotient(0, block[0])
	size, value := category(dc - last)
	s.stream = append(s.stream, value<<16|class<<8|size)
	class |= 1
	run := uint32(0)
	for k := 1; k < 64; k++ {
		v := block[zigzag[k]&63]
		if uint16(v)+d.small[k] <= 2*d.small[k] { // most are so near 0 that they become it
			run++
			continue
		}
		q := d.quotient(k, v)
		for ; run > 15; run -= 16 {
			s.stream = append(s.stream, class<<8|0xf0)
		}
		size, value := category(q)
		s.stream = append(s.stream, value<<16|class<<8|run<<4|size)
		run = 0
	}
	if run > 0 {
		s.stream = append(s.stream, class<<8)
	}
	return dc
}

// category is how many bits a value takes, and those bits.
func category(v int32) (size, value uint32) {
	sign := v >> 31
	size = uint32(bits.Len32(uint32((v ^ sign) - sign)))
	return size, uint32(v+sign) & (1<<size - 1)
}

// count chooses the codes and adds up what they take.
func (s *symbols) count() {
	for _, e := range s.stream {
		s.counts[e>>8&3][e&0xff]++
		s.bits += int(e & 15)
	}
	for i := range s.codes {
		s.codes[i] = shortestCodes(&s.counts[i])
		for symbol, n := range s.counts[i] {
			s.bits += int(n) * int(s.codes[i].length[symbol])
		}
	}
}
