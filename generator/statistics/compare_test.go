package statistics

import (
	"math/big"
	"strings"
	"testing"
)

const seriesIndicators = `
[members]
label = "党员"
unit = "人"
kind = "stock"
optional = true

[joined]
label = "新党员"
unit = "人"
kind = "flow"
optional = true

[left]
label = "转出党员"
unit = "人"
kind = "flow"
optional = true

[net]
label = "净增"
unit = "人"
kind = "derived"
formula = "joined - left"
negative = true

[organised]
label = "建有党组织的商会"
unit = "家"
kind = "stock"
part_of = "chambers"
optional = true

[chambers]
label = "直属商会"
unit = "家"
kind = "stock"
optional = true

[rate]
label = "组建率"
unit = "%"
kind = "derived"
formula = "organised / chambers * 100"
decimals = 1
`

func seriesSet(t *testing.T) *Set {
	t.Helper()
	sources := []Source{{Path: "statistics/indicators.toml", Text: seriesIndicators}}
	for name, values := range map[string]string{
		"2021-H1": "members = 0\njoined = 4\nleft = 4\norganised = 30\nchambers = 40",
		"2021-H2": "members = 359\njoined = 8\nleft = 9\norganised = 33\nchambers = 40",
		"2022-H1": "members = 362\njoined = 12\nleft = 2\norganised = 34\nchambers = 40",
		"2022-06": "joined = 3",
		"2022":    "members = 12345\njoined = 20\nleft = 3",
	} {
		sources = append(sources, Source{Path: "statistics/" + name + ".toml", Text: "sample = true\n[values]\n" + values + "\n[goals]\nmembers = 380\nrate = 85\n"})
	}
	set, problems := Load(sources)
	if len(problems) > 0 {
		t.Fatal(drawn(problems))
	}
	return set
}

func TestCompare(t *testing.T) {
	set := seriesSet(t)
	for _, c := range []struct{ indicator, period, previous, want string }{
		{"members", "2022-H1", "2021-H2", "+3人（+0.8%）"},
		{"members", "2021-H2", "2022-H1", "−3人（−0.8%）"},
		{"members", "2022-H1", "2022-H1", "持平"},
		{"members", "2022-H1", "2021-H1", "+362人"}, // nothing to take a percentage of
		{"members", "2022", "2022-H1", "+11,983人（+3310.2%）"},
		{"joined", "2022-H1", "2021-H2", "+4人（+50%）"},
		{"rate", "2022-H1", "2021-H2", "+2.5个百分点"},
		{"rate", "2021-H2", "2022-H1", "−2.5个百分点"},
		{"net", "2022-H1", "2021-H2", "+11人"}, // from below zero: no percentage
		{"joined", "2022", "2022-H1", "! 新党员是期间数，2022年与2022年上半年长短不同，不能比较"},
		{"net", "2022", "2022-H1", "! 净增是期间数，2022年与2022年上半年长短不同，不能比较"},
		{"members", "2022-06", "2022-H1", "! 党员 有一期没有数据，不能比较"},
	} {
		f, _ := set.Figure(c.indicator, c.period)
		previous, _ := set.Figure(c.indicator, c.previous)
		change, err := Compare(f, previous)
		got := change.Text()
		if err != nil {
			got = "! " + err.Error()
		}
		if got != c.want {
			t.Errorf("%s %s against %s: %s, want %s", c.indicator, c.period, c.previous, got, c.want)
		}
	}
	members, _ := set.Figure("members", "2022-H1")
	joined, _ := set.Figure("joined", "2022-H1")
	if _, err := Compare(members, joined); err == nil {
		t.Error("two indicators are compared")
	}
}

func TestChanges(t *testing.T) {
	set := seriesSet(t)
	f, _ := set.Figure("joined", "2022-H1")
	before, yearBefore := set.Changes(f)
	if before == nil || before.Text() != "+4人（+50%）" || yearBefore == nil || yearBefore.Text() != "+8人（+200%）" || !before.Sample() {
		t.Errorf("got %v, %v", before, yearBefore)
	}
	f, _ = set.Figure("joined", "2021-H1")
	if before, yearBefore := set.Changes(f); before != nil || yearBefore != nil {
		t.Error("the first period has something before it")
	}
}

// TestTotal: a flow adds up over periods; a stock and a ratio do not, nor do overlapping periods.
func TestTotal(t *testing.T) {
	set := seriesSet(t)
	for _, c := range []struct{ indicator, periods, want string }{
		{"joined", "2021-H1 2021-H2 2022-H1", "24"},
		{"net", "2021-H2 2022-H1", "9"},
		{"joined", "", "0"},
		{"members", "2021-H1 2021-H2", "! 党员是时点数，各期不能相加"},
		{"rate", "2021-H1 2021-H2", "! 组建率是推算，各期不能相加"},
		{"joined", "2022-H1 2022-06", "! 2022年上半年与2022年6月有重叠，相加会重复计算"},
		{"joined", "2022-H1 2022-H1", "! 2022年上半年与2022年上半年有重叠，相加会重复计算"},
		{"left", "2022-06", "! 2022年6月没有给出转出党员，不能合计"},
		{"joned", "2022-H1", "! 没有 joned 这个指标；是不是 joined（新党员）？"},
		{"joined", "2022-H3", "! 没有 2022-H3 这一期；是不是 2022-H1？"},
	} {
		total, err := set.Total(c.indicator, strings.Fields(c.periods))
		got := ""
		if err != nil {
			got = "! " + err.Error()
		} else {
			got = shortest(total)
		}
		if got != c.want {
			t.Errorf("%s over %s: %s, want %s", c.indicator, c.periods, got, c.want)
		}
	}
}

