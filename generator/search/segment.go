package search

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// segment is what a run of documents contributes to the index.
type segment struct {
	pages int
	text  []byte // the records, compressed: what the file holds
	grams []byte // see bucketCount
	ends  [bucketCount]uint32
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
	sorted   []uint32
	buckets  [bucketCount][]byte
}

// segment makes the segment of the documents that read yields.
func (x *indexer) segment(pages int, read func(n int) (*Document, error)) (*segment, error) {
	x.recorder.text = x.recorder.text[:0]
	for b := range x.buckets {
		x.buckets[b] = x.buckets[b][:0]
	}
	for n := range pages {
		d, err := read(n)
		if err != nil {
			return nil, err
		}
		x.recorder.add(d)
		x.collect()
	}
	s := &segment{pages: pages}
	x.w = bitWriter{out: x.w.out[:0]}
	x.model.compress(&x.w, &x.finder, x.recorder.text)
	s.text = bytes.Clone(x.w.bytes())
	size := 0
	for _, bucket := range x.buckets {
		size += len(bucket)
	}
	s.grams = make([]byte, 0, size)
	for b, bucket := range x.buckets {
		s.grams = append(s.grams, bucket...)
		s.ends[b] = uint32(len(s.grams))
	}
	return s, nil
}

// collect takes the grams of the document just recorded into the buckets.
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
	x.spread()
}

// spread appends the collected grams of one document to the buckets.
func (x *indexer) spread() {
	const shift = bucketRest + rankBits
	var counts [bucketCount]uint32
	for _, g := range x.grams.found {
		counts[g>>shift]++
	}
	var next [bucketCount]uint32
	sum := uint32(0)
	for b, n := range counts {
		next[b] = sum
		sum += n
	}
	if cap(x.sorted) < len(x.grams.found) {
		x.sorted = make([]uint32, len(x.grams.found)*2)
	}
	x.sorted = x.sorted[:len(x.grams.found)]
	for _, g := range x.grams.found {
		b := g >> shift
		x.sorted[next[b]] = g
		next[b]++
	}
	at := uint32(0)
	for b, n := range counts {
		out := binary.AppendUvarint(x.buckets[b], uint64(n))
		for _, g := range x.sorted[at : at+n] {
			out = append(out, byte(g>>16), byte(g>>8), byte(g))
		}
		x.buckets[b] = out
		at += n
	}
}

// segmentFormat changes when the bytes of a segment for the same documents and model do.
const segmentFormat = "segment 1"

var errDamaged = errors.New("search: damaged segment")

// encode writes the segment for the store.
func (s *segment) encode() []byte {
	b := binary.AppendUvarint(make([]byte, 0, 32+4*bucketCount+len(s.text)+len(s.grams)), uint64(s.pages))
	b = binary.AppendUvarint(b, uint64(len(s.text)))
	b = append(b, s.text...)
	for _, end := range s.ends {
		b = binary.LittleEndian.AppendUint32(b, end)
	}
	return append(b, s.grams...)
}

// decodeSegment reads what encode wrote, and nothing else: it has been unsealed.
func decodeSegment(b []byte) (*segment, error) {
	pages, n := binary.Uvarint(b)
	size, m := binary.Uvarint(b[max(n, 0):])
	if n <= 0 || m <= 0 || uint64(len(b)-n-m) < size+4*bucketCount {
		return nil, errDamaged
	}
	b = b[n+m:]
	s := &segment{pages: int(pages), text: bytes.Clone(b[:size])}
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
