package build

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"qizhi/generator/cache"
	"qizhi/generator/check"
	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/pack"
	"qizhi/generator/parallel"
	"qizhi/generator/plan"
	"qizhi/generator/search"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
	"qizhi/generator/theme"
	"qizhi/themes/hongyan"
)

// Options say what to build and how.
type Options struct {
	// Source is the site's folder, the one that holds content/.
	Source string
	// Output is the folder that is published.
	Output string
	// BaseURL replaces that of site.toml when it is not empty.
	BaseURL string
	// Theme is a folder that replaces files of the site's theme.
	Theme string
	// Drafts are published too.
	Drafts bool
	// Scheduled pages are made before their day, and say so: for a preview.
	Scheduled bool
	// Clean forgets what earlier builds left in the cache.
	Clean bool
	// Now is the day of the build, its only clock.
	Now time.Time
	// Explain asks for the reason why each file was rendered.
	Explain bool
	// Verify renders everything again in memory afterwards and compares.
	Verify bool
	// Progress is told how far the work is; nil tells nobody.
	Progress Progress
}

// Progress is told how far long work is. Its methods are called from many goroutines.
type Progress interface {
	// Stage begins a stage of so many steps.
	Stage(name string, steps int)
	// Step is called after each.
	Step()
}

// silent tells nobody.
type silent struct{}

func (silent) Stage(string, int) {}
func (silent) Step()             {}

// progress is never nil.
func (o Options) progress() Progress {
	if o.Progress == nil {
		return silent{}
	}
	return o.Progress
}

// builtin are the themes inside the binary.
var builtin = map[string]fs.FS{"hongyan": hongyan.FS}

// Project is a site read, resolved and planned, ready to be rendered.
type Project struct {
	Site  *site.Site
	Theme *theme.Theme
	Plan  *plan.Plan
	// Diagnostics is everything found, sorted. With errors in it Plan may be nil.
	Diagnostics diag.List

	bodies bodies
	// fresh is what was found besides that which follows from the shape of the site alone.
	fresh diag.List
}

// Workspace is a site's folder while it is worked on: the sources, and what is known of them from
// earlier looks. One build has one, a preview keeps one as long as it runs. It is for one goroutine.
type Workspace struct {
	options Options
	cache   *cache.Cache
	library *library
	search  *remembrance // nil without a cache
	// pictures outlive a Load: a picture looked at once is known.
	pictures *pictures
	// Reason says why nothing of the cache could be used; "" when it was.
	Reason string

	kinds    kinds
	days     days
	inputs   inputs
	resolved resolved
	snap     *snapshot.Snapshot // see begin
	themeSum digest.Digest
}

// CacheName is the folder beside content/ that holds what earlier builds worked out. It may be
// deleted at any time.
const CacheName = ".qizhi"

// Open opens a site's folder. keep says whether what is worked out may be kept in its cache folder.
func Open(o Options, keep bool) *Workspace {
	w := &Workspace{options: o}
	if keep {
		w.cache = cache.Open(filepath.Join(o.Source, CacheName), pack.Schema(content.Document{}), pack.Schema(content.Body{}),
			pack.Schema(known{}), pack.Schema(record{}), pack.Schema(report{}), pack.Schema(knownPicture{}), pack.Schema(remembered{}), content.Version, check.Version)
		if o.Clean {
			_ = w.cache.Clear(lockName, asideName) // what stays behind is checked like everything else there
		}
	}
	w.library, w.Reason = newLibrary(w.cache)
	w.search = newRemembrance(w.cache)
	w.pictures = newPictures(w.cache)
	return w
}

// Close releases the cache's files.
func (w *Workspace) Close() error {
	return errors.Join(w.pictures.save(), w.search.close(), w.library.close())
}

// store is the search index's memory, nil without a cache.
func (w *Workspace) store() search.Store {
	if w.search == nil {
		return nil
	}
	return w.search
}

// save keeps what is known of the sources and of the pictures, and what the search index is made from.
func (w *Workspace) save(sources []snapshot.Source) error {
	return errors.Join(w.library.save(sources), w.pictures.save(), w.search.save())
}

// Load reads, parses, resolves and plans a site without a cache. Problems of the content are
// diagnostics; it never fails otherwise.
func Load(o Options) *Project {
	w := Open(o, false)
	defer w.Close()
	return w.Load(w.Look())
}

// Look takes a snapshot of the site's sources.
func (w *Workspace) Look() *snapshot.Snapshot { return w.options.look() }

