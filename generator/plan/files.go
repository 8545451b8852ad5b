package plan

import (
	"bytes"
	"slices"

	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/site"
)

// assets adds the theme's style sheet, script and pictures.
func (p *planner) assets() {
	for _, a := range p.Theme.Assets() {
		p.fixed(a.Path, Asset, "主题文件 "+a.Name, a.Bytes)
	}
}

// files adds the pictures and attachments that published pages use: what lies in the folder unused,
// or only beside a draft, stays private.
func (p *planner) files() {
	used := map[*site.File]bool{}
	use := func(doc *content.Document, target string) {
		if d, err := p.Site.Destination(doc.Path, target); err == nil && d.File != nil {
			used[d.File] = true
		}
	}
	for _, page := range p.Site.Pages {
		if page.Withdrawn == "" {
			usedByDocument(page.Document, use)
			usedByFields(page, used)
		}
	}
	for _, s := range append([]*site.Section{p.Site.Home}, p.Site.Sections...) {
		if s.Document != nil {
			usedByDocument(s.Document, use)
		}
	}
	if f := p.Site.FileAt(p.Site.Config.Organisation.Emblem); f != nil {
		used[f] = true
	}
	for _, f := range p.Site.Files {
		if used[f] {
			p.file(f)
		}
	}
}

func usedByDocument(doc *content.Document, use func(*content.Document, string)) {
	for _, r := range doc.References {
		if r.Kind == content.LinkReference || r.Kind == content.PictureReference {
			use(doc, r.Target)
		}
	}
	if doc.Front.Cover != "" {
		use(doc, doc.Front.Cover)
	}
}

func usedByFields(page *site.Page, used map[*site.File]bool) {
	for _, f := range page.Fields {
		for _, file := range f.Files {
			if file != nil {
				used[file] = true
			}
		}
	}
}

func (p *planner) file(f *site.File) {
	p.add(Target{Path: f.Address, Class: Asset, Source: "content/" + f.Path, Work: func() (Work, error) {
		return Work{Digest: digest.Of(f.Path, f.Digest), Render: func(w *bytes.Buffer) error {
			data, err := p.File(f.Path)
			w.Write(data)
			return err
		}}, nil
	}})
}

// listed are the pages that feeds and the sitemap name, in the order of their addresses.
func (p *planner) listed() []*site.Page {
	return slices.DeleteFunc(slices.Clone(p.Site.Pages), func(page *site.Page) bool { return !page.Listed || page.Withdrawn != "" })
}
