package search

import (
	"encoding/json"
	"errors"
	"slices"
)

// manifestName is the one file name that stays the same. It changes with the format of the files, so
// that an engine from a browser's cache never reads what it cannot understand.
const manifestName = "manifest3"

// manifest says what there is, and the names of the other files. It has the model in it, without which no query
// begins: a visitor who has nothing yet waits for one file instead of two, one after the other.
type manifest struct {
	RowBits    uint   `json:"r"`
	ColumnBits uint   `json:"c"`
	Shards     string `json:"g"` // fingerprints, one after the other
	Segments   string `json:"t"`
	Pages      []int  `json:"n"` // of each segment
	Facets     string `json:"f"`
	Forms      string `json:"h"` // the traditional forms
	// Traditional says that the texts have some of them.
	Traditional bool `json:"b,omitempty"`
	modelData
}

var errManifest = errors.New("search: damaged manifest")

// sound reports whether the parts of a manifest agree.
func (m *manifest) sound() bool {
	g := grid{m.RowBits, m.ColumnBits}
	return m.RowBits <= 16 && m.ColumnBits <= asciiBits && len(m.Shards) == g.shards()*shardPrint &&
		len(m.Segments) == len(m.Pages)*printSize && !slices.ContainsFunc(m.Pages, func(n int) bool { return n < 1 || n > segmentPages })
}

// facetData is one thing by which results are filtered, as the facets' file has it: the names, and
// of each page the place of its name among them.
type facetData struct {
	Names []string
	Of    string
}

// MarshalJSON writes a pair.
func (f facetData) MarshalJSON() ([]byte, error) { return encodeJSON([]any{f.Names, f.Of}), nil }

// UnmarshalJSON reads it.
func (f *facetData) UnmarshalJSON(b []byte) error { return json.Unmarshal(b, &[]any{&f.Names, &f.Of}) }

// facetsOf is the data of the file that is read when results are filtered: sections, years, branches.
func facetsOf(entries []*Entry) []byte {
	var facets [3]facetData
	for i, name := range [...]func(*Entry) string{
		func(e *Entry) string { return e.SectionTitle },
		func(e *Entry) string { return e.Date[:min(len(e.Date), 4)] },
		func(e *Entry) string { return e.Branch },
	} {
		n := numbering{numbers: map[string]int{}, spellings: map[string]int{}, given: make([]uint32, 0, len(entries))}
		for _, e := range entries {
			n.add(name(e))
		}
		facets[i] = n.data()
	}
	return encodeJSON(facets)
}

// numbering gives names numbers in the order of their first appearance and remembers who had which.
type numbering struct {
	names     []string
	numbers   map[string]int // of clean names
	spellings map[string]int // of names as they came, so that each is cleaned once
	given     []uint32
	last      string // added, of which there are many in a row: a year
	number    int
}

// add gives the next page the number of its name.
func (n *numbering) add(spelling string) {
	if len(n.given) == 0 || spelling != n.last {
		number, ok := n.spellings[spelling]
		if !ok {
			number = n.numberOf(Clean(spelling))
			n.spellings[spelling] = number
		}
		n.last, n.number = spelling, number
	}
	n.given = append(n.given, uint32(n.number))
}

func (n *numbering) numberOf(name string) int {
	number, ok := n.numbers[name]
	if !ok {
		number = len(n.names)
		n.numbers[name] = number
		n.names = append(n.names, name)
	}
	return number
}

// data writes every number given in as many bits as the largest needs.
func (n *numbering) data() facetData {
	var w bitWriter
	width := bitLength(uint32(max(len(n.names)-1, 0)))
	for _, g := range n.given {
		w.write(g, width)
	}
	return facetData{n.names, string(w.text())}
}

// numbers reads what numbering.data wrote.
func numbers(armoured string, pages, names int) []int {
	b := bitReader{text: []byte(armoured)}
	out := make([]int, pages)
	width := bitLength(uint32(max(names-1, 0)))
	for i := range out {
		out[i] = min(int(b.bits(width)), max(names-1, 0))
	}
	return out
}
