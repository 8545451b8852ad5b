package search

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"unicode/utf16"
)

// Reader answers queries from the files of an index, reading those it needs when it needs them, as
// the browser does: engine.js is this code over again, and the tests compare the two. A Reader is
// for one goroutine.
type Reader struct {
	read     func(name string) ([]byte, error)
	manifest manifest
	model    *model
	grid     grid
	first    []int   // number of the first page of each segment, and the number of pages
	facets   []facet // nil until needed
	shards   map[int]string
	records  map[int][]record // by segment
}

// Open reads the manifest, in which the model is. read returns a file by its name.
func Open(read func(name string) ([]byte, error)) (*Reader, error) {
	r := &Reader{read: read, shards: map[int]string{}, records: map[int][]record{}}
	if err := r.load(manifestName, &r.manifest); err != nil {
		return nil, err
	}
	if !r.manifest.sound() {
		return nil, errManifest
	}
	model, err := r.manifest.model()
	if err != nil {
		return nil, err
	}
	r.model, r.grid = model, grid{r.manifest.RowBits, r.manifest.ColumnBits}
	pages := 0
	for _, n := range r.manifest.Pages {
		r.first = append(r.first, pages)
		pages += n
	}
	r.first = append(r.first, pages)
	return r, nil
}

// OpenFiles is Open for files at hand.
func OpenFiles(files []File) (*Reader, error) {
	byName := map[string][]byte{}
	for _, f := range files {
		byName[f.Name] = f.Bytes
	}
	return Open(func(name string) ([]byte, error) {
		b, ok := byName[name]
		if !ok {
			return nil, fmt.Errorf("search: no file %s", name)
		}
		return b, nil
	})
}

// Pages returns how many pages the index has.
func (r *Reader) Pages() int { return r.first[len(r.first)-1] }

// load reads a file and the data in its call.
func (r *Reader) load(name string, data any) error {
	b, err := r.read(name + ".js")
	if err != nil {
		return err
	}
	head := []byte(`qizhiSearch.load("` + name + `",`)
	if !bytes.HasPrefix(b, head) || !bytes.HasSuffix(b, []byte(")")) {
		return fmt.Errorf("search: %s.js is not a file of the index", name)
	}
	text := b[len(head) : len(b)-1]
	if !isArmoured(text) {
		text = asJSON(text)
	}
	if err := json.Unmarshal(text, data); err != nil {
		return fmt.Errorf("search: %s.js: %w", name, err)
	}
	return nil
}

// shard returns the stream of a shard.
func (r *Reader) shard(n int) (*bitReader, error) {
	text, ok := r.shards[n]
	if !ok {
		print := r.manifest.Shards[n*shardPrint : (n+1)*shardPrint]
		if err := r.load("g"+strconv.FormatInt(int64(n), 36)+"-"+print, &text); err != nil {
			return nil, err
		}
		r.shards[n] = text
	}
	return &bitReader{text: []byte(text)}, nil
}

// segment returns the records of a segment.
func (r *Reader) segment(n int) ([]record, error) {
	if records, ok := r.records[n]; ok {
		return records, nil
	}
	var text string
	if err := r.load("t-"+r.manifest.Segments[n*printSize:(n+1)*printSize], &text); err != nil {
		return nil, err
	}
	units := r.model.expand(&bitReader{text: []byte(text)})
	var records []record
	for start, i := 0, 0; i < len(units); i++ {
		if units[i] == recordEnd {
			records = append(records, parseRecord(string(utf16.Decode(units[start:i]))))
			start = i + 1
		}
	}
	if len(records) != r.manifest.Pages[n] || slices.ContainsFunc(records, func(r record) bool { return len(r.fields) < firstFields }) {
		return nil, fmt.Errorf("search: segment %d is damaged", n)
	}
	r.records[n] = records
	return records, nil
}

// segmentOf is the segment of a page.
func (r *Reader) segmentOf(number uint32) int {
	n, found := slices.BinarySearch(r.first, int(number))
	if !found {
		n--
	}
	return n
}

// place is the place of a page in its segment.
func (r *Reader) place(number uint32) int { return int(number) - r.first[r.segmentOf(number)] }

// keep returns the test of a filter.
func (r *Reader) keep(f Filter) (func(number uint32) bool, error) {
	wanted := [...]string{f.Section, f.Year, f.Branch}
	if f == (Filter{}) {
		return func(uint32) bool { return true }, nil
	}
	facets, err := r.readFacets()
	if err != nil {
		return nil, err
	}
	return func(number uint32) bool {
		for i, name := range wanted {
			if facet := facets[i]; name != "" && facet.names[facet.of[number]] != name {
				return false
			}
		}
		return true
	}, nil
}

// facet is one thing by which results are filtered: the names and, of each page, the place of its.
type facet struct {
	names []string
	of    []int
}

// readFacets reads the sections, years and branches.
func (r *Reader) readFacets() ([]facet, error) {
	if r.facets != nil {
		return r.facets, nil
	}
	var data [3]facetData
	if err := r.load(r.manifest.Facets, &data); err != nil {
		return nil, err
	}
	for _, d := range data {
		r.facets = append(r.facets, facet{d.Names, numbers(d.Of, r.Pages(), len(d.Names))})
	}
	return r.facets, nil
}
