package search

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/zeebo/xxh3"
)

// memory is a store that counts. As the interface has it, it forgets what was damaged.
type memory struct {
	mu     sync.Mutex
	values map[string][]byte
	sums   map[string]uint64
	used   map[string]bool
	misses int
	saves  int
}

// remembering is an empty store.
func remembering() *memory {
	return &memory{values: map[string][]byte{}, sums: map[string]uint64{}, used: map[string]bool{}}
}

func (m *memory) Keep(key string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.used[key] = true
}

// forget drops what the last build neither loaded nor saved nor kept, and says how many values there are.
func (m *memory) forget() int {
	for key := range m.values {
		if !m.used[key] {
			delete(m.values, key)
		}
	}
	clear(m.used)
	return len(m.values)
}

func (m *memory) Load(key string) []byte {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.used[key] = true
	if v, ok := m.values[key]; ok && xxh3.Hash(v) == m.sums[key] {
		return v
	}
	m.misses++
	return nil
}

func (m *memory) Save(key string, value []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.saves++
	m.values[key], m.sums[key], m.used[key] = slices.Clone(value), xxh3.Hash(value), true
}

// same fails unless two indexes have the same files with the same bytes.
func same(t *testing.T, what string, a, b []File) {
	t.Helper()
	if !slices.EqualFunc(a, b, func(a, b File) bool { return a.Name == b.Name && bytes.Equal(a.Bytes, b.Bytes) }) {
		t.Fatalf("%s: the indexes differ", what)
	}
}

func TestIndexDependsOnTheDocumentsAlone(t *testing.T) {
	t.Parallel()
	docs := corpus(300, 8)
	want := build(t, docs, Options{Workers: 1}).Files()
	same(t, "four workers", build(t, docs, Options{Workers: 4}).Files(), want)
	rand.New(rand.NewPCG(1, 1)).Shuffle(len(docs), func(i, j int) { docs[i], docs[j] = docs[j], docs[i] })
	same(t, "another order", build(t, docs, Options{}).Files(), want)
}

func TestFileNames(t *testing.T) {
	names := map[string]bool{}
	files := build(t, corpus(300, 8), Options{}).Files()
	for _, f := range files {
		if !regexp.MustCompile(`^[a-z0-9-]+\.js$`).MatchString(f.Name) || names[f.Name] {
			t.Errorf("file name %q", f.Name)
		}
		names[f.Name] = true
		if i := bytes.IndexFunc(f.Bytes, func(r rune) bool { return r < ' ' }); i >= 0 {
			t.Errorf("%s has control character %#x", f.Name, f.Bytes[i])
		}
	}
	if last := files[len(files)-1].Name; last != manifestName+".js" {
		t.Errorf("the last file is %s", last)
	}
}

// Whatever is edited, a build that remembers the ones before equals one that does not.
func TestIncrementalEqualsClean(t *testing.T) {
	t.Parallel()
	docs := corpus(130, 9)
	rng := rand.New(rand.NewPCG(9, 9))
	store := remembering()
	for i := range 35 {
		edit := editAtRandom(rng, &docs, i)
		same(t, fmt.Sprintf("edit %d, %s", i, edit), build(t, docs, Options{Store: store}).Files(), build(t, docs, Options{}).Files())
		store.forget()
		if i%7 == 6 {
			for k := range store.values { // a damaged value is one that is not there
				if store.values[k] = slices.Clone(store.values[k]); len(store.values[k]) > 0 && strings.HasSuffix(k, "7") {
					store.values[k][len(store.values[k])/2] ^= 1
				}
			}
		}
	}
}

// editAtRandom changes one document, and says how.
func editAtRandom(rng *rand.Rand, docs *[]Document, n int) string {
	i := rng.IntN(len(*docs))
	d := &(*docs)[i]
	d.Digest = fmt.Sprint("edit ", n)
	switch rng.IntN(7) {
	case 0:
		d.Title += "改"
		return "title"
	case 1:
		d.Date = fmt.Sprintf("20%02d-01-01", rng.IntN(30))
		return "date"
	case 2:
		d.Tags, d.Branch, d.SectionTitle = nil, "新支部", "工作动态"
		return "terms"
	case 3:
		added := corpus(1, uint64(n))[0]
		added.Address, added.Digest = fmt.Sprintf("news/added-%d.html", n), fmt.Sprint("added ", n)
		*docs = append(*docs, added)
		return "new page"
	case 4:
		*docs = slices.Delete(*docs, i, i+1)
		return "removed page"
	default:
		d.Blocks = append(slices.Clone(d.Blocks), Block{Text: fmt.Sprintf("新增第%d段文字", n)})
		return "text"
	}
}

