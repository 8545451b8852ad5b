// Package search turns documents into a full-text index that a browser reads without a server: a
// set of small .js files, loaded by script tags so that they work from a disk as well.
//
// # What it promises
//
// Exactness. A page is found if and only if it contains every word of the query as typed, after
// folding (see [Fold]): a word may be any stretch of text, one character or twenty, Han, Latin,
// digits or mixed. The index only proposes candidates; each is verified against the page's text
// before it is shown.
//
// Either script. Traditional and simplified forms fold alike (see traditionalForms), in a table that Go and
// the browser share as a file of 8 KB (gzip). A browser reads it only when the texts have traditional
// characters, as the manifest says, or when the query has a character without a code in the model, as a
// traditional one then is: a site in simplified Chinese pays nothing for it. testdata/fold.json holds both
// to the same examples.
//
// Order. Title before brand, branch and tag, these before headings, these before text; a title of
// which the query is the greater part before a longer one; then the words' nearness; then the
// newer page. No page that has the query in its title follows one that has it in its text, unless thirty segments
// read did not settle it. How near the words are is in the texts alone: it orders the twenty pages, the newest of
// those that tie, that are looked at before something is shown. What is shown stays where it is, and more is
// added below.
//
// Filters only take away: a page found with one is found without it, as whole or in part as there.
//
// Small bites. A query reads the manifest, then up to three shards at once, then up to four segments at once, and
// shows something. One that finds nothing in thirty segments says so, and goes on when it is told to. Of 10,000
// pages (1,260 characters each) that is about 80 KB in 7 files in the median; the index is 2.4 KB a page, a fifth of
// the published HTML.
//
// Steady files. What is written depends on the documents alone. Only the manifest has a fixed name;
// every other file is named by its content, so an old manifest never meets a new shard.
//
// # How it is built
//
// Documents are numbered newest first (so the number is the tie-break) and cut into segments of
// about nine, at places that depend on the addresses near the cut: a new page moves a cut or two, not
// all (plan.go).
//
// A segment holds the texts of its documents, compressed by a code of this package's own whose
// tables and common phrases, the model, are shared by all segments and stand in the manifest.
//
// The shards hold, for each gram, the list of documents that contain it. A gram is a character and
// its successor, with the punctuation between them; of Latin letters and digits, the two successors. Shards form a grid of rows
// (hash of the first character) and columns (hash of the second): a query reads one shard for each
// gram it looks up, a single character all columns of its row. Inside a shard each first character
// has a power of two of lists, as many as its share of the text needs, and the second character's
// hash picks the list: no keys are stored but how long the lists of a first character are, by which a reader
// passes over those of others, lists of rare grams fall together, and what that lets
// through the verification removes. The best field in which a gram stands goes with it, so that
// candidates are verified in the order in which they will be shown.
//
// # What makes it stale
//
// A segment is made again when a document of it, its neighbours or the model change; the model when
// one of its 128 sample documents does; a shard when a gram of its own appears or vanishes
// in some document, and every shard when a page is added, removed or dated otherwise, since that
// moves the numbers.
//
// A [Store] remembers the index made last: which segments it has, by the digests of their documents, with prints of
// their grams; and of each shard the postings, all that its text is made from. A new index is that one with the
// documents of some segments taken out and others put in (patch.go): only they are read, and only the postings of
// rows of shards whose prints changed. It is made anew when most of it would change. At 10,000 pages a typo
// changes 7 of 2,180 files, a new page half of them. The texts of segments are remembered by their published files
// alone: when one of these is gone, its documents are read again.
//
// Build holds about 5 KB a page while it runs, and the targets 2.5 KB: at 100,000 pages 500 MB and
// 250 MB, besides what the collector leaves.
package search

// Document is a page as search sees it. All texts are plain.
type Document struct {
	Address      string // relative to the site's root: "cases/x.html"
	Title        string
	Summary      string
	SectionTitle string // by which results are filtered, with the year and the branch
	KindLabel    string // 一支部一案例
	Branch       string // title of the branch
	Brand        string // title of the brand
	Tags         []string
	Date         string // sortable, beginning with the year: "2022-06-30"; empty without a date
	DateText     string // as shown: 2022年上半年
	Headings     []Heading
	Blocks       []Block // without the headings themselves
	// Digest names everything above: two documents with one digest are the same.
	Digest string
}

// Heading is a heading of a document with its anchor.
type Heading struct{ ID, Text string }

// Block is the text of one paragraph, list item or table cell. A match never spans two blocks.
type Block struct {
	HeadingID string // of the heading it stands under; empty before the first
	Text      string
}

// Entry is what must be known of every document before any text is read.
type Entry struct {
	Address      string
	SectionTitle string
	Branch       string
	Date         string
	Digest       string
	// Size is about the length of its text in bytes. It only decides where segments are cut.
	Size int
}

// Entry returns the document's entry.
func (d *Document) Entry() Entry {
	size := len(d.Title) + len(d.Summary)
	for i := range d.Blocks {
		size += len(d.Blocks[i].Text)
	}
	return Entry{
		Address: d.Address, SectionTitle: d.SectionTitle, Branch: d.Branch,
		Date: d.Date, Digest: d.Digest, Size: size,
	}
}

// File is one file of the index. Name has only letters, digits, dots and hyphens.
type File struct {
	Name  string
	Bytes []byte
}
