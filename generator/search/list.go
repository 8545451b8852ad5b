package search

// shard writes one shard, whose first list is given, and returns the list after its last.
func (e *shardEncoder) shard(g *rowGroup, shares []uint32, list int) int {
	present := uint32(0)
	for _, n := range shares {
		if n > 0 {
			present++
		}
	}
	e.w.golomb(present, firstsOrder)
	last := -1
	for first, n := range shares {
		if n == 0 {
			continue
		}
		e.w.golomb(uint32(first-last-1), firstsOrder)
		last = first
		bits := listBits(n, g.restBits())
		e.w.write(uint32(bits), 4)
		for range 1 << bits {
			e.list(e.listings[e.starts[list]:e.starts[list+1]])
			list++
		}
	}
	return list
}

// list writes one list: its length, the gaps between the numbers, then which of its documents have
// a rank and what it is.
func (e *shardEncoder) list(l []listing) {
	l, best := merge(l)
	e.w.golomb(uint32(len(l)), sizeOrder)
	if len(l) == 0 {
		return
	}
	k, next := riceOrder(len(l), e.pages), uint32(0)
	for _, x := range l {
		e.w.rice(x.number()-next, k)
		next = x.number() + 1
	}
	e.w.golomb(uint32(best), bestOrder)
	if best == 0 {
		return
	}
	k, next = riceOrder(best, len(l)), 0
	for i, x := range l {
		if r := x.rank(); r > textRank {
			e.w.rice(uint32(i)-next, k)
			next = uint32(i) + 1
			e.rank(r)
		}
	}
}

// rank writes a rank other than textRank.
func (e *shardEncoder) rank(r rank) {
	switch r {
	case headingRank:
		e.w.write(0, 1)
	case termRank:
		e.w.write(0b10, 2)
	default:
		e.w.write(0b1100|uint32(r-titleRank), 4)
	}
}

// merge makes one of the listings of a document, with the best rank (grams may share a list), and
// counts those with a rank.
func merge(l []listing) (merged []listing, best int) {
	n := 0
	for _, x := range l {
		if n > 0 && l[n-1].number() == x.number() {
			l[n-1] = max(l[n-1], x)
			continue
		}
		l[n] = x
		n++
	}
	for _, x := range l[:n] {
		if x.rank() > textRank {
			best++
		}
	}
	return l[:n], best
}

// riceOrder is the best order for the gaps between n of total things.
func riceOrder(n, total int) (k uint) {
	for n<<(k+1) <= total && k < 24 {
		k++
	}
	return k
}
