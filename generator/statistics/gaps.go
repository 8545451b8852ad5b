package statistics

// Gaps are those of a chart's periods before which one is missing, by their number: 2025-10 behind 2025-06. A chart
// that names its own periods has a step of its own (every December); only what is further apart than that lacks one.
func (c *Chart) Gaps(periods []*Period) []int {
	var gaps []int
	step := 0
	for k := 1; c.Periods != nil && k < len(periods); k++ {
		if apart := periods[k].span.end - periods[k-1].span.end; step == 0 || apart < step {
			step = apart
		}
	}
	for k := 1; k < len(periods); k++ {
		before, after := periods[k-1].span, periods[k].span
		if after.start > before.end && after.end-before.end > step {
			gaps = append(gaps, k)
		}
	}
	return gaps
}
