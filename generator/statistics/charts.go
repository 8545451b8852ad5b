package statistics

import (
	"fmt"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// ChartType is how a chart is drawn.
type ChartType string

// The chart types. Stacked, Donut and Grid show parts of one whole; Ring shows one rate or one part
// of its whole; Grid is 四十格, one square for each of the whole.
const (
	Bar     ChartType = "bar"
	Grouped ChartType = "grouped"
	Stacked ChartType = "stacked"
	Line    ChartType = "line"
	Donut   ChartType = "donut"
	Ring    ChartType = "ring"
	Grid    ChartType = "grid"
)

var chartTypes = []string{"bar", "grouped", "stacked", "line", "donut", "ring", "grid"}

// Chart says what a chart shows; drawing it is not this package's. Its indicators share one unit and
// may stand on one axis.
type Chart struct {
	ID         string
	Type       ChartType
	Title      string
	Note       string
	Unit       string
	Indicators []*Indicator
	Periods    []*Period  // as written; nil leaves the choice to PeriodsAt
	Whole      *Indicator // of a stacked, donut or grid chart, and of a ring that shows a part

	at content.Place
}

// Place is where a chart of indicators.toml is defined; the zero Place of an article's own.
func (c *Chart) Place() content.Place { return c.at }

// PeriodsAt returns the periods the chart shows on the page of a period: those it names; else the
// series up to that period for what develops over time (line, grouped, stacked, a bar of one
// indicator), and that period alone for the rest.
func (s *Set) PeriodsAt(c *Chart, p *Period) []*Period {
	switch {
	case c.Periods != nil:
		return c.Periods
	case p == nil:
		return nil
	case c.Type == Line || c.Type == Grouped || c.Type == Stacked || c.Type == Bar && len(c.Indicators) == 1:
		return s.Series(p)
	}
	return []*Period{p}
}

// readCharts reads every [[chart]] of indicators.toml.
func (l *loader) readCharts() {
	for n, t := range l.charts {
		c := l.set.readChart(t, l.partial)
		if c == nil {
			l.refuseChart(t)
			continue
		}
		if c.ID == "" {
			c.ID = fmt.Sprintf("chart-%d", n+1)
		}
		if l.set.Chart(c.ID) != nil {
			v, _ := t.Get("id")
			t.Report(v, diag.Error, "statistics/chart", "有两张图都叫 "+c.ID, "换一个 id")
			continue
		}
		c.at = placeOf(t, table.Value{At: t.At, Raw: "[[chart]]"})
		l.set.Charts = append(l.set.Charts, c)
		l.verifyChartWordings(t, c)
	}
}

// refuseChart remembers the id of a chart that was refused.
func (l *loader) refuseChart(t *table.Table) {
	v, _ := t.Get("id")
	id, ok := v.Data.(string)
	if !ok || id == "" {
		l.set.faults.nameless = true
		return
	}
	if l.set.faults.charts == nil {
		l.set.faults.charts = map[string]bool{}
	}
	l.set.faults.charts[id] = true
}

// ReadChart reads a chart block of an article: either only id, which names a [[chart]] of
// indicators.toml, or a chart of its own. What is wrong with it is reported through the table, and
// gives nil; so does what follows from an error of the statistics files, without a word.
func (s *Set) ReadChart(t *table.Table) *Chart {
	if !t.Has("id") || t.Has("type") || t.Has("indicators") {
		return s.readChart(t, s.faults.definitions)
	}
	id := t.String("id")
	c := s.Chart(id)
	if c == nil && !s.RefusedChart(id) {
		v, _ := t.Get("id")
		t.Report(v, diag.Error, "statistics/chart", "没有叫 "+id+" 的图", s.nearestChart(id))
	}
	t.WarnUnknown()
	return c
}

func (s *Set) nearestChart(id string) string {
	ids := make([]string, len(s.Charts))
	for i, c := range s.Charts {
		ids[i] = c.ID
	}
	if near := diag.Nearest(id, ids); near != "" {
		return "是不是 " + near + "？"
	}
	return `写一张新图：type = "bar"，indicators = ["…"]`
}

// readChart reads and judges one chart; partial says that names may be unknown without fault.
func (s *Set) readChart(t *table.Table, partial bool) *Chart {
	c := &Chart{ID: t.String("id"), Title: t.String("title"), Note: t.String("note"), Unit: t.String("unit")}
	r := &chartReader{set: s, table: t, chart: c, partial: partial}
	r.readType()
	r.readIndicators()
	r.readPeriods()
	t.WarnUnknown()
	if r.failed || len(c.Indicators) == 0 {
		return nil
	}
	r.oneAxis()
	r.wholeShown()
	if r.failed {
		return nil
	}
	if c.Title == "" {
		labels := make([]string, len(c.Indicators))
		for i, indicator := range c.Indicators {
			labels[i] = indicator.Label
		}
		c.Title = strings.Join(labels, "、")
	}
	return c
}
