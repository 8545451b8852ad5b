package statistics

import (
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// verifyWordings checks every {{…}} in the texts of the statistics files themselves: notes, titles
// and reasons may quote figures, names and units may not.
func (l *loader) verifyWordings() {
	periods := make([]string, len(l.set.Periods))
	for i, p := range l.set.Periods {
		periods[i] = p.Name
	}
	for _, i := range l.set.Indicators {
		d := l.definitions[i.Name]
		l.set.CheckWording(d.table, "note", periods...)
		plainOnly(d.table, "label", "unit")
	}
	for _, c := range l.checks {
		plainOnly(c.table, "message")
	}
	for _, f := range l.files {
		l.set.CheckWording(f.table, "note", f.Name)
		plainOnly(f.table, "title", "source")
		for _, c := range f.written {
			l.set.CheckWording(c.table, "reason", f.Name)
		}
	}
}

// verifyChartWordings does the same for a chart; a grid is drawn only of periods that give all of it.
func (l *loader) verifyChartWordings(t *table.Table, c *Chart) {
	var periods []string
	for _, p := range l.set.Periods {
		if c.Type != Grid || p.givesAll(c.Indicators) {
			periods = append(periods, p.Name)
		}
	}
	l.set.CheckWording(t, "title", periods...)
	l.set.CheckWording(t, "note", periods...)
}

func (p *Period) givesAll(indicators []*Indicator) bool {
	for _, i := range indicators {
		if p.figure(i).Value == nil {
			return false
		}
	}
	return true
}

// CheckWording reports every {{…}} of a text that means nothing in one of the periods in which the
// text is shown, each once and at its own characters.
func (s *Set) CheckWording(t *table.Table, key string, periods ...string) {
	v, _ := t.Get(key)
	text, ok := v.Data.(string)
	if !ok || !strings.Contains(text, "{{") {
		return
	}
	told := map[int]bool{}
	for _, period := range periods {
		_, problems := s.Expand(text, period)
		for _, p := range problems {
			if p.Follows || told[p.At] {
				continue
			}
			told[p.At] = true
			at, length := inside(v, p.At, p.Len)
			t.ReportAt(at, length, diag.Error, "statistics/figure", p.Message, p.Hint)
		}
	}
}

// plainOnly refuses figures in names: what a thing is called does not change with its figures.
func plainOnly(t *table.Table, keys ...string) {
	for _, key := range keys {
		v, _ := t.Get(key)
		text, _ := v.Data.(string)
		if at, end := nextReference(text, 0); at >= 0 {
			from, length := inside(v, at, end-at)
			t.ReportAt(from, length, diag.Error, "statistics/figure", key+" 里不能用 {{…}}", "直接写文字；note 和图的 title 里可以用 {{…}}")
		}
	}
}

// placeOf names a value's place for those who report when the table is gone.
func placeOf(t *table.Table, v table.Value) content.Place {
	position := t.Position(v.At)
	return content.Place{Position: position, Excerpt: t.Text().Line(position.Line), Width: len([]rune(v.Raw))}
}
