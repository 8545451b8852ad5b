package search

import "encoding/binary"

// A shard's stream: the number of first characters; for each, rising, the distance from the one
// before, how many bits what follows has, so that a reader passes by the characters that were not asked for; the
// number of bits that number its lists, and the lists.
const (
	// The orders of the Golomb codes of the number of first characters and of their distances,
	firstsOrder = 6
	spanOrder   = 8 // of how many bits the lists of one have,
	sizeOrder   = 2 // of a list's length,
	bestOrder   = 0 // and of the number of its listings with a rank.
	// listShare is how many documents a list should have on average.
	listShare = 9
)

// shardEncoder makes the shards of groups; it is the workspace of one goroutine.
type shardEncoder struct {
	w         bitWriter
	span      bitWriter // the lists of one first character
	pages     int
	sorted    postings  // of all shards of a group
	stretches []stretch // the lists of one first character
	listings  []listing // of one first character, list by list
	orders    [64]uint8 // of short lists, what riceOrder says of them

	old, merged postings // of one shard, when it is patched
	packed      []byte
}

// shardOf are the postings of one shard of the group that was sorted.
func (e *shardEncoder) shardOf(g *rowGroup, n int) postings {
	firsts := g.firsts()
	return postings{e.sorted.starts[n*firsts : (n+1)*firsts+1], e.sorted.list}
}

// text makes the text of one shard of a group.
func (e *shardEncoder) text(g *rowGroup, p postings) []byte {
	if e.pages != g.pages {
		e.pages = g.pages
		for n := range e.orders {
			e.orders[n] = uint8(riceOrder(n, e.pages))
		}
	}
	e.w.reset()
	e.shard(p, g.restBits())
	return e.w.text()
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
func (e *shardEncoder) sort(g *rowGroup, contents []*contents) {
	e.sorted.starts = room(e.sorted.starts, g.shards()*g.firsts()+2)
	clear(e.sorted.starts)
	s, starts := g.slots(), e.sorted.starts[2:]
	g.postings(contents, func(_, high uint32, entries []byte) {
		for ; len(entries) >= entryBytes; entries = entries[entryBytes:] {
			starts[s.of(high|gramOf(binary.LittleEndian.Uint32(entries)))]++
		}
	})
	for i := 1; i < len(starts); i++ {
		starts[i] += starts[i-1]
	}
	e.sorted.list = room(e.sorted.list, int(starts[len(starts)-1]))
	starts = e.sorted.starts[1:]
	postings, rest, width := e.sorted.list, uint32(1)<<g.restBits()-1, rankBits+g.restBits()
	g.postings(contents, func(number, high uint32, entries []byte) {
		for ; len(entries) >= entryBytes; entries = entries[entryBytes:] {
			entry := binary.LittleEndian.Uint32(entries)
			gram := high | gramOf(entry)
			at := &starts[s.of(gram)]
			postings[*at] = posting((number+entry>>placeShift)<<(width&31) | gram&rest<<rankBits | entry&(1<<rankBits-1))
			*at++
		}
	})
}

// gramOf is what an entry says of its gram.
func gramOf(entry uint32) uint32 { return entry << (32 - placeShift) >> (32 - bucketRest) }

// listBits is the number of bits that number the lists of a first character with n postings.
func listBits(n uint32, restBits uint) (bits uint) {
	for bits < restBits && n>>bits > listShare {
		bits++
	}
	return bits
}

// stretch is where a list lies in listings.
type stretch struct{ start, end uint32 }

// lists puts the postings of a first character into its lists, numbered by so many bits: of each document one
// listing, with the best rank, as grams may share a list.
func (e *shardEncoder) lists(postings []posting, bits, restBits uint) []stretch {
	e.listings, e.stretches = room(e.listings, len(postings)), room(e.stretches, 1<<bits)
	lists, shift, mask := e.stretches, (rankBits+restBits-bits)&31, posting(1)<<bits-1
	clear(lists)
	if bits > 0 {
		for _, p := range postings {
			lists[p>>shift&mask].end++
		}
		start := uint32(0)
		for i := range lists {
			size := lists[i].end
			lists[i] = stretch{start, start}
			start += size
		}
	}
	for _, p := range postings {
		l, x := &lists[p>>shift&mask], p.listing(restBits)
		if l.end > l.start && e.listings[l.end-1]^x < 1<<rankBits {
			e.listings[l.end-1] = max(e.listings[l.end-1], x)
			continue
		}
		e.listings[l.end] = x
		l.end++
	}
	return lists
}

// room returns a slice of n values, s when it is large enough.
func room[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/4)
	}
	return s[:n]
}
