package statistics

import (
	"slices"
	"strings"
	"testing"

	"qizhi/generator/content"
)

// hospitalSet is a hospital with years, half-years and a month.
func hospitalSet(t testing.TB) *Set {
	t.Helper()
	set, problems := Load([]Source{
		{Path: "statistics/indicators.toml", Text: "[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n[probationary]\nlabel = \"预备党员\"\nunit = \"人\"\nkind = \"stock\"\n" +
			"[clinics]\nlabel = \"义诊\"\nunit = \"场\"\nkind = \"flow\"\n"},
		{Path: "statistics/2024.toml", Text: "sample = true\n[values]\nmembers = 242\nprobationary = 9\nclinics = 12\n"},
		{Path: "statistics/2025-06.toml", Text: "sample = true\n[values]\nmembers = 250\nprobationary = 8\nclinics = 1\n"},
		{Path: "statistics/2025-H1.toml", Text: "sample = true\n[values]\nmembers = 250\nprobationary = 8\nclinics = 7\n"},
		{Path: "statistics/2025.toml", Text: "sample = true\n[values]\nmembers = 362\nprobationary = 31\nclinics = 15\n"},
	})
	if problems.HasErrors() {
		t.Fatal(drawn(problems))
	}
	return set
}

// TestWordsOfTheWhole: a hospital, a school and a group call all of it 全院, 我校, 集团; a number far from the
// value is that of a part, whatever it is called.
func TestWordsOfTheWhole(t *testing.T) {
	wrongIn(t, "2025", content.Date{}, map[string]string{
		"全院党员363人": "363人 362人", "我院现有党员363人": "363人 362人", "我校党员363人": "363人 362人", "全局党员363人": "363人 362人", "全镇党员共363人": "363人 362人",
		"集团党员363人": "363人 362人", "全集团党员363人": "363人 362人", "目前，公司党员363人": "363人 362人", "本局党员363人": "363人 362人", "全系统党员363人": "363人 362人",
		"2025年全院党员363人": "363人 362人", "截至2025年底我院党员363人": "363人 362人", "全院363名党员参加": "363名 362人", "全院有363名党员。": "363名 362人",
		"全院党员362人": "", "全院预备党员31人": "", "我院预备党员33人": "33人 31人", "全院362名党员参加": "", "全院300名党员参加": "",
		// a bureau of a county, a branch of a group
		"我局党员30人": "", "全局党员12人": "", "集团党员30人": "", "该院党员363人": "",
		"市安全局党员363人": "", "基本单位党员363人": "", "设计公司党员363人": "", "青山集团党员363人": "",
	})
}

// TestWordsOfAYear: a year or a month that has a period of its own is held to that; one without says nothing.
func TestWordsOfAYear(t *testing.T) {
	wrongIn(t, "2025", content.Date{}, map[string]string{
		"2024年党员243人": "243人 242人", "2024年，全院党员243人": "243人 242人", "2024年底党员243人": "243人 242人", "2024年末，党员243人": "243人 242人",
		"2024年度党员243人": "243人 242人", "2024年12月31日党员243人": "243人 242人", "2024年共有243名党员。": "243名 242人", "2024年底，243名党员": "243名 242人",
		"2025年6月党员251人": "251人 250人", "2025年6月底党员251人": "251人 250人", "2025年上半年党员251人": "251人 250人", "2025年党员363人": "363人 362人",
		"2024年党员242人": "", "2025年6月党员250人": "", "2025年党员362人": "", "2024年底党员242人": "", "2024年义诊13场": "13场 12场", "2024年义诊2场": "", "2025年6月义诊2场": "2场 1场",
		"2023年党员230人": "", "2025年3月党员245人": "", "2025年9月党员300人": "", "2026年党员400人": "", "2024年6月党员200人": "",
		"2024年，3名党员": "", "2024年以来，党员362人": "", "与2024年相比，党员362人": "", "2024年发展党员12人": "", "2024年困难党员20人": "", "2024年预备党员9人": "",
	})
	wrongIn(t, "2024", content.Date{}, map[string]string{"2025年党员达到300人": "", "2024年党员243人": "243人 242人", "2025年6月党员260人": ""})
	// the page's own year is over when it was written
	wrongIn(t, "2025-H1", content.Date{Precision: content.Day, Year: 2026, Month: 1, Day: 5}, map[string]string{"2025年党员363人": "363人 362人"})
	wrongIn(t, "2025-H1", content.Date{Precision: content.Day, Year: 2025, Month: 7, Day: 5}, map[string]string{"2025年党员251人": "251人 250人", "2025年5月党员240人": ""})
}

func wrongIn(t *testing.T, period string, date content.Date, cases map[string]string) {
	t.Helper()
	set := hospitalSet(t)
	for text, want := range cases {
		var found []string
		for _, c := range set.ContradictionsOn(text, period, date) {
			found = append(found, c.Typed+" "+c.Figure.String())
		}
		if got := strings.Join(found, "，"); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
		if want != "" && !slices.Contains(set.Contradicted(text), period) {
			t.Errorf("%s: Contradicted leaves out %s", text, period)
		}
	}
}

// TestContradictedInWideRow: a cell is found where it stands; the title above may make all of it another thing.
func TestContradictedInWideRow(t *testing.T) {
	set := hospitalSet(t)
	heads := []string{"指标", "2024年", "2025年", "备注"}
	for _, c := range []struct {
		above string
		cells []string
		want  string
	}{
		{"数说", []string{"党员", "243", "362人", ""}, "1 0 243 242人"},
		{"数说", []string{"党员", "242", " 363人", "含离退休"}, "2 1 363人 362人"},
		{"数说", []string{"党员", "242", "362", "363"}, ""},
		{"青山商会", []string{"党员", "243", "363", ""}, ""},
		{"数说", []string{"党|员", "243", "363", ""}, ""},
	} {
		got := ""
		for _, f := range set.ContradictedInRow(c.above, heads, c.cells, "2025") {
			got += strings.TrimSpace(strings.Join([]string{string(rune('0' + f.Cell)), string(rune('0' + f.At)), f.Typed, f.Figure.String()}, " "))
		}
		if got != c.want {
			t.Errorf("%v: %q, want %q", c.cells, got, c.want)
		}
	}
}
