package plan

import (
	"errors"
	"fmt"
	"html"
	"html/template"
	"slices"
	"strings"

	"qizhi/generator/chart"
	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/statistics"
	"qizhi/generator/table"
	"qizhi/generator/theme"
)

// draw makes a chart of figures into a drawing, as it stands on the page of a period. id begins
// every id inside it.
func (p *planner) draw(u urls, spec *statistics.Chart, id string, period *statistics.Period) chart.Chart {
	set := p.Site.Statistics
	periods := set.PeriodsAt(spec, period)
	title := p.chartTitle(spec, period)
	switch spec.Type {
	case statistics.Donut:
		d := chart.Donut{ID: id, Title: title, Head: p.Theme.Text("indicator"), Width: donutWidth, Words: p.chartWords()}
		for _, i := range spec.Indicators {
			d.Parts = append(d.Parts, chart.Part{Name: i.Label, Value: p.value(u, i, periods[0])})
		}
		if spec.Whole != nil {
			f, _ := set.Figure(spec.Whole.Name, periods[0].Name)
			if d.Centre = f.String(); d.Centre != "" {
				d.CentreURL = figureURL(u, f)
				d.Whole, _ = f.Value.Float64()
			}
		}
		return d
	case statistics.Ring:
		return chart.Ring{ID: id, Title: title, Label: unsaid(spec.Indicators[0].Label, title), Value: p.share(u, spec, periods[0]), Words: p.chartWords()}
	case statistics.Line:
		return chart.Line{ID: id, Title: title, Head: p.Theme.Text("period"), Unit: spec.Unit, Points: p.periodTitles(periods...), Gaps: spec.Gaps(periods), Series: p.overTime(u, spec, periods), Words: p.chartWords()}
	case statistics.Grouped, statistics.Stacked:
		return chart.Bar{ID: id, Title: title, Head: p.Theme.Text("period"), Unit: spec.Unit, Categories: p.periodTitles(periods...),
			Series: p.overTime(u, spec, periods), Stacked: spec.Type == statistics.Stacked, Words: p.chartWords()}
	}
	if len(spec.Indicators) == 1 {
		return chart.Bar{ID: id, Title: title, Head: p.Theme.Text("period"), Unit: spec.Unit, Categories: p.periodTitles(periods...), Series: p.overTime(u, spec, periods), Words: p.chartWords()}
	}
	b := chart.Bar{ID: id, Title: title, Head: p.Theme.Text("indicator"), Unit: spec.Unit, Words: p.chartWords()}
	s := chart.Series{Name: p.periodTitles(periods...)[0]}
	for _, i := range spec.Indicators {
		b.Categories = append(b.Categories, i.Label)
		s.Values = append(s.Values, p.value(u, i, periods[0]))
	}
	b.Series = []chart.Series{s}
	return b
}

// unsaid is what a picture says of itself; "" where its title has said so.
func unsaid(label, title string) string {
	if label == title {
		return ""
	}
	return label
}

// overTime is a series for each indicator, a value for each period.
func (p *planner) overTime(u urls, spec *statistics.Chart, periods []*statistics.Period) []chart.Series {
	var out []chart.Series
	for _, i := range spec.Indicators {
		s := chart.Series{Name: i.Label}
		for _, period := range periods {
			s.Values = append(s.Values, p.value(u, i, period))
		}
		out = append(out, s)
	}
	return out
}

// donutWidth is narrow enough that the words of a donut are large on a phone without being moved sideways.
const donutWidth = narrowWidth

// value is a figure in a picture, linked to its quotation and source.
func (p *planner) value(u urls, i *statistics.Indicator, period *statistics.Period) chart.Value {
	f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
	if f.Value == nil {
		return chart.Value{Missing: true, Text: p.Theme.Text("no_value")}
	}
	n, _ := f.Value.Float64()
	return chart.Value{Number: n, Text: f.String(), URL: figureURL(u, f)}
}

// share is what a ring shows: a rate as it is, a part as a percentage of its whole.
func (p *planner) share(u urls, spec *statistics.Chart, period *statistics.Period) chart.Value {
	v := p.value(u, spec.Indicators[0], period)
	part, _ := p.Site.Statistics.Figure(spec.Indicators[0].Name, period.Name)
	if !v.Missing && spec.Indicators[0].IsRate() {
		v.Text = part.Saying()
	}
	if v.Missing || spec.Indicators[0].IsRate() || spec.Whole == nil {
		return v
	}
	whole, _ := p.Site.Statistics.Figure(spec.Whole.Name, period.Name)
	percent, text, ok := part.Share(whole)
	if !ok {
		return chart.Value{Missing: true, Text: p.Theme.Text("no_value")}
	}
	n, _ := percent.Float64()
	return chart.Value{Number: n, Text: text, URL: v.URL}
}

