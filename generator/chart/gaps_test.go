package chart

import (
	"strings"
	"testing"
)

// TestGap: where points are left out the line stops, the distance is larger, and both sides are named, be they ever
// so many; a gap before no point is none.
func TestGap(t *testing.T) {
	for _, n := range []int{2, 4, 20, 36} {
		g := n/2 + n%2
		l := Line{ID: "l", Title: "党员", Points: numbered("%d月", n), Gaps: []int{0, g, n}, Series: []Series{{Values: values("人", wave[:n]...)}}}
		svg, err := l.SVG()
		if err != nil {
			t.Fatal(err)
		}
		_, path, _ := strings.Cut(svg, ` line" d="`)
		path, _, _ = strings.Cut(path, `"`)
		if strings.Count(path, "M") != 2 || strings.Count(path, "L") != n-2 {
			t.Errorf("%d points: %s", n, path)
		}
		for _, i := range []int{g - 1, g} {
			if !strings.Contains(svg, ">"+l.Points[i]+"</text>") {
				t.Errorf("%d points: %s is not named in %s", n, l.Points[i], svg)
			}
		}
		inspect(t, "l", l)
	}
}