func (o Options) look() *snapshot.Snapshot {
	return snapshot.Take(filepath.Join(o.Source, "content"), "content/")
}

// Load makes a project of a snapshot. What the last project of this workspace was resolved from and
// is unchanged is not resolved again: Site and theme are pure functions of it, and immutable.
func (w *Workspace) Load(snap *snapshot.Snapshot) *Project {
	w.begin(snap)
	o := w.options
	var problems diag.List
	in := w.kinds.sorted(snap)
	settings := newSettings(o, in, w.library.read)
	w.library.figures, w.library.figuresDigest = w.figures(settings)
	docs, same := w.library.parseAll(in.documents, o.progress(), &problems)
	o.progress().Stage("整理", 0)
	files := w.files(in.files, &problems)
	w.pictures.use(in.files, files)
	w.resolve(settings, docs, same, files)
	p := &Project{Site: w.resolved.site, Theme: w.resolved.theme}
	var beside sync.WaitGroup // what is found in the sources is put in order while the targets are planned
	var sourced diag.List
	beside.Go(func() {
		w.resolved.found()
		sourced = append(w.typed(settings, docs, p.Site), w.library.stopping(snap.Sources, p.Site.Config.Check.Ignore)...)
	})
	var planned diag.List
	if p.Theme != nil {
		p.bodies = bodies{w.library, docs, w.resolved.places}
		p.Plan = w.plan(plan.Input{Site: p.Site, Theme: p.Theme, Day: o.Now, Bodies: p.bodies, Pictures: w.pictures, Search: w.store(), File: reader(in.files)})
		planned = p.Plan.Diagnostics
	}
	beside.Wait()
	fresh := p.Site.Silence(slices.Concat(snap.Problems, problems, w.resolved.themeFound, planned, sourced))
	p.fresh = fresh
	p.Diagnostics = check.Masked(w.resolved.found(), check.Veil(fresh)) // no rule's excerpt shows a number, not even one that is permitted
	return p
}

// begin makes everything from here on be about a snapshot: of each of its sources one reading counts.
func (w *Workspace) begin(snap *snapshot.Snapshot) {
	if w.snap != snap {
		w.snap, w.themeSum = snap, digest.Digest{}
		w.library.begin()
	}
}

// loadConfig reads site.toml; without one the site has the defaults and an error.
func loadConfig(o Options, source string, problems *diag.List) *site.Config {
	config := site.ParseConfig(diag.NewText("content/site.toml", source), problems)
	if o.BaseURL != "" {
		base, err := site.BaseURL(o.BaseURL)
		if err != nil {
			*problems = append(*problems, diag.Diagnostic{Position: diag.Position{Path: "--base-url"}, Severity: diag.Error, Rule: "site/base-url", Message: err.Error()})
		}
		config.BaseURL = base
	}
	return config
}

func loadTheme(o Options, config *site.Config, problems *diag.List) *theme.Theme {
	folders, missing := themeLayers(o, config, builtin)
	if missing != nil {
		*problems = append(*problems, *missing)
		return nil
	}
	var layers []theme.Layer
	for _, f := range folders {
		layers = append(layers, theme.Layer{Name: f.name, Folder: f.folder, FS: f.fs, Proved: f.proved})
	}
	t, found := theme.Load(layers, config.Language)
	*problems = append(*problems, found...)
	return t
}

func documents(list []*parsed) []*content.Document {
	out := make([]*content.Document, len(list))
	for i, p := range list {
		out[i] = p.document
	}
	return out
}

// files are the pictures and attachments, known by the digest of their bytes.
func (w *Workspace) files(list []snapshot.Source, problems *diag.List) []*site.File {
	out := make([]*site.File, len(list))
	failed := make([]error, len(list))
	parallel.Do(len(list), func(i int) {
		s := list[i]
		out[i] = &site.File{Path: s.Path, Size: s.Size}
		k, _, err := w.library.digestOf(s)
		if err != nil {
			failed[i] = err
			return
		}
		out[i].Digest = k.Digest.String()
	})
	for i, err := range failed {
		if err != nil {
			*problems = append(*problems, unreadable(list[i], err))
		}
	}
	return out
}

// reader reads a picture or attachment by its source path.
func reader(list []snapshot.Source) func(string) ([]byte, error) {
	byPath := make(map[string]snapshot.Source, len(list))
	for _, s := range list {
		byPath[s.Path] = s
	}
	return func(p string) ([]byte, error) {
		s, ok := byPath[p]
		if !ok {
			return nil, os.ErrNotExist
		}
		return s.Read()
	}
}
