package plan

import (
	"sync"

	"qizhi/generator/content"
	"qizhi/generator/search"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
)

// searched is a published page with a text of its own: an article, a section with its introduction, the
// home page, or the figures of a period.
type searched struct {
	document *content.Document        // whose body it shows; nil when it shows none
	period   string                   // of the body's figures
	front    func(d *search.Document) // says in d, which is empty but for the room of its lists, all that stands outside it
}

// searched are the pages that search finds.
func (p *planner) searched() (all []searched) {
	for _, page := range p.listed() {
		all = append(all, searched{page.Document, page.Period, func(d *search.Document) { p.searchPageFront(d, page) }})
	}
	for _, s := range append([]*site.Section{p.Site.Home}, p.Site.Sections...) {
		if s.Kind.Name != "statistics" || len(p.Site.Statistics.Periods) == 0 { // else its pages are the periods'
			all = append(all, searched{s.Document, s.Period, func(d *search.Document) { p.searchSectionFront(d, s) }})
		}
	}
	return append(all, p.searchFigures()...)
}

// fronts are documents for searchEntry: it is asked of every page in every build.
var fronts = sync.Pool{New: func() any { return new(search.Document) }}

// searchEntry names a page's document without reading its body: by the digest of the body and the
// figures that will stand in it, and by all the rest.
func (p *planner) searchEntry(s searched) search.Entry {
	d := fronts.Get().(*search.Document)
	defer fronts.Put(d)
	p.searchFront(d, s)
	var more []string
	if s.document != nil {
		body := p.Bodies.BodyDigest(s.document)
		more = append(more, string(body[:]))
		for _, r := range s.document.References {
			if r.Kind == content.FigureReference {
				more = append(more, p.expand("{{"+r.Target+"}}", s.period))
			}
		}
	}
	d.Digest = d.Sum(more...)
	e := d.Entry()
	if s.document != nil {
		e.Size += len("字") * p.Bodies.Characters(s.document)
	}
	return e
}

// searchReader reads one document after another, each into the room of the one before.
type searchReader struct {
	*planner
	front  search.Document
	room   Room
	blocks []search.Block
}

// document is a page with its text, until the next is read.
func (r *searchReader) document(s searched, sum string) (*search.Document, error) {
	r.searchFront(&r.front, s)
	d := r.front
	d.Digest = sum
	if s.document == nil {
		return &d, nil
	}
	blocks, err := r.Bodies.Blocks(s.document, &r.room)
	if err != nil {
		return nil, err
	}
	at := firstUnder(d.Blocks)
	all := append(r.blocks[:0], d.Blocks[:at]...)
	for _, b := range blocks {
		if b.Level == 0 {
			all = append(all, search.Block{HeadingID: b.Heading, Text: r.expand(b.Text, s.period)})
		}
	}
	all = append(all, d.Blocks[at:]...)
	r.blocks, d.Blocks = all, all
	return &d, nil
}

// searchSectionFront is what a section says outside its introduction: its name leads to it. Without a
// date it comes after the pages that say the same.
func (p *planner) searchSectionFront(d *search.Document, s *site.Section) {
	d.Address, d.Title, d.Summary, d.SectionTitle = s.Address, s.Title, s.Summary, s.Title
	if s.Document != nil {
		p.searchHeadings(d, s.Document, s.Period)
	}
	if s == p.Site.Home {
		for _, b := range p.homeBlocks() {
			for _, text := range [...]string{b.Title, b.Text, b.Note} {
				d.Blocks = appendBlock(d.Blocks, "", p.expand(text, s.Period))
			}
		}
	}
}

func appendBlock(blocks []search.Block, heading, text string) []search.Block {
	if text == "" {
		return blocks
	}
	return append(blocks, search.Block{HeadingID: heading, Text: text})
}

