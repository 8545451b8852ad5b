package statistics

import (
	"fmt"
	"testing"
)

// TestGaps: a missing month is a gap; the steps of a chart that names every December are none.
func TestGaps(t *testing.T) {
	for _, c := range []struct {
		own   bool
		names []string
		want  string
	}{
		{false, []string{"2025-05", "2025-06", "2025-10", "2025-11"}, "[2]"},
		{false, []string{"2025-06", "2025-10"}, "[1]"},
		{false, []string{"2024-H2", "2025-H1"}, "[]"},
		{false, []string{"2022", "2024", "2025", "2028"}, "[1 3]"},
		{true, []string{"2022-12", "2023-12", "2024-12"}, "[]"},
		{true, []string{"2022-12", "2023-12", "2025-12"}, "[2]"},
		{true, []string{"2025-06", "2025-07", "2025-10"}, "[2]"},
		{true, []string{"2024", "2025-H1"}, "[]"},
		{false, nil, "[]"},
	} {
		var periods []*Period
		for _, name := range c.names {
			s, _, _ := parsePeriodName(name)
			periods = append(periods, &Period{Name: name, span: s})
		}
		chart := &Chart{}
		if c.own {
			chart.Periods = periods
		}
		if got := fmt.Sprint(chart.Gaps(periods)); got != c.want {
			t.Errorf("%v: %s, want %s", c.names, got, c.want)
		}
	}
}
