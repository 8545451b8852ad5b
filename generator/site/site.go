// Package site resolves documents and figures into one immutable Site: which pages there are, what
// kind each is, where it is published, and how it hangs together with the others.
//
// It promises that resolving is whole and from scratch every time (nothing is ever patched), that
// the same input gives the same Site whatever the order of the documents, and that every problem it
// sees is collected with its place. It knows addresses but no HTML and no layout.
//
// An address is a function of a name alone: pages and sections have the pinyin of their file's or
// folder's name, or the slug they ask for, and two that would share an address are an error; tags and
// attachments, for which nobody can write a slug, have a mark of six characters behind the pinyin
// wherever the name is not ASCII already. So nothing ever moves because something else came.
package site

import (
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/statistics"
)

// Site is everything that the pages to publish are made from.
type Site struct {
	Config     *Config
	Kinds      *Kinds
	Home       *Section   // content/_index.md; never nil
	Sections   []*Section // all but the home page, sorted by folder
	Pages      []*Page    // every published page (withdrawn ones among them), sorted by address
	Terms      []*Term    // tags, most used first, then by name
	Statistics *statistics.Set
	// Redirects are the aliases, sorted by their address.
	Redirects []Redirect
	// Retired are the old addresses of withdrawn pages: nothing is left at them.
	Retired []string
	// Files are the pictures and attachments lying beside the documents, sorted by source path.
	Files []*File
	// Held are the pages that were left out and why, for the report: drafts, future, expired.
	Held []Held
	// Diagnostics found while resolving; those of each Document are not repeated here.
	Diagnostics diag.List

	// NextChange is the first day after the day of the build on which a build of the same content
	// would give another site: a page comes or expires. Zero when there is none.
	NextChange time.Time

	pages     map[string]*Page              // by source path
	files     map[string]*File              // by source path
	sects     map[string]*Section           // by folder
	oddNames  bool                          // some file has a # or ? in its name
	claims    map[string]claim              // by address in lower case
	dated     bool                          // something public has a date
	foreseen  map[*content.Document]absence // documents that are shown although their day has not come
	absent    map[string]absence            // documents and folders that are not public, by source path
	gone      []source                      // documents that are not public
	documents []*content.Document           // all that were read, sorted by path
	ignores   map[string][]string           // rules that documents silence, by the path diagnostics use
	quiet     map[string]*content.Document  // those with a comment that silences a rule, by the same path
	names     *names                        // finds pages by what people call them
	places    *places                       // finds sources by their file names
}

// Section is a folder of content/ with its list page. The home page is the Section of folder "".
type Section struct {
	Folder   string            // "news", "handbook/rules"; "" for the home page
	Document *content.Document // its _index.md; nil when the folder has none
	Title    string
	// LinkTitle is what lists and menus call it: its own short title, else the title.
	LinkTitle string
	Summary   string // figures resolved
	Kind      *Kind  // what its pages are
	Address   string // "news/index.html", "index.html"
	Parent    *Section
	Children  []*Section // by weight, then title
	Pages     []*Page    // listed pages in reading order: by weight, then newest first or by title
	// All is what the section lists: its pages and those of the sections inside it. By date they are
	// in one order; else the section's own come first, then those of each child in its order.
	All []*Page
	// Book is the handbook that the section belongs to: the outermost section of that kind around it, maybe
	// itself; nil for other kinds. Chapters are what that one binds, in reading order: its pages and those of the
	// sections that belong to it; nil for every other section.
	Book     *Section
	Chapters []*Page
	Period   string // the statistics period of its figures
	// Updated is when its own text last changed, as of Page.
	Updated content.Date
}

// Page is one published page.
type Page struct {
	Document *content.Document
	Kind     *Kind
	Section  *Section
	Address  string // "cases/x.html": relative to the site's root, ASCII
	Title    string
	// LinkTitle is what lists call it: its own short title, else the title.
	LinkTitle string
	Summary   string // figures resolved; the excerpt when none was written
	Period    string // the statistics period whose figures the page quotes by default
	Fields    []FieldValue
	// Relations are this page's relations of both directions, grouped in the order of the kinds'
	// tables: on a branch, its chambers, brand, cases and activities.
	Relations []Relation
	Terms     []*Term // in the order written; none on a page that is not listed
	// Previous and Next are the neighbours in the section's reading order, in a handbook in that of the whole book.
	Previous, Next *Page
	// Listed is false for an expired or withdrawn page: it has an address but is in no list.
	Listed    bool
	Withdrawn string // the reason; the page is then a neutral notice
	// Updated is when the page last changed; zero when its writer names no such day, or one that cannot
	// be: in the future, or before its date.
	Updated content.Date

	like *likeness // finds the related pages; see Related
	at   int       // its number among the pages sorted by source path
	rank int       // its place in the order newest first
}

// Number is the page's own among all the pages of the site, from 0: for what is kept of each in a list.
func (p *Page) Number() int { return p.at }

// FieldValue is a field of the page's kind with its value made ready to show.
type FieldValue struct {
	Field *Field
	// Texts has one for each value, and for a long text one for each paragraph; Markdown is not
	// interpreted. Their figures are filled in.
	Texts []string
	// Quoted is the inside of every {{…}} that was filled in; Written and WrittenRows are Texts and Rows
	// before that, nil where there was nothing to fill in.
	Quoted      []string
	Written     []string
	WrittenRows []map[string]string
	Pages       []*Page // for a relation: the page each text names, nil where there is none
	Files       []*File // for a field of files: the file each text names, nil where there is none
	Rows        []map[string]string
	// Number is the value of a number field and Date that of a date field.
	Number int
	Date   content.Date
}

// Relation is a group of pages that this page is related to.
type Relation struct {
	Name  string // stable English name: "cases", "brands", "sessions", "branch"
	Label string // "案例"
	Pages []*Page
}

// Term is one tag with its pages, newest first.
type Term struct {
	Name    string
	Address string // "tags/cheng-xin-jing-ying-0b1c2d.html"
	Pages   []*Page
}

// Redirect is an old address that leads to a page, or to a section (Page is then nil).
type Redirect struct {
	Address string
	Page    *Page
	Section *Section
	Place   content.Place
}

// File is a picture or attachment. It is published when a published page uses it.
type File struct {
	Path    string // source path relative to content/
	Address string // ASCII, under the page's own folder
	Slug    string // the ASCII form of its name, without its ending; other files may have the same
	Page    *Page  // the page in whose own folder (name/index.md) it lies; nil elsewhere
	Size    int64
	Digest  string
}

// Held is a page that waits or was left out.
type Held struct {
	Document *content.Document
	Reason   HeldReason
	Until    time.Time // the day on which to build again; zero for drafts
}

// HeldReason says why a page is not shown.
type HeldReason uint8

// The reasons. An expired page keeps its address and leaves the lists.
const (
	Draft HeldReason = iota + 1
	Future
	Expired
)
