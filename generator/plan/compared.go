package plan

import (
	"cmp"
	"slices"
	"strconv"

	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// maxCompared is how many periods the comparison sets side by side, its own the last: a year of months with
// the same month of the year before.
const maxCompared = 13

// comparison sets the periods up to this one side by side; nil for the first. A change that no indicator has
// takes no column, and an indicator without any value no row.
func (p *planner) comparison(u urls, period *statistics.Period) *theme.Comparison {
	series := p.Site.Statistics.Series(period)
	if len(series) < 2 {
		return nil
	}
	series = series[max(len(series)-maxCompared, 0):]
	c := &theme.Comparison{Head: append([]string{p.Theme.Text("indicator")}, p.periodTitles(series...)...)}
	var rows []*statistics.Indicator
	for _, i := range p.Site.Statistics.Indicators {
		if row, given := p.comparedRow(u, i, series); given {
			rows, c.Rows = append(rows, i), append(c.Rows, row)
		}
	}
	set := p.Site.Statistics
	p.addChanges(u, c, rows, period, set.Before(period), sinceBefore(period, "since"))
	p.addChanges(u, c, rows, period, set.YearBefore(period), "since_year")
	return c
}

// comparedRow is an indicator with its value in each period; given reports whether any has one.
func (p *planner) comparedRow(u urls, i *statistics.Indicator, series []*statistics.Period) (row []theme.Value, given bool) {
	row = []theme.Value{{Text: i.Label}}
	for _, of := range series {
		f, _ := p.Site.Statistics.Figure(i.Name, of.Name)
		if f.Value == nil {
			row = append(row, theme.Value{Text: p.Theme.Text("no_value")})
			continue
		}
		given = true
		row = append(row, theme.Value{Text: f.String(), URL: figureURL(u, f)})
	}
	return row, given
}

// addChanges adds the column of what changed since an earlier period, each change linked to the figure that it
// leads to; none where there is nothing to compare.
func (p *planner) addChanges(u urls, c *theme.Comparison, rows []*statistics.Indicator, period, earlier *statistics.Period, key string) {
	if earlier == nil {
		return
	}
	cells, changed := make([]theme.Value, len(rows)), false
	for k, i := range rows {
		f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
		change := f.Since(earlier)
		cells[k].Text = p.changeText(change)
		if change != nil {
			changed, cells[k].URL = true, figureURL(u, f)
		}
	}
	if !changed {
		return
	}
	c.Head, c.Note = append(c.Head, p.since(key, period, earlier)), p.Theme.Text("compare_note")
	for k := range c.Rows {
		c.Rows[k] = append(c.Rows[k], cells[k])
	}
}

// since heads a column of changes; one against a made-up period (示例) says so.
func (p *planner) since(key string, period, earlier *statistics.Period) string {
	text := p.Theme.Text(key)
	if earlier.Sample || period.Sample {
		text += p.sampleMark()
	}
	return text
}

// periodChoice links every period, those of one length together, the longest first.
func (p *planner) periodChoice(u urls, current *statistics.Period) []theme.PeriodGroup {
	periods := slices.Clone(p.Site.Statistics.Periods)
	if len(periods) < 2 {
		return nil
	}
	slices.SortStableFunc(periods, func(a, b *statistics.Period) int { return cmp.Compare(b.Months(), a.Months()) })
	var out []theme.PeriodGroup
	for i, of := range periods {
		if i == 0 || of.Months() != periods[i-1].Months() {
			out = append(out, theme.PeriodGroup{Title: p.Theme.Text("periods_" + strconv.Itoa(of.Months()))})
		}
		group := &out[len(out)-1]
		group.Links = append(group.Links, theme.Link{Title: p.periodTitles(of)[0], URL: u.to(periodAddress(of)), Current: of == current})
	}
	if len(out) == 1 {
		out[0].Title = ""
	}
	return out
}
