package search

import (
	"slices"
	"strconv"

	"github.com/zeebo/xxh3"
)

// index makes the targets.
func (b *builder) index() *Index {
	m := &manifest{}
	targets := b.shardTargets(m)
	targets = append(targets, b.segmentTargets(m)...)
	facets := facetsOf(b.plan.entries)
	m.Model = "p-" + fingerprint(b.model.digest)[:printSize]
	m.Facets = "f-" + fingerprint(digestOf(facets))[:printSize]
	m.Forms = "h-" + fingerprint(digestOf(traditionalData()))[:printSize]
	m.Traditional = slices.ContainsFunc(b.segments, func(s *segment) bool { return s.traditional })
	return &Index{append(targets, newTarget(m.Model, b.model.data), newTarget(m.Facets, facets),
		newTarget(m.Forms, traditionalData()), newTarget(manifestName, encodeJSON(m)))}
}

// newTarget is a target whose data is at hand.
func newTarget(name string, data []byte) Target {
	return Target{Name: name + ".js", Digest: digestOf(data), Render: func() []byte { return script(name, data) }}
}

// segmentTargets names the segments' files. Of two that would share a name the second has another
// part of its fingerprint.
func (b *builder) segmentTargets(m *manifest) []Target {
	targets := make([]Target, len(b.segments))
	taken := map[string]bool{}
	for i, s := range b.segments {
		digest := digestOf(s.text)
		print := fingerprint(digest)
		for taken[print[:printSize]] {
			print = print[1:]
		}
		print = print[:printSize]
		taken[print] = true
		m.Segments += print
		m.Pages = append(m.Pages, s.pages)
		name := "t-" + print
		targets[i] = Target{Name: name + ".js", Digest: digest, Small: true, Render: func() []byte { return script(name, quoted(s.text)) }}
	}
	return targets
}

// shardTargets makes the shards, but for those that the store knows.
func (b *builder) shardTargets(m *manifest) []Target {
	pages := len(b.plan.entries)
	g := gridFor(pages)
	m.RowBits, m.ColumnBits = g.rowBits, g.columnBits
	targets := make([]Target, g.shards())
	prints := make([]string, g.shards())
	b.each(1<<g.groupBits(), func() func(int) {
		e := &shardEncoder{}
		return func(number int) {
			from, to := g.bucketsOf(number)
			group := &rowGroup{grid: g, number: number, pages: pages, buckets: slices.Clone(b.buckets[from:to])}
			clear(b.buckets[from:to])
			for i, s := range b.shards(e, group) {
				n := number*group.shards() + i
				prints[n], targets[n] = s.print, s.target(n, group, i)
			}
		}
	})
	for _, p := range prints {
		m.Shards += p
	}
	return targets
}

// shard is a shard known by its name. Its data is nil when an earlier build made it.
type shard struct {
	print  string
	digest [16]byte
	data   []byte
}

// target is the target of shard n, in its group's place.
func (s shard) target(n int, group *rowGroup, place int) Target {
	name := "g" + strconv.FormatInt(int64(n), 36) + "-" + s.print
	render := func() []byte { return script(name, quoted(s.data)) }
	if s.data == nil { // only then are the group's grams kept
		render = func() []byte { return script(name, quoted((&shardEncoder{}).encode(group)[place])) }
	}
	return Target{Name: name + ".js", Digest: s.digest, Small: true, Render: render}
}

const (
	// rowFormat changes when the shards made from the same segments do.
	rowFormat = "rows 2"
	// shardMemory is what the store remembers of a shard: fingerprint and digest.
	shardMemory = shardPrint + 16
)

// shards returns the shards of a group; only their names when the store knows them.
func (b *builder) shards(e *shardEncoder, group *rowGroup) []shard {
	name := ""
	if b.store != nil {
		name = group.key()
	}
	shards, _ := remembered(b.store, name, recall, func() ([]shard, error) {
		shards := make([]shard, group.shards())
		for i, data := range e.encode(group) {
			digest := digestOf(data)
			shards[i] = shard{fingerprint(digest)[:shardPrint], digest, data}
		}
		return shards, nil
	}, memorise)
	return shards
}

// memorise writes the names of shards for the store, and recall reads them.
func memorise(shards []shard) (memory []byte) {
	for _, s := range shards {
		memory = append(append(memory, s.print...), s.digest[:]...)
	}
	return memory
}

func recall(memory []byte) (shards []shard, err error) {
	for ; len(memory) >= shardMemory; memory = memory[shardMemory:] {
		shards = append(shards, shard{print: string(memory[:shardPrint]), digest: [16]byte(memory[shardPrint:shardMemory])})
	}
	return shards, nil
}

// key names what the group's shards are made from.
func (g *rowGroup) key() string {
	parts := []string{strconv.Itoa(g.pages), strconv.Itoa(g.number)}
	for _, b := range g.buckets {
		h := xxh3.New()
		for _, piece := range b {
			h.Write(piece)
		}
		sum := h.Sum128().Bytes()
		parts = append(parts, string(sum[:]))
	}
	return key(rowFormat, parts...)
}
