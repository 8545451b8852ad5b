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

// posting is a gram and a listing of it.
type posting uint64

const listingBits = 32

func (p posting) gram() uint32 { return uint32(p >> listingBits) }

// gather returns the postings of the group, in all if there is room. Those of one gram are in document
// order.
func (g *rowGroup) gather(all []posting) []posting {
	size := 0
	for _, b := range g.buckets {
		for _, piece := range b {
			size += len(piece) / entryBytes
		}
	}
	all = room(all, size)[:0]
	from, _ := g.grid.bucketsOf(g.number)
	for i, b := range g.buckets {
		all = b.postings(all, uint32(from+i)<<bucketRest)
	}
	return all
}

// postings appends those of a bucket, whose number is the highest bits of all its grams.
func (b bucket) postings(all []posting, high uint32) []posting {
	number := uint32(0)
	for _, piece := range b {
		for ; len(piece) > 0; number++ {
			n, size := binary.Uvarint(piece)
			entries := piece[size : size+int(n)*entryBytes]
			piece = piece[size+len(entries):]
			for ; len(entries) >= entryBytes; entries = entries[entryBytes:] {
				entry := uint32(entries[0])<<16 | uint32(entries[1])<<8 | uint32(entries[2])
				l := number<<rankBits | entry&(1<<rankBits-1)
				all = append(all, posting(high|entry>>rankBits)<<listingBits|posting(l))
			}
		}
	}
	return all
}
