package plan

import (
	"cmp"
	"strings"
	"sync"
	"unicode/utf8"

	"qizhi/generator/content"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// statistics adds the pages of 数说党建: one for each period and the newest again as the section's
// own page, with the figures as CSV and JSON beside them.
func (p *planner) statistics() {
	set := p.Site.Statistics
	p.checkFigures()
	if len(set.Periods) == 0 {
		return
	}
	p.checkCharts()
	p.checkGrid()
	p.checkSessions()
	p.checkSources()
	cited := sync.OnceValue(p.citations) // it looks at every page; a preview of another page does without
	for _, period := range set.Periods {
		p.layout(periodAddress(period), List, "content/statistics/"+period.Name+".toml", func(p *planner) sheet {
			return p.statisticsSheet(periodAddress(period), period, cited)
		})
		p.downloads(period)
		p.citedPage(period, cited)
	}
	p.layout("statistics/index.html", List, "content/statistics/_index.md", func(p *planner) sheet {
		return p.statisticsSheet("statistics/index.html", set.Newest(), cited)
	}, p.sectionDocument("statistics"))
}

// sectionDocument is the text of the section at a folder; nil for none.
func (p *planner) sectionDocument(folder string) *content.Document {
	if s := p.Site.SectionAt(folder); s != nil {
		return s.Document
	}
	return nil
}

func (p *planner) statisticsSheet(address string, period *statistics.Period, cited func() citations) sheet {
	u := urls{from: address}
	section := p.Site.SectionAt("statistics")
	title := p.Theme.Text("statistics")
	if section != nil {
		title = section.Title
	}
	panels := p.panels(u, period)
	v := &theme.StatisticsView{Base: p.base(u, section, title+p.Theme.Text("colon")+p.periodTitles(period)[0], ""), Period: p.periodTitle(period), Source: period.Source, SourceURL: p.sourceURL(u, period), AsOf: p.dateText(period.AsOf), Note: p.said(u, period.Note, period.Name), Sample: period.Sample,
		Grid: p.grid(u, period.Name, nil), Panels: panels, PanelHead: p.panelHead(panels), PanelNote: p.Theme.Text("not_added"), Dots: p.dots(u, period),
		Rows: p.rows(u, period, cited()), Compare: p.comparison(u, period),
		CSV: u.to(site.DownloadAddress(period.Name, ".csv")), JSON: u.to(site.DownloadAddress(period.Name, ".json")), Changes: p.linkedChanges(u, period)}
	if address == "statistics/index.html" {
		v.Title = title
	} else {
		v.Canonical = p.absolute(address)
	}
	if v.Grid != nil { // the page says itself where its figures are from
		v.Grid.Source, v.Grid.URL = "", ""
	}
	v.Periods = p.periodChoice(u, period)
	for _, spec := range p.Site.Statistics.Charts {
		if spec == p.gridSpec() {
			continue // it opens the page
		}
		if c, err := p.viewChart(u, spec, "chart-"+spec.ID, period); err == nil {
			if c.Source == p.sourceWords(period.Name) {
				c.Source = "" // the page's own
			}
			v.Charts = append(v.Charts, c)
		}
	}
	v.Cited = u.to(citedAddress(period)) // of a period that nothing quotes, the list says so
	out := sheet{layout: "statistics", view: v, head: func() {
		p.collectionHead(&v.Base, v.Title)
		if v.OpenGraph != nil {
			p.siteImage(v.OpenGraph, period.Name)
		}
	}}
	if section != nil && section.Document != nil && address == section.Address {
		holes := p.sectionHoles(u, section)
		out.rest = p.bodyDigest(section.Document, holes)
		out.finish = func() (err error) {
			v.Intro, err = p.body(section.Document, holes)
			return err
		}
	}
	return out
}

// rows are the table of definitions and sources.
func (p *planner) rows(u urls, period *statistics.Period, cited citations) []theme.StatisticsRow {
	var out []theme.StatisticsRow
	for _, i := range p.Site.Statistics.Indicators {
		f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
		row := theme.StatisticsRow{ID: i.Name, Figure: p.viewFigure(u, f), KindLabel: p.word("nature_"+kindNames[i.Kind], i.Kind.Label()), Note: p.said(u, i.Note, period.Name), Formula: p.spelled(i.Formula), Sums: p.sumWords(u, f),
			CitedBy: cited.at(u, f)}
		if more := len(row.CitedBy) - maxCited; more > 0 {
			row.CitedBy, row.CitedMore, row.CitedURL = row.CitedBy[:maxCited], more, u.to(citedAddress(period))
		}
		if f.Value == nil {
			row.Text = p.Theme.Text("no_value")
		}
		out = append(out, row)
	}
	return out
}

// linkedChanges are the corrections of a period, each linked to the figure as it is now.
func (p *planner) linkedChanges(u urls, period *statistics.Period) []theme.Correction {
	out := p.changes(period)
	for i, c := range period.Corrections {
		out[i].URL = u.to(periodAddress(period)) + "#" + c.Indicator.Name
		out[i].Quoting = p.quoting(u, c.Reason, period.Name)
	}
	return out
}

func (p *planner) changes(period *statistics.Period) []theme.Correction {
	var out []theme.Correction
	for _, c := range period.Corrections {
		out = append(out, theme.Correction{Date: p.date(c.Date), Was: c.Indicator.Label + c.WasText(), Now: c.Indicator.Label + c.NowText(), Reason: p.expand(c.Reason, period.Name)})
	}
	return out
}

// spelled is a formula with the indicators' labels for their names.
func (p *planner) spelled(formula string) string {
	var b strings.Builder
	for len(formula) > 0 {
		n := strings.IndexFunc(formula, func(r rune) bool { return !nameRune(r) })
		if n < 0 {
			n = len(formula)
		}
		if n == 0 {
			r, size := utf8.DecodeRuneInString(formula)
			b.WriteString(cmp.Or(signs[r], string(r)))
			formula = formula[size:]
			continue
		}
		word := formula[:n]
		if i := p.Site.Statistics.Indicator(word); i != nil {
			word = i.Label
		}
		b.WriteString(word)
		formula = formula[n:]
	}
	return b.String()
}

// signs are the signs of a formula as they are read.
var signs = map[rune]string{'*': "×", '/': "÷", '-': "−"}
