package chart

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
)

func bar(values ...Value) Bar {
	return Bar{ID: "b", Title: "党员", Categories: []string{"甲", "乙"}, Series: []Series{{Values: values}}}
}

// TestRefused: what cannot be drawn truthfully is refused with a reason and a way out, and every
// reason at once.
func TestRefused(t *testing.T) {
	none := Value{Missing: true}
	for _, c := range []struct {
		name  string
		chart Chart
		rules string
		says  string
	}{
		{"negative", bar(Value{Number: -3}, none), "chart/negative", "“甲”是负数 -3；图从零画起，负数请用表格"},
		{"not a number", bar(Value{Number: math.NaN()}, Value{Number: math.Inf(1)}), "chart/number chart/number", "“乙”不是一个数"},
		{"too large", bar(Value{Number: 2e15}, none), "chart/number", "太大"},
		{"too small", bar(Value{Number: 1e-300}, none), "chart/number", "太小"},
		{"a value short", bar(none), "chart/length", "有 1 个数，应有 2 个；缺的数据标为未报"},
		{"no data", Bar{ID: "b", Title: "党员"}, "chart/no-data", "图表没有数据"},
		{"unnamed", Bar{ID: "b", Title: "党员", Categories: []string{" "}, Series: []Series{{Values: []Value{none}}}}, "chart/name", "第 1 项没有名称"},
		{"two unnamed series", Bar{ID: "b", Title: "党员", Categories: []string{"甲"}, Series: []Series{{Values: []Value{none}}, {Values: []Value{none}}}},
			"chart/name chart/name", "第 2 个系列没有名称"},
		{"no title, no id", Bar{Categories: []string{"甲"}, Series: []Series{{Values: []Value{none}}}}, "chart/id chart/title", "图表没有标题"},
		{"an id that is none", Ring{ID: "2022-H1", Title: "组建率"}, "chart/id", "“2022-H1”不能用"},
		{"width", Line{ID: "l", Title: "党员", Width: 100, Points: []string{"甲"}, Series: []Series{{Values: []Value{none}}}}, "chart/width", "100"},
		{"totals of what is no sum", Bar{ID: "b", Title: "党员", Categories: []string{"甲"}, Series: []Series{{Values: []Value{none}}}, Totals: []string{"1"}},
			"chart/length", "堆积图才有合计"},
		{"seven parts", Donut{ID: "d", Title: "党员", Parts: make([]Part, 7)}, "chart/too-many", "改用条形图"},
		{"a sum too large", Bar{ID: "b", Title: "党员", Stacked: true, Categories: []string{"甲"},
			Series: []Series{{"子", []Value{{Number: 9e14}}}, {"丑", []Value{{Number: 9e14}}}}}, "chart/number", "“甲 合计”太大"},
		{"above 100", Ring{ID: "r", Title: "组建率", Value: Value{Number: 101}}, "chart/number", "“组建率”超过 100：101%"},
		{"no squares", Grid{ID: "g", Title: "四十格"}, "chart/no-data", "至少要有一格"},
		{"401 squares", Grid{ID: "g", Title: "四十格", Squares: repeat(Square{Name: "甲", Form: Solid}, 401)}, "chart/too-many", "401"},
		{"a square without form", Grid{ID: "g", Title: "四十格", Squares: []Square{{Name: "甲"}}}, "chart/form", "“甲”没有形式"},
	} {
		svg, err := c.chart.SVG()
		var problems Problems
		if svg != "" || !errors.As(err, &problems) {
			t.Errorf("%s: not refused: %v", c.name, err)
			continue
		}
		var rules []string
		for _, p := range problems {
			rules = append(rules, p.Rule)
		}
		if got := strings.Join(rules, " "); got != c.rules || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: %v\nwant rules %s and “%s”", c.name, err, c.rules, c.says)
		}
		c.chart.Table() // must not panic
	}
}

func repeat(q Square, n int) []Square {
	list := make([]Square, n)
	for i := range list {
		list[i] = q
	}
	return list
}

