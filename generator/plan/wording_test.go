package plan

import (
	"testing"
	"testing/fstest"

	"qizhi/generator/content"
	"qizhi/generator/site"
	"qizhi/generator/statistics"
	"qizhi/generator/theme"
	"qizhi/themes/hongyan"
)

// wordingOf is a planner of a site without content in a language.
func wordingOf(t *testing.T, language string, own ...*site.Kind) *planner {
	t.Helper()
	th, problems := theme.Load([]theme.Layer{{Name: "hongyan", FS: hongyan.FS}}, language)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	config := &site.Config{Language: language, OwnKinds: own}
	p := &planner{ground: &ground{Input: Input{Theme: th, Site: &site.Site{Config: config, Kinds: site.NewKinds(config)}}}}
	p.labels, p.dates = p.otherLabels(), newDates(th)
	return p
}

// What the house says in Chinese is said in the site's language; what staff called something stays.
func TestWording(t *testing.T) {
	trip := &site.Kind{Name: "trip", Label: "外出", Fields: []site.Field{{Name: "place", Label: "地点"}}}
	half := content.Date{Precision: content.Half, Year: 2022, Month: 7}
	day := content.Date{Precision: content.Day, Year: 2022, Month: 6, Day: 30}
	for language, want := range map[string][]string{
		"en":      {"Place", "地点", "Cases", "Joint branch", "2nd half of 2022", "30 June 2022", "1st half of 2022 (Sample)", "甲的半年", "a (b)"},
		"zh-Hant": {"地點", "地点", "案例", "聯合黨支部", "2022年下半年", "2022年6月30日", "2022年上半年（示例）", "甲的半年", "a（b）"},
		"zh-CN":   {"地点", "地点", "案例", "联合党支部", "2022年下半年", "2022年6月30日", "2022年上半年（示例）", "甲的半年", "a（b）"},
	} {
		p := wordingOf(t, language, trip)
		kind := p.Site.Kinds.Get
		got := []string{p.label(kind("activity"), "place", "地点"), p.label(trip, "place", "地点"), p.label(kind("brand"), "cases", "案例"),
			p.option(kind("chamber"), "联合党支部").Text, p.dateText(half), p.dateText(day),
			p.periodTitles(&statistics.Period{Name: "2022-H1", Title: "2022年上半年", Sample: true})[0],
			p.periodTitle(&statistics.Period{Name: "2022-H1", Title: "甲的半年"}), p.inBrackets("b")}
		got[8] = "a" + got[8]
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("%s: got %q, want %q", language, got[i], want[i])
			}
		}
		if got := p.option(kind("plan"), "完成").Name; got != "done" {
			t.Errorf("%s: a finished plan is called %q", language, got)
		}
	}
}

// A theme without these words says them as the content model does.
func TestWordless(t *testing.T) {
	th, _ := theme.Load([]theme.Layer{{Name: "bare", FS: fstest.MapFS{}}}, "zh-CN")
	config := &site.Config{Language: "zh-CN"}
	p := &planner{ground: &ground{Input: Input{Theme: th, Site: &site.Site{Config: config, Kinds: site.NewKinds(config)}}}}
	p.labels, p.dates = p.otherLabels(), newDates(th)
	day := content.Date{Precision: content.Day, Year: 2022, Month: 6, Day: 30}
	if len(p.labels) > 0 || p.dateText(day) != "2022年6月30日" || p.inBrackets("甲") != "（甲）" {
		t.Errorf("labels %v, the day %s", p.labels, p.dateText(day))
	}
}
