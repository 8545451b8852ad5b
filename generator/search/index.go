package search

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"

	"github.com/zeebo/xxh3"
)

// Store remembers what was made before. Keys are short texts of letters, digits and hyphens that
// name a value completely: a key never stands for two values, so nothing in a store goes stale. (Of the one that
// does, the newest is as good as any: it says itself what it is of. A store that outlives the executable adds the
// executable's build id.) Build calls it from many goroutines.
type Store interface {
	// Load returns what was saved under the key, or nil. It may forget at any time.
	Load(key string) []byte
	// Save keeps a copy of value.
	Save(key string, value []byte)
	// Keep says that the value will be wanted again. One that was neither loaded nor saved nor kept while an index
	// was made may be forgotten.
	Keep(key string)
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
	// Render writes the bytes. It may be called any number of times, from any goroutine; the only errors
	// are those of reading a document, as is done again when the store has forgotten what it remembered.
	Render func(w *bytes.Buffer) error
	// Release lets go what is held so that Render has no work to do; it may still be called, and then has.
	Release func()
}

// Index is a finished index. It is immutable.
type Index struct{ targets []Target }

// Targets returns the files: shards, segments, facets, traditional forms and, last, the manifest, which names the
// others and so should be published after them.
func (x *Index) Targets() []Target { return x.targets }

// Files renders every target.
func (x *Index) Files() []File {
	files := make([]File, len(x.targets))
	for i, t := range x.targets {
		var b bytes.Buffer
		if err := t.Render(&b); err != nil {
			panic(err) // only a read that failed since Build does that
		}
		files[i] = File{t.Name, b.Bytes()}
	}
	return files
}

// Build makes the index of the entries, in whatever order they are. open returns what reads for one goroutine: the
// document of an entry by its place in entries, which is good until the next is read. Each is read twice at
// most, and what the store remembers not at all. The only errors are those of reading.
func Build(entries []Entry, open func() func(i int) (*Document, error), o Options) (*Index, error) {
	b := &builder{plan: newPlan(entries), store: o.Store, workers: o.Workers}
	b.old = b.recall()
	if b.workers == 0 {
		b.workers = runtime.GOMAXPROCS(0)
	}
	b.open = open
	if err := b.makeModel(); err != nil {
		return nil, err
	}
	if err := b.makeSegments(); err != nil {
		return nil, err
	}
	return b.index()
}

// builder is one build under way.
type builder struct {
	plan     *plan
	open     func() func(i int) (*Document, error)
	store    Store // may be nil
	workers  int
	old      *remembered // the index made last
	model    *model
	segments []*segment
	held     atomic.Int64 // bytes of texts
}

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

// nameOf is the key of a value named by digests.
func nameOf(format string, digests ...[16]byte) string {
	parts := make([]string, len(digests))
	for i := range digests {
		parts[i] = string(digests[i][:])
	}
	return key(format, parts...)
}

// makeModel makes the model from the sample.
func (b *builder) makeModel() error {
	parts := make([]string, len(b.plan.sample))
	for i, n := range b.plan.sample {
		parts[i] = b.plan.entries[n].Digest
	}
	name := key(modelFormat, parts...)
	if data := b.load(name); data != nil {
		if m, err := decodeModel(data); err == nil {
			b.model = m
			return nil
		}
	}
	texts, read := make([][]uint16, len(b.plan.sample)), b.open()
	for i, n := range b.plan.sample {
		d, err := read(b.plan.source[n])
		if err != nil {
			return err
		}
		var r recorder
		r.add(d)
		texts[i] = r.text
	}
	b.model = trainModel(texts)
	b.save(name, b.model.data)
	return nil
}

// load, save and keep use the store, if there is one.
func (b *builder) load(key string) []byte {
	if b.store == nil {
		return nil
	}
	return b.store.Load(key)
}

func (b *builder) save(key string, value []byte) {
	if b.store != nil {
		b.store.Save(key, value)
	}
}

func (b *builder) keep(key string) {
	if b.store != nil {
		b.store.Keep(key)
	}
}

// each calls the function that worker returns, which is for one goroutine, for every number below n.
func (b *builder) each(n int, worker func() func(int)) {
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(b.workers, n) {
		do := worker()
		wg.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				do(i)
			}
		})
	}
	wg.Wait()
}