func TestTable(t *testing.T) {
	stacked := Bar{Head: "时期", Categories: []string{"上半年", "下半年"}, Totals: []string{"34家", "41家"}, Stacked: true,
		Series: []Series{{"党支部", values("家", 28, 30)}, {"联合党支部", values("家", 6, -1)}}}
	donut := Donut{Whole: 40, Parts: []Part{{"党支部", v(28, "家")}, {"未报的", Value{Missing: true, Number: 9}}, {"未建立", v(12, "家")}}}
	square := Grid{Head: "商会", WordHead: "组建形式", Squares: []Square{{Name: "市*商会", Word: "联合党支部", Form: Hatched}}}
	for _, c := range []struct {
		chart Chart
		want  [][]string
	}{
		{stacked, [][]string{{"时期", "党支部", "联合党支部", "合计"}, {"上半年", "28家", "6家", "34家"}, {"下半年", "30家", "未报", "41家"}}},
		{donut, [][]string{{"项目", "数值", "占比"}, {"党支部", "28家", "70%"}, {"未报的", "未报", ""}, {"未建立", "12家", "30%"}}},
		{Line{Title: "党员", Points: []string{"2022年"}, Series: []Series{{"", values("人", 362)}}}, [][]string{{"项目", "党员"}, {"2022年", "362人"}}},
		{Ring{Title: "组建率", Value: Value{Number: 85}}, [][]string{{"项目", "数值"}, {"组建率", "85%"}}},
		{square, [][]string{{"商会", "组建形式"}, {"市*商会", "联合党支部"}}},
	} {
		head, rows := c.chart.Table()
		got := [][]string{head}
		for _, row := range rows {
			got = append(got, texts(row))
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%q, want %q", got, c.want)
		}
	}
}

func texts(row []Cell) (out []string) {
	for _, c := range row {
		out = append(out, c.Text)
	}
	return out
}

// TestDescription: what a screen reader says when the chart brings no sentence of its own.
func TestDescription(t *testing.T) {
	for _, c := range []struct {
		chart Chart
		want  string
	}{
		{bar(v(362, "人"), Value{Missing: true}), "甲362人，乙未报。"},
		{Bar{ID: "b", Title: "活动", Categories: []string{"Q1", "Q2"}, Series: []Series{{"会长之家", values("", 1, 2)}, {"民企大讲堂", values("", 3, 0)}}},
			"会长之家：Q1 1，Q2 2；民企大讲堂：Q1 3，Q2 0。"},
		{Bar{ID: "b", Title: "党员", Categories: numbered("第%d家", 40), Series: []Series{{"", values("人", wave...)}}},
			"共40项，最大为第40家180人，最小为第3家9人。"},
		{Donut{ID: "d", Title: "组建", Centre: "40家", Parts: []Part{{"党支部", v(28, "家")}, {"未建立", v(12, "家")}}},
			"共40家：党支部28家，占70%，未建立12家，占30%。"},
		{Ring{ID: "r", Title: "党组织组建率", Value: Value{Number: 85}}, "党组织组建率85%。"},
		{grid("g", 30, true), "共40格，党支部28格，联合党支部6格，未建立6格，本页是市建材商会（第4片区）。"},
		{Ring{ID: "r", Title: "率", Desc: "自己的句子。", Value: Value{Number: 85}}, "自己的句子。"},
	} {
		svg, err := c.chart.SVG()
		if err != nil {
			t.Error(err)
			continue
		}
		_, rest, _ := strings.Cut(svg, "<desc")
		_, rest, _ = strings.Cut(rest, ">")
		if got, _, _ := strings.Cut(rest, "</desc>"); got != c.want {
			t.Errorf("description %q, want %q", got, c.want)
		}
	}
}

// TestDonutShares: legend, description and table say the same share of equal parts, and escape what a
// tiny part reads.
func TestDonutShares(t *testing.T) {
	for _, c := range []struct {
		parts []float64
		share string
	}{{[]float64{2, 2, 2}, "33.3%"}, {[]float64{1, 1e15}, "<0.01%"}} {
		d := Donut{ID: "d", Title: "组建"}
		for i, n := range c.parts {
			d.Parts = append(d.Parts, Part{numbered("第%d种", 3)[i], v(n, "家")})
		}
		svg, err := d.SVG()
		if err != nil {
			t.Fatal(err)
		}
		_, rows := d.Table()
		shown := strings.ReplaceAll(c.share, "<", "&lt;")
		if rows[0][2].Text != c.share || !strings.Contains(svg, "· "+shown+"<") || !strings.Contains(svg, "占"+shown+"，") {
			t.Errorf("parts %v: want %s in table %q, legend and description of %s", c.parts, c.share, rows[0], svg)
		}
	}
}

