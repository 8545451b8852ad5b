package plan

import (
	"encoding/binary"
	"sync"

	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/site"
)

// ledger is what a digest is taken of. Before every text and list stands how long it is, so that no two accounts read
// the same.
type ledger struct{ b []byte }

// ledgers are those that are not written at the moment.
var ledgers = sync.Pool{New: func() any { return &ledger{make([]byte, 0, 4<<10)} }}

// newLedger is an empty ledger.
func newLedger() *ledger {
	l := ledgers.Get().(*ledger)
	l.b = l.b[:0]
	return l
}

// digest ends a ledger.
func (l *ledger) digest() digest.Digest {
	sum := digest.Bytes(l.b)
	ledgers.Put(l)
	return sum
}

func (l *ledger) sum(d digest.Digest) { l.b = append(l.b, d[:]...) }

func (l *ledger) number(n int) { l.b = binary.AppendVarint(l.b, int64(n)) }

func (l *ledger) yes(y bool) {
	if y {
		l.number(1)
	} else {
		l.number(0)
	}
}

func (l *ledger) texts(list ...string) {
	for _, s := range list {
		l.b = append(binary.AppendUvarint(l.b, uint64(len(s))), s...)
	}
}

func (l *ledger) list(texts []string) {
	l.number(len(texts))
	l.texts(texts...)
}

func (l *ledger) date(d content.Date) {
	for _, n := range [...]int{int(d.Precision), int(d.Year), int(d.Month), int(d.Day), int(d.Hour), int(d.Minute), int(d.Offset)} {
		l.number(n)
	}
	l.yes(d.Zoned)
}

// page is the digest that stands for a page in a list by the pages' numbers.
func (l *ledger) page(page *site.Page, sums []digest.Digest) {
	l.yes(page != nil)
	if page != nil {
		l.sum(sums[page.Number()])
	}
}

func (l *ledger) pages(list []*site.Page, sums []digest.Digest) {
	l.number(len(list))
	for _, page := range list {
		l.page(page, sums)
	}
}

// field is a field of a page but for the pages that it names.
func (l *ledger) field(f *site.FieldValue) {
	l.texts(f.Field.Name)
	l.list(f.Texts)
	l.list(f.Quoted)
	l.list(f.Written)
	l.number(f.Number)
	l.date(f.Date)
	l.yes(f.Rows != nil)
	if f.Rows != nil {
		l.sum(digest.Of(f.Rows, f.WrittenRows))
	}
	l.number(len(f.Files))
	for _, file := range f.Files {
		l.file(file)
	}
}

func (l *ledger) file(f *site.File) {
	l.yes(f != nil)
	if f != nil {
		l.texts(f.Path, f.Address, f.Slug, f.Digest)
	}
}

// named are the pages that a field names, and those in whose folders the files lie that it names.
func (l *ledger) named(f *site.FieldValue, sums []digest.Digest) {
	l.pages(f.Pages, sums)
	for _, file := range f.Files {
		if file != nil {
			l.page(file.Page, sums)
		}
	}
}
