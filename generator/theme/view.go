package theme

import (
	"html/template"

	"qizhi/generator/digest"
)

// The views are the whole interface between Qizhi and a theme: one struct for each layout, filled
// before the layout runs, so that a template only lays out and never looks anything up. Every URL
// in a view is ready to print: relative to the page that shows it, or absolute where it says so.
// Every text is plain and is escaped by the template, but for the template.HTML fields, which are
// finished markup.

// Link is something to click. Current marks the page or the branch of the menu one is on.
type Link struct {
	Title   string
	URL     string
	Current bool
	Outside bool // leads to another site
}

// Chrome is what every page shows around its content; pages of one folder share it.
type Chrome struct {
	Lang         string
	Root         string // relative URL of the site's root folder: "", "../", "../../"
	Home         string // relative URL of the home page
	Title        string // of the site
	ShortTitle   string
	Description  string
	Organisation Organisation
	Menu         []Link
	Tools        []Link // map, tags
	FooterLinks  []Link // declaration, contact, map
	Outside      []Link // friendly links
	ICP          string // number, linked to https://beian.miit.gov.cn/ by the layout
	Police       string // number
	PoliceURL    string
	Identifier   string
	Copyright    string
	Feed         string // URL of the site's feed; "" without base_url
	Search       string // URL of the search page; "" for a theme without one
	Style        string // URL of the style sheet
	Script       string // URL of the script
	Icon         string // URL of the icon

	// Sum stands for all of the above in the digest of a view; see Digest.
	Sum digest.Digest
}

// Digest is Sum, so that what every page shares is not hashed again for every page. Whoever makes
// a Chrome sets Sum to digest.Of of the finished value.
func (c *Chrome) Digest() digest.Digest { return c.Sum }

// Organisation is the unit that answers for the site; Emblem is its own approved file or nil.
type Organisation struct {
	Name, Address, Phone, Email, Postcode string
	Emblem                                *Picture
}

// Base is embedded in every view: the head of the document and what surrounds the content.
type Base struct {
	Chrome      *Chrome
	Layout      string // the layout's name, a class on body
	Title       string // of the page; empty on the home page
	Description string
	Canonical   string // absolute; "" without base_url
	Section     *Link  // the section's own page
	Feed        string // URL of the section's feed
	FeedTitle   string // title of the section
	Previous    string // URL of the list page before this one (rel=prev)
	Next        string
	Breadcrumbs []Link // from the home page to the parent; the page itself is not in it
	OpenGraph   *OpenGraph
	JSONLD      template.HTML // one whole script element of type application/ld+json, or ""
	NoIndex     bool
}

// OpenGraph is what a shared link shows; URLs are absolute.
type OpenGraph struct {
	Type, Title, Description, URL, Image, ImageAlt, Site, Published, Modified string
}

// Date is a date made ready: Text as read (2022年上半年), Machine for <time datetime>, "" where the
// date is coarser than HTML can say.
type Date struct{ Text, Machine string }

// Picture is a picture with all its renditions.
type Picture struct {
	URL           string
	SrcSet        string
	Sizes         string
	Alt           string
	Caption       string
	Width, Height int    // 0 when not known
	Full          string // URL of the largest rendition
	Colour        string // placeholder class, "" for none
}

// Card is a page as other pages show it.
type Card struct {
	Title     string
	URL       string
	Summary   string
	Date      Date
	Kind      string // machine name of the kind: "case"
	KindLabel string // 一支部一案例
	Section   Link
	Cover     *Picture // nil for a page without one, which must look intended
	Sample    bool     // 示例
	Draft     bool     // shown only in the preview and by --drafts
	Status    string   // of a plan or honour: 计划, 推荐
	Session   int      // number within the series; 0 for none
	Ordinal   string   // the same in words: 第1期, or by the counter word of the series, 第1次; "" for none
	Weight    int
	Facts     []Fact // the kind's fields that lists show
}

// Fact is one labelled value of a page's kind.
type Fact struct {
	Name   string // stable English name: "slogan"
	Label  string // 口号
	Values []Value
	Rows   [][]string // for a field of rows; the first is the head
	Long   []string   // for a long text, its paragraphs
}

// Value is one value of a fact, linked when URL is set; Outside says that the link leaves the site.
type Value struct {
	Text, URL string
	Outside   bool
}

