package jpeg

import "encoding/binary"

// lookBits is how many bits are looked up at once. Most codes and the values after them are shorter.
const lookBits = 10

// huffman is a table of codes. look has an entry for each possible beginning: the length of the code
// (low four bits), its length with the value that follows (next four), the symbol (next byte) and
// the value (upper half). A value is never 0: 0 says that it is not wholly inside the bits looked at.
// An entry of 0 stands for a longer code.
type huffman struct {
	look    [1 << lookBits]uint32
	first   [17]int32 // the first code of each length
	end     [17]int32 // one beyond the last code of each length
	offset  [17]int32 // where the symbols of each length begin, minus first
	symbols []byte
}

// readHuffman reads the tables of a DHT segment.
func (d *decoder) readHuffman(b []byte) error {
	for len(b) > 0 {
		if len(b) < 17 || b[0]&0x0f > 3 || b[0]>>4 > 1 {
			return ErrDamaged
		}
		n := 0
		for _, c := range b[1:17] {
			n += int(c)
		}
		if n == 0 || n > 256 || len(b) < 17+n {
			return ErrDamaged
		}
		table, err := newHuffman(b[1:17], b[17:17+n])
		if err != nil {
			return err
		}
		if b[0]>>4 == 0 {
			d.dc[b[0]&3] = table
		} else {
			d.ac[b[0]&3] = table
		}
		b = b[17+n:]
	}
	return nil
}

// newHuffman builds a table from the number of codes of each length and the symbols.
func newHuffman(counts, symbols []byte) (*huffman, error) {
	h := &huffman{symbols: symbols}
	code, used := int32(0), 0
	for length := 1; length <= 16; length++ {
		n := int32(counts[length-1])
		h.first[length], h.end[length] = code, code+n
		h.offset[length] = int32(used) - code
		if code+n > 1<<length {
			return nil, ErrDamaged
		}
		for range n {
			if length <= lookBits {
				h.fill(uint32(code), length, symbols[used])
			}
			code++
			used++
		}
		code <<= 1
	}
	return h, nil
}

// fill enters one code into look, once for each way in which the bits after it can continue.
func (h *huffman) fill(code uint32, length int, symbol byte) {
	spare := lookBits - length
	size := int(symbol & 15)
	for rest := range uint32(1) << spare {
		entry := uint32(length) | uint32(symbol)<<8
		if size > 0 && size <= spare {
			value := extend(int32(rest>>(spare-size)), size)
			entry |= uint32(length+size)<<4 | uint32(value)<<16
		}
		h.look[code<<spare|rest] = entry
	}
}

// extend turns the bits of a value into the value (T.81, F.2.2.1).
func extend(bits int32, size int) int32 {
	if bits < 1<<(size-1) {
		return bits - 1<<size + 1
	}
	return bits
}

// long finds a code of more than lookBits bits on top of bits.
func (h *huffman) long(bits uint64) (symbol byte, length int, ok bool) {
	for length = lookBits + 1; length <= 16; length++ {
		code := int32(bits >> (64 - length))
		if code >= h.first[length] && code < h.end[length] {
			return h.symbols[h.offset[length]+code], length, true
		}
	}
	return 0, 0, false
}

// refill brings bits up to at least 48, unless the coded data ends. Bits beyond the end are zeros
// and make count negative once they are used.
func (d *decoder) refill() {
	if d.at+8 <= len(d.data) {
		v := binary.BigEndian.Uint64(d.data[d.at:])
		inverse := ^v
		if (inverse-0x0101010101010101)&v&0x8080808080808080 == 0 { // no byte of v is 0xff
			// A byte that fits only in part is taken again next time, onto the same bits.
			d.bits |= v >> d.count
			taken := (63 - d.count) >> 3
			d.at += taken
			d.count += taken << 3
			return
		}
	}
	for d.count <= 56 && !d.ended {
		d.refillByte()
	}
}

// refillByte takes one byte and stops before a marker.
func (d *decoder) refillByte() {
	if d.at >= len(d.data) {
		d.ended = true
		return
	}
	b := d.data[d.at]
	if b == 0xff {
		if d.at+1 >= len(d.data) || d.data[d.at+1] != 0 {
			d.ended = true
			return
		}
		d.at++
	}
	d.at++
	d.bits |= uint64(b) << (56 - d.count)
	d.count += 8
}

// need makes sure that a code and a value (at most 31 bits) can be read.
func (d *decoder) need() {
	if d.count < 32 && !d.ended {
		d.refill()
	}
}

// take reads n bits, at most 16, which need has made sure of.
func (d *decoder) take(n int) int32 {
	v := int32(d.bits >> (64 - n))
	d.bits <<= n
	d.count -= n
	return v
}

// symbol reads one code.
func (d *decoder) symbol(h *huffman) (byte, error) {
	d.need()
	if e := h.look[d.bits>>(64-lookBits)]; e != 0 {
		d.bits <<= e & 15
		d.count -= int(e & 15)
		return byte(e >> 8), nil
	}
	symbol, length, ok := h.long(d.bits)
	if !ok {
		return 0, d.starved(ErrDamaged)
	}
	d.bits <<= length
	d.count -= length
	return symbol, nil
}

// starved tells data that stops from data that is wrong.
func (d *decoder) starved(otherwise error) error {
	if d.ended && d.at+1 >= len(d.data) {
		return ErrTruncated
	}
	return otherwise
}
