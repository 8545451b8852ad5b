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
		b = slices.Grow(b, int(to-from)*(binary.MaxVarintLen32+1))
		free, n := b[len(b):cap(b)], 0
		for _, x := range p.list[from:to] {
			number, r := uint32(x)>>width, byte(x&(1<<rankBits-1))
			v := (number-before)<<((restBits+1)&31) | uint32(x)>>rankBits&rest<<1
			before = number
			if r != byte(textRank) {
				v |= 1
			}
			if v-0x80 < 1<<14-0x80 {
				binary.LittleEndian.PutUint16(free[n:], uint16(v&0x7F|0x80|v>>7<<8))
				n += 2
			} else {
				n += binary.PutUvarint(free[n:], uint64(v))
			}
			if r != byte(textRank) {
				free[n] = r
				n++
			}
		}
		b = b[:len(b)+n]
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
	next := 0
	for at := 0; at < len(b); {
		distance, n := binary.Uvarint(b[at:])
		if n <= 0 || distance == 0 || distance > uint64(firsts-next) {
			return false
		}
		at += n
		count, n := binary.Uvarint(b[at:])
		if n <= 0 || count > uint64(len(b)-at) {
			return false
		}
		for range distance {
			p.starts[next] = uint32(len(p.list))
			next++
		}
		if at = p.readFirst(b, at+n, int(count), restBits); at < 0 {
			return false
		}
	}
	for ; next <= firsts; next++ {
		p.starts[next] = uint32(len(p.list))
	}
	return true
}

// readFirst reads the postings of one first character, from at on, and says where they end; -1 when they do not.
func (p *postings) readFirst(b []byte, at, count int, restBits uint) int {
	before, width, rest := uint32(0), (rankBits+restBits)&31, uint32(1)<<restBits-1
	from := len(p.list)
	p.list = slices.Grow(p.list, count)[:from+count]
	list := p.list[from:]
	for i := range list {
		if at >= len(b) {
			return -1
		}
		v, r := uint32(b[at]), uint32(textRank)
		at++
		for shift := 7; v>>(shift&31)&1 == 1; shift += 7 {
			if at >= len(b) {
				return -1
			}
			v ^= 1<<(shift&31) ^ uint32(b[at])<<(shift&31)
			at++
		}
		if v&1 == 1 {
			if at >= len(b) {
				return -1
			}
			r = uint32(b[at])
			at++
		}
		before += v >> ((restBits + 1) & 31)
		list[i] = posting(before<<width | v>>1&rest<<rankBits | r)
	}
	return at
}
