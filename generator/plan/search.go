package plan

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strings"
	"sync"

	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/search"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
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
	all := slices.Concat(p.Targets, index)
	slices.SortFunc(all, byPath)
	return all, nil
}

// Find returns the target of a path. The search index is made when one of its files is first asked
// for.
func (p *Plan) Find(path string) (Target, bool) {
	if t, ok := find(p.Targets, path); ok || !strings.HasPrefix(path, searchFolder) {
		return t, ok
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

// search adds the search page, when the theme has one, and returns what makes the index. Its files
// are named by their content, so they are known only when the whole index is: a preview, which
// plans after every save, does without until a visitor searches.
func (p *planner) search() func() ([]Target, error) {
	if !p.Theme.Has("search") {
		return func() ([]Target, error) { return nil, nil }
	}
	p.layout(searchPage, List, "search", func() sheet {
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
	return sync.OnceValues(p.searchTargets)
}

// searchTargets makes the index and returns its files, sorted by path.
func (p *planner) searchTargets() ([]Target, error) {
	pages, figures := p.listed(), p.searchFigures()
	entries := make([]search.Entry, len(pages), len(pages)+len(figures))
	for i, page := range pages {
		entries[i] = p.searchEntry(page)
	}
	for _, d := range figures {
		entries = append(entries, d.Entry())
	}
	index, err := search.Build(entries, func(i int) (*search.Document, error) {
		if i >= len(pages) {
			return figures[i-len(pages)], nil
		}
		return p.searchDocument(pages[i], entries[i].Digest)
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
	return Target{Path: searchFolder + f.Name, Class: Asset, Source: "search", Verbatim: f.Small, Work: func() (Work, error) {
		return Work{Digest: digest.Digest(f.Digest), Render: func(w *bytes.Buffer) error {
			_, err := w.Write(f.Render())
			return err
		}}, nil
	}}
}

// searchEntry names a page's document without reading its body: by the digest of the body and the
// figures that will stand in it, and by all the rest.
func (p *planner) searchEntry(page *site.Page) search.Entry {
	d := p.searchFront(page)
	body := p.Bodies.BodyDigest(page.Document)
	var figures []string
	for _, r := range page.Document.References {
		if r.Kind == content.FigureReference {
			figures = append(figures, p.expand("{{"+r.Target+"}}", page.Period))
		}
	}
	sum := digest.Of(*d, body[:], figures)
	d.Digest = sum.String()
	e := d.Entry()
	e.Size += len("字") * page.Document.Characters
	return e
}

// searchDocument is a page with its text.
func (p *planner) searchDocument(page *site.Page, sum string) (*search.Document, error) {
	body, err := p.Bodies.Body(page.Document)
	if err != nil {
		return nil, err
	}
	d := p.searchFront(page)
	d.Digest = sum
	for _, b := range body.Blocks {
		if b.Level == 0 {
			d.Blocks = append(d.Blocks, search.Block{HeadingID: b.Heading, Text: p.expand(b.Text, page.Period)})
		}
	}
	return d, nil
}

// searchFigures are the pages of figures: who looks for an indicator wants the newest figure first, so
// the newest period is found on the section's own page, and the names of the indicators weigh as much as tags.
// An excerpt then shows the figure at once: 党员：362人.
func (p *planner) searchFigures() (documents []*search.Document) {
	set := p.Site.Statistics
	section, title := p.Site.SectionAt("statistics"), p.Theme.Text("statistics")
	if section != nil {
		title = section.Title
	}
	for _, period := range set.Periods {
		d := &search.Document{Address: periodAddress(period), SectionTitle: title, Title: title + "：" + periodTitles([]*statistics.Period{period})[0],
			Summary: p.expand(period.Note, period.Name), Date: period.End().ISO(), DateText: period.Title}
		if period == set.Newest() {
			d.Address, d.Title = "statistics/index.html", title
		}
		for _, i := range set.Indicators {
			if f, ok := set.Figure(i.Name, period.Name); ok && f.Value != nil {
				d.Tags = append(d.Tags, i.Label)
				d.Blocks = append(d.Blocks, search.Block{Text: i.Label + "：" + f.String()})
			}
		}
		d.Digest = digest.Of(*d).String()
		documents = append(documents, d)
	}
	return documents
}

// searchFront is all that a page says outside its body.
func (p *planner) searchFront(page *site.Page) *search.Document {
	front := &page.Document.Front
	d := &search.Document{
		Address: page.Address, Title: page.Title, Summary: page.Summary,
		SectionTitle: page.Section.Title, KindLabel: page.Kind.Label,
		Branch: namedPage(page, "branch"), Brand: namedPage(page, "brand"),
		Date: front.Date.In(p.Site.Config.Zone).ISO(), DateText: front.Date.In(p.Site.Config.Zone).String(),
	}
	for _, t := range page.Terms {
		d.Tags = append(d.Tags, t.Name)
	}
	for _, h := range page.Document.Headings {
		d.Headings = append(d.Headings, search.Heading{ID: h.ID, Text: p.expand(h.Text, page.Period)})
	}
	for _, f := range page.Fields {
		if !unshown(page, f.Field) {
			d.Blocks = append(d.Blocks, fieldBlocks(f)...)
		}
	}
	return d
}

// namedPage is the title of the page that a relation of the page names: a branch is its own branch,
// a brand its own brand.
func namedPage(page *site.Page, kind string) string {
	if page.Kind.Name == kind {
		return page.Title
	}
	for _, f := range page.Fields {
		if f.Field.Type == site.RelationField && f.Field.Of == kind && len(f.Pages) > 0 && f.Pages[0] != nil {
			return f.Pages[0].Title
		}
	}
	return ""
}

// fieldBlocks are the texts that a page shows of a field. Those of files are names for a disk.
func fieldBlocks(f site.FieldValue) []search.Block {
	if f.Field.Type == site.FileField {
		return nil
	}
	var out []search.Block
	for _, text := range f.Texts {
		out = append(out, search.Block{Text: text})
	}
	for _, row := range f.Rows {
		for _, c := range f.Field.Columns {
			if row[c.Name] != "" {
				out = append(out, search.Block{Text: row[c.Name]})
			}
		}
	}
	return out
}
