package search

// makeSegments makes the segments, or learns from the store what they are.
func (b *builder) makeSegments() error {
	b.segments = make([]*segment, b.plan.segments())
	return b.every(len(b.segments), func(x *indexer, i int) (err error) {
		b.segments[i], err = b.segment(x, i)
		return err
	})
}

// every calls do for every number below n, and returns the first of its errors.
func (b *builder) every(n int, do func(x *indexer, i int) error) error {
	errs := make([]error, n)
	b.each(n, func() func(int) {
		x := &indexer{model: b.model}
		return func(i int) { errs[i] = do(x, i) }
	})
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// segment makes one segment, or reads its head.
func (b *builder) segment(x *indexer, i int) (*segment, error) {
	name := b.segmentKey(i)
	if head := b.load(name); head != nil {
		if s := decodeHead(head); s != nil {
			s.number, s.key = b.plan.cuts[i], name
			return s, nil
		}
	}
	s, err := b.indexed(x, i)
	if err != nil || b.store == nil {
		return s, err
	}
	s.key = name
	s.print()
	b.save(name, s.encodeHead())
	b.save(name+textEnding, s.text)
	s.text = nil // the store has it until the file is written: half of what an index of 100,000 pages would hold
	x.saving = s.appendGrams(x.saving[:0])
	b.save(name+gramsEnding, x.saving)
	return s, nil
}

// The endings of the keys of a segment's contents.
const (
	textEnding  = "-t"
	gramsEnding = "-g"
)

// segmentKey names all that a segment is made from.
func (b *builder) segmentKey(i int) string {
	if b.store == nil {
		return ""
	}
	entries := b.plan.entries[b.plan.cuts[i]:b.plan.cuts[i+1]]
	parts := make([]string, 1, len(entries)+1)
	parts[0] = string(b.model.digest[:])
	for _, e := range entries {
		parts = append(parts, e.Digest)
	}
	return key(segmentFormat, parts...)
}

// indexed makes a segment from its documents.
func (b *builder) indexed(x *indexer, i int) (*segment, error) {
	from, to := b.plan.cuts[i], b.plan.cuts[i+1]
	s, err := x.segment(to-from, func(n int) (*Document, error) { return b.read(from + n) })
	if err == nil {
		s.number = from
	}
	return s, err
}

// textOf returns the text of a segment, wherever it is to be had.
func (b *builder) textOf(i int) ([]byte, error) {
	s := b.segments[i]
	if s.text != nil {
		return s.text, nil
	}
	if text := b.load(s.key + textEnding); text != nil {
		return text, nil
	}
	made, err := b.indexed(&indexer{model: b.model}, i)
	if err != nil {
		return nil, err
	}
	return made.text, nil
}

// gramsOf returns contents of segment i that have its grams.
func (b *builder) gramsOf(x *indexer, i int) (*contents, error) {
	s := b.segments[i]
	if s.held {
		return s.contents, nil
	}
	c := &contents{}
	if grams := b.load(s.key + gramsEnding); grams != nil && c.decodeGrams(grams) {
		return c, nil
	}
	made, err := b.indexed(x, i)
	if err != nil {
		return nil, err
	}
	return made.contents, nil
}

// allGrams returns the contents of all segments, with their grams.
func (b *builder) allGrams() ([]*contents, error) {
	all := make([]*contents, len(b.segments))
	return all, b.every(len(all), func(x *indexer, i int) (err error) {
		all[i], err = b.gramsOf(x, i)
		return err
	})
}
