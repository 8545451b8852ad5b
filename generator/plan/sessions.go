package plan

import (
	"fmt"

	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// sessions are the pages of the sessions that a series held in a period.
type sessions struct {
	held []*site.Page // those whose day, as coarse as it is known, lies within the period
	// maybe is how many more there are whose date is too coarse to tell.
	maybe int
}

// sessionsOf looks for the sessions of the series named by an indicator's label; false where there is
// no such series. A session without a date belongs to the period that its page names.
func (p *planner) sessionsOf(i *statistics.Indicator, period *statistics.Period) (s sessions, ok bool) {
	owner, _ := p.Site.Find("series", i.Label)
	if owner == nil {
		return s, false
	}
	for _, r := range owner.Relations {
		for _, page := range r.Pages {
			if page.Kind.Name != "activity" {
				continue
			}
			front := &page.Document.Front
			inside, touches := period.Holds(front.Date, p.Site.Config.Zone)
			if inside || front.Date.IsZero() && front.Period == period.Name {
				s.held = append(s.held, page)
			} else if touches {
				s.maybe++
			}
		}
	}
	return s, true
}

// dots are the flows of a period that count the sessions of a series: a dot for each, where there are as
// many pages as the figure says, and else the figure alone.
func (p *planner) dots(u urls, period *statistics.Period) []theme.DotRow {
	var out []theme.DotRow
	for _, i := range p.Site.Statistics.Indicators {
		f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
		if i.Kind != statistics.Flow || f.Value == nil {
			continue
		}
		s, ok := p.sessionsOf(i, period)
		if !ok {
			continue
		}
		row := theme.DotRow{Figure: p.viewFigure(u, f)}
		if f.Plain() == itoa(len(s.held)) {
			row.Dots = links(u, s.held)
		}
		out = append(out, row)
	}
	return out
}

// checkSessions warns where the pages of a series and the figure that counts them do not agree. A
// made-up figure (示例) counts nothing.
func (p *planner) checkSessions() {
	if p.Site.Statistics.Faulty() {
		return
	}
	for _, period := range p.Site.Statistics.Periods {
		for _, i := range p.Site.Statistics.Indicators {
			f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
			if s, ok := p.sessionsOf(i, period); ok && i.Kind == statistics.Flow && f.Value != nil && !period.Sample && !s.mayBe(f) {
				p.problems = append(p.problems, f.ValuePlace().Report(diag.Warning, "statistics/sessions",
					fmt.Sprintf("%s在%s是 %s，日期在这一期里的活动页面却有 %d 个，没有链接到它们", i.Label, period.Title, f, len(s.held)),
					"核对活动页面的 date 和 series，补齐活动页面，或更正这个数"))
			}
		}
	}
}

// mayBe reports whether a figure can be the number of the sessions.
func (s sessions) mayBe(f statistics.Figure) bool {
	for n := range s.maybe + 1 {
		if f.Plain() == itoa(len(s.held)+n) {
			return true
		}
	}
	return false
}
