package theme

import (
	"html/template"
)

// Fact is one labelled value of a page's kind.
type Fact struct {
	Name   string // stable English name: "slogan"
	Label  string // 口号
	Values []Value
	Rows   [][]Value // for a field of rows; the first is the head
	Long   []Words   // for a long text, its paragraphs
}

// Value is one value of a fact or a cell of a table, linked when URL is set; Outside says that the link
// leaves the site.
type Value struct {
	Name      string // of a choice of the content model its stable English name: "joint", "done"; "" elsewhere
	Text, URL string
	Outside   bool
	Quoting   Words // Text cut at the figures that it quotes; nil where it quotes none
}

// Words are a text cut at the figures that it quotes: a value that has a URL is a figure, and the URL is
// that of its quotation and source; the others are the words between. A text without figures is one value,
// an empty one none.
type Words []Value

// Group is a labelled list of cards: a relation, a status, a series, a form of chamber.
type Group struct {
	Name  string // stable English name: "cases", "sessions", "joint"
	Title string
	URL   string // of the whole list, "" for none
	Count string // of the sessions of a series, in words: 2次; "" elsewhere
	// CountURL is where the figure stands that counts the same pages; "" where none does.
	CountURL string
	Cards    []Card
}

// Heading is an entry of the table of contents.
type Heading struct {
	ID, Text string
	Level    int
	Children []Heading
}

// Attachment is a file to download.
type Attachment struct {
	Title, URL, Type, Size, Name string
}

// Correction says what the page used to say. URL is where a corrected figure's quotation stands; ""
// for a correction of a text.
type Correction struct {
	Date             Date
	Was, Now, Reason string
	URL              string
	Quoting          Words // Reason cut at the figures that it quotes; nil where it quotes none
}

// PageView is a page of any kind (layouts: page, chamber, branch, brand, case, activity, series,
// news, notice, honour, handbook, plan).
type PageView struct {
	Base
	Kind        string
	KindLabel   string
	Sample      bool
	Draft       bool   // shown only in the preview and by --drafts
	Scheduled   string // the day on which it comes, of one that only the preview shows before; "" for all others
	Summary     string
	Lead        string // the summary as its writer wrote it; empty when it was only taken from the text
	Quoting     Words  // Lead cut at the figures that it quotes; nil where it quotes none
	Date        Date
	Updated     Date
	Expires     Date
	Expired     bool
	Ordinal     string // of a session of a series: 第1期; "" for none
	Source      string
	Author      string
	Editor      string
	Index       string // 索引号
	Cover       *Picture
	Facts       []Fact
	FieldNames  []string // every field the kind has, filled or not
	Corrections []Correction
	Contents    []Heading // empty when the page has fewer than three headings
	Body        template.HTML
	BodyLang    string        // language of Body where it is not the site's: "en"; "" elsewhere
	TitleLang   string        // the same of Title
	Photos      template.HTML // the gallery of the kind's photos, finished markup; "" for none
	Attachments []Attachment
	Tags        []Link
	Relations   []Group
	Related     []Card
	Previous    *Link
	Next        *Link
	Position    int           // place in the reading order of the section, in a handbook of the whole book, from 1
	Of          int           // pages in the section, in a handbook in the whole book
	Siblings    []Link        // every page of a handbook in order, for its side navigation
	Whole       *Link         // the contents page of that handbook
	Grid        *Grid         // on a chamber's page: its square lit
	Book        string        // of a handbook: URL of the whole book on one page; "" for none
	QR          template.HTML // the page's address as a QR code, finished markup; "" where it is not asked for
}

// Fact returns the named field, or nil when the page leaves it empty. A name that the kind does not
// have is an error, so that a misspelt one cannot pass in silence.
func (v *PageView) Fact(name string) (*Fact, error) { return findFact(v.Facts, v.FieldNames, name) }

// SectionView is a section's list page (layouts: section, and by the kind of its pages
// section-chamber, section-branch, section-brand, section-case, section-activity, section-series,
// section-honour, section-handbook, section-plan where the theme has one).
type SectionView struct {
	Base
	Kind      string
	KindLabel string
	Summary   string
	Quoting   Words         // Summary cut at the figures that it quotes; nil where it quotes none
	Intro     template.HTML // the body of _index.md
	Cards     []Card        // of this list page
	Groups    []Group       // all pages grouped where the kind has groups (chambers by form, plans by status, activities by series); only on page 1
	Children  []Card        // sections below this one
	Grid      *Grid         // 四十格 on the directory of chambers
	Pager     *Pager
	Total     int
	Book      string // of a handbook: URL of the whole book on one page; "" for none
}

// BookView is a handbook on one page, to be read or printed in one piece (layout: book).
type BookView struct {
	Base
	Summary  string
	Quoting  Words         // Summary cut at the figures that it quotes; nil where it quotes none
	Intro    template.HTML // the body of _index.md
	Chapters []Chapter
}

// Chapter is one page of a handbook inside the book. The ids in Body begin with ID and a hyphen, so
// that those of two chapters never meet.
type Chapter struct {
	ID      string // anchor
	Title   string
	URL     string // of the page of its own
	Lead    string
	Quoting Words // Lead cut at the figures that it quotes; nil where it quotes none
	Date    Date
	Sample  bool
	Body    template.HTML
	// Parts are those of the handbook that begin with this chapter, the outer before the inner one.
	Parts []*BookPart
}

// BookPart is the title of a part of a handbook inside the book. The ids in Intro begin with ID and a hyphen.
type BookPart struct {
	ID      string // anchor
	Title   string
	URL     string // of its own contents page
	Lead    string
	Quoting Words // Lead cut at the figures that it quotes; nil where it quotes none
	Sample  bool
	Intro   template.HTML // the body of its _index.md
}

// Pager is the navigation of a list of several pages.
type Pager struct {
	Number, Of     int
	Pages          []Link // with "" as title for a gap
	Previous, Next string
}