// What one edit costs: the files written again, and what had to be made for them.
func TestEditsTouchFewFiles(t *testing.T) {
	docs := corpus(1000, 10)
	store := remembering()
	before := names(build(t, docs, Options{Store: store}))
	for _, c := range []struct {
		what string
		edit func()
		most int // files with a new name, the manifest among them
	}{
		{"nothing", func() {}, 0},
		{"a typo", func() {
			docs[500].Blocks = slices.Clone(docs[500].Blocks)
			docs[500].Blocks[0].Text += "错别字"
		}, 9},
		{"a title", func() { docs[400].Title += "改了" }, 7},
	} {
		c.edit()
		docs[500].Digest, docs[400].Digest = docs[500].Digest+c.what, docs[400].Digest+c.what
		store.saves = 0
		now := names(build(t, docs, Options{Store: store}))
		changed := 0
		for name := range now {
			if !before[name] {
				changed++
			}
		}
		t.Logf("%s: %d of %d files change, %d values are saved", c.what, changed, len(now), store.saves)
		if changed > c.most {
			t.Errorf("%s: %d of %d files change, more than %d", c.what, changed, len(now), c.most)
		}
		before = now
	}
}

// names returns the names of an index's files; the manifest's with its digest.
func names(x *Index) map[string]bool {
	all := map[string]bool{}
	for _, t := range x.Targets() {
		name := t.Name
		if name == manifestName+".js" {
			name = fmt.Sprintf("%s %x", name, t.Digest)
		}
		all[name] = true
	}
	return all
}

// An unchanged build reads no document, unless a file that it names is gone.
func TestAnUnchangedBuildReadsNoDocument(t *testing.T) {
	docs := corpus(100, 11)
	store := remembering()
	x := build(t, docs, Options{Store: store})
	before, want := names(x), x.Files()
	entries := make([]Entry, len(docs))
	for i := range docs {
		entries[i] = docs[i].Entry()
	}
	values, reads := store.forget(), atomic.Int64{}
	x, err := Build(entries, reading(func(i int) (*Document, error) { reads.Add(1); return &docs[i], nil }), Options{Store: store})
	if err != nil || !maps.Equal(names(x), before) {
		t.Error("other files", err)
	}
	if n := reads.Load(); n > 0 || store.misses > 2 { // what a first build asks a store: for the index made last, for the model
		t.Errorf("%d documents are read, %d values are missed", n, store.misses)
	}
	if n := store.forget(); n != values {
		t.Errorf("%d of %d values are kept", n, values)
	}
	same(t, "unchanged", x.Files(), want)
}

// A store that forgets what it likes costs time, and no more.
func TestForgetfulStore(t *testing.T) {
	t.Parallel()
	docs := corpus(200, 13)
	rng := rand.New(rand.NewPCG(13, 13))
	store := remembering()
	for i := range 8 {
		edit := editAtRandom(rng, &docs, i)
		same(t, fmt.Sprintf("edit %d, %s", i, edit), build(t, docs, Options{Store: store}).Files(), build(t, docs, Options{}).Files())
		for k := range store.values {
			if k != latestKey && rng.IntN(40) == 0 {
				delete(store.values, k)
			}
		}
	}
}

func TestBuildReportsWhatReadSays(t *testing.T) {
	broken := errors.New("gone")
	if _, err := Build([]Entry{{Address: "a"}}, reading(func(int) (*Document, error) { return nil, broken }), Options{}); !errors.Is(err, broken) {
		t.Errorf("error %v", err)
	}
}

func TestSegmentsAreCutWherePagesSay(t *testing.T) {
	entries := func(docs []Document) (all []Entry) {
		for i := range docs {
			all = append(all, docs[i].Entry())
		}
		return all
	}
	docs := corpus(1000, 12)
	cuts := func(docs []Document) map[string]bool {
		p := newPlan(entries(docs))
		first := map[string]bool{}
		for _, n := range p.cuts[:p.segments()] {
			first[p.entries[n].Address] = true
		}
		return first
	}
	before := cuts(docs)
	after := cuts(slices.Delete(slices.Clone(docs), 500, 501))
	moved := 0
	for address := range after {
		if !before[address] {
			moved++
		}
	}
	if len(before) < 40 || moved > 12 {
		t.Errorf("one page less moves %d of %d cuts", moved, len(before))
	}
}

// TestReleasedTargets: a target that was released has the bytes that it had, with a store or without, of an index made
// anew or remembered.
func TestReleasedTargets(t *testing.T) {
	t.Parallel()
	docs := corpus(300, 8)
	for _, o := range []Options{{}, {Store: remembering()}} {
		for range 2 {
			x := build(t, docs, o)
			want := x.Files()
			for _, target := range x.Targets() {
				target.Release()
			}
			same(t, "released", x.Files(), want)
		}
	}
}
