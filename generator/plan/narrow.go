package plan

import (
	"html/template"

	"qizhi/generator/chart"
)

// The measures of the pictures for a phone in the elder mode, where words of 18 px and more and squares of 44 px
// have to fit 267 px: 14.75 em of text, 5 squares in a row. (A ring and a donut are narrow as they are.)
const (
	narrowWidth   = 295
	narrowColumns = 5
)

// narrow is the same chart as one that large words fit on a phone, with ids of its own; "" for a chart that is
// no wider than that already.
func narrow(c chart.Chart) template.HTML {
	switch d := c.(type) {
	case chart.Bar:
		d.ID, d.Width = "narrow-"+d.ID, narrowWidth
		c = d
	case chart.Line:
		d.ID, d.Width = "narrow-"+d.ID, narrowWidth
		c = d
	case chart.Grid:
		if len(d.Squares) <= narrowColumns {
			return ""
		}
		d.ID, d.Columns = "narrow-"+d.ID, narrowColumns
		c = d
	default:
		return ""
	}
	svg, err := c.SVG()
	if err != nil { // the wide one says so
		return ""
	}
	return template.HTML(svg)
}
