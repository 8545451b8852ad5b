package statistics

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// chartReader is one chart while it is read.
type chartReader struct {
	set     *Set
	table   *table.Table
	chart   *Chart
	partial bool
	failed  bool
}

func (r *chartReader) fail(key, message, hint string) {
	if v, ok := r.table.Get(key); ok {
		r.failAt(v, message, hint)
		return
	}
	r.failed = true
	reportMissing(r.table, key, chartKeys, len("[[chart]]"), "statistics/chart", message, hint)
}

func (r *chartReader) failAt(v table.Value, message, hint string) {
	r.failed = true
	r.table.Report(v, diag.Error, "statistics/chart", message, hint)
}

func (r *chartReader) readType() {
	word := r.table.String("type")
	r.chart.Type = ChartType(word)
	if slices.Contains(chartTypes, word) {
		return
	}
	hint := "写成 " + strings.Join(chartTypes, "、") + " 之一"
	if near := diag.Nearest(word, chartTypes); near != "" && word != "" {
		hint = "是不是 " + near + "？"
	}
	if word == "" {
		r.fail("type", "图缺 type", hint)
	} else {
		r.fail("type", "没有叫 "+word+" 的图", hint)
	}
}

func (r *chartReader) readIndicators() {
	r.table.Strings("indicators") // reports what is no text
	for _, v := range listOf(r.table, "indicators") {
		name := v.Data.(string)
		i := r.set.byName[name]
		switch {
		case i == nil && r.partial:
			r.failed = true
		case i == nil:
			if err := r.set.unknownIndicator(name); err.Follows {
				r.failed = true
			} else {
				r.failAt(v, err.Message, err.Hint)
			}
		case slices.Contains(r.chart.Indicators, i):
			r.failAt(v, i.named()+"写了两次", "删去一个")
		default:
			r.chart.Indicators = append(r.chart.Indicators, i)
		}
	}
	if len(r.chart.Indicators) == 0 && !r.failed {
		r.fail("indicators", "图没有指标", `写 indicators = ["members"]`)
	}
}

func (r *chartReader) readPeriods() {
	r.table.Strings("periods") // reports what is no text
	for _, v := range listOf(r.table, "periods") {
		name := v.Data.(string)
		p := r.set.byPeriod[name]
		if p == nil {
			if err := r.set.unknownPeriod(name); err.Follows {
				r.failed = true
			} else {
				r.failAt(v, err.Message, err.Hint)
			}
			continue
		}
		r.chart.Periods = append(r.chart.Periods, p)
	}
	slices.SortStableFunc(r.chart.Periods, comparePeriods)
	r.chart.Periods = slices.Compact(r.chart.Periods)
}

// oneAxis: what stands on one axis has one unit; stock and flow never stand side by side; a flow is
// only set beside a flow of equal length.
func (r *chartReader) oneAxis() {
	c, first := r.chart, r.chart.Indicators[0]
	for _, i := range c.Indicators[1:] {
		switch {
		case i.Unit != first.Unit:
			r.fail("indicators", fmt.Sprintf("单位不同，不能画在一张图里：%s是“%s”，%s是“%s”", first.Label, first.Unit, i.Label, i.Unit), "分成两张图")
			return
		case i.Nature() == Stock && first.Nature() == Flow || i.Nature() == Flow && first.Nature() == Stock:
			r.fail("indicators", fmt.Sprintf("时点数与期间数不能比较：%s是%s，%s是%s", first.Label, first.Nature().Label(), i.Label, i.Nature().Label()), "分成两张图")
			return
		}
	}
	if c.Unit == "" {
		c.Unit = first.Unit
	} else if c.Unit != first.Unit {
		r.fail("unit", fmt.Sprintf("图的单位“%s”不是%s的单位“%s”", c.Unit, first.Label, first.Unit), "删去 unit，或改成 "+first.Unit)
	}
	for _, p := range c.Periods {
		if first.Nature() == Flow && p.Months() != c.Periods[0].Months() {
			r.fail("periods", fmt.Sprintf("%s是期间数，%s与%s长短不同，不能比较", first.Label, c.Periods[0].Title, p.Title), "只写一样长的期")
			return
		}
	}
}

// maxForms is how many forms of square a grid can tell apart without colour.
const maxForms = 3

// wholeShown: a chart that shows parts shows parts of one whole, each once; a donut and a grid show
// all of it.
func (r *chartReader) wholeShown() {
	c, first := r.chart, r.chart.Indicators[0]
	switch c.Type {
	case Ring:
		c.Whole = r.set.byName[first.PartOf]
		if len(c.Indicators) != 1 || !first.IsRate() && c.Whole == nil {
			r.fail("indicators", "进度环只画一个百分率，或一个写了 part_of 的指标", `例如 indicators = ["organised_rate"]`)
		}
	case Stacked, Donut, Grid:
		c.Whole = r.set.byName[first.PartOf]
		if c.Whole == nil || slices.ContainsFunc(c.Indicators, func(i *Indicator) bool { return i.PartOf != first.PartOf }) {
			c.Whole = nil
			r.fail("indicators", listed(c.Indicators)+"合成一张图，却没有说明是同一整体的部分", `确是同一整体的部分，各写 part_of = "…"；否则改用 type = "bar"`)
		} else if twice := r.set.twice(c.Indicators); twice != "" {
			r.fail("indicators", twice+"在这张图里算了两次", "一个数只画一次")
		} else if c.Type == Grid && len(c.Indicators) > maxForms {
			r.fail("indicators", fmt.Sprintf("一家一格的图最多分 %d 种，这里有 %d 种", maxForms, len(c.Indicators)), `合并几种，或改用 type = "donut"`)
		} else if c.Type != Stacked {
			r.addsUp()
		}
	}
}

// addsUp: the parts fill the whole in every period that gives them all.
func (r *chartReader) addsUp() {
	periods := r.chart.Periods
	if periods == nil {
		periods = r.set.Periods
	}
	for _, p := range periods {
		if p.faulty { // the values that do not add up have been told
			continue
		}
		sum, texts := new(big.Rat), []string{}
		whole := p.figure(r.chart.Whole)
		complete := whole.Value != nil
		for _, i := range r.chart.Indicators {
			f := p.figure(i)
			if complete = complete && f.Value != nil; complete {
				sum.Add(sum, f.Value)
				texts = append(texts, shortest(f.Value))
			}
		}
		if complete && sum.Cmp(whole.Value) != 0 {
			r.fail("indicators", fmt.Sprintf("%s各部分相加不等于%s：%s=%s，应为 %s", p.Title, whole.Indicator.Label, strings.Join(texts, "+"), shortest(sum), whole), "补上缺的部分，或核对各部分的值")
			return
		}
	}
}
