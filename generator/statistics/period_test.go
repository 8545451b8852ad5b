package statistics

import (
	"slices"
	"strings"
	"testing"
	"time"

	"qizhi/generator/content"
)

// periodsOf loads empty periods of these names, in any order.
func periodsOf(t *testing.T, names ...string) *Set {
	t.Helper()
	sources := []Source{{Path: "statistics/indicators.toml", Text: ""}}
	for _, name := range names {
		sources = append(sources, Source{Path: "statistics/" + name + ".toml", Text: "sample = true\n"})
	}
	set, problems := Load(sources)
	if len(problems) > 0 {
		t.Fatal(drawn(problems))
	}
	return set
}

func periodNames(periods []*Period) string {
	var names []string
	for _, p := range periods {
		names = append(names, p.Name)
	}
	return strings.Join(names, " ")
}

// TestPeriodOrder: by the end, then the shorter first.
func TestPeriodOrder(t *testing.T) {
	set := periodsOf(t, "2022", "2022-H1", "2022-Q2", "2022-06", "2021-12", "2022-Q1", "2022-H2", "2021", "2022-03", "2022-Q4")
	want := "2021-12 2021 2022-03 2022-Q1 2022-06 2022-Q2 2022-H1 2022-Q4 2022-H2 2022"
	if got := periodNames(set.Periods); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if set.Newest().Name != "2022" {
		t.Errorf("newest is %s", set.Newest().Name)
	}
	var titles []string
	for _, name := range []string{"2022", "2022-H1", "2022-H2", "2022-Q4", "2022-06"} {
		titles = append(titles, set.Period(name).Title)
	}
	if got := strings.Join(titles, " "); got != "2022年 2022年上半年 2022年下半年 2022年第四季度 2022年6月" {
		t.Errorf("titles: %s", got)
	}
	if got := periodNames(set.Series(set.Period("2022-Q4"))); got != "2022-Q1 2022-Q2 2022-Q4" {
		t.Errorf("series: %s", got)
	}
}

func TestPeriodNames(t *testing.T) {
	for _, name := range []string{"", "22", "2022-", "2022-H3", "2022-H0", "2022-Q5", "2022-00", "2022-13", "2022-6", "2022-H1x", "1066", "+202", "2022-+6", "2022_H1"} {
		if _, title, ok := parsePeriodName(name); ok {
			t.Errorf("%q is read as %s", name, title)
		}
	}
	for name, meant := range map[string]string{"2022-h1": "2022-H1", "2022H2": "2022-H2", "2022-6": "2022-06", "202206": "2022-06", "2022q3": "2022-Q3", "2022.6": "2022-06", "上半年": "", "2022-14": ""} {
		if got := periodMeant(name); got != meant {
			t.Errorf("%q is taken for %q, want %q", name, got, meant)
		}
	}
}

// TestCurrent: the latest period that had ended by a date, so that a new half-year never rewrites
// an old article.
func TestCurrent(t *testing.T) {
	set := periodsOf(t, "2021-H2", "2022-H1", "2022-H2", "2022-06")
	for date, want := range map[string]string{
		"2021-12-30": "", "2021-12-31": "2021-H2", "2022-06-29": "2021-H2", "2022-06-30": "2022-H1", "2022-07-01": "2022-H1",
		"2022-06": "2022-H1", "2022-05": "2021-H2", "2022-H1": "2022-H1", "2022": "2022-H2", "2022-Q4": "2022-H2", "2022-12": "2022-H2",
		"2022-11-30": "2022-H1", "2030-01-01": "2022-H2", "2022-06-30 23:59": "2022-H1", "2020": "", "": "2022-H2",
	} {
		var d content.Date
		if date != "" {
			d, _ = content.ParseDate(date, content.Zone)
		}
		if got := set.Current(d, content.Zone); got != want {
			t.Errorf("by %q: %q, want %q", date, got, want)
		}
		if got := set.Current(d, nil); got != want {
			t.Errorf("by %q without a zone: %q, want %q", date, got, want)
		}
	}
	if got := (&Set{}).Current(content.Date{}, time.UTC); got != "" {
		t.Errorf("an empty set has the period %q", got)
	}
}

