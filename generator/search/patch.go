package search

import (
	"bytes"
	"sync/atomic"
)

// patch is what is different from the index made last, as far as shards are concerned: the documents of
// segments that are there no more go from their postings, those that stay may have other numbers, and those of
// new segments come.
type patch struct {
	old     *remembered
	numbers []uint32   // of each document of the old index, its number now, or gone
	fresh   []*segment // with their grams
	// replaced are the segments instead of which there are those of fresh, when every number is as it was.
	replaced []*segment
	moved    bool // other numbers, and maybe another count of them: every shard is another
}

// gone is the number of a document that is there no more, or in a segment made again.
const gone = ^uint32(0)

// patch returns how the index made last becomes this one; nil when it is better to make all shards anew, of
// another arrangement or mostly of new documents.
func (b *builder) patch() *patch {
	p := &patch{old: b.old}
	if len(b.old.shards) == 0 || gridFor(b.old.pages) != gridFor(len(b.plan.entries)) {
		return nil
	}
	places := make(map[[16]byte]*segment, len(b.segments))
	for _, s := range b.segments {
		if places[s.key] = s; s.fresh {
			p.fresh = append(p.fresh, s)
		}
	}
	if 4*len(p.fresh) > len(b.segments) {
		return nil
	}
	p.moved = b.old.pages != len(b.plan.entries)
	p.numbers = make([]uint32, b.old.pages)
	next := 0
	for _, old := range b.old.segments {
		now := places[old.key]
		if now == nil {
			p.replaced = append(p.replaced, old)
		} else if now.number < next {
			return nil // the documents keep their order, as a segment's key has all that says where they stand
		} else {
			p.moved, next = p.moved || now.number != old.number, now.number+now.pages
		}
		for n := range old.pages {
			p.numbers[old.number+n] = gone
			if now != nil {
				p.numbers[old.number+n] = uint32(now.number + n)
			}
		}
	}
	p.moved = p.moved || !p.paired()
	return p
}

// paired reports whether each new segment stands instead of one that had as many documents.
func (p *patch) paired() bool {
	if len(p.fresh) != len(p.replaced) {
		return false
	}
	for i, s := range p.fresh {
		if s.number != p.replaced[i].number || s.pages != p.replaced[i].pages {
			return false
		}
	}
	return true
}

// touches reports whether a group may have other postings.
func (p *patch) touches(g *rowGroup) bool {
	if p.moved {
		return true
	}
	from, to := g.buckets()
	for i, s := range p.fresh {
		if !bytes.Equal(s.prints[from*printBytes:to*printBytes], p.replaced[i].prints[from*printBytes:to*printBytes]) {
			return true
		}
	}
	return false
}

// patched returns the shards as the patch makes them of the old ones; nil when the store has forgotten some.
func (b *builder) patched(p *patch, groups []*rowGroup) []shard {
	shards := make([]shard, len(p.old.shards))
	var failed atomic.Bool
	b.each(len(groups), func() func(int) {
		e := &shardEncoder{}
		return func(i int) {
			own, old := groups[i].of(shards), groups[i].of(p.old.shards)
			if !p.touches(groups[i]) {
				copy(own, old)
				for _, s := range own {
					b.keep(s.postingsKey())
				}
				return
			}
			group := *groups[i]
			group.segments = p.fresh
			contents := make([]*contents, len(p.fresh))
			for i, s := range p.fresh {
				contents[i] = s.contents
			}
			e.sort(&group, contents)
			for n := range own {
				if !b.patchShard(e, p, &group, n, &old[n], &own[n]) {
					failed.Store(true)
				}
			}
		}
	})
	if failed.Load() {
		return nil
	}
	return shards
}

// patchShard makes one shard of a group of the old one and of what e has sorted of the new segments.
func (b *builder) patchShard(e *shardEncoder, p *patch, g *rowGroup, n int, old, now *shard) bool {
	data := b.load(old.postingsKey())
	if data == nil || !e.old.read(data, g.firsts(), g.restBits()) {
		return false
	}
	if e.merge(p.numbers, e.shardOf(g, n), g.restBits()); !p.moved && e.merged.equal(e.old) {
		*now = *old
		return true
	}
	*now = b.shard(e, g, e.merged)
	return true
}

// merge puts old postings, with the numbers that their documents have now, and new ones together.
func (e *shardEncoder) merge(numbers []uint32, more postings, restBits uint) {
	width := (rankBits + restBits) & 31
	low := posting(1)<<width - 1
	e.merged.starts, e.merged.list = room(e.merged.starts, len(more.starts)), e.merged.list[:0]
	list := e.merged.list
	for first := range len(more.starts) - 1 {
		e.merged.starts[first] = uint32(len(list))
		added := more.list[more.starts[first]:more.starts[first+1]]
		for _, x := range e.old.list[e.old.starts[first]:e.old.starts[first+1]] {
			number := uint32(x >> width)
			if int(number) >= len(numbers) || numbers[number] == gone {
				continue
			}
			number = numbers[number]
			for len(added) > 0 && uint32(added[0]>>width) < number {
				list, added = append(list, added[0]), added[1:]
			}
			list = append(list, posting(number)<<width|x&low)
		}
		list = append(list, added...)
	}
	e.merged.starts[len(more.starts)-1] = uint32(len(list))
	e.merged.list = list
}