// Group is a labelled list of cards: a relation, a status, a series, a form of chamber.
type Group struct {
	Name  string // stable English name: "cases", "sessions", "党支部"
	Title string
	URL   string // of the whole list, "" for none
	Count string // of the sessions of a series, in words: 2次; "" elsewhere
	Cards []Card
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

// Correction says what the page used to say.
type Correction struct {
	Date             Date
	Was, Now, Reason string
}

// PageView is a page of any kind (layouts: page, chamber, branch, brand, case, activity, series,
// news, notice, honour, handbook, plan).
type PageView struct {
	Base
	Kind        string
	KindLabel   string
	Sample      bool
	Draft       bool // shown only in the preview and by --drafts
	Summary     string
	Lead        string // the summary as its writer wrote it; empty when it was only taken from the text
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
	Photos      template.HTML // the gallery of the kind's photos, finished markup; "" for none
	Attachments []Attachment
	Tags        []Link
	Relations   []Group
	Related     []Card
	Previous    *Link
	Next        *Link
	Position    int           // place in the section's reading order, from 1
	Of          int           // pages in the section
	Siblings    []Link        // every page of a handbook in order, for its side navigation
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
	Intro    template.HTML // the body of _index.md
	Chapters []Chapter
}

// Chapter is one page of a handbook inside the book. The ids in Body begin with ID and a hyphen, so
// that those of two chapters never meet.
type Chapter struct {
	ID     string // anchor
	Title  string
	URL    string // of the page of its own
	Lead   string
	Date   Date
	Sample bool
	Body   template.HTML
}

// Pager is the navigation of a list of several pages.
type Pager struct {
	Number, Of     int
	Pages          []Link // with "" as title for a gap
	Previous, Next string
}

// HomeView is the home page (layout: home).
type HomeView struct {
	Base
	Intro  template.HTML // the body of content/_index.md
	Blocks []HomeBlock
}

// HomeBlock is one band of the home page (see site.HomeBlock). Type says which fields are set.
type HomeBlock struct {
	Type    string // grid, lead, cards, brand, figures, list, plans, text, links
	ID      string // anchor, unique in the page
	Title   string
	More    *Link
	Text    string
	Note    string
	Source  string // of figures: period and document
	Cards   []Card
	Grid    *Grid
	Figures []Figure
	Links   []Link
}

// Figure is one checked figure, linked to its quotation and source.
type Figure struct {
	Name   string
	Label  string
	Number string // 362
	Unit   string // 人
	Text   string // 362人
	URL    string // of its row on the statistics page
	Period string
	Sample bool
	Quote  string
	Sum    string // (28+6)÷40
	Change string // 比上期 +3（0.8%）; "" when there is nothing to compare
	Goal   string // 380人; "" without one
	// Progress is the share of the goal reached: 95.3%; "" where a share says nothing.
	Progress string
	// Parts says what a whole is made of, a line for each breakdown: 女党员61人、男党员125人.
	Parts []string
}

// Grid is 四十格: one square a chamber. It is drawn by SVG, finished markup, with Sentence and Key
// beside it as text.
type Grid struct {
	SVG      template.HTML
	Sentence []string // broken by sense: 40家直属商会中， 34家建有党组织， 组建率85%。
	Sum      []Figure // 28, 6, 34
	Lines    []string // the sums spelled out: 28+6=34家, 34÷40=85%
	Key      []Figure // the legend, in the order of the squares; Name is the square's class
	Source   string
	URL      string // of the statistics page
	Sample   bool
	Note     string   // small print
	Head     []string // the same data as a table
	Rows     [][]string
}

// TermsView lists every tag (layout: terms); TermView is one tag's list page (layout: term).
type TermsView struct {
	Base
	Terms []TermLink
}

// TermLink is a tag with the number of its pages.
type TermLink struct {
	Link
	Count int
}

// TermView is one tag's list page.
type TermView struct {
	Base
	Cards []Card
	Pager *Pager
	Total int
}

// MapView is the site map for people (layout: map): sections nested, each with its pages.
type MapView struct {
	Base
	Sections []MapSection
}

// MapSection is one section of the map.
type MapSection struct {
	Link
	Pages    []Link
	More     int // pages not named here, to be found in the section
	Children []MapSection
}

// SearchView is the search page (layout: search), which works in the browser: what it loads from
// Index, and the markup its script needs, is said in the theme's assets/search/panel.js.
type SearchView struct {
	Base
	Index    string // relative URL of the folder of the index, "" beside the page
	Sections []Link // where to look without searching
	Tags     []Link // the most used
}

// NotFoundView is 404.html (layout: 404). Its URLs are absolute paths, because a server shows it at
// any address.
type NotFoundView struct {
	Base
	Sections []Link
}

// RedirectView is the page left at an old address (layout: redirect).
type RedirectView struct {
	Base
	URL    string // relative
	Target string // title of the page it leads to
}

// WithdrawnView is the neutral notice left at a withdrawn page's address (layout: withdrawn).
type WithdrawnView struct {
	Base
	Reason string
	Date   Date
}

// StatisticsView is one period of 数说党建 (layout: statistics); its index shows the newest period.
type StatisticsView struct {
	Base
	Intro     template.HTML
	Period    string // 2022年上半年
	Source    string
	SourceURL string // where the document can be read; "" for nowhere
	Note      string // what a reader of the period's figures must know
	Sample    bool
	Periods   []Link
	Grid      *Grid
	Panels    []Figure // figures that are never added up
	PanelNote string   // 不相加
	Dots      []DotRow // activities, a dot a session, linked
	Charts    []Chart
	Rows      []StatisticsRow
	Compare   *Comparison
	CSV, JSON string
	Changes   []Correction
}

// DotRow is a flow shown as dots, one for each page it counts.
type DotRow struct {
	Figure
	Dots []Link
}

// Chart is a finished chart with the same data as a table.
type Chart struct {
	ID, Title, Note string
	// Source names the one period that the chart shows and the document of its figures; "" where the
	// chart shows several, which name themselves.
	Source string
	SVG    template.HTML
	Key    []Figure // the legend of a grid of squares; Name is the square's class
	Head   []string
	Rows   [][]string
}

// StatisticsRow is one indicator's line of the table of definitions and sources.
type StatisticsRow struct {
	ID string // anchor
	Figure
	KindLabel string // 时点数, 期间数, 推算
	Note      string
	Formula   string
	CitedBy   []Link
}

// Comparison is the table of indicators over periods.
type Comparison struct {
	Head []string
	Rows [][]string
}
