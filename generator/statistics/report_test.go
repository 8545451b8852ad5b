package statistics

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"qizhi/generator/diag"
)

// reportSources are the report's figures as DOMAIN.md's table gives them, and a made-up half-year
// before them.
func reportSources(t testing.TB) []Source {
	t.Helper()
	var sources []Source
	for _, name := range []string{"2021-H2.toml", "2022-H1.toml", "indicators.toml"} {
		b, err := os.ReadFile("testdata/report/" + name)
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, Source{Path: "statistics/" + name, Text: string(b)})
	}
	return sources
}

func reportSet(t testing.TB) *Set {
	t.Helper()
	set, problems := Load(reportSources(t))
	if len(problems) > 0 {
		t.Fatalf("the report's figures are refused:\n%s", drawn(problems))
	}
	return set
}

func drawn(l diag.List) string {
	var b strings.Builder
	_ = l.Write(&b, false)
	return b.String()
}

// edited loads the report with replacements, old and new in turn, in one file; each text must occur exactly once.
func edited(t *testing.T, file string, oldNew ...string) diag.List {
	t.Helper()
	sources := reportSources(t)
	for i := range sources {
		if !strings.HasSuffix(sources[i].Path, "/"+file) {
			continue
		}
		for k := 0; k < len(oldNew); k += 2 {
			if n := strings.Count(sources[i].Text, oldNew[k]); n != 1 {
				t.Fatalf("%q occurs %d times in %s", oldNew[k], n, file)
			}
			sources[i].Text = strings.Replace(sources[i].Text, oldNew[k], oldNew[k+1], 1)
		}
	}
	_, problems := Load(sources)
	return problems
}

// TestReport is DOMAIN.md's table: each figure with its unit, kind and the words of the report.
func TestReport(t *testing.T) {
	set := reportSet(t)
	for _, row := range []struct{ name, label, text, quote, kind, sum string }{
		{"chambers", "直属商会", "40家", "40家直属商会中", "时点数", ""},
		{"branches", "建立党支部的商会", "28家", "有28家商会建立了党支部", "时点数", ""},
		{"joint_branches", "建立联合党支部的商会", "6家", "6家商会建立联合党支部", "时点数", ""},
		{"organised", "建有党组织的商会", "34家", "", "推算", "28+6"},
		{"organised_rate", "党组织组建率", "85%", "党组织组建率85%", "推算", "(28+6)÷40"},
		{"members", "党员", "362人", "商会现有党员362人", "时点数", ""},
		{"probationary", "预备党员", "31人", "现有预备党员31人", "时点数", ""},
		{"activists", "入党积极分子", "85人", "入党积极分子85人", "时点数", ""},
		{"instructors", "党建指导员", "3名", "选派3名商会行业党委委员作为党建指导员", "时点数", ""},
		{"unorganised", "未成立党组织的商会", "6家", "未成立党组织的6家商会", "时点数", ""},
		{"leaders", "会长、副会长任书记", "15家", "15家商会党支部书记由会长、副会长担任", "时点数", ""},
		{"home_sessions", "会长之家", "2期", "2期会长之家活动", "期间数", ""},
		{"lectures", "民企大讲堂", "3期", "3期民企大讲堂活动", "期间数", ""},
		{"rallies", "党建拉练", "2次", "开展了2次党建拉练活动", "期间数", ""},
		{"households", "签订承诺书的党员示范户", "16名", "*等16名商会党员示范户", "期间数", ""},
	} {
		f, ok := set.Figure(row.name, "2022-H1")
		if !ok {
			t.Errorf("no figure %s", row.name)
			continue
		}
		got := []string{f.Indicator.Label, f.String(), f.Quote, f.Indicator.Kind.Label(), f.Sum}
		if want := []string{row.label, row.text, row.quote, row.kind, row.sum}; fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s: got %q, want %q", row.name, got, want)
		}
	}
	rate, _ := set.Figure("organised_rate", "2022-H1")
	if rate.Step != "34÷40" || !rate.Published || rate.Plain() != "85" {
		t.Errorf("rate: step %q, published %v, plain %q", rate.Step, rate.Published, rate.Plain())
	}
}

