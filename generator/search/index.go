package search

import (
	"encoding/binary"
	"fmt"
	"runtime"
	"sync"

	"github.com/zeebo/xxh3"
)

// Store remembers what was made before. Keys are short texts of letters, digits and hyphens that
// name a value completely: a key never stands for two values, so nothing in a store goes stale. (A
// store that outlives the executable adds the executable's build id.) Build calls it from many
// goroutines.
type Store interface {
	// Load returns what was saved under the key, or nil. It may forget at any time.
	Load(key string) []byte
	// Save keeps value, which nobody changes afterwards.
	Save(key string, value []byte)
}

// Options of Build.
type Options struct {
	// Store, when not nil, makes a second build of nearly the same documents cheap.
	Store Store
	// Workers is how many goroutines work; 0 for one a processor. The index does not depend on it.
	Workers int
}

// Target is one file of the index.
type Target struct {
	Name string
	// Digest names the file's bytes.
	Digest [16]byte
	// Small says that a minifier finds nothing to remove from the file, which may be large: a text in
	// quotation marks. The others are data for it to make shorter; a Reader reads either form.
	Small bool
	// Render makes the bytes. It may be called any number of times, from any goroutine.
	Render func() []byte
}

// Index is a finished index. It is immutable.
type Index struct{ targets []Target }

// Targets returns the files: shards, segments, model, facets, traditional forms and, last, the manifest, which names the
// others and so should be published after them.
func (x *Index) Targets() []Target { return x.targets }

// Files renders every target.
func (x *Index) Files() []File {
	files := make([]File, len(x.targets))
	for i, t := range x.targets {
		files[i] = File{t.Name, t.Render()}
	}
	return files
}

// Build makes the index of the entries, in whatever order they are. read returns the document of an
// entry by its place in entries; it is called at most twice for each, from many goroutines, and not
// at all for what the store remembers. The only errors are those of read.
func Build(entries []Entry, read func(i int) (*Document, error), o Options) (*Index, error) {
	b := builder{plan: newPlan(entries), store: o.Store, workers: o.Workers}
	if b.workers == 0 {
		b.workers = runtime.GOMAXPROCS(0)
	}
	b.read = func(number int) (*Document, error) { return read(b.plan.source[number]) }
	if err := b.makeModel(); err != nil {
		return nil, err
	}
	if err := b.makeSegments(); err != nil {
		return nil, err
	}
	return b.index(), nil
}

// builder is one build under way.
type builder struct {
	plan     *plan
	read     func(number int) (*Document, error)
	store    Store // may be nil
	workers  int
	model    *model
	segments []*segment // without their grams, which are in
	buckets  [bucketCount]bucket
}

// bucket is one bucket of all segments, in pieces that follow each other.
type bucket [][]byte

// key names a value by its format and what it is made from.
func key(format string, parts ...string) string {
	h := xxh3.New()
	for _, p := range append([]string{format}, parts...) {
		var n [binary.MaxVarintLen64]byte
		h.Write(n[:binary.PutUvarint(n[:], uint64(len(p)))])
		h.WriteString(p)
	}
	return fmt.Sprintf("search-%x", h.Sum128().Bytes())
}

// remembered returns what the store has under a key, or makes it and saves it.
func remembered[T any](s Store, key string, decode func([]byte) (T, error), build func() (T, error), encode func(T) []byte) (T, error) {
	if s == nil {
		return build()
	}
	if data, ok := unsealed(s.Load(key)); ok {
		if v, err := decode(data); err == nil {
			return v, nil
		}
	}
	v, err := build()
	if err == nil {
		s.Save(key, sealed(encode(v)))
	}
	return v, err
}

const sealBytes = 8

// sealed appends a checksum: what a store keeps may be damaged, and is then made again.
func sealed(data []byte) []byte {
	return binary.LittleEndian.AppendUint64(data[:len(data):len(data)], xxh3.Hash(data))
}

// unsealed takes it off and reports whether it is right.
func unsealed(data []byte) ([]byte, bool) {
	n := len(data) - sealBytes
	if n < 0 || binary.LittleEndian.Uint64(data[n:]) != xxh3.Hash(data[:n]) {
		return nil, false
	}
	return data[:n], true
}

// makeModel makes the model from the sample.
func (b *builder) makeModel() (err error) {
	parts := make([]string, len(b.plan.sample))
	for i, n := range b.plan.sample {
		parts[i] = b.plan.entries[n].Digest
	}
	b.model, err = remembered(b.store, key(modelFormat, parts...), decodeModel, func() (*model, error) {
		texts := make([][]uint16, len(b.plan.sample))
		for i, n := range b.plan.sample {
			d, err := b.read(n)
			if err != nil {
				return nil, err
			}
			var r recorder
			r.add(d)
			texts[i] = r.text
		}
		return trainModel(texts), nil
	}, func(m *model) []byte { return m.data })
	return err
}

// segmentBatch is how many segments are made before their grams are put together by bucket, so that
// these need not lie in memory twice.
const segmentBatch = 256

// makeSegments makes the segments.
func (b *builder) makeSegments() error {
	b.segments = make([]*segment, b.plan.segments())
	errs := make([]error, len(b.segments))
	for from := 0; from < len(b.segments); from += segmentBatch {
		to := min(from+segmentBatch, len(b.segments))
		b.each(to-from, func() func(int) {
			x := &indexer{model: b.model}
			return func(i int) { b.segments[from+i], errs[from+i] = b.segment(x, from+i) }
		})
		for _, err := range errs[from:to] {
			if err != nil {
				return err
			}
		}
		b.collect(b.segments[from:to])
	}
	return nil
}

// collect moves the segments' grams into the buckets.
func (b *builder) collect(segments []*segment) {
	for i := range b.buckets {
		size := 0
		for _, s := range segments {
			size += len(s.bucket(i))
		}
		piece := make([]byte, 0, size)
		for _, s := range segments {
			piece = append(piece, s.bucket(i)...)
		}
		b.buckets[i] = append(b.buckets[i], piece)
	}
	for _, s := range segments {
		s.grams = nil
	}
}

// segment makes one segment.
func (b *builder) segment(x *indexer, i int) (*segment, error) {
	from, to := b.plan.cuts[i], b.plan.cuts[i+1]
	parts := []string{string(b.model.digest[:])}
	for _, e := range b.plan.entries[from:to] {
		parts = append(parts, e.Digest)
	}
	return remembered(b.store, key(segmentFormat, parts...), decodeSegment, func() (*segment, error) {
		return x.segment(to-from, func(n int) (*Document, error) { return b.read(from + n) })
	}, (*segment).encode)
}

// each calls the function that worker returns, which is for one goroutine, for every number below n.
func (b *builder) each(n int, worker func() func(int)) {
	var wg sync.WaitGroup
	next := make(chan int)
	for range min(b.workers, n) {
		do := worker()
		wg.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	wg.Wait()
}
