package search

import (
	"strings"
	"unicode/utf16"
)

// A document is kept as one record of cleaned text, whose parts are marked by control characters,
// which cleaned text never holds: its address, a detailMark and its section's title; then its
// searchable fields, each after the mark of its rank:
//
//	title, kind, date as shown, date, summary, branch, brand, tags …, and the body
//
// The body has headings and blocks in reading order; a heading's id follows it after a detailMark
// when it is not the heading's text. A recordEnd closes it all. engine.js reads the same.
const (
	recordEnd   = 0
	textMark    = 1 // and the marks of the other ranks: headingRank, termRank, titleRank
	detailMark  = 5
	firstFields = 4 // title, kind and dates: what no excerpt is made of
)

// field is one searchable text of a record, by place.
type field struct {
	start, end int
	rank       rank
}

// recorder writes records one after the other and says where their searchable texts are.
type recorder struct {
	text   []uint16
	titled field // the section's title
	fields []field
}

// add appends the record of d. fields are then those of d.
func (r *recorder) add(d *Document) {
	r.fields = r.fields[:0]
	r.text = append(appendClean(r.text, d.Address), detailMark)
	r.titled.start = len(r.text)
	r.text = appendClean(r.text, d.SectionTitle)
	r.titled.end = len(r.text)
	r.field(titleRank, d.Title)
	for _, s := range [...]string{d.KindLabel, d.DateText, d.Date, d.Summary} {
		r.field(textRank, s)
	}
	r.field(termRank, d.Branch)
	r.field(termRank, d.Brand)
	for _, t := range d.Tags {
		r.field(termRank, t)
	}
	r.body(d)
	r.text = append(r.text, recordEnd)
}

// section is the title of the section of the document just added.
func (r *recorder) section() []uint16 { return r.text[r.titled.start:r.titled.end] }

// field appends a mark and a text that is searched.
func (r *recorder) field(k rank, s string) {
	r.text = append(r.text, textMark+uint16(k))
	start := len(r.text)
	r.text = appendClean(r.text, s)
	r.fields = append(r.fields, field{start, len(r.text), k})
}

// body appends headings and blocks in reading order: a heading goes before the first block that
// stands under it, one without blocks before the heading that follows it.
func (r *recorder) body(d *Document) {
	next, under := 0, ""
	for i := range d.Blocks {
		b := &d.Blocks[i]
		if b.HeadingID != under {
			under = b.HeadingID
			next = r.headings(d, next, under)
		}
		r.field(textRank, b.Text)
	}
	for ; next < len(d.Headings); next++ {
		r.heading(d.Headings[next])
	}
}

// headings appends the headings from next up to the one with the id, and returns the one after it.
// An id that is not ahead appends nothing.
func (r *recorder) headings(d *Document, next int, id string) int {
	for i := next; i < len(d.Headings); i++ {
		if d.Headings[i].ID == id {
			for _, h := range d.Headings[next : i+1] {
				r.heading(h)
			}
			return i + 1
		}
	}
	return next
}

func (r *recorder) heading(h Heading) {
	r.field(headingRank, h.Text)
	if h.ID != h.Text {
		r.text = append(r.text, detailMark)
		r.text = appendClean(r.text, h.ID)
	}
}

// record is a record read back.
type record struct {
	address, section string
	fields           []recordField
}

// recordField is a searchable text of a record.
type recordField struct {
	text   string
	folded string
	rank   rank   // of a title, by its length
	anchor string // of the heading that it is or stands under
}

// length is how many units the folded text has.
func (f *recordField) length() int { return len(utf16.Encode([]rune(f.folded))) }

// title is the document's title.
func (r *record) title() string { return r.fields[0].text }

// parseRecord reads a record without its end mark.
func parseRecord(text string) record {
	next := strings.IndexAny(text, "\x01\x02\x03\x04")
	if next < 0 {
		next = len(text)
	}
	var r record
	r.address, r.section, _ = strings.Cut(text[:next], "\x05")
	anchor := ""
	for rest := text[next:]; rest != ""; rest = rest[next:] {
		if next = strings.IndexAny(rest[1:], "\x01\x02\x03\x04") + 1; next == 0 {
			next = len(rest)
		}
		f := recordField{rank: rank(rest[0] - textMark)}
		var id string
		var named bool
		if f.text, id, named = strings.Cut(rest[1:next], "\x05"); f.rank == headingRank {
			if anchor = f.text; named {
				anchor = id
			}
		}
		f.folded, f.anchor = Fold(f.text), anchor
		if f.rank == titleRank {
			f.rank = titleRankOf(f.length())
		}
		r.fields = append(r.fields, f)
	}
	return r
}
