package site

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// makePages makes a Page of every public document, in the order of their paths.
func (r *resolver) makePages() {
	r.leaves = make([]*leaf, 0, len(r.sources))
	r.site.Pages = make([]*Page, 0, len(r.sources))
	pages, leaves := make([]Page, len(r.sources)), make([]leaf, len(r.sources)) // two allocations for all
	for i := range r.sources {
		s := &r.sources[i]
		if s.section {
			continue
		}
		l := &leaves[i]
		*l = leaf{source: s, last: math.MinInt64, Page: &pages[i]}
		r.makePage(l)
		l.at = len(r.leaves)
		r.leaves = append(r.leaves, l)
		r.site.Pages = append(r.site.Pages, l.Page)
		r.site.pages[s.path] = l.Page
		r.expire(l)
		r.warnOfPlace(s)
	}
}

// makePage fills in what a page is by itself; the other steps add how it hangs together.
func (r *resolver) makePage(l *leaf) {
	front := &l.doc.Front
	section := r.site.sects[l.folder]
	*l.Page = Page{
		Document: l.doc, Section: section, Kind: r.kindOf(l.doc, section.Kind), Title: front.Title,
		Listed: front.Withdrawn == "", Withdrawn: front.Withdrawn,
	}
	if l.Title == "" { // parsing has reported it
		l.Title = l.stem
	}
	if illegible(l.doc) {
		r.illegible[l.Kind.Name] = true
	}
	l.LinkTitle = cmp.Or(front.LinkTitle, l.Title)
	l.Address = r.pageAddress(l)
	l.Period = r.figuresOf(l)
	l.Updated = r.updated(l.doc)
	if !front.Date.IsZero() {
		l.last = front.Date.Last(r.config.Zone).Unix()
	}
	if l.Withdrawn != "" {
		r.site.gone = append(r.site.gone, *l.source)
		return
	}
	l.Summary = r.summary(l.doc, l.Period)
	if _, written := front.Places.Of("date"); l.Kind.Dated && front.Date.IsZero() && !written && !illegible(l.doc) {
		hint := `写上 date = 2022-06-30，或只写到 date = "2022-H1"`
		switch {
		case l.doc.HasSettings():
		case front.Title == "": // which is an error that says where settings are written
			hint = "和标题一起写在文件开头：两行 +++ 之间加一行 date = 2022-06-30"
		default:
			hint = "在文件开头写四行：+++、title = " + quotedText(l.Title) + "、date = 2022-06-30、+++，再删去正文里的题目"
		}
		r.report(l.doc, "title", diag.Warning, "date/missing", "“"+l.Kind.Label+"”要有日期，这一篇没有", hint)
	}
}

// illegible reports a document whose front matter could not be read: what seems to be missing in it may
// be there, and only the mistake itself is worth saying.
func illegible(doc *content.Document) bool {
	return slices.ContainsFunc(doc.Diagnostics, func(d diag.Diagnostic) bool {
		return d.Severity == diag.Error && (strings.HasPrefix(d.Rule, "front-matter/syntax") || d.Rule == "front-matter/fence" || d.Rule == "front-matter/size" ||
			strings.HasPrefix(d.Rule, "encoding/") || strings.HasPrefix(d.Rule, "content/"))
	})
}

// periodBy is the statistics period a document of that date quotes: the latest that had ended by
// then, else the newest; "" when there are no figures.
func (r *resolver) periodBy(doc *content.Document, date content.Date) string {
	if name := r.in.Statistics.Current(date, r.config.Zone); name != "" {
		return name
	}
	if newest := r.in.Statistics.Newest(); newest != nil {
		if quotes(doc) {
			r.early[doc] = date
		}
		return newest.Name
	}
	return ""
}

// quotes reports whether a document quotes figures, in its summary or its text.
func quotes(doc *content.Document) bool {
	return doc != nil && (strings.Contains(doc.Front.Summary, "{{") ||
		slices.ContainsFunc(doc.References, func(r content.Reference) bool { return r.Kind == content.FigureReference }))
}

// summary is what lists say of a document, its figures filled in. A figure that means nothing stays
// as it is written: in a summary it is reported here, in the text where it stands.
func (r *resolver) summary(doc *content.Document, period string) string {
	if doc.Front.Summary == "" {
		text, _ := r.in.Statistics.Expand(doc.Excerpt, period)
		return text
	}
	for _, p := range content.Inline(doc.Front.Summary) {
		if p.Figure != "" {
			at := placeOf(doc, "summary").Within(doc.Front.Summary, p.At, p.Len)
			r.checkUnit(p.Figure, doc.Front.Summary[p.At+p.Len:], period, at)
			r.checkEarly(doc, p.Figure, period, at)
		}
	}
	text, problems := r.in.Statistics.Expand(doc.Front.Summary, period)
	for _, p := range problems {
		if !p.Follows {
			place := placeOf(doc, "summary").Within(doc.Front.Summary, p.At, p.Len)
			r.problems = append(r.problems, place.Report(diag.Error, "figure/unknown", p.Message, p.Hint))
		}
	}
	return text
}

// warnOfPlace reports a page whose file lies where a section's own text was probably meant.
func (r *resolver) warnOfPlace(s *source) {
	if s.bundle == "" {
		if s.folder == "" && strings.EqualFold(s.stem, "index") {
			r.report(s.doc, "title", diag.Error, "section/index", "首页的文件名是 _index.md", "把 "+s.doc.Path+" 改名为 _index.md")
		}
		return
	}
	inside := r.site.sects[s.bundle]
	if inside == nil {
		return
	}
	if inside.Document != nil {
		r.report(s.doc, "title", diag.Error, "section/both", "文件夹 "+s.bundle+"/ 里既有 index.md 又有 _index.md", "只留一个：_index.md 是栏目，index.md 是一篇文章")
		return
	}
	r.report(s.doc, "title", diag.Warning, "section/index", "文件夹 "+s.bundle+"/ 里还有别的文章，index.md 却是一篇文章而不是栏目", "栏目的说明写在 _index.md")
}

// warnOfTitles reports pages that share a title with another one.
func (r *resolver) warnOfTitles() {
	for _, pages := range r.site.names.of("").byTitle().all() {
		pages = slices.DeleteFunc(pages, func(p *Page) bool { return p.Document.Front.Title == "" })
		slices.SortFunc(pages, func(a, b *Page) int { return cmp.Compare(a.at, b.at) })
		for i, p := range pages {
			first := pages[slices.IndexFunc(pages, func(q *Page) bool { return q.Title == p.Title })]
			if first != pages[i] {
				r.report(p.Document, "title", diag.Warning, "title/duplicate",
					p.Document.Path+" 和 "+first.Document.Path+" 的标题都是“"+p.Title+"”", "改其中一个，读者才分得清")
			}
		}
	}
}