// viewChart is a finished chart for a layout, with its data as a table.
func (p *planner) viewChart(u urls, spec *statistics.Chart, id string, period *statistics.Period) (theme.Chart, error) {
	if spec.Type == statistics.Grid {
		if periods := p.Site.Statistics.PeriodsAt(spec, period); len(periods) > 0 {
			period = periods[len(periods)-1]
		}
		g := p.gridOf(u, spec, id, period.Name, nil)
		if g == nil {
			return theme.Chart{}, fmt.Errorf("商会格缺数据")
		}
		return theme.Chart{ID: id, Title: p.chartTitle(spec, period), Heading: p.chartHeading(u, spec, period), Note: g.Note, Source: g.Source, SVG: g.SVG, Narrow: g.Narrow, Key: g.Key, Head: g.Head, Rows: g.Rows}, nil
	}
	c := p.draw(u, spec, id, period)
	svg, err := c.SVG()
	if err != nil {
		return theme.Chart{}, err
	}
	head, rows := c.Table()
	source := ""
	if periods := p.Site.Statistics.PeriodsAt(spec, period); len(periods) == 1 {
		source = p.sourceWords(periods[0].Name)
	}
	out := theme.Chart{ID: id, Title: p.chartTitle(spec, period), Heading: p.chartHeading(u, spec, period), Note: p.said(u, spec.Note, period.Name), Source: source,
		Head: head, Rows: cells(rows)}
	if p.unreported(spec, period) {
		out.SVG = template.HTML("<p>" + html.EscapeString(p.Theme.Text("chart_none")) + "</p>")
	} else {
		out.SVG, out.Narrow = template.HTML(svg), narrow(c)
	}
	return out, nil
}

// unreported reports whether none of a chart's figures is given: a picture of that is an axis with nothing on it.
func (p *planner) unreported(spec *statistics.Chart, period *statistics.Period) bool {
	for _, of := range p.Site.Statistics.PeriodsAt(spec, period) {
		if slices.ContainsFunc(spec.Indicators, func(i *statistics.Indicator) bool { return p.given(i, of) }) {
			return false
		}
	}
	return true
}

// cells are the rows of a chart's table for a layout.
func cells(rows [][]chart.Cell) [][]theme.Value {
	out := make([][]theme.Value, len(rows))
	for i, row := range rows {
		for _, c := range row {
			out[i] = append(out[i], theme.Value{Text: c.Text, URL: c.URL})
		}
	}
	return out
}

// chartHeading is a chart's title with its figures linked.
func (p *planner) chartHeading(u urls, spec *statistics.Chart, period *statistics.Period) theme.Words {
	periods := p.Site.Statistics.PeriodsAt(spec, period)
	switch {
	case len(periods) != 1 || !periods[0].Sample:
		return p.said(u, spec.Title, period.Name)
	case periods[0] == period:
		return p.saidOf(u, spec.Title, period, true)
	}
	return append(p.said(u, spec.Title, period.Name), theme.Value{Text: p.sampleMark()})
}

// chartTitle is a chart's title; one that shows a made-up period alone says so.
func (p *planner) chartTitle(spec *statistics.Chart, period *statistics.Period) string {
	periods := p.Site.Statistics.PeriodsAt(spec, period)
	switch {
	case len(periods) != 1 || !periods[0].Sample:
		return p.expand(spec.Title, period.Name)
	case periods[0] == period:
		return p.titled(spec.Title, period)
	}
	return p.expand(spec.Title, period.Name) + p.sampleMark()
}

// block is a fenced block of an article as markup.
func (p *planner) block(u urls, doc *content.Document, r content.Reference, period string) string {
	if r.Target == galleryBlock {
		return p.gallery(u, doc, r)
	}
	spec, of, _ := p.readChart(r, period)
	if spec == nil || of == nil {
		return ""
	}
	c, err := p.viewChart(u, spec, fmt.Sprintf("chart-l%d", r.Place.Line), of)
	if err != nil {
		return ""
	}
	return chartMarkup(c, p.Theme.Text("chart_data"))
}

// checkChart reports what is wrong with a chart block, so that no chart vanishes in silence.
func (p *planner) checkChart(doc *content.Document, r content.Reference, period string) {
	spec, of, problems := p.readChart(r, period)
	switch {
	case problems.HasErrors() || p.Site.Statistics.Faulty(): // told at its line
	case spec == nil:
		problems = append(problems, r.Place.Report(diag.Error, "chart/refused", "这张图读不懂", "写 id = \"…\"，或 type 和 indicators"))
	case of == nil:
		problems = append(problems, r.Place.Report(diag.Error, "chart/refused", "这一页没有统计期，图没有数据", "在文章开头写 period = \"2022-H1\"，或先在 content/statistics 里建一期"))
	default:
		if _, err := p.viewChart(urls{from: "index.html"}, spec, "chart", of); err != nil {
			problems = append(problems, undrawn(r.Place, diag.Error, "这张图画不了：", err)...)
		}
	}
	p.problems = append(p.problems, problems...)
	p.checkChartWords(doc, r, spec, period)
}

// checkChartWords warns of numbers typed into a chart's own title or note that are not the indicators'
// values, as in the text around it.
func (p *planner) checkChartWords(doc *content.Document, r content.Reference, spec *statistics.Chart, period string) {
	if spec == nil || spec.Place().Line > 0 || doc.Silences("figure/contradiction", r.Place.Line) {
		return
	}
	for _, text := range []string{spec.Title, spec.Note} {
		for _, c := range p.Site.Statistics.Contradictions(text, period) {
			p.problems = append(p.problems, r.Place.Report(diag.Warning, "figure/contradiction", "图里的"+c.Message(), c.Hint()))
		}
	}
}

