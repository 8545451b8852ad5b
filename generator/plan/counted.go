package plan

import (
	"slices"

	"qizhi/generator/site"
	"qizhi/generator/statistics"
)

// formURL leads to the figure that counts the chambers of a form, where the pages agree with 四十格 as it is
// now; "" where no figure counts them.
func (p *planner) formURL(u urls, kind *site.Kind, option string) string {
	spec, period := p.gridSpec(), p.Site.Statistics.Newest()
	if kind.Name != "chamber" || spec == nil || period == nil || !p.chambersAgree(spec, period.Name) {
		return ""
	}
	n := slices.Index(kind.Field("form").Options, option)
	if n < 0 || n >= len(spec.Indicators) {
		return ""
	}
	f, _ := p.Site.Statistics.Figure(spec.Indicators[n].Name, period.Name)
	return figureURL(u, f)
}

// sessionsURL leads to the figure that counts the sessions of a series, where it counts so many as are listed;
// "" where it does not.
func (p *planner) sessionsURL(u urls, series *site.Page, listed int) string {
	period := p.Site.Statistics.Newest()
	if period == nil {
		return ""
	}
	for _, i := range p.Site.Statistics.Indicators {
		f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
		if i.Label != series.Title || i.Kind != statistics.Flow || f.Value == nil || f.Plain() != itoa(listed) {
			continue
		}
		if s, ok := p.sessionsOf(i, period); ok && len(s.held) == listed {
			return figureURL(u, f)
		}
	}
	return ""
}
