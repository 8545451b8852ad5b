package search

import (
	"cmp"
	"encoding/binary"
	"slices"

	"github.com/zeebo/xxh3"
)

// plan says in which order documents are numbered, how they are cut into segments, and which of
// them the model is made from. It depends on the entries alone, in whatever order they come.
type plan struct {
	entries []*Entry // by number
	source  []int    // of each number, the place in what newPlan was given
	cuts    []int    // number of the first document of each segment, and the end
	sample  []int    // numbers, rising
}

const (
	// A segment goes on until it has segmentLeast bytes of text and then to the page, of the
	// cutAmong that follow, whose address has the smallest hash; sooner when it would come to more
	// than segmentMost or segmentPages.
	segmentLeast = 20 << 10
	segmentMost  = 80 << 10
	segmentPages = 64
	cutAmong     = 6

	sampleSize = 128
)

// newPlan plans the index of the entries. Addresses are unique.
func newPlan(entries []Entry) *plan {
	p := &plan{source: make([]int, len(entries)), entries: make([]*Entry, len(entries))}
	all := make([]dated, len(entries))
	for i := range entries {
		all[i] = datedEntry(&entries[i], i)
	}
	slices.SortFunc(all, func(a, b dated) int {
		if c := cmp.Or(cmp.Compare(b.year, a.year), cmp.Compare(b.day, a.day)); c != 0 {
			return c
		}
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(a.Address, b.Address))
	})
	hashes := make([]uint64, len(entries))
	for n, d := range all {
		p.source[n], p.entries[n] = d.place, d.Entry
		hashes[n] = xxh3.HashString(d.Address)
	}
	p.cut(hashes)
	p.choose(hashes)
	return p
}

// dated is an entry with the first bytes of its date as numbers, by which most are told apart.
type dated struct {
	*Entry
	year, day uint64
	place     int
}

func datedEntry(e *Entry, place int) dated {
	var date [16]byte
	copy(date[:], e.Date)
	return dated{e, binary.BigEndian.Uint64(date[:8]), binary.BigEndian.Uint64(date[8:]), place}
}

// cut finds the segments.
func (p *plan) cut(hashes []uint64) {
	for n := 0; n < len(p.entries); {
		p.cuts = append(p.cuts, n)
		n = p.end(n, hashes)
	}
	p.cuts = append(p.cuts, len(p.entries))
}

// end returns the number after the last page of the segment that begins with page n.
func (p *plan) end(n int, hashes []uint64) int {
	size, i := 0, n
	for i < len(p.entries) && i < n+segmentPages && size < segmentLeast {
		if i > n && size+p.entries[i].Size > segmentMost {
			return i
		}
		size += p.entries[i].Size
		i++
	}
	best := i
	for last := min(i+cutAmong, n+segmentPages, len(p.entries)); i < last && size+p.entries[i].Size <= segmentMost; i++ {
		if hashes[i] < hashes[best] {
			best = i
		}
		size += p.entries[i].Size
	}
	if i == len(p.entries) {
		return i // rather one segment a little longer than a rest of a page or two
	}
	return best
}

// choose finds the sample: the pages whose addresses have the smallest hashes, so that it stays the
// same, but for one page at most, when a page comes or goes.
func (p *plan) choose(hashes []uint64) {
	if len(hashes) == 0 {
		return
	}
	rising := slices.Clone(hashes)
	slices.Sort(rising)
	most := rising[min(len(rising), sampleSize)-1]
	for n, h := range hashes {
		if h <= most && len(p.sample) < sampleSize {
			p.sample = append(p.sample, n)
		}
	}
}

// segments returns how many segments there are.
func (p *plan) segments() int { return len(p.cuts) - 1 }

// grid is the arrangement of shards: rows by the first character, columns by the second.
type grid struct{ rowBits, columnBits uint }

// gridFor fits the number of shards to the number of documents: between 8 and 16 for each shard.
func gridFor(documents int) grid {
	bits := max(bitLength(uint32(documents/8)), 1) - 1
	columns := min(bits, 4)
	return grid{bits - columns, columns}
}

func (g grid) shards() int { return 1 << (g.rowBits + g.columnBits) }

// row and column of a gram.
func (g grid) row(gram uint32) uint32 { return gram >> (gramBits - g.rowBits) }
func (g grid) column(gram uint32) uint32 {
	return gram >> (successorBits - g.columnBits) & (1<<g.columnBits - 1)
}

// shard is the number of the shard in which a gram is looked up.
func (g grid) shard(gram uint32) int { return int(g.row(gram)<<g.columnBits | g.column(gram)) }
