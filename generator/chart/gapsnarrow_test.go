package chart

import (
	"fmt"
	"strings"
	"testing"
)

// periodNames are as many half-years, quarters or months as asked for, as a site names them.
func periodNames(kind string, n int) []string {
	var names []string
	for i := range n {
		switch kind {
		case "half":
			names = append(names, fmt.Sprintf("%d年%s半年", 2000+i/2, []string{"上", "下"}[i%2]))
		case "quarter":
			names = append(names, fmt.Sprintf("%d年第%s季度", 2000+i/4, []string{"一", "二", "三", "四"}[i%4]))
		case "month":
			names = append(names, fmt.Sprintf("%d年%d月", 2000+i/12, i%12+1))
		default:
			names = append(names, fmt.Sprintf("%d年", 2000+i))
		}
	}
	return names
}

// TestGapNamesWhereNarrow: in the picture of a phone of 320 pixels in the largest words both sides of a gap are named,
// wherever it is, with one line or three, for periods of every length.
func TestGapNamesWhereNarrow(t *testing.T) {
	for _, kind := range []string{"year", "half", "quarter", "month"} {
		for _, n := range []int{2, 3, 5, 8, 13, 24, 36} {
			for _, g := range []int{1, n / 2, n - 1} {
				if g == 0 {
					continue
				}
				for _, lines := range []int{1, 3} {
					l := Line{ID: "l", Title: "党员", Unit: "人", Width: minWidth, Points: periodNames(kind, n), Gaps: []int{g}}
					for _, name := range []string{"党员", "女党员", "入党积极分子"}[:lines] {
						l.Series = append(l.Series, Series{name, linked(values("人", wave[:n]...))})
					}
					bothNamed(t, l, g)
				}
			}
		}
	}
}

func bothNamed(t *testing.T, l Line, g int) {
	t.Helper()
	s, err := l.draw()
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{g - 1, g} {
		named := false
		for _, b := range s.boxes {
			named = named || strings.ReplaceAll(b.text, " ", "") == l.Points[i]
		}
		if !named {
			t.Errorf("%d points, %d lines, gap before %d: %s is not named", len(l.Points), len(l.Series), g, l.Points[i])
		}
	}
	inspect(t, "l", l)
}
