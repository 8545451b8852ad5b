package search

import "slices"

// lookup returns the listings of a gram in document order, each document once. Of the bits of its
// successors only the highest known ones count.
func (r *Reader) lookup(g queryGram) ([]listing, error) {
	var all []listing
	for _, n := range r.shardsOf(g) {
		b, err := r.shard(n)
		if err != nil {
			return nil, err
		}
		all = r.scan(all, b, g)
	}
	slices.Sort(all)
	all = merge(all)
	return all, nil
}

// shardsOf returns the shards in which a gram is looked up: one, or the columns of its row.
func (r *Reader) shardsOf(g queryGram) []int {
	n := r.grid.shard(g.gram)
	if g.known >= r.grid.columnBits {
		return []int{n}
	}
	var all []int
	for c := range 1 << r.grid.columnBits {
		all = append(all, n&^(1<<r.grid.columnBits-1)|c)
	}
	return all
}

// scan finds in a shard the lists of a gram's first character, and appends those whose range of
// successors meets the gram's.
func (r *Reader) scan(all []listing, b *bitReader, g queryGram) []listing {
	restBits := successorBits - r.grid.columnBits
	wanted := int(g.gram >> successorBits & (1<<(16-r.grid.rowBits) - 1))
	span := uint32(1)<<min(successorBits-g.known, restBits) - 1
	from := g.gram & (1<<restBits - 1) &^ span
	if !find(b, wanted) {
		return all
	}
	bits := uint(b.bits(4))
	width := restBits - min(bits, restBits)
	for list := range uint32(1) << bits {
		if l := r.list(b); list >= from>>width && list <= (from|span)>>width {
			all = append(all, l...)
		}
	}
	return all
}

// find goes to the lists of a first character, if the shard has it.
func find(b *bitReader, wanted int) bool {
	first, size := -1, uint(0)
	for n := b.golomb(firstsOrder); n > 0 && first < wanted && !b.failed; n-- {
		b.skip(size)
		first += int(b.golomb(firstsOrder)) + 1
		size = uint(b.golomb(spanOrder))
	}
	return first == wanted
}

// list reads what shardEncoder.list wrote.
func (r *Reader) list(b *bitReader) []listing {
	n := b.golomb(sizeOrder)
	if n == 0 || int(n) > r.Pages() {
		return nil
	}
	l := make([]listing, n)
	k, next := riceOrder(len(l), r.Pages()), uint32(0)
	for i := range l {
		if next += b.rice(k); next >= uint32(r.Pages()) || b.failed {
			b.failed = true
			return nil
		}
		l[i] = listing(next << rankBits)
		next++
	}
	best := b.golomb(bestOrder)
	k, next = riceOrder(int(best), len(l)), 0
	for ; best > 0 && !b.failed; best-- {
		next += b.rice(k)
		if int(next) >= len(l) {
			b.failed = true
			return nil
		}
		l[next] |= listing(readRank(b))
		next++
	}
	return l
}

// readRank reads what shardEncoder.rank wrote.
func readRank(b *bitReader) rank {
	switch b.ones() {
	case 0:
		return headingRank
	case 1:
		return termRank
	}
	return titleRank + rank(b.bits(2))
}

// merge makes one of the listings of a document, with the best rank.
func merge(l []listing) []listing {
	n := 0
	for _, x := range l {
		if n > 0 && l[n-1]^x < 1<<rankBits {
			l[n-1] = max(l[n-1], x)
			continue
		}
		l[n] = x
		n++
	}
	return l[:n]
}
