package search

import (
	"encoding/binary"

	"github.com/zeebo/xxh3"
)

// segment is what a run of documents contributes to the index.
type segment struct {
	number int // of its first document
	pages  int
	// traditional says that its texts have characters of which simplified Chinese has other forms.
	traditional bool
	digest      [16]byte // of text

	text []byte // the records, compressed: what the file holds, until there is a target for it; nil of one that is remembered, or that the store has
	*contents

	// With a store:
	key    [16]byte // all that its grams are made from
	prints []byte   // of the buckets, each of printBytes: they tell which shards have other postings than before
	fresh  bool     // the index made last does not have it
}

// contents are the grams of a segment, which is what it is large for: they go when the shards are made; nil of one whose
// grams nobody has asked for.
type contents struct {
	grams [gramParts][]byte // see bucketCount
	ends  [bucketCount]uint32
}

// The grams of a segment lie in buckets by their highest bits, so that a row of shards can be made
// without looking at the others, whatever the number of shards. In a bucket they are entries of 32 bits,
// document by document: the place of the document in the segment, the rest of the gram, and its rank. The
// buckets lie in a few parts, so that the first can be let go before the last are worked on.
const (
	bucketBits  = 7
	bucketCount = 1 << bucketBits
	bucketRest  = gramBits - bucketBits
	placeShift  = bucketRest + rankBits
	entryBytes  = 4

	gramParts   = 4
	partBuckets = bucketCount / gramParts
)

// bucket returns the entries of one bucket.
func (c *contents) bucket(b int) []byte {
	part := b / partBuckets
	base := c.start(part * partBuckets)
	return c.grams[part][c.start(b)-base : c.ends[b]-base]
}

// start is where a bucket starts, were all parts one.
func (c *contents) start(b int) uint32 {
	if b == 0 {
		return 0
	}
	return c.ends[b-1]
}

// release lets the grams go up to a part, which are not needed again or can be had again.
func (c *contents) release(part int) {
	clear(c.grams[:part+1])
}

// printBytes is the size of the print of a bucket.
const printBytes = 8

// print names the contents of its buckets.
func (s *segment) print() {
	s.prints = make([]byte, 0, printBytes*bucketCount)
	for b := range bucketCount {
		s.prints = binary.LittleEndian.AppendUint64(s.prints, xxh3.Hash(s.bucket(b)))
	}
}

// indexer makes segments; it is the workspace of one goroutine.
type indexer struct {
	model    *model
	read     func(i int) (*Document, error)
	w        bitWriter
	finder   matcher
	recorder recorder
	folded   []uint16
	grams    gramSet           // of the segment's documents
	ends     [segmentPages]int // of each document, where its own end
	entries  []byte            // of one segment, before they go to where they are kept: it is at hand, that is not

	arenas [gramParts][]byte // what is left of pieces of memory for grams
}

// record reads documents, by their places in what Build was given, and takes their grams when they are wanted.
func (x *indexer) record(source []int, grams bool) (traditional bool, err error) {
	x.recorder.text, x.grams.found = x.recorder.text[:0], x.grams.found[:0]
	for n, i := range source {
		d, err := x.read(i)
		if err != nil {
			return false, err
		}
		x.recorder.add(d)
		if grams {
			traditional = x.collect() || traditional
			x.ends[n] = len(x.grams.found)
		}
	}
	return traditional, nil
}

// compressed is the text of the documents just recorded.
func (x *indexer) compressed() []byte {
	x.w.reset()
	x.model.compress(&x.w, &x.finder, x.recorder.text)
	return x.w.text()
}

// collect takes the grams of the document just recorded, and says whether it has traditional characters.
func (x *indexer) collect() (traditional bool) {
	x.grams.next()
	text := x.recorder.text
	for _, best := range [...]rank{titleRank, termRank, headingRank, textRank} {
		for _, f := range x.recorder.fields {
			if f.rank != best {
				continue
			}
			if best == titleRank {
				x.folded = appendFold(x.folded[:0], text[f.start:f.end])
				f.rank = titleRankOf(len(x.folded))
			}
			traditional = x.grams.add(text[f.start:f.end], f.rank) || traditional
		}
	}
	return traditional || hasTraditional(x.recorder.section())
}

// spread puts the collected grams into the buckets of a segment.
func (x *indexer) spread(pages int) *contents {
	c := &contents{}
	var next [bucketCount]uint32 // where the next entry of each goes
	for _, g := range x.grams.found {
		next[g>>placeShift]++
	}
	size := uint32(0)
	for b, count := range next {
		next[b], size = size, size+count*entryBytes
		c.ends[b] = size
	}
	x.entries = room(x.entries, int(size))
	entries, start := x.entries, 0
	for place, end := range x.ends[:pages] {
		for _, g := range x.grams.found[start:end] {
			at := &next[g>>placeShift]
			binary.LittleEndian.PutUint32(entries[*at:], uint32(place)<<placeShift|g&(1<<placeShift-1))
			*at += entryBytes
		}
		start = end
	}
	for part := range c.grams {
		own := entries[c.start(part*partBuckets):c.start((part+1)*partBuckets)]
		c.grams[part] = x.arena(part, len(own))
		copy(c.grams[part], own)
	}
	return c
}

// arenaBytes is the size of the pieces of memory in which the grams of many segments lie: those of a part are let
// go together.
const arenaBytes = 256 << 10

// arena returns room for grams of a part.
func (x *indexer) arena(part, size int) []byte {
	left := x.arenas[part]
	if len(left) < size {
		left = make([]byte, max(arenaBytes, size))
	}
	x.arenas[part] = left[size:]
	return left[:size:size]
}
