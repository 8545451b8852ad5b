package search

import (
	"encoding/binary"
	"strconv"
	"sync"

	"github.com/zeebo/xxh3"
)

// shard is a shard known by its name. Its text is nil when an earlier build made it.
type shard struct {
	digest [16]byte
	text   []byte
}

// print is what names the shard's file beside its number.
func (s shard) print() string { return fingerprint(s.digest)[:shardPrint] }

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
	again := b.again(groups)
	for n, s := range shards {
		print := s.print()
		prints = append(prints, print...)
		targets[n] = textTarget("g"+strconv.FormatInt(int64(n), 36)+"-"+print, s.digest, func() ([]byte, error) {
			if s.text != nil {
				return s.text, nil
			}
			return again(n)
		})
	}
	m.Shards = string(prints)
	return targets, nil
}

// again returns what makes the text of a shard that the store knew: when a file that was published is gone.
// The shards of a group are made together, once.
func (b *builder) again(groups []*rowGroup) func(shard int) ([]byte, error) {
	grams := sync.OnceValues(b.allGrams)
	made := make([]func() ([][]byte, error), len(groups))
	for i, group := range groups {
		made[i] = sync.OnceValues(func() ([][]byte, error) {
			contents, err := grams()
			if err != nil {
				return nil, err
			}
			return (&shardEncoder{}).encode(group, contents), nil
		})
	}
	return func(shard int) ([]byte, error) {
		per := groups[0].shards()
		texts, err := made[shard/per]()
		if err != nil {
			return nil, err
		}
		return texts[shard%per], nil
	}
}

// shards returns the shards of the groups; only their digests when the store knows them.
func (b *builder) shards(groups []*rowGroup) ([]shard, error) {
	shards := make([]shard, len(groups)*groups[0].shards())
	var missing []*rowGroup
	for _, group := range groups {
		if b.store != nil {
			group.key = group.name()
		}
		if !recall(group.of(shards), b.load(group.key)) {
			missing = append(missing, group)
		}
	}
	if len(missing) == 0 {
		return shards, nil
	}
	contents, err := b.allGrams()
	if err != nil {
		return nil, err
	}
	b.makeShards(shards, missing, contents)
	return shards, nil
}

// makeShards makes the shards of some groups, those of one part of the grams after the other, which is then
// let go.
func (b *builder) makeShards(shards []shard, groups []*rowGroup, contents []*contents) {
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
				for n, text := range e.encode(round[i], contents) {
					own[n] = shard{digestOf(text), text}
				}
				encoders.Put(e)
				b.save(round[i].key, memorise(own))
			}
		})
		if from, to := groups[0].buckets(); to-from <= partBuckets || part == gramParts-1 {
			for _, c := range contents {
				c.release(part)
			}
		}
	}
}

// rowFormat changes when the shards made from the same segments do.
const rowFormat = "rows 4"

// memorise writes the digests of shards for the store, and recall reads them.
func memorise(shards []shard) []byte {
	memory := make([]byte, 0, len(shards)*len(shard{}.digest))
	for _, s := range shards {
		memory = append(memory, s.digest[:]...)
	}
	return memory
}

func recall(shards []shard, memory []byte) bool {
	const size = len(shard{}.digest)
	if len(memory) != len(shards)*size {
		return false
	}
	for i := range shards {
		shards[i].digest = [size]byte(memory[i*size:])
	}
	return true
}

// name is the key of what the group's shards are made from.
func (g *rowGroup) name() string {
	from, to := g.buckets()
	h := xxh3.New()
	for _, s := range g.segments {
		h.Write([]byte{byte(s.pages)})
		for b := from; b < to; b++ {
			var print [8]byte
			binary.LittleEndian.PutUint64(print[:], s.prints[b])
			h.Write(print[:])
		}
	}
	sum := h.Sum128().Bytes()
	return key(rowFormat, strconv.Itoa(g.pages), strconv.Itoa(g.number), string(sum[:]))
}
