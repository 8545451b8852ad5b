package search

import (
	"bytes"
	"encoding/binary"

	"github.com/zeebo/xxh3"
)

// segment is what a run of documents contributes to the index.
type segment struct {
	number int // of its first document
	pages  int
	// traditional says that its texts have characters of which simplified Chinese has other forms.
	traditional bool
	digest      [16]byte            // of text
	prints      [bucketCount]uint64 // of the buckets; made when they are needed to name shards

	*contents
	key string // of what a store has of it; empty without one
}

// contents are what a segment is large for. Of one that the store has they are read when they are needed.
type contents struct {
	held  bool              // the grams are here
	text  []byte            // the records, compressed: what the file holds
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
	c.held = false
	clear(c.grams[:part+1])
}

// print names the contents of its buckets.
func (s *segment) print() {
	for b := range s.prints {
		s.prints[b] = xxh3.Hash(s.bucket(b))
	}
}

// indexer makes segments; it is the workspace of one goroutine.
type indexer struct {
	model    *model
	w        bitWriter
	finder   matcher
	recorder recorder
	folded   []uint16
	grams    gramSet           // of the segment's documents
	ends     [segmentPages]int // of each document, where its own end

	spreading, saving []byte
}

// segment makes the segment of the documents that read yields.
func (x *indexer) segment(pages int, read func(n int) (*Document, error)) (*segment, error) {
	x.recorder.text, x.grams.found = x.recorder.text[:0], x.grams.found[:0]
	s := &segment{pages: pages, contents: &contents{}}
	for n := range pages {
		d, err := read(n)
		if err != nil {
			return nil, err
		}
		x.recorder.add(d)
		s.traditional = x.collect() || s.traditional
		x.ends[n] = len(x.grams.found)
	}
	x.w.reset()
	x.model.compress(&x.w, &x.finder, x.recorder.text)
	s.text = x.w.text()
	s.digest = digestOf(s.text)
	x.spread(s.contents, pages)
	return s, nil
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

// spread puts the collected grams into the segment's buckets.
func (x *indexer) spread(c *contents, pages int) {
	var next [bucketCount]uint32
	for _, g := range x.grams.found {
		next[g>>placeShift]++
	}
	size := uint32(0)
	for b, count := range next {
		next[b], size = size, size+count*entryBytes
		c.ends[b] = size
	}
	x.spreading = room(x.spreading, int(size))
	c.held = true
	start := 0
	for place, end := range x.ends[:pages] {
		for _, g := range x.grams.found[start:end] {
			at := next[g>>placeShift]
			next[g>>placeShift] = at + entryBytes
			binary.LittleEndian.PutUint32(x.spreading[at:], uint32(place)<<placeShift|g&(1<<placeShift-1))
		}
		start = end
	}
	for i := range c.grams {
		c.grams[i] = bytes.Clone(x.spreading[c.start(i*partBuckets):c.ends[(i+1)*partBuckets-1]])
	}
}

// segmentFormat changes when what a store has of a segment for the same documents and model does.
const segmentFormat = "segment 4"

// headBytes is the size of what encodeHead writes.
const headBytes = 1 + 1 + 16 + 8*bucketCount

// encodeHead writes what every build must know of the segment.
func (s *segment) encodeHead() []byte {
	b := append(make([]byte, 0, headBytes), byte(s.pages), 0)
	if s.traditional {
		b[1] = 1
	}
	b = append(b, s.digest[:]...)
	for _, p := range s.prints {
		b = binary.LittleEndian.AppendUint64(b, p)
	}
	return b
}

// decodeHead reads it; nil when it is not one.
func decodeHead(b []byte) *segment {
	if len(b) != headBytes {
		return nil
	}
	s := &segment{pages: int(b[0]), traditional: b[1] == 1, digest: [16]byte(b[2:]), contents: &contents{}}
	for i := range s.prints {
		s.prints[i] = binary.LittleEndian.Uint64(b[18+8*i:])
	}
	return s
}

// appendGrams writes the grams.
func (c *contents) appendGrams(b []byte) []byte {
	for _, end := range c.ends {
		b = binary.LittleEndian.AppendUint32(b, end)
	}
	for _, part := range c.grams {
		b = append(b, part...)
	}
	return b
}

// decodeGrams reads them and reports whether they are grams.
func (c *contents) decodeGrams(b []byte) bool {
	if len(b) < 4*bucketCount {
		return false
	}
	end := uint32(0)
	for i := range c.ends {
		from := end
		if end = binary.LittleEndian.Uint32(b[4*i:]); end < from {
			return false
		}
		c.ends[i] = end
	}
	if b = b[4*bucketCount:]; len(b) != int(end) {
		return false
	}
	for i := range c.grams {
		c.grams[i] = b[c.start(i*partBuckets):c.ends[(i+1)*partBuckets-1]]
	}
	c.held = true
	return true
}