// TestLinks: a chart with links is a group whose links say all, and whose words are not read twice.
func TestLinks(t *testing.T) {
	svg, err := bar(Value{Number: 362, Text: "362人", URL: `figures.html?a=1&b="2"`}, Value{Number: 31}).SVG()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`role="group"`, `<a href="figures.html?a=1&amp;b=&#34;2&#34;"><title>甲：362人</title>`, `<g aria-hidden="true">`} {
		if !strings.Contains(svg, want) {
			t.Errorf("no %s in %s", want, svg)
		}
	}
	plain, err := bar(Value{Number: 362}, Value{Number: 31}).SVG()
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(plain, `role="img"`) || strings.Contains(plain, "aria-hidden") || strings.Contains(plain, "<a ") {
		t.Errorf("a chart without links should be one image: %s", plain)
	}
}

// TestGrid: every square a list entry with a link that names it, and the lit one the current page.
func TestGrid(t *testing.T) {
	svg, err := grid("g", 30, true).SVG()
	if err != nil {
		t.Fatal(err)
	}
	for text, count := range map[string]int{`<g role="listitem"><a href="chambers/`: 40, `role="list"`: 1, `class="solid"`: 28,
		`class="hatched"`: 5 + 1 /* the pattern */, `class="hatched lit"`: 1, `class="outlined"`: 6, `aria-current="page"`: 1,
		`<title>市建材商会（第4片区）：联合党支部</title>`: 1, `class="chart grid40 has-lit"`: 1} {
		if got := strings.Count(svg, text); got != count {
			t.Errorf("%d times %s, want %d", got, text, count)
		}
	}
}

// FuzzCharts draws every kind of chart from any text and numbers: it is refused with Problems, or sound.
func FuzzCharts(f *testing.F) {
	f.Add("党支部", "28家", 28.0, 6.0, 0.0, false)
	f.Add("“会长之家”活动<b>&amp;", "", -1.0, math.NaN(), 1e300, true)
	f.Add("a\x00b\xff\u202e\uFFFE", "\t\n ", 1e-300, 1e15, 0.1, true)
	f.Fuzz(func(t *testing.T, name, text string, a, b, c float64, missing bool) {
		if len(name)+len(text) > 400 {
			return
		}
		list := []Value{{Number: a, Text: text}, {Number: b, URL: text}, {Number: c, Missing: missing}}
		names := []string{name, "乙", name + "丙"}
		series := []Series{{name + "子", list}, {"丑", list}}
		for _, chart := range []Chart{
			Bar{ID: "x", Title: name, Unit: text, Categories: names, Series: series[:1]},
			Bar{ID: "x", Title: "题", Desc: text, Categories: names, Series: series, Lying: missing},
			Bar{ID: "x", Title: "题", Categories: names, Series: series, Stacked: true, Totals: names},
			Line{ID: "x", Title: name, Points: names, Series: series[:1], Fit: missing},
			Line{ID: "x", Title: "题", Unit: name, Points: names, Series: series},
			Donut{ID: "x", Title: "题", Centre: text, Parts: []Part{{name, list[0]}, {"乙", list[1]}, {"丙", list[2]}}},
			Ring{ID: "x", Title: "题", Label: name, Value: list[0]},
			Grid{ID: "x", Title: "题", Squares: []Square{{Name: name, Word: text, Form: Hatched, URL: text, Lit: missing}, {Name: "乙", Form: Solid}}},
		} {
			var problems Problems
			if _, err := chart.SVG(); err == nil {
				inspect(t, "x", chart)
			} else if !errors.As(err, &problems) {
				t.Errorf("%T: %v is not Problems", chart, err)
			}
			chart.Table()
		}
	})
}

func BenchmarkGrid(b *testing.B) {
	g := grid("g", 3, true)
	for b.Loop() {
		if _, err := g.SVG(); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkBar(b *testing.B) {
	c := Bar{ID: "b", Title: "各商会党员", Categories: chambers(40), Series: []Series{{"", values("人", wave...)}}}
	for b.Loop() {
		if _, err := c.SVG(); err != nil {
			b.Fatal(err)
		}
	}
}
