package content

import (
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// Document is what one Markdown source says, and nothing of any other source: no address, no kind
// and no relation is known yet. It is immutable once Parse has returned it. Its Body is kept apart,
// so that a site of 100,000 pages can be resolved without holding every body.
type Document struct {
	// Path is slash-separated and relative to content/: "cases/x.md", "cases/x/index.md",
	// "cases/_index.md".
	Path string
	// Front is the typed front matter.
	Front FrontMatter
	// Headings of the body in order, for tables of contents and anchors.
	Headings []Heading
	// Anchors are the other anchors of the body, sorted: ids of raw HTML and those of footnotes.
	Anchors []string
	// Links, pictures, figures and blocks of the body, in the order of its holes.
	References []Reference
	// Excerpt is the plain text of the first paragraph, at most 120 characters, for a page
	// without a summary. Figures in it are still written {{name}}.
	Excerpt string
	// HasText says that the body has any plain text. How much is the body's to say: what a site is resolved from
	// stays as it was when a sentence of an article becomes longer.
	HasText bool
	// Lead is the line (1-based) on which the body begins.
	Lead int
	// Silenced are the rules that comments in the body silence (<!-- qizhi-ignore rule -->). They
	// have already been applied to Diagnostics; other rooms apply them to their own.
	Silenced []Silence
	// ReviewDigest names the page's text for reviews, see ReviewDigest; only set when Front has reviews.
	ReviewDigest string
	// Diagnostics found in this source alone.
	Diagnostics diag.List
}

// Silence is one rule silenced for the lines From to To of the source.
type Silence struct {
	Rule     string
	From, To int
}

// Silences reports whether the document's writer has silenced a warning of the rule on a line, for a
// block or for the whole page. Errors cannot be silenced.
func (d *Document) Silences(rule string, line int) bool {
	if slices.Contains(d.Front.Ignore, rule) {
		return true
	}
	return slices.ContainsFunc(d.Silenced, func(s Silence) bool { return s.Rule == rule && s.From <= line && line <= s.To })
}

// FrontMatter holds the keys common to every kind (DESIGN, "Pages"). Keys that only a kind knows
// stay in Fields, as written and with their places, until the kind is known.
type FrontMatter struct {
	Title       string
	Kind        string // only in _index.md: what the section's pages are
	Date        Date
	Updated     Date
	Publish     Date // Hugo's publishDate: the page waits for it, whatever its date
	Expires     Date
	Period      string // the statistics period of the page: "2022-H1"
	Summary     string // may hold figures, {{members}}
	Tags        []string
	Slug        string
	URL         string // Hugo's url: the whole address
	LinkTitle   string // what lists and menus call the page, where its title is too long
	Aliases     []string
	AliasPlaces []Place // where each of Aliases is written
	Draft       bool
	Weight      int
	Cover       string // a path beside the document
	CoverAlt    string
	CoverFocus  string // what a crop of the cover keeps, as written: "上", "30% 40%"
	Author      string
	Source      string
	Editor      string
	Index       string // 索引号
	Sample      bool   // 示例: made up for demonstration, and said so on the page
	QR          bool
	Ignore      []string // rules silenced for the page
	Reviews     []Review
	Corrections []Correction
	Withdrawn   string
	Params      map[string]any
	// Fields are the other keys in the order of the source.
	Fields []Field
	// Places names where the common keys are written, by key, for later diagnostics.
	Places Places
}

// Place is where a key stands: its position, the source line and the width of the value. Below are the
// further lines of a value that goes on over several.
type Place struct {
	diag.Position
	Excerpt string
	Width   int
	Below   string
}

// Places are where keys stand, each once, in the order of the source. They are few: a list of them is read back
// from the cache, and kept in memory, for half of what a map costs.
type Places []KeyPlace

// KeyPlace is one of Places.
type KeyPlace struct {
	Key string
	Place
}

// Of is where a key stands; written is false where it does not.
func (p Places) Of(key string) (at Place, written bool) {
	for i := range p {
		if p[i].Key == key {
			return p[i].Place, true
		}
	}
	return Place{}, false
}

// Report makes a diagnostic at the place.
func (p Place) Report(severity diag.Severity, rule, message, hint string) diag.Diagnostic {
	return diag.Diagnostic{Position: p.Position, Severity: severity, Rule: rule, Message: message, Hint: hint, Excerpt: p.Excerpt, Width: p.Width}
}

// Field is a key that the common front matter does not know, for the page's kind to read. Value's
// offsets are meaningless once the source is gone; Place says where it stands.
type Field struct {
	Key   string
	Value table.Value
	Place Place
	// At is where the key stands.
	At Place
}

// Review is one 审校 of the page (三审三校). Digest is the ReviewDigest of what was read.
type Review struct {
	Stage, By string
	Date      Date
	Digest    string
}

// Correction says what a page used to say (DESIGN: corrections show above the text).
type Correction struct {
	Date             Date
	Was, Now, Reason string
}

// Heading is one heading of a body. ID is its anchor, unique in the page and stable.
type Heading struct {
	Level int
	Text  string
	ID    string
}

// ReferenceKind says what a reference needs from the rest of the site.
type ReferenceKind uint8

// The kinds of reference.
const (
	LinkReference    ReferenceKind = iota + 1 // Target is a link destination as written
	PictureReference                          // Target is a picture path as written, Text its alt text
	FigureReference                           // Target is the inside of {{…}}: "members", "2022-H1.members:number"
	BlockReference                            // Target is the fence's name ("chart"), Text the TOML inside it, at its columns
)

// Reference is one place of a body that cannot be finished without the rest of the site.
type Reference struct {
	Kind   ReferenceKind
	Target string
	Text   string
	Title  string // the Markdown title of a link or picture
	// Alone says that a picture is a block by itself (it may become a figure element); otherwise it
	// stands within text.
	Alone bool
	// Linked says that it stands inside a link: what fills it must hold none.
	Linked bool
	// After is the first characters of the text behind a figure, by which a unit is told that was
	// written twice.
	After string
	Place Place
}

// Body is the HTML of a document with holes: Literals has one piece more than there are
// References, and hole i stands between Literals[i] and Literals[i+1]. A link's hole is the value
// of its href attribute (escaped by whoever fills it); a picture, figure or block is a whole element.
type Body struct {
	Literals []string
	// Blocks is the plain text by block, in order, for search and checks.
	Blocks []Block
	// Characters is the length of the plain text.
	Characters int
}

// Clone is a body with texts of its own.
func (b *Body) Clone() *Body {
	out := &Body{Literals: make([]string, len(b.Literals)), Blocks: make([]Block, len(b.Blocks)), Characters: b.Characters}
	length := 0
	for _, literal := range b.Literals {
		length += len(literal)
	}
	for _, block := range b.Blocks {
		length += len(block.Text)
	}
	var all strings.Builder
	all.Grow(length)
	own := func(text string) string {
		all.WriteString(text)
		return all.String()[all.Len()-len(text):]
	}
	for i, literal := range b.Literals {
		out.Literals[i] = own(literal)
	}
	for i, block := range b.Blocks {
		block.Text = own(block.Text)
		out.Blocks[i] = block
	}
	return out
}

// Block is the plain text of one paragraph, heading, list item or table cell.
type Block struct {
	Heading string // id of the heading it stands under; "" before the first
	Level   int    // of a heading itself; 0 for text
	Text    string
}
