package search

import (
	"encoding/binary"

	"github.com/zeebo/xxh3"
)

// makeSegments makes the segments, or remembers what they are.
func (b *builder) makeSegments() error {
	b.segments = make([]*segment, b.plan.segments())
	return b.every(len(b.segments), func(x *indexer, i int) (err error) {
		b.segments[i], err = b.segment(x, i)
		return err
	})
}

// indexer is a workspace for one goroutine.
func (b *builder) indexer() *indexer { return &indexer{model: b.model, read: b.open()} }

// every calls do for every number below n, and returns the first of its errors.
func (b *builder) every(n int, do func(x *indexer, i int) error) error {
	errs := make([]error, n)
	b.each(n, func() func(int) {
		x := b.indexer()
		return func(i int) { errs[i] = do(x, i) }
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// segment makes one segment, as far as it is not remembered.
func (b *builder) segment(x *indexer, i int) (s *segment, err error) {
	s = &segment{number: b.plan.cuts[i], pages: b.plan.cuts[i+1] - b.plan.cuts[i], fresh: true}
	if b.store != nil {
		s.key = b.segmentKey(i)
		if old := b.old.known[s.key]; old != nil {
			s.fresh, s.traditional, s.digest, s.prints = false, old.traditional, old.digest, old.prints
		}
	}
	if !s.fresh && b.old.model == b.model.digest {
		return s, nil
	}
	traditional, err := b.record(x, i, s.fresh)
	if err != nil {
		return nil, err
	}
	if s.fresh {
		s.traditional = traditional
		s.contents = x.spread(s.pages)
		if b.store != nil {
			s.print()
		}
	}
	text := x.compressed()
	s.digest = digestOf(text)
	b.hold(s, text)
	return s, nil
}

// record reads the documents of segment i, and takes their grams when they are wanted.
func (b *builder) record(x *indexer, i int, grams bool) (traditional bool, err error) {
	from, to := b.plan.cuts[i], b.plan.cuts[i+1]
	return x.record(b.plan.source[from:to], grams)
}

// segmentKey names all that the grams of a segment are made from, and with the model its text.
func (b *builder) segmentKey(i int) [16]byte {
	h := xxh3.New()
	h.WriteString(segmentFormat)
	for _, e := range b.plan.entries[b.plan.cuts[i]:b.plan.cuts[i+1]] {
		var n [binary.MaxVarintLen64]byte
		h.Write(n[:binary.PutUvarint(n[:], uint64(len(e.Digest)))])
		h.WriteString(e.Digest)
	}
	return h.Sum128().Bytes()
}

// segmentFormat changes when the segment of the same documents does.
const segmentFormat = "segment 5"

// heldTexts is how many bytes of texts are kept in memory from when they are made until their files are written:
// those of 20,000 pages. The store has the others.
const heldTexts = 32 << 20

// hold keeps the text of a segment until its file is written.
func (b *builder) hold(s *segment, text []byte) {
	if b.store != nil && b.held.Add(int64(len(text))) > heldTexts {
		b.save(b.textKey(s), text)
		return
	}
	s.text = text
}

// textKey is the key of a text that was not kept in memory.
func (b *builder) textKey(s *segment) string { return nameOf("text 1", b.model.digest, s.key) }

// textOf makes the text of a segment again, unless the store has it. A segment that is remembered has its file as a
// rule, and nobody asks.
func (b *builder) textOf(i int) ([]byte, error) {
	s := b.segments[i]
	if text := b.load(b.textKey(s)); text != nil {
		return text, nil
	}
	x := b.indexer()
	if _, err := b.record(x, i, false); err != nil {
		return nil, err
	}
	return x.compressed(), nil
}

// allGrams returns the contents of all segments, with their grams.
func (b *builder) allGrams() ([]*contents, error) {
	all := make([]*contents, len(b.segments))
	return all, b.every(len(all), func(x *indexer, i int) error {
		if all[i] = b.segments[i].contents; all[i] != nil {
			return nil
		}
		_, err := b.record(x, i, true)
		if err == nil {
			all[i] = x.spread(b.segments[i].pages)
		}
		return err
	})
}
