package plan

import (
	"errors"
	"fmt"
	"html"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// periodAddress is the page of one period's figures.
func periodAddress(p *statistics.Period) string { return site.PeriodAddress(p.Name) }

// figureURL is where a figure's quotation and source stand.
func figureURL(u urls, f statistics.Figure) string {
	return u.to(periodAddress(f.Period)) + "#" + f.Indicator.Name
}

// viewFigure makes a figure ready for a layout.
func (p *planner) viewFigure(u urls, f statistics.Figure) theme.Figure {
	return theme.Figure{Name: f.Indicator.Name, Label: f.Indicator.Label, Number: f.Number(), Unit: f.Indicator.Unit,
		Text: f.String(), URL: figureURL(u, f), Period: p.periodTitle(f.Period), Sample: f.Period.Sample,
		Quote: f.Quote, Sum: f.Sum, Change: p.change(u, f), Goal: f.GoalText(), Progress: f.Progress()}
}

// change says how a figure moved against the period before and the year before, each change linked to the
// figure that it is measured against. A made-up period (示例) is no measure for a real one: such comparisons
// stand only in the table that marks them.
func (p *planner) change(u urls, f statistics.Figure) theme.Words {
	var out theme.Words
	before, year := p.Site.Statistics.Changes(f)
	for i, c := range []*statistics.Change{before, year} {
		if c == nil || c.Sample() != f.Period.Sample {
			continue
		}
		key := [...]string{sinceBefore(f.Period, "changed"), "changed_year"}[i]
		head, tail, _ := strings.Cut(p.Theme.Text(key, "\x00"), "\x00")
		if out != nil {
			head = p.Theme.Text("comma") + head
		}
		out = append(out, theme.Value{Text: head}, theme.Value{Text: p.changeText(c), URL: figureURL(u, c.From)})
		if tail != "" {
			out = append(out, theme.Value{Text: tail})
		}
	}
	return out
}

// sinceBefore is the string that names the period before: a year is compared with 上年, any other with 上期.
func sinceBefore(period *statistics.Period, key string) string {
	if period.Months() == 12 {
		return key + "_last_year"
	}
	return key + "_before"
}

// figures are the named indicators of a period; those without a value are left out.
func (p *planner) figures(u urls, names []string, period string) []theme.Figure {
	var out []theme.Figure
	for _, name := range names {
		if f, ok := p.Site.Statistics.Figure(name, period); ok && f.Value != nil {
			out = append(out, p.viewFigure(u, f))
		}
	}
	return out
}

// figure is a quoted figure in running text, linked to its quotation and source.
func (p *planner) figure(u urls, r content.Reference, period string) string {
	q, err := p.Site.Statistics.Quote(r.Target, period)
	if err != nil { // reported by checkFigures
		return html.EscapeString("{{" + r.Target + "}}")
	}
	if q.Period.Sample { // made up: never without saying so
		q.Text += p.sampleMark()
	}
	if r.Linked { // a link may hold no other
		return html.EscapeString(q.Text)
	}
	return fmt.Sprintf(`<a class="figure" href="%s">%s</a>`, html.EscapeString(figureURL(u, q.Figure)), html.EscapeString(q.Text))
}

// expand fills the figures of a plain text; what is unknown has been reported and stays as written.
func (p *planner) expand(text, period string) string {
	if !strings.Contains(text, "{{") {
		return text
	}
	if p.dates == nil {
		out, _ := p.Site.Statistics.Expand(text, period)
		return out
	}
	var out strings.Builder // what is made up is marked in another language
	for _, v := range p.said(urls{}, text, period) {
		out.WriteString(v.Text)
	}
	return out.String()
}

// titled fills the figures of a text that stands for a period as a whole, and marks a made-up one once,
// at its end.
func (p *planner) titled(text string, of *statistics.Period) string {
	text = p.Site.Statistics.ExpandUnmarked(text, of.Name)
	if of.Sample && !p.saysSample(text) {
		text += p.sampleMark()
	}
	return text
}

// checkFigures reports every figure in a body, a summary or a title that names no indicator, and
// every place that quotes one.
func (p *planner) checkFigures() {
	for _, page := range p.Site.Pages {
		p.checkDocument(page.Document, page.Period)
	}
	for _, s := range append([]*site.Section{p.Site.Home}, p.Site.Sections...) {
		if s.Document != nil {
			p.checkDocument(s.Document, s.Period)
		}
	}
	p.checkQuotations()
}

// checkQuotations reports the figures of site.toml that mean nothing, or stand where none are filled in.
func (p *planner) checkQuotations() {
	for _, q := range p.Site.Config.Quotations {
		if !q.Allowed {
			p.problems = append(p.problems, q.Place.Report(diag.Error, "statistics/figure", q.Key+" 里不能用 {{…}}", "直接写文字；description 和版块的 text、note 里可以用 {{…}}"))
		} else if _, err := p.Site.Statistics.Quote(q.Target, p.Site.Home.Period); err != nil {
			p.reportFigure(q.Place, err)
		}
	}
}

// reportFigure reports a figure that means nothing, unless the statistics files have already said why.
func (p *planner) reportFigure(place content.Place, err error) {
	var wrong *statistics.RefError
	if errors.As(err, &wrong) && !wrong.Follows {
		p.problems = append(p.problems, place.Report(diag.Error, "statistics/figure", wrong.Message, wrong.Hint))
	}
}

func (p *planner) checkDocument(doc *content.Document, period string) {
	if strings.Contains(doc.Front.Title, "{{") {
		statistics.References(doc.Front.Title, func(at, end int) {
			place, _ := doc.Front.Places.Of("title")
			place = place.Within(doc.Front.Title, at, end-at)
			p.problems = append(p.problems, place.Report(diag.Error, "statistics/figure", "标题里不能用 {{…}}", "标题直接写数字；正文和摘要里可以用 {{…}}"))
		})
	}
	for _, r := range doc.References {
		if r.Kind == content.BlockReference && r.Target == "chart" {
			p.checkChart(doc, r, period)
		}
		if r.Kind != content.FigureReference {
			continue
		}
		if _, err := p.Site.Statistics.Quote(r.Target, period); err != nil {
			p.reportFigure(r.Place, err)
		} else if r.Linked && !doc.Silences("figure/linked", r.Place.Line) {
			p.problems = append(p.problems, r.Place.Report(diag.Warning, "figure/linked", "{{"+r.Target+"}} 在链接的文字里，读者点不到它的出处", "把它移到链接的文字外面"))
		}
	}
}

// checkIndicators reports the indicators of a home block that do not exist.
func (p *planner) checkIndicators(b site.HomeBlock) {
	for i, name := range b.Indicators {
		if p.Site.Statistics.Indicator(name) == nil {
			_, err := p.Site.Statistics.Quote(name, p.Site.Home.Period)
			p.reportFigure(b.IndicatorPlace(i), err)
		}
	}
}

// sourceWords name the period and the document its figures come from.
func (p *planner) sourceWords(period string) string {
	of := p.Site.Statistics.Period(period)
	if of == nil {
		return ""
	}
	words := p.periodTitle(of)
	if of.Sample {
		words += p.sampleMark()
	}
	if of.Source != "" {
		words += " · " + of.Source
	}
	return words
}