// TestReportWords: every quotation stands in the report, exactly once.
func TestReportWords(t *testing.T) {
	report, err := os.ReadFile("testdata/report/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range reportSet(t).Indicators {
		f, _ := reportSet(t).Figure(i.Name, "2022-H1")
		if f.Quote == "" && i.Name != "organised" {
			t.Errorf("%s has no quotation", i.Name)
		}
		if f.Quote != "" && strings.Count(string(report), f.Quote) != 1 {
			t.Errorf("%q occurs %d times in the report", f.Quote, strings.Count(string(report), f.Quote))
		}
	}
}

// TestEveryFigureGuarded changes every figure of the report in every way a slip changes it; each
// change must be an error on the line of the figure or of one it is checked against.
func TestEveryFigureGuarded(t *testing.T) {
	set := reportSet(t)
	for _, i := range set.Indicators {
		f, _ := set.Figure(i.Name, "2022-H1")
		if i.Kind == Derived && !f.Published {
			continue
		}
		line := "\n" + i.Name + " = "
		for _, wrong := range slipsOf(f.Plain()) {
			problems := edited(t, "2022-H1.toml", line+f.Plain()+"\n", line+wrong+"\n")
			if !problems.HasErrors() {
				t.Errorf("%s = %s for %s passes", i.Name, wrong, f.Plain())
			}
			for _, d := range problems {
				if d.Hint == "" || d.Line == 0 || d.Excerpt == "" {
					t.Errorf("%s = %s: no way out: %v", i.Name, wrong, d)
				}
			}
		}
		if changed := strings.Replace(f.Quote, f.Plain(), f.Plain()+"0", 1); !edited(t, "2022-H1.toml", `"`+f.Quote+`"`, `"`+changed+`"`).HasErrors() {
			t.Errorf("quotation %q passes", changed)
		}
	}
}

// slipsOf are wrong ways to type a number: one more, one fewer, a digit doubled, lost or swapped,
// another figure of the report.
func slipsOf(number string) []string {
	all := []string{"0", "1", "2", "3", "6", "15", "16", "28", "31", "40", "85", "362", number + "0", number + number[len(number)-1:], number[1:]}
	for k := range len(number) - 1 {
		all = append(all, number[:k]+number[k+1:k+2]+number[k:k+1]+number[k+2:])
	}
	for _, step := range []int{1, -1, 10} {
		n := 0
		_, _ = fmt.Sscan(number, &n)
		all = append(all, fmt.Sprint(max(n+step, 0)))
	}
	var wrong []string
	for _, s := range all {
		if s != number && s != "" && !(len(s) > 1 && s[0] == '0') {
			wrong = append(wrong, s)
		}
	}
	return wrong
}

