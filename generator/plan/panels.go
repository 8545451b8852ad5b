package plan

import (
	"slices"

	"qizhi/generator/statistics"
	"qizhi/generator/theme"
)

// panels are stocks of one unit that are no parts of one whole: they stand side by side and must never
// be added up. A whole stands there with its parts under it.
func (p *planner) panels(u urls, period *statistics.Period) []theme.Figure {
	set := p.Site.Statistics
	may := func(i *statistics.Indicator) bool { return !p.inSquares(i) }
	alone := p.besides(period, func(i *statistics.Indicator) bool { return len(set.Parts(i.Name)) == 0 })
	if len(alone) > 0 { // their unit, with its wholes
		unit := set.Indicator(alone[0]).Unit
		may = func(i *statistics.Indicator) bool { return i.Unit == unit && !p.inSquares(i) }
	}
	out := p.figures(u, p.besides(period, may), period.Name)
	for i := range out {
		out[i].Parts = p.breakdowns(u, set.Indicator(out[i].Name), period)
	}
	return out
}

// panelHead names the panels: 人数 where they count people.
func (p *planner) panelHead(panels []theme.Figure) string {
	for _, f := range panels {
		if !p.Site.Statistics.Indicator(f.Name).CountsPeople() {
			return p.Theme.Text("panels_other")
		}
	}
	return p.Theme.Text("panels")
}

// besides are the stocks that are no parts and may stand beside each other: those of the first unit, in
// the order of the definitions, of which the period gives several; where it gives several of none, those of
// the first unit of which it gives one and that has several.
func (p *planner) besides(period *statistics.Period, may func(*statistics.Indicator) bool) []string {
	byUnit, given := map[string][]string{}, map[string]int{}
	for _, i := range p.Site.Statistics.Indicators {
		if i.Kind != statistics.Stock || i.PartOf != "" || !may(i) {
			continue
		}
		byUnit[i.Unit] = append(byUnit[i.Unit], i.Name)
		if p.given(i, period) {
			given[i.Unit]++
		}
	}
	for _, least := range []int{2, 1} {
		for _, i := range p.Site.Statistics.Indicators {
			if names := byUnit[i.Unit]; len(names) > 1 && given[i.Unit] >= least {
				return names
			}
		}
	}
	return nil
}

// given reports whether an indicator has a value in a period.
func (p *planner) given(i *statistics.Indicator, period *statistics.Period) bool {
	f, _ := p.Site.Statistics.Figure(i.Name, period.Name)
	return f.Value != nil
}

// inSquares reports whether 四十格, which opens the page, shows the indicator already.
func (p *planner) inSquares(i *statistics.Indicator) bool {
	spec := p.gridSpec()
	return spec != nil && spec.Whole == i
}

// breakdowns are the parts of a whole with their values: those that a rule adds up stand in one line,
// every other in its own.
func (p *planner) breakdowns(u urls, whole *statistics.Indicator, period *statistics.Period) []theme.Words {
	set := p.Site.Statistics
	var out []theme.Words
	for rest := set.Parts(whole.Name); len(rest) > 0; {
		together := set.Breakdown(whole, rest)
		rest = slices.DeleteFunc(rest, func(i *statistics.Indicator) bool { return slices.Contains(together, i) })
		var line theme.Words
		for _, i := range together {
			f, _ := set.Figure(i.Name, period.Name)
			if f.Value == nil {
				continue
			}
			label := i.Label
			if line != nil {
				label = p.Theme.Text("separator") + label
			}
			line = append(line, theme.Value{Text: label}, theme.Value{Text: f.String(), URL: figureURL(u, f)})
		}
		if line != nil {
			out = append(out, line)
		}
	}
	return out
}
