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
	Colour       string // of the browser's own frame, #rrggbb; "" for none
	DarkColour   string // the same in the dark; "" where it is Colour

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
	// ImageWidth and ImageHeight are the picture's pixels where it was drawn for sharing, else 0.
	ImageWidth, ImageHeight int
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
	Quoting   Words // Summary cut at the figures that it quotes; nil where it quotes none
	Date      Date
	Kind      string // machine name of the kind: "case"
	KindLabel string // 一支部一案例
	Section   Link
	Cover     *Picture // nil for a page without one, which must look intended
	Sample    bool     // 示例, unless the title says so itself
	Draft     bool     // shown only in the preview and by --drafts
	Scheduled string   // the day on which it comes, of one that only the preview shows before; "" for all others
	Status    *Value   // of a plan or honour: 计划 (Name: planned), 推荐 (recommended); nil for none
	Session   int      // number within the series; 0 for none
	Ordinal   string   // the same in words: 第1期, or by the counter word of the series, 第1次; "" for none
	Weight    int
	Facts     []Fact // the kind's fields that lists show
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
	AsOf      string // the closing date of the figures, as read; "" where the source names none
	Note      Words  // what a reader of the period's figures must know
	Sample    bool
	Periods   []PeriodGroup // the choice of periods; nil where there is only one
	Grid      *Grid
	Panels    []Figure // figures that are never added up
	PanelHead string   // 人数, where they count people
	PanelNote string   // 不相加
	Dots      []DotRow // activities, a dot a session, linked
	Charts    []Chart
	Rows      []StatisticsRow
	Compare   *Comparison
	CSV, JSON string
	Cited     string // where every page that quotes a figure is listed; "" where none does
	Changes   []Correction
}

// PeriodGroup is the periods of one length, in the order of time.
type PeriodGroup struct {
	Title string // 季度; "" where all are of one length
	Links []Link
}

// DotRow is a flow shown as dots, one for each page it counts.
type DotRow struct {
	Figure
	Dots []Link
}

// Chart is a finished chart with the same data as a table.
type Chart struct {
	ID      string
	Title   string
	Heading Words // Title, with the figures that it quotes linked
	Note    Words
	// Source names the one period that the chart shows and the document of its figures; "" where the
	// chart shows several, which name themselves.
	Source string
	// SVG is the picture; a sentence in its place where no figure of the chart is given.
	SVG template.HTML
	// Narrow is the same picture for large words on a phone, to be shown in the place of SVG there; "" where SVG
	// is narrow enough.
	Narrow template.HTML
	Key    []Figure // the legend of a grid of squares; Name is the square's class
	Head   []string
	Rows   [][]Value
}

// StatisticsRow is one indicator's line of the table of definitions and sources.
type StatisticsRow struct {
	ID string // anchor
	Figure
	KindLabel string // 时点数, 期间数, 推算
	Note      Words
	Formula   string
	Sums      Words  // Sum, with its numbers linked
	CitedMore int    // pages that quote the figure and are not in CitedBy
	CitedURL  string // where they are listed
	CitedBy   []Link
}

// Comparison is the table of indicators over periods, with the changes that have something to be measured against.
type Comparison struct {
	Head []string
	Rows [][]Value
	Note string // how the changes are worked out; "" where there are none
}
