package search

import (
	"encoding/binary"
	"slices"
)

// postings are those of one shard, in the order of their first characters and of each in the order of the
// documents: all that its text is made from, but for the number of pages.
type postings struct {
	starts []uint32 // of each first character, where its postings begin, and the end
	list   []posting
}

// postingsFormat changes when what a store has of the postings of a shard does.
const postingsFormat = "postings 1"

// appendTo writes them as a store has them: of each first character that has any, the distance from the one
// before, the number of its postings and each of these, as the distance from the document before, the rest of
// the gram and whether a rank other than textRank follows. Most take two bytes.
func (p postings) appendTo(b []byte, restBits uint) []byte {
	last, width, rest := -1, (rankBits+restBits)&31, uint32(1)<<restBits-1
	for first, to := range p.starts[1:] {
		from := p.starts[first]
		if from == to {
			continue
		}
		b = binary.AppendUvarint(b, uint64(first-last))
		b = binary.AppendUvarint(b, uint64(to-from))
		last = first
		before := uint32(0)
		for _, x := range p.list[from:to] {
			number, r := uint32(x)>>width, byte(x&(1<<rankBits-1))
			v := (number-before)<<((restBits+1)&31) | uint32(x)>>rankBits&rest<<1
			before = number
			if r != byte(textRank) {
				v |= 1
			}
			for ; v >= 0x80; v >>= 7 {
				b = append(b, byte(v)|0x80)
			}
			if b = append(b, byte(v)); r != byte(textRank) {
				b = append(b, r)
			}
		}
	}
	return b
}

// equal reports whether both have the same, in lists that begin where the postings do.
func (p postings) equal(q postings) bool {
	return slices.Equal(p.starts, q.starts) && slices.Equal(p.list, q.list)
}

// read reads what appendTo wrote of so many first characters, and reports whether it did.
func (p *postings) read(b []byte, firsts int, restBits uint) bool {
	p.starts, p.list = room(p.starts, firsts+1), p.list[:0]
	next, width, rest := 0, (rankBits+restBits)&31, uint32(1)<<restBits-1
	for len(b) > 0 {
		distance, n := binary.Uvarint(b)
		if n <= 0 || distance == 0 || distance > uint64(firsts-next) {
			return false
		}
		b = b[n:]
		count, n := binary.Uvarint(b)
		if n <= 0 || count > uint64(len(b)) {
			return false
		}
		b = b[n:]
		for range distance {
			p.starts[next] = uint32(len(p.list))
			next++
		}
		before := uint32(0)
		for range count {
			v, shift, i := uint32(0), 0, 0
			for ; i < len(b) && b[i] >= 0x80; i++ {
				v |= uint32(b[i]&0x7F) << (shift & 31)
				shift += 7
			}
			if i == len(b) {
				return false
			}
			v |= uint32(b[i]) << (shift & 31)
			b = b[i+1:]
			r := uint32(textRank)
			if v&1 == 1 {
				if len(b) == 0 {
					return false
				}
				r, b = uint32(b[0]), b[1:]
			}
			before += v >> ((restBits + 1) & 31)
			p.list = append(p.list, posting(before<<width|v>>1&rest<<rankBits|r))
		}
	}
	for ; next <= firsts; next++ {
		p.starts[next] = uint32(len(p.list))
	}
	return true
}