func TestGoals(t *testing.T) {
	set := seriesSet(t)
	members, _ := set.Figure("members", "2022-H1")
	if members.GoalText() != "380人" || members.Progress() != "95.3%" || members.Reached() {
		t.Errorf("members: %s %s %v", members.GoalText(), members.Progress(), members.Reached())
	}
	rate, _ := set.Figure("rate", "2022-H1")
	if rate.GoalText() != "85.0%" || rate.Progress() != "" || !rate.Reached() {
		t.Errorf("rate: %s %s %v", rate.GoalText(), rate.Progress(), rate.Reached())
	}
	joined, _ := set.Figure("joined", "2022-H1")
	if joined.GoalText() != "" || joined.Progress() != "" || joined.Reached() {
		t.Error("a goal out of nothing")
	}
}

// TestNature: what a derived indicator adds up or divides decides how it is compared and totalled.
func TestNature(t *testing.T) {
	set := seriesSet(t)
	for name, want := range map[string]IndicatorKind{"members": Stock, "joined": Flow, "net": Flow, "rate": Derived} {
		if got := set.Indicator(name).Nature(); got != want {
			t.Errorf("%s is %s", name, got.Label())
		}
	}
}

// TestNeverThereTooSoon: what is short of its goal is never 100%, and a change too small for a percentage
// has none.
func TestNeverThereTooSoon(t *testing.T) {
	i := &Indicator{Name: "members", Label: "党员", Unit: "人", Kind: Stock}
	h1, h2 := &Period{Name: "a", span: span{0, 6}}, &Period{Name: "b", span: span{6, 12}}
	at := func(p *Period, value, goal int64) Figure {
		f := Figure{Indicator: i, Period: p, Value: big.NewRat(value, 1)}
		if goal > 0 {
			f.Goal = big.NewRat(goal, 1)
		}
		return f
	}
	for _, c := range []struct {
		value, goal int64
		want        string
	}{{9999, 10000, "99.9%"}, {9994, 10000, "99.9%"}, {10000, 10000, "100%"}, {10001, 10000, "100%"}, {10010, 10000, "100.1%"}, {1, 10000, "不足0.1%"}, {0, 10000, "0%"}, {362, 380, "95.3%"}} {
		if got := at(h2, c.value, c.goal).Progress(); got != c.want {
			t.Errorf("%d of %d is %s, want %s", c.value, c.goal, got, c.want)
		}
	}
	for _, c := range []struct {
		to   int64
		want string
	}{{10001, "+1人"}, {9999, "−1人"}, {10005, "+5人（+0.1%）"}, {10004, "+4人"}} {
		change, err := Compare(at(h2, c.to, 0), at(h1, 10000, 0))
		if err != nil || change.Text() != c.want {
			t.Errorf("10000 to %d is %s, want %s", c.to, change.Text(), c.want)
		}
	}
}

// TestShare: a part of 5 in 40 is the 13% that the rate says.
func TestShare(t *testing.T) {
	i := &Indicator{Name: "branches", Label: "甲", Unit: "家", Kind: Stock}
	for _, c := range []struct {
		part, whole int64
		want        string
	}{{5, 40, "13%"}, {34, 40, "85%"}, {1, 200, "1%"}, {0, 40, "0%"}, {40, 40, "100%"}, {1, 0, ""}, {199, 200, "99.5%"}, {598, 600, "99.7%"}, {1, 300, "0.3%"}, {19999, 20000, "99.995%"}} {
		_, got, ok := Figure{Indicator: i, Value: big.NewRat(c.part, 1)}.Share(Figure{Indicator: i, Value: big.NewRat(c.whole, 1)})
		if got != c.want || ok != (c.want != "") {
			t.Errorf("%d of %d is %s, want %s", c.part, c.whole, got, c.want)
		}
	}
}

// TestSaying: a rate that a ring shows is not 100% before all is reached.
func TestSaying(t *testing.T) {
	i := &Indicator{Name: "rate", Label: "率", Unit: "%", Kind: Derived}
	for _, c := range []struct {
		value     *big.Rat
		published bool
		want      string
	}{{big.NewRat(299, 3), false, "99.7%"}, {big.NewRat(299, 3), true, "100%"}, {big.NewRat(100, 1), false, "100%"}, {big.NewRat(1, 30), false, "0.03%"},
		{big.NewRat(0, 1), false, "0%"}, {big.NewRat(171, 2), false, "86%"}} {
		if got := (Figure{Indicator: i, Value: c.value, Published: c.published}).Saying(); got != c.want {
			t.Errorf("%s is said as %s, want %s", c.value.FloatString(3), got, c.want)
		}
	}
}
