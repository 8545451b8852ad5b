package chart

import (
	"fmt"
	"math"
	"strings"
)

// Problem is one reason why a chart is refused.
type Problem struct {
	Rule    string // stable English name: "chart/negative"
	Message string // what is wrong, in Chinese
	Hint    string // what to do
}

// Problems is every reason at once; it is the only error of this package.
type Problems []Problem

// Error is a line for each problem: message；hint [rule].
func (p Problems) Error() string {
	lines := make([]string, len(p))
	for i, q := range p {
		lines[i] = q.Message + "；" + q.Hint + " [" + q.Rule + "]"
	}
	return strings.Join(lines, "\n")
}

// The limits of what can be drawn. A float64 counts exactly up to about 9×10^15, and six hatches
// are as many as the eye tells apart.
const (
	maxNumber     = 1e15
	minNumber     = 1e-9
	maxSeries     = 6
	maxCategories = 400
	maxSquares    = 400
	minWidth      = 295
	minDonutWidth = 280 // whose legend stands below the ring
	maxWidth      = 1600
)

// checker collects the problems of one chart.
type checker struct{ found Problems }

func (c *checker) report(rule, hint, format string, args ...any) {
	c.found = append(c.found, Problem{Rule: "chart/" + rule, Message: fmt.Sprintf(format, args...), Hint: hint})
}

// err is nil when nothing was found: a typed nil would not be.
func (c *checker) err() error {
	if len(c.found) == 0 {
		return nil
	}
	return c.found
}

// head checks what every chart has; its width, where one is given, is at least narrowest.
func (c *checker) head(id, title string, width, narrowest int) {
	if !validID(id) {
		c.report("id", "用英文字母开头，只含字母、数字、- 和 _", "图表的标识“%s”不能用", clean(id))
	}
	if clean(title) == "" {
		c.report("title", "写 title，屏幕阅读器先读它", "图表没有标题")
	}
	if width != 0 && (width < narrowest || width > maxWidth) {
		c.report("width", fmt.Sprintf("写 %d 到 %d，或不写", narrowest, maxWidth), "图表的宽度 %d 不能用", width)
	}
}

func validID(id string) bool {
	for i := 0; i < len(id); i++ {
		letter := id[i] >= 'a' && id[i] <= 'z' || id[i] >= 'A' && id[i] <= 'Z'
		later := id[i] >= '0' && id[i] <= '9' || id[i] == '-' || id[i] == '_'
		if !letter && (i == 0 || !later) {
			return false
		}
	}
	return id != ""
}

// number checks one value; name says which.
func (c *checker) number(name string, v Value) {
	switch {
	case v.Missing:
	case math.IsNaN(v.Number) || math.IsInf(v.Number, 0):
		c.report("number", "检查算式里的除数；没有数据就标为未报", "“%s”不是一个数", name)
	case v.Number < 0:
		c.report("negative", "图从零画起，负数请用表格", "“%s”是负数 %s", name, v.shown())
	case v.Number > maxNumber:
		c.report("number", "换大一级的单位，如万、亿", "“%s”太大：%s", name, v.shown())
	case v.Number > 0 && v.Number < minNumber:
		c.report("number", "换小一级的单位", "“%s”太小：%s", name, v.shown())
	}
}

// data checks categories against series.
func (c *checker) data(categories []string, series []Series) {
	if len(categories) == 0 || len(series) == 0 {
		c.report("no-data", "至少要有一项数据", "图表没有数据")
	}
	if len(categories) > maxCategories {
		c.report("too-many", "分成几张图，或用表格", "图表有 %d 项，最多 %d 项", len(categories), maxCategories)
	}
	if len(series) > maxSeries {
		c.report("too-many", "分成几张图；份数多的用条形图", "图表有 %d 个系列，最多 %d 个", len(series), maxSeries)
	}
	for i, name := range categories {
		if clean(name) == "" {
			c.report("name", "给每一项写名称", "图表的第 %d 项没有名称", i+1)
		}
	}
	for i, s := range series {
		c.series(i, s, categories, len(series) > 1)
	}
}

func (c *checker) series(i int, s Series, categories []string, several bool) {
	name := clean(s.Name)
	if several && name == "" {
		c.report("name", "几个系列并列时，给每个系列写名称", "图表的第 %d 个系列没有名称", i+1)
	}
	if len(s.Values) != len(categories) {
		c.report("length", "缺的数据标为未报，不要省去", "系列“%s”有 %d 个数，应有 %d 个", name, len(s.Values), len(categories))
		return
	}
	for j, v := range s.Values {
		c.number(strings.TrimSpace(name+" "+clean(categories[j])), v)
	}
}
