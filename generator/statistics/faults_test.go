package statistics

import (
	"errors"
	"testing"
)

const twoIndicators = "[a]\nlabel = \"甲数\"\nunit = \"人\"\nkind = \"stock\"\n[b]\nlabel = \"乙数\"\nunit = \"人\"\nkind = \"derived\"\nformula = \"a + 1\"\n"

const soundPeriod = "source = \"报告\"\n[values]\na = 3\n[quotes]\na = \"甲数3人\"\n"

const madeUp = "sample = true\n[values]\na = 5\n"

// TestFollows: what only follows from a refused statistics file says so, and what is wrong of itself
// does not.
func TestFollows(t *testing.T) {
	for name, c := range map[string]struct {
		sources     []Source
		ref, period string
		follows     bool
	}{
		"sound files": {[]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2022-H1.toml", Text: soundPeriod}}, "c", "2022-H1", false},
		"a period that is no TOML": {[]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2021-H2.toml", Text: madeUp}, {Path: "statistics/2022-H1.toml", Text: "[values\n"}},
			"a", "2022-H1", true},
		"another period than the refused one": {[]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2022-H1.toml", Text: soundPeriod}, {Path: "statistics/2022-H2.toml", Text: "[values\n"}},
			"c", "2022-H1", false},
		"a misnamed period":           {[]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2022H1.toml", Text: soundPeriod}}, "a", "2022-H1", true},
		"a period with no known name": {[]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/半年.toml", Text: soundPeriod}}, "a", "2022-H1", true},
		"definitions that are no TOML": {[]Source{{Path: "statistics/indicators.toml", Text: "[a\n"}, {Path: "statistics/2022-H1.toml", Text: soundPeriod}},
			"a", "2022-H1", true},
		"a value that is refused":         {[]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2022-H1.toml", Text: "sample = true\n[values]\na = -3\n"}}, "b", "2022-H1", true},
		"a formula that is refused":       {[]Source{{Path: "statistics/indicators.toml", Text: twoIndicators + "[c]\nlabel = \"丙数\"\nkind = \"derived\"\nformula = \"a +\"\n"}, {Path: "statistics/2022-H1.toml", Text: soundPeriod}}, "c", "2022-H1", true},
		"a name the period knows neither": {[]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2022-H1.toml", Text: soundPeriod + "z = \"甲\"\n"}}, "z", "2022-H1", true},
	} {
		set, problems := Load(c.sources)
		if set.Faulty() != problems.HasErrors() || c.follows && !set.Faulty() {
			t.Errorf("%s: faulty %v\n%s", name, set.Faulty(), drawn(problems))
		}
		_, err := set.Quote(c.ref, c.period)
		var wrong *RefError
		if !errors.As(err, &wrong) || wrong.Follows != c.follows {
			t.Errorf("%s: {{%s}} gives %+v, want one that follows: %v", name, c.ref, err, c.follows)
		}
		if set.Faulty() && set.Contradictions("甲数9人", c.period) != nil {
			t.Errorf("%s: typed numbers are held against figures that are wrong themselves", name)
		}
	}
}

// TestRefusedPeriodKeepsItsPlace: a page of the refused period does not fall back to the one before.
func TestRefusedPeriodKeepsItsPlace(t *testing.T) {
	set, _ := Load([]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2021-H2.toml", Text: madeUp}, {Path: "statistics/2022-H1.toml", Text: "[values\n"}})
	if p := set.Newest(); p == nil || p.Name != "2022-H1" || len(set.Periods) != 2 {
		t.Errorf("the newest period is %+v", p)
	}
}

// TestHintsOfferNoMadeUpPeriod: 示例 is no way out while there are real figures.
func TestHintsOfferNoMadeUpPeriod(t *testing.T) {
	set, problems := Load([]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2021-H2.toml", Text: madeUp},
		{Path: "statistics/2022-H1.toml", Text: "source = \"报告\"\nnot_given = \"a\"\n"}})
	if problems.HasErrors() {
		t.Fatal(drawn(problems))
	}
	for ref, want := range map[string]string{
		"a":         "2022年上半年没有给出 a（甲数）；删去它，或改用这一期有的指标",
		"2021-H3.a": "没有 2021-H3 这一期；是不是 2022-H1？",
		"2022-H2.a": "没有 2022-H2 这一期；是不是 2022-H1？",
	} {
		if _, err := set.Quote(ref, "2022-H1"); err == nil || err.Error() != want {
			t.Errorf("{{%s}}: %v, want %s", ref, err, want)
		}
	}
}

// TestExpandMarksMadeUpFigures: a made-up figure in plain text says so whatever the text's own period,
// for lists, feeds and descriptions travel without their page.
func TestExpandMarksMadeUpFigures(t *testing.T) {
	set, _ := Load([]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2021-H2.toml", Text: madeUp}, {Path: "statistics/2022-H1.toml", Text: soundPeriod}})
	for period, want := range map[string]string{"2022-H1": "从5人（示例）到3人", "2021-H2": "从5人（示例）到3人"} {
		if got, _ := set.Expand("从{{2021-H2.a}}到{{2022-H1.a}}", period); got != want {
			t.Errorf("%s: %s, want %s", period, got, want)
		}
	}
	if got := set.ExpandUnmarked("从{{2021-H2.a}}到{{2022-H1.a}}", "2021-H2"); got != "从5人到3人" {
		t.Errorf("unmarked: %s", got)
	}
}

// TestUnread: of a file that could not be read nothing is said to be missing.
func TestUnread(t *testing.T) {
	set, problems := Load([]Source{{Path: "statistics/indicators.toml", Text: twoIndicators}, {Path: "statistics/2022-H1.toml", Unread: true}})
	if len(problems) > 0 || !set.Faulty() || set.Period("2022-H1") == nil {
		t.Errorf("faulty %v\n%s", set.Faulty(), drawn(problems))
	}
}
