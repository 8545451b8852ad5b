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
	postings []posting
	shares   []uint32  // of each first character of each shard, the number of its postings
	lists    []lists   // of each, where its lists are
	starts   []uint32  // of each list, where its listings begin
	numbers  []uint32  // of each posting, its list
	listings []listing // list by list
}

// lists are the lists of a first character in a shard: the number of the first one, and how far a
// gram's successors are shifted to pick one.
type lists struct {
	base  uint32
	shift uint8
}

// encode makes the shards of a group.
func (e *shardEncoder) encode(g *rowGroup) [][]byte {
	e.pages = g.pages
	e.postings = g.gather(e.postings)
	e.share(g, e.postings)
	e.sort(g, e.postings)
	firsts := 1 << (16 - g.grid.rowBits)
	out := make([][]byte, g.shards())
	list := 0
	for i := range out {
		e.w = bitWriter{out: e.w.out[:0]}
		list = e.shard(g, e.shares[i*firsts:(i+1)*firsts], list)
		out[i] = bytes.Clone(e.w.bytes())
	}
	return out
}

// slot is the place in shares of a gram: its shard in the group and its first character there.
func (g *rowGroup) slot(gram uint32) uint32 {
	firstBits := 16 - g.grid.rowBits
	first := gram >> successorBits & (1<<(16-g.grid.groupBits()) - 1)
	row := first >> firstBits
	return (row<<g.grid.columnBits|g.grid.column(gram))<<firstBits | first&(1<<firstBits-1)
}

// restBits is how many bits of the successors a shard does not imply.
func (g *rowGroup) restBits() uint { return successorBits - g.grid.columnBits }

// share counts the postings of every slot, and gives it its lists.
func (e *shardEncoder) share(g *rowGroup, postings []posting) {
	e.numbers = room(e.numbers, len(postings))
	e.shares = room(e.shares, g.shards()<<(16-g.grid.rowBits))
	clear(e.shares)
	for i, p := range postings {
		n := g.slot(p.gram())
		e.numbers[i] = n
		e.shares[n]++
	}
	e.lists = room(e.lists, len(e.shares))
	next := uint32(0)
	for i, n := range e.shares {
		if n > 0 {
			bits := listBits(n, g.restBits())
			e.lists[i] = lists{next, uint8(g.restBits() - bits)}
			next += 1 << bits
		}
	}
	e.starts = room(e.starts, int(next)+2)
	clear(e.starts)
}

// listBits is the number of bits that number the lists of a first character with n postings.
func listBits(n uint32, restBits uint) (bits uint) {
	for bits < restBits && n>>bits > listShare {
		bits++
	}
	return bits
}

// sort puts the listings of the postings list by list.
func (e *shardEncoder) sort(g *rowGroup, postings []posting) {
	rest := uint32(1)<<g.restBits() - 1
	for i, p := range postings {
		l := e.lists[e.numbers[i]]
		n := l.base + p.gram()&rest>>l.shift
		e.numbers[i] = n
		e.starts[n+2]++
	}
	for i := 2; i < len(e.starts); i++ {
		e.starts[i] += e.starts[i-1]
	}
	e.listings = room(e.listings, len(postings))
	for i, p := range postings {
		at := &e.starts[e.numbers[i]+1]
		e.listings[*at] = listing(p)
		*at++
	}
}

// room returns a slice of n values, s when it is large enough.
func room[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
