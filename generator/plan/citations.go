package plan

import (
	"slices"

	"qizhi/generator/content"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// citation is a page on which a figure stands.
type citation struct{ title, address string }

// citations are the pages on which each figure stands, by "period.indicator": the home page first,
// then the sections, then the pages, each in the order of their addresses.
type citations map[string][]citation

// at gives the pages of a figure as links.
func (c citations) at(u urls, f statistics.Figure) []theme.Link {
	var out []theme.Link
	for _, page := range c[f.Period.Name+"."+f.Indicator.Name] {
		out = append(out, theme.Link{Title: page.title, URL: u.to(page.address)})
	}
	return out
}

// maxCited is how many pages that quote a figure stand with its definition; all stand in a list of their own.
const maxCited = 8

// citedAddress is the list of the pages that quote the figures of a period.
func citedAddress(period *statistics.Period) string {
	return site.CitedAddress(period.Name)
}

// citedPage adds the list of every page on which a figure of the period stands, for whoever corrects one.
func (p *planner) citedPage(period *statistics.Period, cited func() citations) {
	address := citedAddress(period)
	p.layout(address, List, "content/statistics/"+period.Name+".toml", func(p *planner) sheet {
		u := urls{from: address}
		v := &theme.MapView{Base: p.base(u, p.Site.SectionAt("statistics"), p.Theme.Text("cited")+p.Theme.Text("colon")+p.periodTitles(period)[0], "")}
		v.Breadcrumbs = append(v.Breadcrumbs, theme.Link{Title: p.periodTitles(period)[0], URL: u.to(periodAddress(period))})
		v.Canonical, v.NoIndex = p.absolute(address), true
		for _, i := range p.Site.Statistics.Indicators {
			f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
			if pages := cited().at(u, f); len(pages) > 0 {
				v.Sections = append(v.Sections, theme.MapSection{Link: theme.Link{Title: i.Label + p.Theme.Text("colon") + f.String(), URL: figureURL(u, f)}, Pages: pages})
			}
		}
		return sheet{layout: "map", view: v, head: func() { p.collectionHead(&v.Base, v.Title) }}
	})
}

// citations looks wherever a figure may stand: in bodies, in summaries, in the fields of a kind, in charts, in site.toml. The
// pages of the statistics themselves are left out, and so are pages that lists leave out.
func (p *planner) citations() citations {
	out := citations{}
	home := citation{p.Theme.Text("home"), "index.html"}
	p.citedBySite(out, home)
	p.citedByDocument(out, home, p.Site.Home.Document, p.Site.Home.Period)
	for _, s := range p.Site.Sections {
		if s.Kind.Name != "statistics" {
			p.citedByDocument(out, citation{s.Title, s.Address}, s.Document, s.Period)
		}
	}
	for _, page := range p.Site.Pages {
		if page.Listed {
			by := citation{page.Title, page.Address}
			p.citedByDocument(out, by, page.Document, page.Period)
			for _, f := range page.Fields {
				for _, ref := range f.Quoted {
					p.cited(out, by, ref, page.Period)
				}
			}
		}
	}
	return out
}

// citedBySite are the figures of site.toml: in its texts, in its bands of figures, in 四十格.
func (p *planner) citedBySite(out citations, home citation) {
	period := p.Site.Home.Period
	for _, q := range p.Site.Config.Quotations {
		p.cited(out, home, q.Target, period)
	}
	for _, b := range p.Site.Config.Blocks {
		for _, name := range b.Indicators {
			p.cited(out, home, name, period)
		}
		if spec := p.gridSpec(); b.Type == "grid" && spec != nil {
			p.citedByChart(out, home, spec, period)
		}
	}
}

func (p *planner) citedByDocument(out citations, by citation, doc *content.Document, period string) {
	if doc == nil {
		return
	}
	statistics.References(doc.Front.Summary, func(at, end int) { p.cited(out, by, doc.Front.Summary[at+2:end-2], period) })
	for _, r := range doc.References {
		switch {
		case r.Kind == content.FigureReference:
			p.cited(out, by, r.Target, period)
		case r.Kind == content.BlockReference && r.Target == "chart":
			if spec, of, _ := p.readChart(r, period); spec != nil && of != nil {
				p.citedByChart(out, by, spec, of.Name)
			}
		}
	}
}

func (p *planner) citedByChart(out citations, by citation, spec *statistics.Chart, period string) {
	for _, text := range []string{spec.Title, spec.Note} {
		statistics.References(text, func(at, end int) { p.cited(out, by, text[at+2:end-2], period) })
	}
	for _, of := range p.Site.Statistics.PeriodsAt(spec, p.Site.Statistics.Period(period)) {
		for _, i := range spec.Indicators {
			p.cited(out, by, i.Name, of.Name)
		}
	}
}

// cited notes one figure; what means nothing has been reported.
func (p *planner) cited(out citations, by citation, ref, period string) {
	q, err := p.Site.Statistics.Quote(ref, period)
	if err != nil {
		return
	}
	key := q.Period.Name + "." + q.Indicator.Name
	if !slices.Contains(out[key], by) {
		out[key] = append(out[key], by)
	}
}
