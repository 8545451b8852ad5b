package search

import "encoding/binary"

// rowGroup is what shards are made of together: the rows that share their first bits, with as many
// buckets of every segment.
type rowGroup struct {
	grid    grid
	number  int
	pages   int // of the whole index
	buckets []bucket
}

// groupBits is the number of bits that name a group.
func (g grid) groupBits() uint { return min(g.rowBits, bucketBits) }

// bucketsOf are the first bucket of a group and the one after its last.
func (g grid) bucketsOf(group int) (from, to int) {
	per := 1 << (bucketBits - g.groupBits())
	return group * per, (group + 1) * per
}

// shards is how many shards the group has; they follow those of the groups before it.
func (g *rowGroup) shards() int { return g.grid.shards() >> g.grid.groupBits() }

// listing is a document's number and, below it, the rank of the field in which a gram stands.
type listing uint32

func (l listing) number() uint32 { return uint32(l) >> rankBits }
func (l listing) rank() rank     { return rank(l & (1<<rankBits - 1)) }

// posting is a listing with, between its number and its rank, the bits of the gram's successors that its
// shard does not imply: eight from 128 documents on, so that there is room for two million.
type posting uint32

func (p posting) listing(restBits uint) listing {
	return listing(p>>((rankBits+restBits)&31)<<rankBits | p&(1<<rankBits-1))
}

// postings yields the grams of the group with their listings, bucket by bucket; those of one gram come
// in document order. A gram is without the bits that all of the group share.
func (g *rowGroup) postings(use func(number, high uint32, entries []byte)) {
	for i, b := range g.buckets {
		number := uint32(0)
		for _, piece := range b {
			for ; len(piece) > 0; number++ {
				n, size := uint64(piece[0]), 1
				if n >= 0x80 {
					n, size = binary.Uvarint(piece)
				}
				end := size + int(n)*entryBytes
				if n > 0 {
					use(number, uint32(i)<<bucketRest, piece[size:end])
				}
				piece = piece[end:]
			}
		}
	}
}

// entryAt is the first entry: the gram's part and its rank.
func entryAt(entries []byte) (gram uint32, r rank) {
	_ = entries[entryBytes-1]
	entry := uint32(entries[0])<<16 | uint32(entries[1])<<8 | uint32(entries[2])
	return entry >> rankBits, rank(entry & (1<<rankBits - 1))
}
