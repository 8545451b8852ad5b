package plan

import (
	"cmp"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"

	"qizhi/generator/digest"
	"qizhi/generator/parallel"
	"qizhi/generator/search"
	"qizhi/generator/theme"
)

const (
	searchFolder = "search/"
	searchPage   = searchFolder + "index.html"
	// searchTags is how many tags the search page offers to those who do not know what to type.
	searchTags = 30
)

// All are the targets of the plan together with those of the search index, sorted by path. The
// only errors are those of reading a body.
func (p *Plan) All() ([]Target, error) {
	index, err := p.Search()
	if err != nil {
		return nil, err
	}
	all := make([]Target, 0, len(p.planner.targets)+len(index))
	all = append(slices.AppendSeq(all, p.Targets()), index...)
	slices.SortFunc(all, byPath)
	return all, nil
}

// Targets are all but those of the search index, sorted by path.
func (p *Plan) Targets() iter.Seq[Target] {
	return func(yield func(Target) bool) {
		for _, t := range p.planner.targets {
			if !yield(p.planner.bound(t)) {
				return
			}
		}
	}
}

// bound is a target with the bodies of a planner.
func (p *planner) bound(t Target) Target {
	if work := t.work; work != nil {
		t.Work = func() (Work, error) { return work(p) }
	}
	if near, address := t.near, t.Path; near != nil {
		t.Near = func() (digest.Digest, func() (Work, error)) {
			sum, make := near(p)
			return sum, func() (Work, error) { return p.workOf(address, make()), nil }
		}
	}
	return t
}

// Find returns the target of a path. The search index is made when one of its files is first asked
// for.
func (p *Plan) Find(path string) (Target, bool) {
	if t, ok := find(p.planner.targets, path); ok || !strings.HasPrefix(path, searchFolder) {
		return p.planner.bound(t), ok
	}
	index, err := p.Search()
	if err != nil {
		return Target{}, false
	}
	return find(index, path)
}

func find(sorted []Target, path string) (Target, bool) {
	at, ok := slices.BinarySearchFunc(sorted, path, func(t Target, path string) int { return cmp.Compare(t.Path, path) })
	if !ok {
		return Target{}, false
	}
	return sorted[at], true
}

func byPath(a, b Target) int { return cmp.Compare(a.Path, b.Path) }

// search adds the search page, when the theme has one.
func (p *planner) search() {
	if !p.Theme.Has("search") {
		return
	}
	p.layout(searchPage, List, "search", func(p *planner) sheet {
		u := urls{from: searchPage}
		v := &theme.SearchView{Base: p.base(u, nil, p.Theme.Text("search"), "")}
		v.NoIndex = true
		for _, s := range p.Site.Home.Children {
			v.Sections = append(v.Sections, theme.Link{Title: s.Title, URL: u.to(s.Address)})
		}
		for _, t := range p.Site.Terms[:min(len(p.Site.Terms), searchTags)] {
			v.Tags = append(v.Tags, theme.Link{Title: t.Name, URL: u.to(t.Address)})
		}
		return sheet{layout: "search", view: v}
	})
}

// index returns what makes the search index, once. Its files are named by their content, so they are known only
// when the whole index is: a preview, which plans after every save, does without until a visitor searches.
func (p *planner) index() func() ([]Target, error) {
	if !p.Theme.Has("search") {
		return func() ([]Target, error) { return nil, nil }
	}
	return sync.OnceValues(p.searchTargets)
}

// searchTargets makes the index and returns its files, sorted by path.
func (p *planner) searchTargets() ([]Target, error) {
	pages := p.searched()
	entries := make([]search.Entry, len(pages))
	parallel.Do(len(pages), func(i int) { entries[i] = p.searchEntry(pages[i]) })
	index, err := search.Build(entries, func() func(i int) (*search.Document, error) {
		r := &searchReader{planner: p}
		return func(i int) (*search.Document, error) { return r.document(pages[i], entries[i].Digest) }
	}, search.Options{Store: p.Search})
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	files := index.Targets()
	targets := make([]Target, len(files))
	for i, f := range files {
		targets[i] = searchTarget(f)
	}
	targets[len(targets)-1].Class = List // the manifest, after what it names
	slices.SortFunc(targets, byPath)
	return targets, nil
}

func searchTarget(f search.Target) Target {
	return Target{Path: searchFolder + f.Name, Class: Asset, Source: "search", Verbatim: f.Small, Done: f.Release, Work: func() (Work, error) {
		return Work{Digest: digest.Digest(f.Digest), Render: f.Render}, nil
	}}
}
