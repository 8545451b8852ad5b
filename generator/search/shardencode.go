package search

import "bytes"

// A shard's stream: the number of first characters; for each, rising, the distance from the one
// before, the number of bits that number its lists, and the lists.
const (
	// The orders of the Golomb codes of the number of first characters and of their distances,
	firstsOrder = 6
	sizeOrder   = 2 // of a list's length,
	bestOrder   = 0 // and of the number of its listings with a rank.
	// listShare is how many documents a list should have on average.
	listShare = 9
)

// shardEncoder makes the shards of groups; it is the workspace of one goroutine.
type shardEncoder struct {
	w        bitWriter
	pages    int
	starts   []uint32  // of each first character of each shard, where its postings begin
	postings []posting // by first character
	sizes    []uint32  // of the lists of one first character
	listings []listing // of one first character, list by list
	orders   [64]uint8 // of short lists, what riceOrder says of them
}

// encode makes the shards of a group.
func (e *shardEncoder) encode(g *rowGroup) [][]byte {
	if e.pages != g.pages {
		e.pages = g.pages
		for n := range e.orders {
			e.orders[n] = uint8(riceOrder(n, e.pages))
		}
	}
	e.sort(g)
	firsts := 1 << (16 - g.grid.rowBits)
	out := make([][]byte, g.shards())
	for i := range out {
		e.w = bitWriter{out: e.w.out[:0]}
		e.shard(e.starts[i*firsts:(i+1)*firsts+1], g.restBits())
		out[i] = bytes.Clone(e.w.bytes())
	}
	return out
}

// slots finds the place in starts of a gram: its shard in the group and its first character there.
type slots struct {
	firstBits, columnBits, columnShift uint
	columnMask, firstMask, rowMask     uint32
}

func (g *rowGroup) slots() slots {
	firstBits := 16 - g.grid.rowBits
	return slots{
		firstBits: firstBits, columnBits: g.grid.columnBits, columnShift: successorBits - g.grid.columnBits,
		columnMask: 1<<g.grid.columnBits - 1, firstMask: 1<<firstBits - 1, rowMask: 1<<(g.grid.rowBits-g.grid.groupBits()) - 1,
	}
}

// of is the place of a gram.
func (s *slots) of(gram uint32) uint32 {
	first := gram >> successorBits
	row := first >> (s.firstBits & 31) & s.rowMask
	return (row<<(s.columnBits&31)|gram>>(s.columnShift&31)&s.columnMask)<<(s.firstBits&31) | first&s.firstMask
}

// restBits is how many bits of the successors a shard does not imply.
func (g *rowGroup) restBits() uint { return successorBits - g.grid.columnBits }

// sort puts the postings in the order of their first characters, shard by shard.
func (e *shardEncoder) sort(g *rowGroup) {
	e.starts = room(e.starts, g.shards()<<(16-g.grid.rowBits)+2)
	clear(e.starts)
	s, starts := g.slots(), e.starts
	g.postings(func(_, high uint32, entries []byte) {
		for ; len(entries) >= entryBytes; entries = entries[entryBytes:] {
			gram, _ := entryAt(entries)
			starts[s.of(high|gram)+2]++
		}
	})
	for i := 2; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	e.postings = room(e.postings, int(starts[len(starts)-1]))
	postings, rest, width := e.postings, uint32(1)<<g.restBits()-1, rankBits+g.restBits()
	g.postings(func(number, high uint32, entries []byte) {
		for ; len(entries) >= entryBytes; entries = entries[entryBytes:] {
			gram, r := entryAt(entries)
			at := &starts[s.of(high|gram)+1]
			postings[*at] = posting(number<<(width&31) | gram&rest<<rankBits | uint32(r))
			*at++
		}
	})
}

// listBits is the number of bits that number the lists of a first character with n postings.
func listBits(n uint32, restBits uint) (bits uint) {
	for bits < restBits && n>>bits > listShare {
		bits++
	}
	return bits
}

// lists puts the postings of a first character into its lists, numbered by so many bits, and returns
// where each ends in listings.
func (e *shardEncoder) lists(postings []posting, bits, restBits uint) (ends []uint32) {
	e.sizes = room(e.sizes, 1<<bits+1)
	sizes, shift, mask := e.sizes, (rankBits+restBits-bits)&31, posting(1)<<bits-1
	clear(sizes)
	for _, p := range postings {
		sizes[p>>shift&mask+1]++
	}
	for i := 1; i < len(sizes); i++ {
		sizes[i] += sizes[i-1]
	}
	e.listings = room(e.listings, len(postings))
	listings := e.listings
	for _, p := range postings {
		at := &sizes[p>>shift&mask]
		listings[*at] = p.listing(restBits)
		*at++
	}
	return sizes[:len(sizes)-1]
}

// room returns a slice of n values, s when it is large enough.
func room[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