// readChart reads a chart block; what is wrong with it is in the list.
func (p *planner) readChart(r content.Reference, period string) (*statistics.Chart, *statistics.Period, diag.List) {
	var problems diag.List
	// The block's own lines keep the numbers they have in the article.
	text := diag.NewTextBelow(r.Place.Path, r.Place.Line, r.Text)
	t := table.ParseTOML(text, 0, len(r.Text), "chart", &problems)
	if t == nil {
		return nil, nil, problems
	}
	spec := p.Site.Statistics.ReadChart(t)
	p.Site.Statistics.CheckWording(t, "title", period)
	p.Site.Statistics.CheckWording(t, "note", period)
	return spec, p.Site.Statistics.Period(period), problems
}

// chartMarkup is a chart inside an article: the picture, and its data one tap away.
func chartMarkup(c theme.Chart, tableWord string) string {
	var b strings.Builder
	b.WriteString(`<figure class="chart-box"><figcaption>`)
	writeWords(&b, c.Heading)
	b.WriteString("</figcaption>")
	if c.Source != "" { // without its period a chart says nothing once it is printed
		fmt.Fprintf(&b, `<p class="meta">%s</p>`, html.EscapeString(c.Source))
	}
	b.WriteString(`<div class="plot">`)
	if c.Narrow != "" { // in front, so that a style sheet can show it in the other's place
		b.WriteString(`<div class="narrow" hidden>` + string(c.Narrow) + "</div>")
	}
	b.WriteString(string(c.SVG) + "</div>")
	writeKey(&b, c.Key)
	if len(c.Rows) > 0 {
		fmt.Fprintf(&b, `<details><summary>%s</summary><div class="table" role="region" tabindex="0" aria-label="%s">`,
			html.EscapeString(tableWord), html.EscapeString(c.Title))
		writeTable(&b, c.Head, c.Rows)
		b.WriteString("</div></details>")
	}
	if len(c.Note) > 0 {
		b.WriteString(`<p class="note">`)
		writeWords(&b, c.Note)
		b.WriteString("</p>")
	}
	b.WriteString("</figure>")
	return b.String()
}

func writeTable(b *strings.Builder, head []string, rows [][]theme.Value) {
	b.WriteString("<table><thead><tr>")
	for _, h := range head {
		fmt.Fprintf(b, `<th scope="col">%s</th>`, html.EscapeString(h))
	}
	b.WriteString("</tr></thead><tbody>")
	for _, row := range rows {
		b.WriteString("<tr>")
		for i, cell := range row {
			open, shut := "<td>", "</td>"
			if i == 0 {
				open, shut = `<th scope="row">`, "</th>"
			}
			b.WriteString(open)
			writeWords(b, theme.Words{cell})
			b.WriteString(shut)
		}
		b.WriteString("</tr>")
	}
	b.WriteString("</tbody></table>")
}

// writeWords writes a text with its figures linked.
func writeWords(b *strings.Builder, words theme.Words) {
	for _, v := range words {
		if v.URL == "" {
			b.WriteString(html.EscapeString(v.Text))
		} else {
			fmt.Fprintf(b, `<a class="figure" href="%s">%s</a>`, html.EscapeString(v.URL), html.EscapeString(v.Text))
		}
	}
}

// writeKey is the legend of a grid of squares.
func writeKey(b *strings.Builder, key []theme.Figure) {
	if len(key) == 0 {
		return
	}
	b.WriteString(`<ul class="key">`)
	for _, f := range key {
		fmt.Fprintf(b, `<li><i class="sq %s"></i>%s <b>`, f.Name, html.EscapeString(f.Label))
		writeWords(b, theme.Words{{Text: f.Text, URL: f.URL}})
		b.WriteString("</b></li>")
	}
	b.WriteString("</ul>")
}

// checkCharts draws every chart once, so that one that cannot be drawn stops the build.
func (p *planner) checkCharts() {
	if p.Site.Statistics.Faulty() {
		return
	}
	for _, spec := range p.Site.Statistics.Charts {
		for _, period := range p.Site.Statistics.Periods {
			if _, err := p.viewChart(urls{from: "index.html"}, spec, "chart-"+spec.ID, period); err != nil {
				p.problems = append(p.problems, undrawn(spec.Place(), diag.Warning, period.Title+"的图 "+spec.ID+" 画不了：", err)...)
			}
		}
	}
}

// undrawn says every reason why a chart could not be drawn, each as a message of its own.
func undrawn(at content.Place, severity diag.Severity, head string, err error) diag.List {
	var reasons chart.Problems
	if !errors.As(err, &reasons) {
		return diag.List{at.Report(severity, "chart/refused", head+err.Error(), "检查这张图的指标在这一期有没有数据")}
	}
	var out diag.List
	for _, q := range reasons {
		out = append(out, at.Report(severity, "chart/refused", head+q.Message, q.Hint))
	}
	return out
}
