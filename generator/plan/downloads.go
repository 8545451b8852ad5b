package plan

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
)

// The JSON of a period, statistics/<period>.json, is read by other programs. Its schema, format 2:
//
//	format       2; a number that changes when a key changes its meaning or goes, never when one is added
//	period       "2022-H1"; title, source, note, as_of (ISO 8601, as coarse as known) in words
//	sample       true when every number is made up for demonstration (示例)
//	figures      one object an indicator, in the order of indicators.toml
//	  name       stable English name; label is what people read
//	  value      a number, rounded half up to the decimals that are shown; null when the period gives none
//	  goal       a number in the same unit; null when the period sets none
//	  unit       "人", "%"; value and goal never contain it
//	  kind       "stock" (counted at a moment), "flow" (adds up over periods), "derived" (from formula)
//	  formula, sum, quote, published   where there are any
//	corrections  figures of this period that were published wrong, newest first: name, label, unit,
//	             date, was, now (numbers), reason
//
// A key that is not marked "where there are any" is always there. (Format 1 wrote value and goal as
// texts, and no corrections.)
const recordFormat = 2

// figureRecord is one figure as other programs read it.
type figureRecord struct {
	Name      string       `json:"name"`
	Label     string       `json:"label"`
	Value     *json.Number `json:"value"`
	Goal      *json.Number `json:"goal"`
	Unit      string       `json:"unit"`
	Kind      string       `json:"kind"`
	Formula   string       `json:"formula,omitempty"`
	Sum       string       `json:"sum,omitempty"`
	Quote     string       `json:"quote,omitempty"`
	Published bool         `json:"published,omitempty"`
}

// correctionRecord is one correction as other programs read it.
type correctionRecord struct {
	Name   string       `json:"name"`
	Label  string       `json:"label"`
	Unit   string       `json:"unit"`
	Date   string       `json:"date"`
	Was    *json.Number `json:"was"`
	Now    *json.Number `json:"now"`
	Reason string       `json:"reason"`
}

// periodRecord is one period's figures as other programs read them.
type periodRecord struct {
	Format      int                `json:"format"`
	Period      string             `json:"period"`
	Title       string             `json:"title"`
	Source      string             `json:"source"`
	Note        string             `json:"note,omitempty"`
	AsOf        string             `json:"as_of,omitempty"`
	Sample      bool               `json:"sample"`
	Figures     []figureRecord     `json:"figures"`
	Corrections []correctionRecord `json:"corrections"`
}

// kindNames are the kinds of indicators to other programs.
var kindNames = map[statistics.IndicatorKind]string{statistics.Stock: "stock", statistics.Flow: "flow", statistics.Derived: "derived"}

func (p *planner) record(period *statistics.Period) periodRecord {
	out := periodRecord{Format: recordFormat, Period: period.Name, Title: p.periodTitles(period)[0], Source: period.Source,
		Note: p.expand(period.Note, period.Name), AsOf: period.AsOf.ISO(), Sample: period.Sample, Figures: []figureRecord{}, Corrections: []correctionRecord{}}
	for _, i := range p.Site.Statistics.Indicators {
		f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
		out.Figures = append(out.Figures, figureRecord{Name: i.Name, Label: i.Label, Value: jsonNumber(f.Plain()), Goal: jsonNumber(f.PlainGoal()), Unit: i.Unit,
			Kind: kindNames[i.Kind], Formula: i.Formula, Sum: f.Sum, Quote: f.Quote, Published: f.Published})
	}
	for _, c := range period.Corrections {
		out.Corrections = append(out.Corrections, correctionRecord{Name: c.Indicator.Name, Label: c.Indicator.Label, Unit: c.Indicator.Unit, Date: c.Date.ISO(),
			Was: jsonNumber(c.PlainWas()), Now: jsonNumber(c.PlainNow()), Reason: p.expand(c.Reason, period.Name)})
	}
	return out
}

// jsonNumber is a number as it is written; nil (null) for none.
func jsonNumber(plain string) *json.Number {
	if plain == "" {
		return nil
	}
	n := json.Number(plain)
	return &n
}

// plainNumber is the number for a cell.
func plainNumber(n *json.Number) string {
	if n == nil {
		return ""
	}
	return n.String()
}

