package build

import (
	"slices"
	"sync"

	"qizhi/generator/check"
	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/plan"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// settings are the sources that are not documents, read but not yet understood.
type settings struct {
	config   string
	figures  []statistics.Source
	problems diag.List
	read     func(snapshot.Source) ([]byte, error)
}

// newSettings reads site.toml and content/statistics/*.toml.
func newSettings(o Options, in sources, read func(snapshot.Source) ([]byte, error)) settings {
	s := settings{read: read}
	if in.config == nil {
		s.problems = append(s.problems, diag.Diagnostic{Position: diag.Position{Path: "content/site.toml"}, Severity: diag.Error,
			Rule: "site/missing", Message: "没有找到 content/site.toml，这里不是一个网站文件夹",
			Hint: "在网站文件夹里运行，或用 -s 指明；新建网站用 qizhi init 文件夹名"})
	} else {
		s.config = s.text(*in.config)
	}
	for _, f := range in.figures {
		before := len(s.problems)
		text := s.text(f)
		s.figures = append(s.figures, statistics.Source{Path: f.Path, Text: text, Unread: s.problems[before:].HasErrors()})
	}
	return s
}

// text reads and decodes a source.
func (s *settings) text(f snapshot.Source) string {
	raw, err := s.read(f)
	if err != nil {
		s.problems = append(s.problems, unreadable(f, err))
		return ""
	}
	decoded, list := content.Decode("content/"+f.Path, raw)
	s.problems = append(s.problems, list...)
	return decoded
}

// load understands the figures.
func (s settings) load(problems *diag.List) *statistics.Set {
	set, found := statistics.Load(s.figures)
	*problems = append(*problems, found...)
	return set
}

// resolved is the last Site and theme, with what they were made from.
type resolved struct {
	inputs    digest.Digest
	documents []*content.Document
	places    map[*content.Document]int32 // of the documents
	periods   map[*content.Document]string
	site      *site.Site

	figuresInputs digest.Digest
	figures       *statistics.Set
	figuresFound  diag.List

	themeInputs digest.Digest
	theme       *theme.Theme
	themeFound  diag.List

	plan    *plan.Plan
	blaming int // pictures that had turned out to be damaged when it was made

	found func() check.Veiled // of the site alone; what is found is put in order when it is asked for
	typed typed
}

// figures understands the statistics, once for the same sources. The digest stands for them.
func (w *Workspace) figures(s settings) (*statistics.Set, digest.Digest) {
	r := &w.resolved
	if inputs := digest.Of(s.figures); r.figures == nil || r.figuresInputs != inputs {
		r.figuresFound = nil
		r.figures = s.load(&r.figuresFound)
		r.figuresInputs = inputs
	}
	return r.figures, r.figuresInputs
}

// resolve brings w.resolved up to date. same says that the documents are those of the last time.
func (w *Workspace) resolve(s settings, docs []*parsed, same bool, files []*site.File) {
	r, o := &w.resolved, w.options
	list := r.documents
	if !same {
		list = documents(docs)
	}
	w.days.snap = w.snap
	inputs := digest.Of(o.BaseURL, o.Drafts, o.Scheduled, w.days.of(o.Now, s.config), s.config, s.figures, s.problems, filesDigest(files))
	if r.site == nil || r.inputs != inputs || !same && !slices.Equal(r.documents, list) {
		found := slices.Clone(s.problems)
		config := loadConfig(o, s.config, &found)
		figures, _ := w.figures(s)
		found = append(found, r.figuresFound...)
		var themed sync.WaitGroup
		themed.Go(func() { w.loadTheme(config) })
		r.site = site.Resolve(site.Input{Config: config, Documents: list, Files: files, Statistics: figures, Now: o.Now.In(config.Zone), Drafts: o.Drafts, Scheduled: o.Scheduled})
		r.places, r.periods = placesOf(list), periodsOf(r.site)
		of := r.site
		r.inputs, r.documents, r.found = inputs, list, sync.OnceValue(func() check.Veiled { return check.Veil(of.Report(found)) })
		themed.Wait()
	}
	w.loadTheme(r.site.Config)
}

// loadTheme reads the theme that a site names, once for the same files.
func (w *Workspace) loadTheme(config *site.Config) {
	r, o := &w.resolved, w.options
	themeInputs := digest.Of(config.Theme, config.Language, w.themeDigest())
	if r.theme == nil || r.themeInputs != themeInputs {
		r.themeFound = nil
		r.theme = loadTheme(o, config, &r.themeFound)
		r.themeInputs = themeInputs
	}
}

// filesDigest stands for the pictures and attachments as they are before they are resolved.
func filesDigest(files []*site.File) digest.Digest {
	var b []string
	for _, f := range files {
		b = append(b, f.Path, f.Digest)
	}
	return digest.Of(b)
}

// plan makes the plan of an input: of the last one, where only texts are others.
func (w *Workspace) plan(in plan.Input) *plan.Plan {
	r, blaming := &w.resolved, w.pictures.blaming()
	var again *plan.Plan
	if r.plan != nil && r.blaming == blaming {
		again = r.plan.Again(in)
	}
	if again == nil {
		again = plan.Make(in)
	}
	r.plan, r.blaming = again, blaming
	return again
}
