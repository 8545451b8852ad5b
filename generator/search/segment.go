package search

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// segment is what a run of documents contributes to the index.
type segment struct {
	pages int
	// traditional says that its texts have characters of which simplified Chinese has other forms.
	traditional bool
	text        []byte // the records, compressed: what the file holds
	grams       []byte // see bucketCount
	ends        [bucketCount]uint32
}

// The grams of a segment lie in buckets by their highest bits, so that a row of shards can be made
// without looking at the others, whatever the number of shards. A bucket has, for each document in
// turn, the number of its grams (a varint) and the rest of each gram with its rank, 24 bits.
const (
	bucketBits  = 7
	bucketCount = 1 << bucketBits
	bucketRest  = gramBits - bucketBits
	entryBytes  = (bucketRest + rankBits) / 8
)

// bucket returns the bytes of one bucket.
func (s *segment) bucket(b int) []byte {
	if b == 0 {
		return s.grams[:s.ends[0]]
	}
	return s.grams[s.ends[b-1]:s.ends[b]]
}

// indexer makes segments; it is the workspace of one goroutine.
type indexer struct {
	model    *model
	w        bitWriter
	finder   matcher
	recorder recorder
	folded   []uint16
	grams    gramSet
	found    []uint32                           // the grams of the segment's documents, one after the other
	ends     [segmentPages]int                  // of each document, where its own end
	counts   [segmentPages * bucketCount]uint32 // of each document, how many in each bucket
}

// segment makes the segment of the documents that read yields.
func (x *indexer) segment(pages int, read func(n int) (*Document, error)) (*segment, error) {
	x.recorder.text, x.found = x.recorder.text[:0], x.found[:0]
	for n := range pages {
		d, err := read(n)
		if err != nil {
			return nil, err
		}
		x.recorder.add(d)
		x.collect()
		x.ends[n] = len(x.found)
	}
	s := &segment{pages: pages, traditional: hasTraditional(x.recorder.text)}
	x.w = bitWriter{out: x.w.out[:0]}
	x.model.compress(&x.w, &x.finder, x.recorder.text)
	s.text = bytes.Clone(x.w.bytes())
	x.spread(s)
	return s, nil
}

// collect takes the grams of the document just recorded.
func (x *indexer) collect() {
	text, fields := x.recorder.text, x.recorder.fields
	units := 0
	for _, f := range fields {
		units += f.end - f.start
	}
	x.grams.reset(units)
	for _, best := range [...]rank{titleRank, termRank, headingRank, textRank} {
		for _, f := range fields {
			if f.rank != best {
				continue
			}
			x.folded = appendFold(x.folded[:0], text[f.start:f.end])
			if best == titleRank {
				x.grams.add(x.folded, titleRankOf(len(x.folded)))
			} else {
				x.grams.add(x.folded, best)
			}
		}
	}
	x.found = append(x.found, x.grams.found...)
}

// spread puts the collected grams into the segment's buckets, in room made to measure.
func (x *indexer) spread(s *segment) {
	const shift = bucketRest + rankBits
	counts := x.counts[:s.pages*bucketCount]
	clear(counts)
	start := 0
	for n, end := range x.ends[:s.pages] {
		own := (*[bucketCount]uint32)(counts[n*bucketCount:])
		for _, g := range x.found[start:end] {
			own[g>>shift]++
		}
		start = end
	}
	var next [bucketCount]uint32
	size := uint32(0)
	for b := range next {
		next[b] = size
		for n := b; n < len(counts); n += bucketCount {
			size += counts[n]*entryBytes + uint32(varintSize(counts[n]))
		}
		s.ends[b] = size
	}
	s.grams = make([]byte, size)
	start = 0
	for n, end := range x.ends[:s.pages] {
		for b, count := range counts[n*bucketCount:][:bucketCount] {
			next[b] += uint32(binary.PutUvarint(s.grams[next[b]:], uint64(count)))
		}
		for _, g := range x.found[start:end] {
			at := next[g>>shift]
			next[g>>shift] = at + entryBytes
			entry := s.grams[at : at+entryBytes : at+entryBytes]
			entry[0], entry[1], entry[2] = byte(g>>16), byte(g>>8), byte(g)
		}
		start = end
	}
}

// varintSize is how many bytes binary.PutUvarint takes.
func varintSize(v uint32) int { return max(int(bitLength(v))+6, 7) / 7 }

// segmentFormat changes when the bytes of a segment for the same documents and model do.
const segmentFormat = "segment 3"

var errDamaged = errors.New("search: damaged segment")

// encode writes the segment for the store.
func (s *segment) encode() []byte {
	head := uint64(s.pages) << 1
	if s.traditional {
		head |= 1
	}
	b := binary.AppendUvarint(make([]byte, 0, 32+4*bucketCount+len(s.text)+len(s.grams)), head)
	b = binary.AppendUvarint(b, uint64(len(s.text)))
	b = append(b, s.text...)
	for _, end := range s.ends {
		b = binary.LittleEndian.AppendUint32(b, end)
	}
	return append(b, s.grams...)
}

// decodeSegment reads what encode wrote, and nothing else: it has been unsealed.
func decodeSegment(b []byte) (*segment, error) {
	head, n := binary.Uvarint(b)
	size, m := binary.Uvarint(b[max(n, 0):])
	if n <= 0 || m <= 0 || uint64(len(b)-n-m) < size+4*bucketCount {
		return nil, errDamaged
	}
	b = b[n+m:]
	s := &segment{pages: int(head >> 1), traditional: head&1 == 1, text: bytes.Clone(b[:size])}
	b = b[size:]
	for i := range s.ends {
		s.ends[i] = binary.LittleEndian.Uint32(b[4*i:])
	}
	s.grams = b[4*bucketCount:]
	if s.ends[bucketCount-1] != uint32(len(s.grams)) {
		return nil, errDamaged
	}
	return s, nil
}
