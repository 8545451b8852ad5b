package search

import (
	"encoding/binary"
	"sync"

	"github.com/zeebo/xxh3"
)

// sums are buffers for Sum: it is asked of every page in every build.
var sums = sync.Pool{New: func() any { return new([]byte) }}

// Sum names all that the document says, and more, which stands for what it does not say yet: a Digest for it.
func (d *Document) Sum(more ...string) string {
	buffer := sums.Get().(*[]byte)
	b := (*buffer)[:0]
	for _, s := range [...]string{d.Address, d.Title, d.Summary, d.SectionTitle, d.KindLabel, d.Branch, d.Brand, d.Date, d.DateText} {
		b = appendSized(b, s)
	}
	b = binary.AppendUvarint(b, uint64(len(d.Tags)))
	for _, t := range d.Tags {
		b = appendSized(b, t)
	}
	b = binary.AppendUvarint(b, uint64(len(d.Headings)))
	for _, h := range d.Headings {
		b = appendSized(appendSized(b, h.ID), h.Text)
	}
	b = binary.AppendUvarint(b, uint64(len(d.Blocks)))
	for _, t := range d.Blocks {
		b = appendSized(appendSized(b, t.HeadingID), t.Text)
	}
	for _, s := range more {
		b = appendSized(b, s)
	}
	sum := xxh3.Hash128(b).Bytes()
	*buffer = b
	sums.Put(buffer)
	return string(sum[:])
}

// appendSized appends a text so that no two lists of texts come to the same bytes.
func appendSized(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}
