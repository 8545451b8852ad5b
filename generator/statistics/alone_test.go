package statistics

import (
	"strings"
	"testing"
)

// industrySet is a small committee with two half-years.
func industrySet(t testing.TB) *Set {
	t.Helper()
	set, problems := Load([]Source{
		{Path: "statistics/indicators.toml", Text: `
[chambers]
label = "直属商会"
unit = "家"
kind = "stock"
[members]
label = "党员"
unit = "人"
kind = "stock"
[visits]
label = "走访企业"
unit = "家次"
kind = "flow"
[theme_days]
label = "主题党日"
unit = "次"
kind = "flow"
`},
		{Path: "statistics/2025-H2.toml", Text: "sample = true\n[values]\nchambers = 12\nmembers = 171\nvisits = 212\ntheme_days = 41\n"},
		{Path: "statistics/2026-H1.toml", Text: "sample = true\n[values]\nchambers = 12\nmembers = 186\nvisits = 268\ntheme_days = 47\n"},
	})
	if problems.HasErrors() {
		t.Fatal(drawn(problems))
	}
	return set
}

func contradictedIn(set *Set, text string) string {
	var found []string
	for _, c := range set.Contradictions(text, "2026-H1") {
		found = append(found, c.Label+" "+text[c.At:c.At+c.Len]+" "+c.Figure.String())
	}
	return strings.Join(found, "，")
}

// TestWordsBeforeLabel: what commonly stands before a label leaves it what it is; a word that makes it
// something narrower does not.
func TestWordsBeforeLabel(t *testing.T) {
	set := industrySet(t)
	for text, want := range map[string]string{
		"上半年走访企业270家次":            "走访企业 270家次 268家次",
		"2026年上半年走访企业270家次":       "走访企业 270家次 268家次",
		"上半年开展主题党日49次":            "主题党日 49次 47次",
		"行业党委开展主题党日49次":           "主题党日 49次 47次",
		"行业党委组织主题党日49次":           "主题党日 49次 47次",
		"共举办主题党日49次":              "主题党日 49次 47次",
		"行业党委党员188人":              "党员 188人 186人",
		"云岭市商会行业党委党员188人":         "党员 188人 186人",
		"截至6月底党员188人":             "党员 188人 186人",
		"截至2026年6月30日党员188人":      "党员 188人 186人",
		"今年上半年党员188人":             "党员 188人 186人",
		"全市13家直属商会到会":             "直属商会 13家 12家",
		"全体13家直属商会参加。":            "直属商会 13家 12家",
		"全市11家直属商会全部建有党组织":        "",
		"全市13家直属商会党组织":            "",
		"13家直属商会到会":               "",
		"某支部党员20人":                "",
		"流动党员20人，青年党员30人，新发展党员9人": "",
		"组织党员20人，赴红岩参观":           "",
		"开展党员20人":                 "",
		"联合党组织党员20人":              "",
		"律师行业党委党员20人":             "",
		"工会组织主题党日60次":             "",
		"行业党委开展主题党日5次":            "",
		"茶业商会上半年党员20人":            "",
		// another time
		"2025年下半年走访企业215家次":             "走访企业 215家次 212家次",
		"2025年下半年，走访企业215家次":            "走访企业 215家次 212家次",
		"2025年下半年走访企业212家次":             "",
		"2025年下半年党员186人":                "党员 186人 171人",
		"下半年走访企业300家次":                  "",
		"全年走访企业500家次":                   "",
		"2026年下半年走访企业300家次":             "",
		"2024年下半年党员150人":                "",
		"2026年一季度末，党员180人":              "",
		"一季度走访企业300家次":                  "",
		"与2025年下半年相比，党员186人":            "",
		"2025年下半年启动的项目，走访企业268家次":       "",
		"2025年下半年走访企业212家次，上半年300家次":    "",
		"2025年下半年党员171人，2026年上半年党员186人": "",
		"2021年，党员188人":                  "",
		"从2025年下半年的171人增至今，党员186人":      "",
		// a row of a table
		"| 党员 | 190 |":                                 "党员 190 186人",
		"| 党员 | 190人 |\n| 直属商会 | 12 |":                 "党员 190人 186人",
		"| 指标 | 数 |\n|---|---:|\n| **党员** | **190** |": "党员 190 186人",
		"党员 | 190":          "党员 190 186人",
		"| 党员（人） | 190 |":   "党员 190 186人",
		"| 党员 | 186 |":      "",
		"| 党员 | 190 | 20 |": "",
		// a row with more cells: a note, a unit, one column a period
		"| 指标 | 数量 | 备注 |\n|---|---|---|\n| 党员 | 190 | 含预备 |":                         "党员 190 186人",
		"| 指标 | 单位 | 数量 |\n|---|---|---|\n| 党员 | 人 | 190 |":                           "党员 190 186人",
		"| 指标 | 数量 | 备注 |\n|---|---|---|\n| 党员 | 186 | 增加 9 人 |":                      "",
		"| 指标 | 数量 | 备注 |\n|---|---|---|\n| 党员 | 20 | 无 |":                            "",
		"| 指标 | 茶业商会 | 备注 |\n|---|---|---|\n| 党员 | 190 | 无 |":                         "",
		"| 指标 | 增减 | 备注 |\n|---|---|---|\n| 党员 | 190 | 无 |":                           "",
		"| 指标 | 2025年下半年 | 2026年上半年 |\n|---|---|---|\n| 党员 | 171 | 190 |":             "党员 190 186人",
		"| 指标 | 2025年下半年 | 2026年上半年 |\n|---|---|---|\n| 党员 | 181 | 186 |":             "党员 181 171人",
		"| 指标 | 2025年下半年 | 2026年上半年 |\n|---|---|---|\n| 党员 | **171人** | 186人 |":       "",
		"| 指标 | 2025年底 | 2026年6月底 | 增加 |\n|---|---|---|---|\n| 党员 | 172 | 186 | 15 |": "党员 172 171人",
		"| 指标 | 甲支部 | 乙支部 |\n|---|---|---|\n| 党员 | 100 | 190 |":                       "",
		"| 党员 | 190 | 无 |":                          "",
		"| 指标 | 数量 | 备注 |\n\n| 党员 | 190 | 无 |":      "",
		"| 指标 | 数量 |\n|---|---|\n| 党员 | 190 | 无 |":  "",
		"指标 | 数量 | 备注\n---|---|---\n党员 | 190 | 无\n": "党员 190 186人",
		"| 支部 | 党员 | 190 |":                         "",
		"| 流动党员 | 19 |":                             "",
		"| 党员 | 19% |":                              "",
		"| 党员 | 2026 年 |":                           "",
		"| 走访企业 | 20 |":                             "",
		"| 党员 | 190 |\n| 党员 | 1":                    "党员 190 186人，党员 1 186人",
	} {
		if got := contradictedIn(set, text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if got := set.Contradicted(text); want != "" && len(got) == 0 {
			t.Errorf("%s contradicts no period", text)
		}
	}
}

// The figure of another period is quoted with its period.
func TestNamedPeriodHint(t *testing.T) {
	found := industrySet(t).Contradictions("2025年下半年走访企业215家次", "2026-H1")
	if len(found) != 1 || found[0].Message() != "走访企业写的是 215家次，2025年下半年应为 212家次" || !strings.HasPrefix(found[0].Hint(), "写成 {{2025-H2.visits}}，") {
		t.Fatalf("got %+v", found)
	}
}
