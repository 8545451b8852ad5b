package search

import (
	"strconv"
	"sync"
)

// shard is a shard known by its name. Its text is nil when an earlier build made it.
type shard struct {
	digest   [16]byte
	postings [16]byte // digest of them; without a store none
	text     []byte
}

// print is what names the shard's file beside its number.
func (s shard) print() string { return fingerprint(s.digest)[:shardPrint] }

// postingsKey is the key of its postings in a store.
func (s shard) postingsKey() string { return nameOf(postingsFormat, s.postings) }

// shardTargets makes the shards, but for those that the store knows.
func (b *builder) shardTargets(m *manifest) ([]Target, error) {
	g := gridFor(len(b.plan.entries))
	m.RowBits, m.ColumnBits = g.rowBits, g.columnBits
	groups := make([]*rowGroup, 1<<g.groupBits())
	for n := range groups {
		groups[n] = &rowGroup{grid: g, number: n, pages: len(b.plan.entries), segments: b.segments}
	}
	shards, err := b.shards(groups)
	if err != nil {
		return nil, err
	}
	prints := make([]byte, 0, len(shards)*shardPrint)
	targets := make([]Target, len(shards))
	again := b.again(groups, shards)
	for n, s := range shards {
		print := s.print()
		prints = append(prints, print...)
		targets[n] = textTarget("g"+strconv.FormatInt(int64(n), 36)+"-"+print, s.digest, s.text, func() ([]byte, error) { return again(n) })
		shards[n].text = nil
	}
	m.Shards = string(prints)
	return targets, nil
}

// again returns what makes the text of a shard that was remembered: when a file that was published is gone.
func (b *builder) again(groups []*rowGroup, shards []shard) func(shard int) ([]byte, error) {
	per := groups[0].shards()
	all := sync.OnceValues(func() ([]shard, error) { return b.allShards(groups) })
	return func(n int) ([]byte, error) {
		e, g := &shardEncoder{}, groups[n/per]
		if data := b.load(shards[n].postingsKey()); data != nil && e.old.read(data, g.firsts(), g.restBits()) {
			return e.text(g, e.old), nil
		}
		made, err := all()
		if err != nil {
			return nil, err
		}
		return made[n].text, nil
	}
}

// shards returns the shards of all groups: as a patch of those made last, or made anew.
func (b *builder) shards(groups []*rowGroup) (shards []shard, err error) {
	if p := b.patch(); p != nil {
		shards = b.patched(p, groups)
	}
	if shards == nil {
		if shards, err = b.allShards(groups); err != nil {
			return nil, err
		}
	}
	b.remember(shards)
	for _, s := range b.segments {
		s.contents, s.prints = nil, nil
	}
	return shards, nil
}

// allShards makes the shards of all groups of the grams of all segments, those of one part of the grams after the
// other, which is then let go.
func (b *builder) allShards(groups []*rowGroup) ([]shard, error) {
	contents, err := b.allGrams()
	if err != nil {
		return nil, err
	}
	shards := make([]shard, len(groups)*groups[0].shards())
	encoders := sync.Pool{New: func() any { return &shardEncoder{} }}
	for part := range gramParts {
		var round []*rowGroup
		for _, g := range groups {
			if g.part() == part {
				round = append(round, g)
			}
		}
		b.each(len(round), func() func(int) {
			return func(i int) {
				e, own := encoders.Get().(*shardEncoder), round[i].of(shards)
				e.sort(round[i], contents)
				for n := range own {
					own[n] = b.shard(e, round[i], e.shardOf(round[i], n))
				}
				encoders.Put(e)
			}
		})
		if from, to := groups[0].buckets(); to-from <= partBuckets || part == gramParts-1 {
			for _, c := range contents {
				c.release(part)
			}
		}
	}
	return shards, nil
}

// shard makes one shard of a group, and has the store remember its postings.
func (b *builder) shard(e *shardEncoder, g *rowGroup, p postings) (s shard) {
	if b.store != nil {
		e.packed = p.appendTo(e.packed[:0], g.restBits())
		s.postings = digestOf(e.packed)
		b.save(s.postingsKey(), e.packed)
	}
	s.text = e.text(g, p)
	s.digest = digestOf(s.text)
	return s
}
