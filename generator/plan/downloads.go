package plan

import (
	"bytes"
	"encoding/csv"
	"encoding/json"

	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
)

// citations lists the pages that quote each figure, by "period.indicator", in the order of their
// addresses.
func (p *planner) citations() map[string][]*site.Page {
	out := map[string][]*site.Page{}
	for _, page := range p.Site.Pages {
		if !page.Listed {
			continue
		}
		for _, r := range page.Document.References {
			if r.Kind != content.FigureReference {
				continue
			}
			q, err := p.Site.Statistics.Quote(r.Target, page.Period)
			if err != nil {
				continue
			}
			key := q.Period.Name + "." + q.Indicator.Name
			if list := out[key]; len(list) == 0 || list[len(list)-1] != page {
				out[key] = append(list, page)
			}
		}
	}
	return out
}

// figureRecord is one figure as other programs read it. The keys are fixed: format 1.
type figureRecord struct {
	Name      string `json:"name"`
	Label     string `json:"label"`
	Value     string `json:"value"` // a decimal number; "" when the period gives none
	Unit      string `json:"unit"`
	Kind      string `json:"kind"` // stock, flow, derived
	Formula   string `json:"formula,omitempty"`
	Sum       string `json:"sum,omitempty"`
	Quote     string `json:"quote,omitempty"`
	Published bool   `json:"published,omitempty"`
	Goal      string `json:"goal,omitempty"`
}

// periodRecord is one period's figures as other programs read them.
type periodRecord struct {
	Format  int            `json:"format"` // 1
	Period  string         `json:"period"`
	Title   string         `json:"title"`
	Source  string         `json:"source"`
	Note    string         `json:"note,omitempty"`
	AsOf    string         `json:"as_of,omitempty"`
	Sample  bool           `json:"sample"` // 示例: made up for demonstration
	Figures []figureRecord `json:"figures"`
}

var kindNames = map[statistics.IndicatorKind]string{statistics.Stock: "stock", statistics.Flow: "flow", statistics.Derived: "derived"}

func (p *planner) record(period *statistics.Period) periodRecord {
	out := periodRecord{Format: 1, Period: period.Name, Title: periodTitles([]*statistics.Period{period})[0], Source: period.Source, Note: period.Note, AsOf: period.AsOf.ISO(), Sample: period.Sample}
	for _, i := range p.Site.Statistics.Indicators {
		f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
		out.Figures = append(out.Figures, figureRecord{Name: i.Name, Label: i.Label, Value: f.Plain(), Unit: i.Unit, Kind: kindNames[i.Kind],
			Formula: i.Formula, Sum: f.Sum, Quote: f.Quote, Published: f.Published, Goal: f.GoalText()})
	}
	return out
}

// downloads adds a period's figures as CSV and JSON.
func (p *planner) downloads(period *statistics.Period) {
	record := p.record(period)
	add := func(ending string, render func(w *bytes.Buffer) error) {
		p.add(Target{Path: "statistics/" + period.Name + ending, Class: Asset, Source: "content/statistics/" + period.Name + ".toml", Work: func() (Work, error) {
			return Work{Digest: digest.Of(ending, record), Render: render}, nil
		}})
	}
	add(".json", func(w *bytes.Buffer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(record)
	})
	add(".csv", func(w *bytes.Buffer) error { return writeCSV(w, record) })
}

// writeCSV writes the figures as Excel opens them: a byte order mark, and CRLF (RFC 4180).
func writeCSV(w *bytes.Buffer, record periodRecord) error {
	w.WriteString("\uFEFF")
	c := csv.NewWriter(w)
	c.UseCRLF = true
	rows := [][]string{{"期间", "指标", "数值", "单位", "类别", "算式", "出处原文", "来源", "代码"}}
	for _, f := range record.Figures {
		rows = append(rows, []string{record.Title, f.Label, f.Value, f.Unit, f.Kind, f.Sum, f.Quote, record.Source, f.Name})
	}
	if err := c.WriteAll(rows); err != nil {
		return err
	}
	c.Flush()
	return c.Error()
}