// TestSamplesStandBack: a made-up period never stands for the site, nor for the time of an article, where a
// real one can.
func TestSamplesStandBack(t *testing.T) {
	mixed := func(real ...string) *Set {
		set := periodsOf(t, "2021-H1", "2021-H2", "2022-H1", "2022-H2")
		for _, name := range real {
			set.Period(name).Sample = false
		}
		return set
	}
	day, _ := content.ParseDate("2022-08-01", content.Zone)
	for _, c := range []struct {
		set              *Set
		newest, inAugust string
	}{
		{mixed("2022-H1"), "2022-H1", "2022-H1"},
		{mixed("2021-H1", "2022-H2"), "2022-H2", "2021-H1"},
		{mixed("2022-H2"), "2022-H2", "2022-H1"}, // no real one had ended by then
		{mixed(), "2022-H2", "2022-H1"},
	} {
		if got := c.set.Newest().Name; got != c.newest {
			t.Errorf("newest is %s, want %s", got, c.newest)
		}
		if got := c.set.Current(day, content.Zone); got != c.inAugust {
			t.Errorf("in August: %s, want %s", got, c.inAugust)
		}
		if got := c.set.Current(content.Date{}, content.Zone); got != c.newest {
			t.Errorf("without a date: %s, want %s", got, c.newest)
		}
	}
}

func TestPeriodDays(t *testing.T) {
	set := periodsOf(t, "2022-H1", "2024-02", "2022")
	for name, want := range map[string]string{"2022-H1": "2022-01-01 2022-06-30", "2024-02": "2024-02-01 2024-02-29", "2022": "2022-01-01 2022-12-31"} {
		if p := set.Period(name); p.Begin().ISO()+" "+p.End().ISO() != want {
			t.Errorf("%s: %s %s", name, p.Begin().ISO(), p.End().ISO())
		}
	}
}

// TestBefore: the period of equal length just before, and the same period a year before.
func TestBefore(t *testing.T) {
	set := periodsOf(t, "2021-H1", "2021-H2", "2022-H1", "2021", "2022", "2022-06", "2022-05", "2020-H2")
	name := func(p *Period) string {
		if p == nil {
			return ""
		}
		return p.Name
	}
	for of, want := range map[string][2]string{"2022-H1": {"2021-H2", "2021-H1"}, "2021-H2": {"2021-H1", "2020-H2"}, "2022": {"2021", ""}, "2022-06": {"2022-05", ""}, "2020-H2": {"", ""}} {
		p := set.Period(of)
		if got := [2]string{name(set.Before(p)), name(set.YearBefore(p))}; got != want {
			t.Errorf("%s: %v, want %v", of, got, want)
		}
	}
	if !slices.IsSortedFunc(set.Periods, comparePeriods) {
		t.Error("not in order")
	}
}

// TestHolds: a date lies in a period when all of its days do; a coarse one may only touch it.
func TestHolds(t *testing.T) {
	set, _ := Load([]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2022-H1.toml", Text: soundPeriod}})
	p := set.Period("2022-H1")
	for text, want := range map[string]string{
		"2022-01-01": "inside", "2022-06-30": "inside", "2022-03": "inside", "2022-Q2": "inside", "2022-H1": "inside",
		"2021-12-31": "outside", "2022-07-01": "outside", "2022-H2": "outside", "2022-Q3": "outside", "2022": "touches", "2021": "outside",
		"2021-12-31T23:30:00Z": "inside",
	} {
		d, err := content.ParseDate(text, content.Zone)
		if err != nil {
			t.Fatal(err)
		}
		inside, touches := p.Holds(d, content.Zone)
		got := "outside"
		if inside {
			got = "inside"
		} else if touches {
			got = "touches"
		}
		if got != want || inside && !touches {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
	if inside, touches := p.Holds(content.Date{}, nil); inside || touches {
		t.Error("no date lies in a period")
	}
}
