package site

import (
	"strings"
	"testing"
	"time"

	"qizhi/generator/statistics"
)

// TestFutureCorrection: a correction of a day after the build's is refused at its line; one of the day itself, and
// any when the day is not known, is not.
func TestFutureCorrection(t *testing.T) {
	set, problems := statistics.Load([]statistics.Source{
		{Path: "statistics/indicators.toml", Text: "[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n"},
		{Path: "statistics/2022-H1.toml", Text: "sample = true\n[values]\nmembers = 362\n[[corrections]]\nindicator = \"members\"\ndate = 2022-07-20\nwas = 326\nnow = 362\nreason = \"录入有误\"\n"},
	})
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	for now, refused := range map[time.Time]bool{
		{}: false,
		time.Date(2022, 7, 19, 15, 59, 0, 0, time.UTC): true,
		time.Date(2022, 7, 19, 16, 0, 0, 0, time.UTC):  false, // the 20th in China
	} {
		config := *testConfig()
		config.Zone = time.FixedZone("", 8*3600)
		s := Resolve(Input{Config: &config, Statistics: set, Now: now})
		found := false
		for _, d := range s.Diagnostics {
			if d.Rule == "statistics/correction" {
				found = true
				if d.Path != "content/statistics/2022-H1.toml" || d.Line != 6 || d.Column != 8 || !strings.Contains(d.Hint, "date = 2022-07-19") {
					t.Errorf("got %+v", d)
				}
			}
		}
		if found != refused || refused && s.NextChange.Format(time.DateOnly) != "2022-07-20" {
			t.Errorf("at %v: refused %v, next change %v", now, found, s.NextChange)
		}
	}
}
