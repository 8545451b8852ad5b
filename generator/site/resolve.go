package site

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/statistics"
)

// Input is everything a Site is resolved from. Nothing in it is changed.
type Input struct {
	Config    *Config             // required
	Documents []*content.Document // in any order
	// Files is every file under content/ that is no document, no site.toml and no statistics; Path,
	// Size and Digest are filled.
	Files      []*File
	Statistics *statistics.Set
	Now        time.Time // its day, in the site's zone, is the day of the build
	Drafts     bool      // drafts count as pages
	Scheduled  bool      // pages whose day has not come count as pages too; Site.Foreseen says which
}

// Resolve makes the Site, whole and from scratch. The same input gives the same Site whatever the
// order of its documents and files. It never fails: what is wrong is in Site.Diagnostics, and the
// Site is then as whole as can be, for the report.
func Resolve(in Input) *Site {
	r := newResolver(in)
	r.hold()
	r.site.dated = r.isDated()
	r.makeSections()
	r.makePages()
	r.makeFiles()
	r.beside((*resolver).warnOfTitles, (*resolver).readFields)
	r.order()
	var tags []*tag
	r.beside(func(r *resolver) { tags = r.gatherTags() }, (*resolver).findNamed)
	r.makeTerms(tags)
	r.relate()
	r.joinSessions()
	r.findRelated()
	r.makeRedirects()
	r.checkReferences()
	r.checkConfig()
	r.checkCorrections()
	slices.SortFunc(r.site.Held, func(a, b Held) int { return strings.Compare(a.Document.Path, b.Document.Path) })
	r.site.Diagnostics = r.problems.Sorted()
	return r.site
}

// resolver holds what is only needed while a Site is made.
type resolver struct {
	in      Input
	config  *Config
	site    *Site
	today   time.Time
	sources []source          // every document, sorted by path
	folders map[string]string // published folder of each source folder
	leaves  []*leaf           // every page, sorted by source path
	newest  []*leaf           // every page, newest first
	tags    []*tag            // by number
	// oldFolders names who has an old address inside each folder, in lower case: no file may have
	// the name of a folder.
	oldFolders map[string]string
	illegible  map[string]bool // kinds of which a page could not be read
	// early are the documents from before every period, that quote the newest; one that has been told is there no more.
	early    map[*content.Document]content.Date
	problems diag.List
}

// source is a document with what its path says.
type source struct {
	doc     *content.Document
	path    string // composed
	folder  string // of the section it belongs to; of an _index.md, its own
	stem    string // of the file, or of the folder of a bundle; "" for an _index.md
	bundle  string // the folder that belongs to the page alone; "" for none
	section bool   // it is an _index.md
}

// leaf is a page while its Site is made.
type leaf struct {
	*Page
	*source
	last   int64  // the last day of its date in seconds; the smallest number without one
	key    string // titleOrder
	weight int
	terms  []int // its terms
	named  []int // the pages that its fields name
}

func newResolver(in Input) *resolver {
	if in.Config == nil {
		in.Config = defaultConfig()
	}
	if in.Config.Zone == nil {
		c := *in.Config
		c.Zone = time.UTC
		in.Config = &c
	}
	if in.Statistics == nil {
		in.Statistics = &statistics.Set{}
	}
	now := in.Now.In(in.Config.Zone)
	r := &resolver{
		in: in, config: in.Config,
		today:   time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, in.Config.Zone),
		folders: map[string]string{"": ""}, oldFolders: map[string]string{}, illegible: map[string]bool{}, early: map[*content.Document]content.Date{},
		site: &Site{
			Config: in.Config, Kinds: NewKinds(in.Config), Statistics: in.Statistics,
			pages: make(map[string]*Page, len(in.Documents)), files: make(map[string]*File, len(in.Files)),
			claims: make(map[string]claim, len(in.Documents)+len(in.Files)),
			sects:  map[string]*Section{}, absent: map[string]absence{}, foreseen: map[*content.Document]absence{}, ignores: map[string][]string{}, quiet: map[string]*content.Document{},
		},
	}
	r.readSources()
	r.site.names, r.site.places = newNames(r.site), newPlaces(r.site)
	return r
}

// readSources sorts the documents; of two at one path, which cannot be, the first is taken.
func (r *resolver) readSources() {
	r.sources = make([]source, 0, len(r.in.Documents))
	for _, doc := range r.in.Documents {
		if doc != nil {
			r.sources = append(r.sources, sourceOf(doc))
		}
	}
	slices.SortFunc(r.sources, func(a, b source) int {
		return cmp.Or(strings.Compare(a.path, b.path), strings.Compare(a.doc.Path, b.doc.Path))
	})
	r.sources = slices.CompactFunc(r.sources, func(a, b source) bool { return a.doc.Path == b.doc.Path })
	r.site.documents = make([]*content.Document, len(r.sources))
	for i, s := range r.sources {
		r.site.documents[i] = s.doc
		if ignore := s.doc.Front.Ignore; len(ignore) > 0 {
			r.site.ignores[sourcePrefix+s.doc.Path] = ignore
		}
		if len(s.doc.Silenced) > 0 {
			r.site.quiet[sourcePrefix+s.doc.Path] = s.doc
		}
	}
}

// sourceOf reads what a document's path says: cases/_index.md is the section, cases/x.md a page
// of it, and so is cases/x/index.md, with all that lies beside it.
func sourceOf(doc *content.Document) source {
	p := composed(doc.Path)
	s := source{doc: doc, path: p, folder: folderOf(p), stem: stemOf(p)}
	switch {
	case strings.EqualFold(s.stem, "_index"):
		s.section, s.stem = true, ""
	case strings.EqualFold(s.stem, "index") && s.folder != "":
		s.bundle = s.folder
		s.folder, s.stem = folderOf(s.bundle), baseOf(s.bundle)
	}
	return s
}

// folderOf is the folder a path lies in; "" at the top.
func folderOf(p string) string {
	if i := strings.LastIndexByte(p, '/'); i >= 0 {
		return p[:i]
	}
	return ""
}

// baseOf is the last part of a path.
func baseOf(p string) string { return p[strings.LastIndexByte(p, '/')+1:] }

// stemOf is the last part of a path without its ending.
func stemOf(p string) string {
	base := baseOf(p)
	if i := strings.LastIndexByte(base, '.'); i > 0 {
		return base[:i]
	}
	return base
}

// report records a diagnostic at a key of a document's front matter; at the document as a whole
// when the key is not written.
func (r *resolver) report(doc *content.Document, key string, severity diag.Severity, rule, message, hint string) {
	r.problems = append(r.problems, placeOf(doc, key).Report(severity, rule, message, doc.Advice(hint)))
}

// placeOf is where a key of the front matter stands.
func placeOf(doc *content.Document, key string) content.Place {
	if p, ok := doc.Front.Places.Of(key); ok {
		return p
	}
	return content.Place{Position: diag.Position{Path: sourcePrefix + doc.Path}}
}

// sourcePrefix is the folder of the sources, with which diagnostics name them.
const sourcePrefix = "content/"
