package statistics

import (
	"fmt"
	"strings"
	"testing"
)

const brokenDown = `
[members]
label = "党员"
unit = "人"
kind = "stock"
[women]
label = "女党员"
unit = "人"
kind = "stock"
part_of = "members"
[men]
label = "男党员"
unit = "人"
kind = "stock"
part_of = "members"
`

// TestBreakdown: parts that miss their whole by little are a slip; by much, a breakdown of some.
func TestBreakdown(t *testing.T) {
	for _, c := range []struct {
		women, men int
		check      string
		want       string
	}{
		{40, 81, "", "女党员 40、男党员 81合起来是 121人，与整体党员 120人 只差一点"},
		{40, 78, "", "女党员 40、男党员 78合起来是 118人"},
		{40, 80, "", ""},
		{40, 30, "", ""},
		{120, 120, "", ""}, // two breakdowns of one part each
		{120, 119, "", "合起来是 239人"},
		{40, 81, "\n[[check]]\nrule = \"women + men != members\"\nmessage = \"有人没有登记\"\n", ""},
	} {
		values := fmt.Sprintf("sample = true\n[values]\nmembers = 120\nwomen = %d\nmen = %d\n", c.women, c.men)
		_, problems := Load([]Source{{Path: "statistics/indicators.toml", Text: brokenDown + c.check}, {Path: "statistics/2026-H1.toml", Text: values}})
		got := drawn(problems)
		if c.want == "" && len(problems) > 0 || c.want != "" && (!strings.Contains(got, c.want) || problems.HasErrors()) {
			t.Errorf("%d+%d: %s", c.women, c.men, got)
		}
	}
}

// TestPublishedDecimals: a rate that the source rounds finer than the site shows is no wrong number, and
// the way out is named.
func TestPublishedDecimals(t *testing.T) {
	rate := func(decimals, published string) string {
		_, problems := Load([]Source{
			{Path: "statistics/indicators.toml", Text: "[chambers]\nlabel = \"商会\"\nunit = \"家\"\nkind = \"stock\"\n[organised]\nlabel = \"建有党组织的商会\"\nunit = \"家\"\nkind = \"stock\"\npart_of = \"chambers\"\n[rate]\nlabel = \"组建率\"\nunit = \"%\"\nkind = \"derived\"\nformula = \"organised / chambers * 100\"\n" + decimals},
			{Path: "statistics/2026-H1.toml", Text: "source = \"报告\"\n[values]\nchambers = 12\norganised = 10\n[published]\nrate = " + published + "\n[quotes]\nchambers = \"12家商会\"\norganised = \"10家\"\nrate = \"组建率" + published + "%\"\n"},
		})
		return drawn(problems)
	}
	if got := rate("", "83.3"); !strings.Contains(got, "本站却只取到 83%：10÷12") || !strings.Contains(got, "在 indicators.toml 的 [rate] 下面写 decimals = 1") || strings.Contains(got, "改成 rate") {
		t.Errorf("got %s", got)
	}
	if got := rate("decimals = 1\n", "83.3"); got != "" {
		t.Errorf("got %s", got)
	}
	if got := rate("", "83.4"); !strings.Contains(got, "应为 83%") || strings.Contains(got, "decimals") {
		t.Errorf("got %s", got)
	}
}
