package chart

import (
	"flag"
	"fmt"
	"html"
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var galleryDir = flag.String("gallery", "", "write the gallery page into this folder, to be looked at")

// specimen is one case that must look right.
type specimen struct {
	name string // file name of its golden picture, and id of the chart
	note string // what to look for
	draw func(id string) Chart
}

// v makes a value of a whole number with its unit.
func v(n float64, unit string) Value {
	return Value{Number: n, Text: new(big.Float).SetFloat64(n).Text('f', 0) + unit}
}

func values(unit string, numbers ...float64) []Value {
	var list []Value
	for _, n := range numbers {
		if n < 0 {
			list = append(list, Value{Missing: true})
		} else {
			list = append(list, v(n, unit))
		}
	}
	return list
}

func linked(list []Value) []Value {
	for i := range list {
		list[i].URL = fmt.Sprintf("figures.html#f%d", i)
	}
	return list
}

func numbered(format string, n int) []string {
	var list []string
	for i := range n {
		list = append(list, fmt.Sprintf(format, i+1))
	}
	return list
}

// chambers are names such as chambers have, masked ones among them.
func chambers(n int) []string {
	kinds := []string{"建材", "餐饮", "市*", "物流", "汽车配件", "家居", "五金机电", "农产品流通", "新能源与智能制造", "电子商务"}
	var list []string
	for i := range n {
		list = append(list, "市"+kinds[i%len(kinds)]+"商会"+strings.Repeat("（第"+fmt.Sprint(i/len(kinds)+1)+"片区）", min(i/len(kinds), 1)))
	}
	return list
}

// grid is the report's 40 chambers: 28, 6 and 6.
func grid(id string, lit int, link bool) Grid {
	g := Grid{ID: id, Title: "40家直属商会的党组织组建情况", Head: "商会", WordHead: "组建形式"}
	for i, name := range chambers(40) {
		q := Square{Name: name, Word: "党支部", Form: Solid, Lit: i == lit}
		switch {
		case i >= 34:
			q.Word, q.Form = "未建立", Outlined
		case i >= 28:
			q.Word, q.Form = "联合党支部", Hatched
		}
		if link {
			q.URL = fmt.Sprintf("chambers/%d.html", i+1)
		}
		g.Squares = append(g.Squares, q)
	}
	return g
}

var wave = []float64{12, 15, 9, 22, 30, 28, 41, 38, 52, 47, 49, 60, 58, 71, 66, 80, 79, 85, 92, 88, 95, 99, 90, 104, 110, 107, 118,
	121, 119, 130, 128, 141, 150, 147, 155, 149, 160, 171, 168, 180}

func specimens() []specimen {
	halves := []string{"2020年下半年", "2021年上半年", "2021年下半年", "2022年上半年", "2022年下半年（示例）"}
	long := []string{"新能源汽车与智能制造产业链供应链协同创新联合商会", "市农产品流通与冷链物流商会", "“会长之家”活动参与企业",
		"International Chamber of Commerce", "商会"}
	return []specimen{
		{"bar-upright", "三项，直立", func(id string) Chart {
			return Bar{ID: id, Title: "党员队伍", Unit: "人", Categories: []string{"党员", "预备党员", "入党积极分子"},
				Series: []Series{{Values: values("人", 362, 31, 85)}}}
		}},
		{"bar-upright-zero-missing", "零、缺、相等", func(id string) Chart {
			return Bar{ID: id, Title: "各项活动", Unit: "期", Categories: []string{"会长之家", "民企大讲堂", "党建拉练", "参观", "培训班"},
				Series: []Series{{Values: values("期", 2, 3, 2, 0, -1)}}}
		}},
		{"bar-one", "一项", func(id string) Chart {
			return Bar{ID: id, Title: "党员", Unit: "人", Categories: []string{"党员"}, Series: []Series{{Values: values("人", 362)}}}
		}},
		{"bar-lying", "躺倒，带链接", func(id string) Chart {
			return Bar{ID: id, Title: "党员队伍", Unit: "人", Lying: true, Categories: []string{"党员", "预备党员", "入党积极分子", "会长、副会长任书记"},
				Series: []Series{{Values: linked(values("人", 362, 31, 85, 15))}}}
		}},
		{"bar-long", "长名称在条上方", func(id string) Chart {
			return Bar{ID: id, Title: "长名称", Unit: "家", Categories: long, Series: []Series{{Values: values("家", 128, 96, 40, 12, 3)}}}
		}},
		{"bar-two-lines", "名称两行", func(id string) Chart {
			return Bar{ID: id, Title: "签订《诚信经营承诺书》的党员示范户", Unit: "名", Categories: []string{"市*市场商会党支部委员会", "市餐饮商会党支部", "市物流商会"},
				Series: []Series{{Values: values("名", 16, 9, 0)}}, Lying: true}
		}},
		{"bar-zero", "全为零", func(id string) Chart {
			return Bar{ID: id, Title: "全为零", Categories: []string{"甲", "乙", "丙"}, Series: []Series{{Values: values("家", 0, 0, 0)}}}
		}},
		{"bar-missing", "全未报", func(id string) Chart {
			return Bar{ID: id, Title: "全未报", Categories: []string{"甲", "乙", "丙", "丁"}, Series: []Series{{Values: values("", -1, -1, -1, -1)}}}
		}},
		{"bar-large", "极大与极小", func(id string) Chart {
			return Bar{ID: id, Title: "产值", Unit: "元", Categories: []string{"建材商会", "餐饮商会", "物流商会"},
				Series: []Series{{Values: []Value{{Number: 987654321012345}, {Number: 1, Text: "1元"}, {Number: 43e13, Text: "43万亿元"}}}}}
		}},
		{"bar-fractions", "小数", func(id string) Chart {
			return Bar{ID: id, Title: "每家平均", Categories: []string{"一季度", "二季度", "三季度", "四季度"},
				Series: []Series{{Values: []Value{{Number: 0.3}, {Number: 0.25}, {Number: 0.07}, {Number: 0.1}}}}}
		}},
		{"bar-40", "四十项", func(id string) Chart {
			return Bar{ID: id, Title: "各商会党员", Unit: "人", Categories: chambers(40), Series: []Series{{Values: values("人", wave...)}}}
		}},
		{"bar-12", "十二个月，直立", func(id string) Chart {
			return Bar{ID: id, Title: "各月活动", Unit: "次", Categories: numbered("%d月", 12), Series: []Series{{Values: values("", wave[:12]...)}}}
		}},
		{"grouped", "两组，直立", func(id string) Chart {
			return Bar{ID: id, Title: "活动期数", Unit: "期", Categories: []string{"会长之家", "民企大讲堂", "党建拉练"},
				Series: []Series{{Name: "2021年下半年", Values: values("期", 1, 2, 0)}, {Name: "2022年上半年", Values: values("期", 2, 3, 2)}}}
		}},
		{"grouped-lying", "三组，躺倒", func(id string) Chart {
			return Bar{ID: id, Title: "党员队伍变化", Unit: "人", Categories: halves,
				Series: []Series{{Name: "党员", Values: values("人", 340, 345, 351, 362, 370)}, {Name: "预备党员", Values: values("人", 20, 24, -1, 31, 0)},
					{Name: "入党积极分子", Values: values("人", 60, 71, 78, 85, 85)}}}
		}},
		{"grouped-six", "六组，长名称", func(id string) Chart {
			b := Bar{ID: id, Title: "六个系列", Categories: []string{"上半年", "下半年"}}
			for i, name := range append(long, "其他") {
				b.Series = append(b.Series, Series{Name: name, Values: values("家", float64(10*i), float64(60-10*i))})
			}
			return b
		}},
		{"stacked", "一条：28、6、6", func(id string) Chart {
			return Bar{ID: id, Title: "直属商会党组织组建情况", Unit: "家", Stacked: true, Categories: []string{"直属商会"}, Totals: []string{"40家"},
				Series: []Series{{"党支部", values("家", 28)}, {"联合党支部", values("家", 6)}, {"未建立", values("家", 6)}}}
		}},
		{"stacked-periods", "五期，小份与零", func(id string) Chart {
			return Bar{ID: id, Title: "历期组建情况", Unit: "家", Stacked: true, Categories: halves, Totals: []string{"40家", "40家", "40家", "40家", "41家"},
				Series: []Series{{"党支部", linked(values("家", 20, 22, 25, 28, 30))}, {"联合党支部", values("家", 1, 2, 1, 6, 11)}, {"未建立", values("家", 19, 16, 14, 6, 0)}}}
		}},
		{"stacked-six", "六份，值不能一行", func(id string) Chart {
			b := Bar{ID: id, Title: "六份", Stacked: true, Categories: []string{"甲片区", "新能源汽车与智能制造产业链供应链协同创新联合商会（乙片区）"}}
			for i, name := range []string{"党员", "预备党员", "入党积极分子", "党建指导员", "书记", "其他"} {
				b.Series = append(b.Series, Series{name, values("人", 1200-float64(200*i), float64(i%3)*7-7)})
			}
			return b
		}},
		{"line", "一条线，每点有值", func(id string) Chart {
			return Line{ID: id, Title: "党员人数", Unit: "人", Points: halves, Series: []Series{{Values: values("人", 340, 351, 345, 362, 370)}}}
		}},
		{"line-fit", "纵轴不从零起", func(id string) Chart {
			return Line{ID: id, Title: "党员人数", Unit: "人", Points: halves, Fit: true, Series: []Series{{Values: linked(values("人", 340, 351, 345, 362, 370))}}}
		}},
		{"line-gap", "缺一期；末期缺", func(id string) Chart {
			return Line{ID: id, Title: "活动期数", Unit: "期", Points: halves, Series: []Series{{"会长之家", values("期", 1, -1, 3, 2, 2)},
				{"民企大讲堂", values("期", 2, 2, 4, 3, -1)}, {"党建拉练", values("期", 0, 1, 2, 2, 2)}}}
		}},
		{"line-left-out", "六月与十月之间没有数", func(id string) Chart {
			return Line{ID: id, Title: "各月党员", Unit: "人", Points: monthsOf(4, 5, 6, 10, 11, 12), Gaps: []int{3}, Series: []Series{{Values: linked(values("人", 340, 351, 345, 362, 370, 371))}}}
		}},
		{"line-left-out-narrow", "窄图：很多月，两处没有数", func(id string) Chart {
			return Line{ID: id, Title: "各月党员", Unit: "人", Width: 300, Points: append(numbered("2024年%d月", 12), monthsOf(3, 4, 5, 6, 10, 11)...), Gaps: []int{12, 16},
				Series: []Series{{"党员", values("人", wave[:18]...)}, {"女党员", values("人", wave[1:19]...)}}}
		}},
		{"line-six", "六条，终点相等", func(id string) Chart {
			l := Line{ID: id, Title: "六条线", Unit: "家", Points: numbered("%d月", 6)}
			for i, name := range []string{"建材商会", "餐饮商会", "物流商会", "家居商会", "五金商会", "电商商会"} {
				l.Series = append(l.Series, Series{name, values("家", float64(10+i*5), float64(20+i*3), float64(30-i*2), float64(25+i), 20, 20)})
			}
			return l
		}},
		{"line-long", "名称太长，改用图例", func(id string) Chart {
			l := Line{ID: id, Title: "长名称", Points: []string{"2022年1月至6月", "2022年7月至12月"}}
			for i, name := range long {
				l.Series = append(l.Series, Series{name, values("家", float64(10*i), float64(60-10*i))})
			}
			return l
		}},
		{"line-40", "四十点", func(id string) Chart {
			return Line{ID: id, Title: "四十个月", Unit: "人", Points: numbered("第%d个月", 40), Series: []Series{{Values: values("人", wave...)}}}
		}},
		{"line-one-point", "一点", func(id string) Chart {
			return Line{ID: id, Title: "一点", Points: []string{"2022年上半年"}, Series: []Series{{"党员", values("人", 362)}, {"预备党员", values("人", -1)}}}
		}},
		{"line-close", "点很密，只有写出数值的点有链接", func(id string) Chart {
			points, list := make([]string, 36), make([]Value, 36)
			for i := range points {
				points[i], list[i] = fmt.Sprintf("%d月", i+1), linked(values("人", float64(100+i)))[0]
			}
			return Line{ID: id, Title: "点很密", Points: points, Series: []Series{{"党员", list}}}
		}},
		{"line-equal", "全相等", func(id string) Chart {
			return Line{ID: id, Title: "全相等", Points: halves[:4], Fit: true, Series: []Series{{Values: values("人", 15, 15, 15, 15)}}}
		}},
		{"narrow-bar", "窄图：十三位的数不断开", func(id string) Chart {
			return Bar{ID: id, Title: "经费", Unit: "元", Width: 300, Categories: []string{"2021年", "2022年"},
				Series: []Series{{Values: linked([]Value{{Number: 1234567890124, Text: "1,234,567,890,124元"}, {Number: 98765.5, Text: "98,765.50元"}})}}}
		}},
		{"narrow-stacked", "窄图：一条分三份", func(id string) Chart {
			return Bar{ID: id, Title: "历期组建情况", Unit: "家", Width: 300, Stacked: true, Categories: halves[:2],
				Series: []Series{{"建立党支部的商会", linked(values("家", 20, 28))}, {"建立联合党支部的商会", linked(values("家", 1, 6))}, {"未成立党组织的商会", linked(values("家", 19, 6))}}}
		}},
		{"narrow-line", "窄图：两条线", func(id string) Chart {
			return Line{ID: id, Title: "各月党员", Unit: "人", Width: 300, Points: numbered("2022年%d月", 6),
				Series: []Series{{"党员", linked(values("人", 301, 302, 303, 303, 303, 310))}, {"女党员", linked(values("人", 101, 101, 103, 103, 103, 105))}}}
		}},
		{"line-values-on-rules", "数值与横线同高，有链接", func(id string) Chart {
			return Line{ID: id, Title: "各月党员", Unit: "人", Points: numbered("%d月", 6), Series: []Series{{Values: linked(values("人", 93, 193, 150, 95, 205, 290))}}}
		}},
		{"narrow-grid", "窄图：五格一行", func(id string) Chart {
			g := grid(id, 30, true)
			g.Columns = 5
			return g
		}},
		{"donut", "三份", func(id string) Chart {
			return Donut{ID: id, Title: "直属商会党组织组建情况", Centre: "40家", Parts: []Part{{"党支部", v(28, "家")}, {"联合党支部", v(6, "家")}, {"未建立", v(6, "家")}}}
		}},
		{"donut-narrow", "窄图，图例在下，数值有链接", func(id string) Chart {
			return Donut{ID: id, Title: "直属商会党组织组建情况", Width: 300, Centre: "40家", CentreURL: "x.html#chambers", Parts: []Part{{"建立党支部的商会", linked(values("家", 28))[0]},
				{"建立联合党支部的商会", linked(values("家", 6))[0]}, {"未成立党组织、由党建指导员联系帮助的商会", linked(values("家", 6))[0]}}}
		}},
		{"donut-six", "六份：零、缺、极小，长名称", func(id string) Chart {
			return Donut{ID: id, Title: "六份", Centre: "1200人", Whole: 1200, Parts: []Part{{"新能源汽车与智能制造产业链", v(1, "人")}, {"餐饮", linked(values("人", 500))[0]},
				{"物流", v(499, "人")}, {"家居", v(200, "人")}, {"五金", v(0, "人")}, {"电商", Value{Missing: true}}}}
		}},
		{"donut-whole", "一份占全部", func(id string) Chart {
			return Donut{ID: id, Title: "一份", Centre: "全部由党建指导员联系", Parts: []Part{{"党建指导员", v(6, "家")}}}
		}},
		{"donut-thirds", "三等份", func(id string) Chart {
			return Donut{ID: id, Title: "三等份", Parts: []Part{{"甲", v(1, "")}, {"乙", v(1, "")}, {"丙", v(1, "")}}}
		}},
		{"donut-open", "一份未报：圆环不合拢，百分数按整体算", func(id string) Chart {
			return Donut{ID: id, Title: "一份未报", Centre: "40家", Whole: 40, Parts: []Part{{"党支部", linked(values("家", 28))[0]}, {"联合党支部", v(6, "家")}, {"未建立", Value{Missing: true}}}}
		}},
		{"donut-open-narrow", "窄图：两份未报", func(id string) Chart {
			return Donut{ID: id, Title: "两份未报", Width: 295, Centre: "40家", Whole: 40, Parts: []Part{{"党支部", v(28, "家")}, {"联合党支部", Value{Missing: true}}, {"未建立", Value{Missing: true}}}}
		}},
		{"donut-unknown", "一份未报，整体也未报：空环，没有百分数", func(id string) Chart {
			return Donut{ID: id, Title: "整体未报", Parts: []Part{{"党支部", v(28, "家")}, {"联合党支部", v(6, "家")}, {"未建立", Value{Missing: true}}}}
		}},
		{"donut-none", "全为零", func(id string) Chart {
			return Donut{ID: id, Title: "全为零", Parts: []Part{{"甲", v(0, "家")}, {"乙", Value{Missing: true}}}}
		}},
		{"ring-85", "85%", func(id string) Chart {
			return Ring{ID: id, Title: "党组织组建率", Label: "党组织组建率", Value: Value{Number: 85, Text: "85%"}}
		}},
		{"ring-0", "0", func(id string) Chart { return Ring{ID: id, Title: "完成率", Value: Value{}} }},
		{"ring-100", "100", func(id string) Chart {
			return Ring{ID: id, Title: "党的工作覆盖", Label: "40家商会有党组织或党建指导员联系", Value: Value{Number: 100, URL: "figures.html#x"}}
		}},
		{"ring-missing", "未报", func(id string) Chart {
			return Ring{ID: id, Title: "完成率", Label: "完成率", Value: Value{Missing: true}}
		}},
		{"grid", "四十格，带链接", func(id string) Chart { return grid(id, -1, true) }},
		{"grid-lit", "点亮一格", func(id string) Chart { return grid(id, 30, true) }},
		{"grid-lit-solid", "点亮实心格与空心格，不带链接", func(id string) Chart {
			g := grid(id, 5, false)
			g.Squares[35].Lit = true
			return g
		}},
		{"grid-7", "七格，四列", func(id string) Chart {
			g := grid(id, -1, true)
			g.Squares, g.Columns = g.Squares[24:31], 4
			return g
		}},
	}
}

// TestGallery draws every specimen, and writes the page when -gallery names a folder.
func TestGallery(t *testing.T) {
	var body strings.Builder
	for _, sp := range specimens() {
		c := sp.draw(sp.name)
		svg, err := c.SVG()
		if err != nil {
			t.Errorf("%s: %v", sp.name, err)
			continue
		}
		head, rows := c.Table()
		fmt.Fprintf(&body, "<figure><figcaption>%s：%s</figcaption>%s<details><summary>表格</summary><table>%s", sp.name, sp.note, svg, cells("th", head))
		for _, row := range rows {
			body.WriteString(cells("td", texts(row)))
		}
		body.WriteString("</table></details></figure>\n")
	}
	if *galleryDir == "" {
		return
	}
	css, err := os.ReadFile("testdata/gallery.css")
	if err != nil {
		t.Fatal(err)
	}
	page := "<!doctype html><html lang=zh-CN><meta charset=utf-8><meta name=viewport content=\"width=device-width\"><title>图表样张</title>" +
		"<link rel=stylesheet href=gallery.css><main><h1>图表样张</h1>\n" + body.String() + "</main></html>"
	for name, text := range map[string]string{"index.html": page, "gallery.css": string(css)} {
		if err := os.WriteFile(filepath.Join(*galleryDir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func cells(element string, texts []string) string {
	row := "<tr>"
	for _, text := range texts {
		row += "<" + element + ">" + html.EscapeString(text)
	}
	return row
}

func monthsOf(months ...int) []string {
	var names []string
	for _, m := range months {
		names = append(names, fmt.Sprintf("2025年%d月", m))
	}
	return names
}
