// Package plan says every file that will be published and what it is made from.
//
// It promises one [Target] for each output path and an error naming both sources when two claim one
// path; that a Target's Work is a pure function of values that never change afterwards (no clock,
// no disk but the bodies and pictures it is handed, no map order); and that the views it makes hold
// everything a layout shows, so that a theme never looks anything up.
package plan

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/search"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// Class says in which turn a file is published, so that a visitor never meets a page before what
// it needs, nor a list before its pages.
type Class uint8

// The classes in the order of publication.
const (
	Asset Class = iota + 1 // styles, scripts, pictures, attachments
	Page                   // HTML of pages
	List                   // HTML of sections, terms, the home page
	Feed                   // feeds, sitemap, robots
)

// Target is one file to publish.
type Target struct {
	// Path is the output path: slash-separated, ASCII, relative to the site's root.
	Path string
	// Class is its turn.
	Class Class
	// Source says in words what claims the path: a source path or "theme/…".
	Source string
	// Verbatim files are published as Work makes them, not minified.
	Verbatim bool
	// Origin names the bytes of the photo that a rendition is made of; "" for everything else. A
	// rendition may outlive its build only while the site shows a photo of the same bytes.
	Origin string
	// Withdrawn marks the notice that is left of a withdrawn page: its address is never used again.
	Withdrawn bool
	// Bounded says that nothing of any body but those of Bodies goes into the file: with these and everything
	// else of the Input unchanged it is what it was, and need not be looked at.
	Bounded bool
	Bodies  []*content.Document
	// Late is best rendered after the others: another target makes what this one needs.
	Late bool
	// Done lets go what is held so that Render has little to do; it is best rendered before the others, and Done called
	// when its bytes are not wanted any more. Render may still be called, and then has more to do. nil holds nothing.
	Done func()
	// Work is pure and may be called from any goroutine.
	Work func() (Work, error)
	// Near looks around: its digest is, with what the whole site has in common and with Bodies, of no less than the
	// one of Work, and takes no view to be made; see near.go. It goes on with a Work that need not look again. It is
	// nil for targets of which nothing is near.
	Near func() (digest.Digest, func() (Work, error))

	// Work and Near of the bodies of a planner, for those that show some; see bound.
	work func(p *planner) (Work, error)
	near func(p *planner) (digest.Digest, func() sheet)
}

// Work is what it takes to make a target's bytes. Two Works with one Digest render the same bytes.
type Work struct {
	Digest digest.Digest
	// Render appends the bytes, not yet minified.
	Render func(w *bytes.Buffer) error
}

// Bodies hands out the two parts of a document's body (content.Body), each for those who need it; it is
// safe from many goroutines.
type Bodies interface {
	// Literals are what pages are made of.
	Literals(doc *content.Document) ([]string, error)
	// Blocks are the text that is searched. They are good until the room is used again.
	Blocks(doc *content.Document, room *Room) ([]content.Block, error)
	// Said names what the document says outside its body; it is zero where that is not known.
	Said(doc *content.Document) digest.Digest
	// BodyDigest names the body without loading it.
	BodyDigest(doc *content.Document) digest.Digest
	// Characters is the length of its plain text, without loading it either.
	Characters(doc *content.Document) int
}

// Room is where the blocks of one document after another are put.
type Room struct {
	Text   []byte
	Blocks []content.Block
}

// Input is everything that targets are planned from.
type Input struct {
	Site   *site.Site
	Theme  *theme.Theme
	Bodies Bodies
	// Pictures looks at pictures and makes their renditions.
	Pictures Pictures
	// Day is the day of the build: nothing is dated later in a feed.
	Day time.Time
	// File reads a picture or attachment by its source path.
	File func(path string) ([]byte, error)
	// Search remembers what making the search index worked out; nil remembers nothing.
	Search search.Store
}

// Plan is every target, sorted by path, and what was found wrong on the way.
type Plan struct {
	// Search makes the search index when it is first called and returns its targets, sorted by path.
	Search      func() ([]Target, error)
	Diagnostics diag.List
	// Shown are the pictures that pages show, sorted by source path.
	Shown []Shown

	planner *planner
	read    []reading
}

// Make plans the whole site.
func Make(in Input) *Plan {
	p := newPlanner(in)
	p.assets()
	p.home()
	p.pages()
	p.sections()
	p.books()
	p.checkCodes()
	p.terms()
	p.statistics()
	p.siteMap()
	p.notFound()
	p.redirects()
	p.feeds()
	p.robots()
	p.files()
	p.search()
	p.claim()
	return p.plan()
}

// plan is the plan of what has been collected. From here on bodies are those of the planner that a Work is handed:
// plans of other bodies share the targets.
func (p *planner) plan() *Plan {
	of := &planner{p.ground, p.Bodies}
	out := &Plan{Search: of.index(), Diagnostics: p.problems, Shown: p.shown(), planner: of, read: p.readings()}
	p.Bodies = nil
	return out
}

// claim sorts the targets and reports paths that two of them want.
func (p *planner) claim() {
	p.targets = inOrder(p.targets)
	for _, t := range p.targets { // dot-files in the output are Qizhi's own
		if t.Path[0] == '.' || strings.Contains(t.Path, "/.") {
			p.problems = append(p.problems, diag.Diagnostic{Position: diag.Position{Path: t.Source}, Severity: diag.Error, Rule: "address/reserved",
				Message: "网址 " + t.Path + " 以点开头，不能用", Hint: "换一个名字"})
		}
	}
	p.targets = slices.CompactFunc(p.targets, func(a, b Target) bool {
		if a.Path != b.Path {
			return false
		}
		p.problems = append(p.problems, diag.Diagnostic{
			Position: diag.Position{Path: b.Source}, Severity: diag.Error, Rule: "address/collision",
			Message: fmt.Sprintf("网址 %s 已被 %s 占用", b.Path, a.Source),
			Hint:    "给其中一个写上 slug = \"…\"（小写字母、数字和连字符）",
		})
		return true
	})
}

// inOrder are targets sorted by path, those of one path as they came. A target is large: it is moved once, when its
// place is known.
func inOrder(targets []Target) []Target {
	order := make([]*Target, len(targets))
	for i := range targets {
		order[i] = &targets[i]
	}
	slices.SortStableFunc(order, func(a, b *Target) int { return cmp.Compare(a.Path, b.Path) })
	out := make([]Target, len(targets))
	for i, t := range order {
		out[i] = *t
	}
	return out
}
