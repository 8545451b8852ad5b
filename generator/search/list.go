package search

// shard writes one shard.
func (e *shardEncoder) shard(p postings, restBits uint) {
	starts, present := p.starts, uint32(0)
	for i, to := range starts[1:] {
		if to > starts[i] {
			present++
		}
	}
	e.w.golomb(present, firstsOrder)
	last := -1
	for first, to := range starts[1:] {
		from := starts[first]
		if from == to {
			continue
		}
		e.w.golomb(uint32(first-last-1), firstsOrder)
		last = first
		e.span.reset()
		bits := listBits(to-from, restBits)
		e.span.write(uint32(bits), 4)
		for _, l := range e.lists(p.list[from:to], bits, restBits) {
			e.list(e.listings[l.start:l.end])
		}
		e.w.golomb(uint32(e.span.size()), spanOrder)
		e.w.append(&e.span)
	}
}

// list writes one list: its length, the gaps between the numbers, then which of its documents have
// a rank, as so many have, and what it is.
func (e *shardEncoder) list(l []listing) {
	e.span.golomb(uint32(len(l)), sizeOrder)
	if len(l) == 0 {
		return
	}
	best := e.span.numbers(l, e.order(len(l)))
	e.span.golomb(uint32(best), bestOrder)
	if best == 0 {
		return
	}
	k, next := riceOrder(best, len(l)), uint32(0)
	for i, x := range l {
		if r := x.rank(); r > textRank {
			e.span.rice(uint32(i)-next, k)
			next = uint32(i) + 1
			e.rank(r)
		}
	}
}

// rank writes a rank other than textRank.
func (e *shardEncoder) rank(r rank) {
	switch r {
	case headingRank:
		e.span.write(0, 1)
	case termRank:
		e.span.write(0b10, 2)
	default:
		e.span.write(0b1100|uint32(r-titleRank), 4)
	}
}

// riceOrder is the best order for the gaps between n of total things.
func riceOrder(n, total int) (k uint) {
	for n<<(k+1) <= total && k < 24 {
		k++
	}
	return k
}

// order is the order for the numbers of n documents.
func (e *shardEncoder) order(n int) uint {
	if n < len(e.orders) {
		return uint(e.orders[n])
	}
	return riceOrder(n, e.pages)
}
