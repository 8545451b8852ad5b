package chart

// dashes tell the lines of a chart apart without colour.
var dashes = [maxSeries]string{"", "9 5", "3 4", "14 4 3 4", "6 3", "20 5"}

// dash is the attribute that dashes the line of a series.
func dash(i int) string {
	if dashes[i] == "" {
		return ""
	}
	return ` stroke-dasharray="` + dashes[i] + `"`
}

// The markers, drawn around 0,0 with a half width of 1: disc, square, triangle, diamond, cross and
// triangle upside down. Their areas are about the same.
var markers = [maxSeries][][2]float64{
	1: {{-0.9, -0.9}, {0.9, -0.9}, {0.9, 0.9}, {-0.9, 0.9}},
	2: {{0, -1.2}, {1.15, 0.9}, {-1.15, 0.9}},
	3: {{0, -1.3}, {1.3, 0}, {0, 1.3}, {-1.3, 0}},
	4: {{-1.1, -0.6}, {-0.6, -1.1}, {0, -0.5}, {0.6, -1.1}, {1.1, -0.6}, {0.5, 0}, {1.1, 0.6}, {0.6, 1.1},
		{0, 0.5}, {-0.6, 1.1}, {-1.1, 0.6}, {-0.5, 0}},
	5: {{0, 1.2}, {1.15, -0.9}, {-1.15, -0.9}},
}

// marker draws the marker of a series.
func (s *sheet) marker(i int, x, y, size float64) {
	l := &s.marks
	if i == 0 {
		l.raw("<circle")
		l.class("s1 point")
		l.attr("cx", x)
		l.attr("cy", y)
		l.attr("r", size)
		l.raw("/>")
		return
	}
	l.raw("<path")
	l.class(seriesClass(i) + " point")
	l.raw(` d="`)
	for k, corner := range markers[i] {
		command := "L"
		if k == 0 {
			command = "M"
		}
		l.raw(command)
		l.num(x + corner[0]*size)
		l.raw(" ")
		l.num(y + corner[1]*size)
	}
	l.raw(`Z"/>`)
}

// sample draws a marker as the legend's sign of a series.
func (s *sheet) sample(i int, x, y float64) { s.marker(i, x+swatch/2, y, 6) }
