package search

// rowGroup is what shards are made of together: the rows that share their first bits, with as many
// buckets of every segment.
type rowGroup struct {
	grid     grid
	number   int
	pages    int // of the whole index
	segments []*segment
}

// groupBits is the number of bits that name a group.
func (g grid) groupBits() uint { return min(g.rowBits, bucketBits) }

// buckets are the first bucket of the group and the one after its last.
func (g *rowGroup) buckets() (from, to int) {
	per := 1 << (bucketBits - g.grid.groupBits())
	return g.number * per, (g.number + 1) * per
}

// part is where the group's buckets lie, or begin, of gramParts.
func (g *rowGroup) part() int {
	from, _ := g.buckets()
	return from / partBuckets
}

// shards is how many shards the group has; they follow those of the groups before it.
func (g *rowGroup) shards() int { return g.grid.shards() >> g.grid.groupBits() }

// firsts is how many first characters a shard has room for.
func (g *rowGroup) firsts() int { return 1 << (16 - g.grid.rowBits) }

// of are the group's own of the shards of all groups.
func (g *rowGroup) of(shards []shard) []shard {
	return shards[g.number*g.shards():][:g.shards()]
}

// postings yields the grams of the group, a segment's bucket at a time, those of one gram in document order:
// the number of the segment's first document, what the grams of the bucket have in common, and the entries.
func (g *rowGroup) postings(contents []*contents, use func(number, high uint32, entries []byte)) {
	from, to := g.buckets()
	for b := from; b < to; b++ {
		for i, c := range contents {
			use(uint32(g.segments[i].number), uint32(b-from)<<bucketRest, c.bucket(b))
		}
	}
}

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