// TestTraps are the traps that DOMAIN.md lists for the report: each must be an error or warning of
// the rule named.
func TestTraps(t *testing.T) {
	for _, trap := range []struct{ name, file, old, new, rule string }{
		{"the rate is never recalculated in silence", "2022-H1.toml", "organised_rate = 85\n", "organised_rate = 84\n", "statistics/published"},
		{"two different 6家: one quotation for both", "2022-H1.toml", `"未成立党组织的6家商会"`, `"6家商会建立联合党支部"`, "statistics/quote-shared"},
		{"85 % is not 85 人", "2022-H1.toml", `"入党积极分子85人"`, `"党组织组建率85%"`, "statistics/quote"},
		{"85 人 is not 85 %", "2022-H1.toml", `"党组织组建率85%"`, `"入党积极分子85人"`, "statistics/quote"},
		{"85 % and 85 人 are not compared", "indicators.toml", `rule = "organised + unorganised = chambers"`, `rule = "organised_rate = activists"`, "statistics/unit"},
		{"362 and 31 are never added", "indicators.toml", `formula = "branches + joint_branches"`, `formula = "members + probationary"`, "statistics/sum"},
		{"362 and 31 are never stacked", "indicators.toml", `type = "bar"`, `type = "stacked"`, "statistics/chart"},
		{"15 has no rate", "indicators.toml", `formula = "organised / chambers * 100"`, `formula = "leaders / chambers * 100"`, "statistics/part-of"},
		{"the report says 组建率, never 覆盖率", "indicators.toml", `label = "党组织组建率"`, `label = "党组织覆盖率"`, "statistics/quote-label"},
		{"the rate is not typed in", "2022-H1.toml", "chambers = 40\n", "chambers = 40\norganised_rate = 85\n", "statistics/derived-value"},
		{"a flow beside a stock", "indicators.toml", `["members", "probationary", "activists"]`, `["instructors", "households"]`, "statistics/chart"},
		{"squares that do not make forty", "indicators.toml", `["branches", "joint_branches", "unorganised"]`, `["branches", "joint_branches"]`, "statistics/chart"},
		{"a square drawn twice", "indicators.toml", `["branches", "joint_branches", "unorganised"]`, `["branches", "organised"]`, "statistics/chart"},
	} {
		t.Run(trap.name, func(t *testing.T) {
			for _, d := range edited(t, trap.file, trap.old, trap.new) {
				if d.Rule == trap.rule {
					return
				}
			}
			t.Errorf("not found:\n%s", drawn(edited(t, trap.file, trap.old, trap.new)))
		})
	}
}

// TestSentences are the sentences the issue asks for, word by word.
func TestSentences(t *testing.T) {
	rate := drawn(edited(t, "2022-H1.toml", "organised_rate = 85\n", "organised_rate = 84\n"))
	if !strings.Contains(rate, "应为 85%：(28+6)÷40") {
		t.Errorf("got %s", rate)
	}
	quote := drawn(edited(t, "2022-H1.toml", `"商会现有党员362人"`, `"商会现有党员3620人"`))
	if !strings.Contains(quote, "362 不在出处“商会现有党员3620人”中") || !strings.Contains(quote, "2022-H1.toml:7:11") {
		t.Errorf("got %s", quote)
	}
	check := drawn(edited(t, "2022-H1.toml", "\nunorganised = 6\n", "\nunorganised = 7\n", "未成立党组织的6家商会", "未成立党组织的7家商会"))
	if !strings.Contains(check, "28+6+7=41，应等于 40（直属商会）") {
		t.Errorf("got %s", check)
	}
}

// TestWrongSum: a value that stands in its quotation and not in the sums is told by every sum that it breaks.
func TestWrongSum(t *testing.T) {
	problems := edited(t, "2022-H1.toml", "branches = 28\n", "branches = 29\n", "有28家商会建立了党支部", "有29家商会建立了党支部")
	for _, want := range []string{"statistics/published", "statistics/check"} {
		if !slices.ContainsFunc(problems, func(d diag.Diagnostic) bool { return d.Rule == want }) {
			t.Errorf("no %s:\n%s", want, drawn(problems))
		}
	}
}

// TestCauseAlone: one slip is one message, whatever sums it upsets.
func TestCauseAlone(t *testing.T) {
	for _, slip := range [][2]string{{"branches = 28\n", "branches = 29\n"}, {"branches = 28\n", "branches = 82\n"}, {"chambers = 40\n", "chambers = 0\n"},
		{"chambers = 40\n", "chambers = 4\n"}, {"\nunorganised = 6\n", "\nunorganised = 60\n"}, {"organised_rate = 85\n", "organised_rate = 86\n"}, {"members = 362\n", "members = 326\n"}} {
		problems := edited(t, "2022-H1.toml", slip[0], slip[1])
		if len(problems) != 1 {
			t.Errorf("%q: %d messages\n%s", slip[1], len(problems), drawn(problems))
		}
	}
}
