package jpeg

import "encoding/binary"

// write puts the file together.
func (w *writer) write(s *symbols) []byte {
	out := make([]byte, 0, s.size()+s.size()/64)
	out = append(out, 0xff, 0xd8)
	classes := 1
	if len(w.parts) > 1 {
		classes = 2
	}
	for i := range classes {
		out = append(out, 0xff, 0xdb, 0, 67, byte(i))
		for _, at := range zigzag {
			out = append(out, byte(s.tables[i][at]))
		}
	}
	out = w.appendFrame(out)
	for i := range 2 * classes {
		out = appendCodes(out, i, &s.codes[i])
	}
	return append(s.appendData(w.appendScan(out)), 0xff, 0xd9)
}

func (w *writer) appendFrame(out []byte) []byte {
	n := len(w.parts)
	out = append(out, 0xff, 0xc0, 0, byte(8+3*n), 8, byte(w.height>>8), byte(w.height), byte(w.width>>8), byte(w.width), byte(n))
	for i, p := range w.parts {
		table := byte(0)
		if p.chroma {
			table = 1
		}
		out = append(out, byte(i+1), byte(p.sampling<<4|p.sampling), table)
	}
	return out
}

func appendCodes(out []byte, class int, c *codes) []byte {
	out = append(out, 0xff, 0xc4)
	out = binary.BigEndian.AppendUint16(out, uint16(19+len(c.symbols)))
	out = append(out, byte(class&1<<4|class>>1))
	out = append(out, c.counts[1:]...)
	return append(out, c.symbols...)
}

func (w *writer) appendScan(out []byte) []byte {
	n := len(w.parts)
	out = append(out, 0xff, 0xda, 0, byte(6+2*n), byte(n))
	for i, p := range w.parts {
		tables := byte(0)
		if p.chroma {
			tables = 0x11
		}
		out = append(out, byte(i+1), tables)
	}
	return append(out, 0, 63, 0)
}

// appendData writes the coded symbols, the first bit of each byte first, and fills up with ones.
func (s *symbols) appendData(out []byte) []byte {
	bits, count := uint64(0), 0
	for _, e := range s.stream {
		class, symbol := e>>8&3, e&0xff
		size := int(e & 15)
		length := int(s.codes[class].length[symbol])
		bits = bits<<length | uint64(s.codes[class].code[symbol])
		bits = bits<<size | uint64(e>>16)
		for count += length + size; count >= 32; count -= 32 {
			out = appendStuffed(out, uint32(bits>>(count-32)))
		}
	}
	fill := -count & 7
	bits, count = bits<<fill|(1<<fill-1), count+fill
	for ; count > 0; count -= 8 {
		b := byte(bits >> (count - 8))
		if out = append(out, b); b == 0xff {
			out = append(out, 0)
		}
	}
	return out
}

// appendStuffed writes four bytes, and a zero after each that would begin a marker.
func appendStuffed(out []byte, word uint32) []byte {
	if inverse := ^word; (inverse-0x01010101)&word&0x80808080 == 0 {
		return binary.BigEndian.AppendUint32(out, word)
	}
	for shift := 24; shift >= 0; shift -= 8 {
		b := byte(word >> shift)
		if out = append(out, b); b == 0xff {
			out = append(out, 0)
		}
	}
	return out
}