// downloads adds a period's figures as CSV and JSON.
func (p *planner) downloads(period *statistics.Period) {
	record, words := p.record(period), p.csvWords()
	add := func(ending string, render func(w *bytes.Buffer) error) {
		p.add(Target{Path: site.DownloadAddress(period.Name, ending), Class: Asset, Source: "content/statistics/" + period.Name + ".toml", Work: func() (Work, error) {
			return Work{Digest: digest.Of(ending, record, words), Render: render}, nil
		}})
	}
	add(".json", func(w *bytes.Buffer) error {
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return e.Encode(record)
	})
	add(".csv", func(w *bytes.Buffer) error { return writeCSV(w, record, words) })
}

// csvWords are the words of the CSV that are in no figure, in the site's language.
type csvWords struct {
	Head      []string          // names the columns; new ones are added at the end
	Kinds     map[string]string // the kinds of indicators, by kindNames
	Corrected string            // a correction: {1} the day, {2} was, {3} now, {4} the reason
	Between   string            // stands between two corrections
}

func (p *planner) csvWords() csvWords {
	out := csvWords{Kinds: map[string]string{}, Corrected: p.word("csv_corrected", "{1} 由{2}改为{3}（{4}）"), Between: p.word("semicolon", "；")}
	for _, column := range []struct{ key, chinese string }{{"period", "期间"}, {"indicator", "指标"}, {"number", "数值"}, {"csv_unit", "单位"},
		{"csv_kind", "类别"}, {"csv_sum", "算式"}, {"csv_quote", "出处原文"}, {"csv_source", "来源"}, {"csv_code", "代码"}, {"csv_goal", "目标"},
		{"corrections", "更正"}, {"csv_as_of", "截止日期"}} {
		out.Head = append(out.Head, p.word(column.key, column.chinese))
	}
	for kind, name := range kindNames {
		out.Kinds[name] = p.word("nature_"+name, kind.Label())
	}
	return out
}

// writeCSV writes the figures as Excel opens them: a byte order mark, and CRLF (RFC 4180). A figure's
// corrections stand in one cell, as people read them. Texts that a spreadsheet would take for a formula
// begin with an apostrophe (see cell); the JSON has them as they are.
func writeCSV(w *bytes.Buffer, record periodRecord, words csvWords) error {
	w.WriteString("\uFEFF")
	c := csv.NewWriter(w)
	c.UseCRLF = true
	rows := [][]string{words.Head}
	for _, f := range record.Figures {
		rows = append(rows, []string{cell(record.Title), cell(f.Label), plainNumber(f.Value), cell(f.Unit), words.Kinds[f.Kind], cell(f.Sum), cell(f.Quote), cell(record.Source), f.Name,
			plainNumber(f.Goal), cell(record.corrected(f.Name, words)), record.AsOf})
	}
	if err := c.WriteAll(rows); err != nil {
		return err
	}
	c.Flush()
	return c.Error()
}

// cell is a text for a cell. One that begins, blanks aside, with a sign that spreadsheets run as a formula
// (= + - @, full-width too, a tab or a line end) is preceded by an apostrophe, which says that it is text:
// what a label or a quotation says must not run on a reader's machine (OWASP, “CSV Injection”).
func cell(text string) string {
	if strings.HasPrefix(text, "\t") || strings.HasPrefix(text, "\r") || strings.HasPrefix(text, "\n") ||
		strings.ContainsRune("=+-@＝＋－＠", firstRune(strings.TrimSpace(text))) {
		return "'" + text
	}
	return text
}

// firstRune is the first character; utf8.RuneError of nothing.
func firstRune(text string) rune {
	r, _ := utf8.DecodeRuneInString(text)
	return r
}

// corrected are the corrections of a figure in words: 2022-08-01 由326改为362（录入有误）.
func (r periodRecord) corrected(name string, words csvWords) string {
	var out []string
	for _, c := range r.Corrections {
		if c.Name == name {
			out = append(out, strings.NewReplacer("{1}", c.Date, "{2}", plainNumber(c.Was), "{3}", plainNumber(c.Now), "{4}", c.Reason).Replace(words.Corrected))
		}
	}
	return strings.Join(out, words.Between)
}