// searchFigures are the pages of figures: who looks for an indicator wants the newest figure first, so
// the newest period is found on the section's own page, and the names of the indicators weigh as much as tags.
// An excerpt then shows the figure at once: 党员：362人.
func (p *planner) searchFigures() (all []searched) {
	section := p.Site.SectionAt("statistics")
	for _, period := range p.Site.Statistics.Periods {
		s := searched{period: period.Name, front: func(d *search.Document) { p.searchPeriodFront(d, section, period) }}
		if section != nil && period == p.Site.Statistics.Newest() {
			s.document, s.period = section.Document, section.Period
		}
		all = append(all, s)
	}
	return all
}

// searchPeriodFront is what the page of a period says: each figure under the name of its indicator, at
// which it opens. The section's introduction stands on the page of the newest.
func (p *planner) searchPeriodFront(d *search.Document, section *site.Section, period *statistics.Period) {
	set, title := p.Site.Statistics, p.Theme.Text("statistics")
	if section != nil {
		title = section.Title
	}
	d.Address, d.SectionTitle, d.Title = periodAddress(period), title, title+p.Theme.Text("colon")+p.periodTitles(period)[0]
	d.Summary, d.Date, d.DateText = p.expand(period.Note, period.Name), period.End().ISO(), p.periodTitle(period)
	if period == set.Newest() {
		d.Address, d.Title = "statistics/index.html", title
	}
	if section != nil && period == set.Newest() && section.Document != nil {
		p.searchHeadings(d, section.Document, section.Period)
	}
	d.Blocks = appendBlock(d.Blocks, "", period.Source)
	for _, c := range p.changes(period) {
		d.Blocks = append(d.Blocks, search.Block{Text: c.Was}, search.Block{Text: c.Now})
		d.Blocks = appendBlock(d.Blocks, "", c.Reason)
	}
	for _, i := range set.Indicators {
		f, ok := set.Figure(i.Name, period.Name)
		if !ok || f.Value == nil {
			continue
		}
		d.Tags = append(d.Tags, i.Label)
		d.Headings = append(d.Headings, search.Heading{ID: i.Name, Text: i.Label})
		for _, text := range [...]string{i.Label + p.Theme.Text("colon") + f.String(), f.Quote, p.spelled(i.Formula), f.Sum, p.expand(i.Note, period.Name)} {
			d.Blocks = appendBlock(d.Blocks, i.Name, text)
		}
	}
}

// searchPageFront is all that a page says outside its body.
func (p *planner) searchPageFront(d *search.Document, page *site.Page) {
	front := &page.Document.Front
	d.Address, d.Title, d.Summary, d.SectionTitle = page.Address, page.Title, page.Summary, page.Section.Title
	d.KindLabel = p.label(page.Kind, "", page.Kind.Label)
	d.Branch, d.Brand = namedPage(page, "branch"), namedPage(page, "brand")
	if date := front.Date.In(p.Site.Config.Zone); !date.IsZero() {
		d.Date, d.DateText = date.ISO(), p.dateText(date)
	}
	for _, t := range page.Terms {
		d.Tags = append(d.Tags, t.Name)
	}
	p.searchHeadings(d, page.Document, page.Period)
	for _, f := range page.Fields {
		if !unshown(page, f.Field) {
			d.Blocks = appendField(d.Blocks, f)
		}
	}
	for _, c := range front.Corrections {
		d.Blocks = append(d.Blocks, search.Block{Text: c.Was}, search.Block{Text: c.Now})
		d.Blocks = appendBlock(d.Blocks, "", c.Reason)
	}
}

func (p *planner) searchHeadings(d *search.Document, doc *content.Document, period string) {
	for i := range doc.Headings {
		d.Headings = append(d.Headings, search.Heading{ID: doc.Headings[i].ID, Text: p.expand(doc.Headings[i].Text, period)})
	}
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

// appendField appends the texts that a page shows of a field. Those of files are names for a disk.
func appendField(out []search.Block, f site.FieldValue) []search.Block {
	if f.Field.Type == site.FileField {
		return out
	}
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
