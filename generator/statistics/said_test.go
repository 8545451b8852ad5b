package statistics

import (
	"slices"
	"strings"
	"testing"

	"qizhi/generator/content"
)

// TestContradictionsOfANamedPeriod: an article of June about 上半年 is held to the half-year that it speaks
// of, though that had not ended on its day; and 截至2021年底 to the figures of that day.
func TestContradictionsOfANamedPeriod(t *testing.T) {
	set, problems := Load([]Source{
		{Path: "statistics/indicators.toml", Text: "[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n" +
			"[sessions]\nlabel = \"民企大讲堂\"\nunit = \"期\"\nkind = \"flow\"\n"},
		{Path: "statistics/2021-H2.toml", Text: "sample = true\n[values]\nmembers = 88\nsessions = 2\n"},
		{Path: "statistics/2022-H1.toml", Text: "sample = true\n[values]\nmembers = 95\nsessions = 3\n"},
	})
	if problems.HasErrors() {
		t.Fatal(drawn(problems))
	}
	day := func(year int16, month, day int8) content.Date {
		return content.Date{Precision: content.Day, Year: year, Month: month, Day: day}
	}
	june, december, january := day(2022, 6, 20), day(2021, 12, 31), day(2022, 1, 10)
	for _, c := range []struct {
		date         content.Date
		period, text string
		want         string
	}{
		{june, "2021-H2", "上半年，现有党员90人。", "95人 {{2022-H1.members}}"},
		{june, "2021-H2", "今年上半年，现有党员90人。", "95人 {{2022-H1.members}}"},
		{june, "2021-H2", "上半年，现有党员95人。", ""},
		{june, "2021-H2", "现有党员90人。", "88人 {{members}}"},
		{june, "2021-H2", "2021年，上半年，现有党员90人。", ""},
		{june, "2021-H2", "与上半年相比，党员90人", ""},
		{december, "2021-H2", "上半年，现有党员90人。", ""},
		{january, "2021-H2", "上半年，党员达到100人。", ""},
		{content.Date{}, "2021-H2", "上半年，现有党员90人。", ""},
		{day(2022, 7, 5), "2022-H1", "上半年，现有党员90人。", "95人 {{members}}"},
		{day(2022, 7, 5), "2022-H1", "截至2021年底，党员90人。", "88人 {{2021-H2.members}}"},
		{day(2022, 7, 5), "2022-H1", "截至2021年年底，党员90人。", "88人 {{2021-H2.members}}"},
		{day(2022, 7, 5), "2022-H1", "截至2021年12月31日，党员90人。", "88人 {{2021-H2.members}}"},
		{day(2022, 7, 5), "2022-H1", "截至2022年6月底，党员90人。", "95人 {{members}}"},
		{day(2022, 7, 5), "2022-H1", "截至2021年底，党员88人。", ""},
		{day(2022, 7, 5), "2022-H1", "2021年底以来，党员90人。", ""},
		{day(2022, 7, 5), "2022-H1", "截至2020年底，党员90人。", ""},
		{day(2022, 7, 5), "2022-H1", "截至2021年12月15日，党员90人。", ""},
		{june, "2021-H2", "到2022年底，党员达到100人。", ""},
		{day(2022, 7, 5), "2022-H1", "截至2021年底，民企大讲堂9期。", ""},
		{day(2022, 7, 5), "2022-H1", "年底，党员90人。", ""},
	} {
		got := ""
		for _, f := range set.ContradictionsOn(c.text, c.period, c.date) {
			_, write, _ := strings.Cut(f.Hint(), "写成 ")
			write, _, _ = strings.Cut(write, "，")
			got = f.Figure.String() + " " + write
		}
		if got != c.want {
			t.Errorf("%v %s: %q, want %q", c.date, c.text, got, c.want)
		}
		if may := slices.Contains(set.Contradicted(c.text), c.period); got != "" && !may {
			t.Errorf("%s: Contradicted leaves out %s", c.text, c.period)
		}
	}
}
