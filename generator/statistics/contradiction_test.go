package statistics

import (
	"os"
	"slices"
	"strings"
	"testing"
	"time"
)

// typedNumbers is what is found in a text, as it stands there.
func typedNumbers(set *Set, text string) string {
	var found []string
	for _, c := range set.Contradictions(text, "2022-H1") {
		if text[c.At:c.At+c.Len] != c.Typed {
			return "offsets of " + c.Typed + " are wrong: " + text[c.At:c.At+c.Len]
		}
		found = append(found, c.Label+" "+c.Typed)
	}
	return strings.Join(found, "，")
}

func TestContradictions(t *testing.T) {
	set := reportSet(t)
	for text, want := range map[string]string{
		// the number behind the label
		"党员363人":              "党员 363人",
		"商会现有党员363人。":         "党员 363人",
		"党员共363人":             "党员 363人",
		"党员一共363人":            "党员 363人",
		"党员一共有363人":           "党员 363人",
		"党员总人数为363人":          "党员 363人",
		"党员和积极分子一共447人":       "",
		"党员总数达到363名，":         "党员 363名",
		"党员人数为 363 人":         "党员 363 人",
		"党员（363人）":            "党员 363人",
		"党员：363人":             "党员 363人",
		"党员**363**人":          "党员 363**人",
		"党员３６３人":              "党员 ３６３人",
		"党员三百六十三人":            "党员 三百六十三人",
		"党员3620人":             "党员 3620人",
		"党员1,362人":            "党员 1,362人",
		"党员1.2万人":             "党员 1.2万人",
		"组建情况：党组织组建率86%":      "党组织组建率 86%",
		"党组织组建率为百分之八十六。":      "党组织组建率 百分之八十六",
		"党组织组建率８６％":           "党组织组建率 ８６％",
		"党组织组建率达到了86%":        "党组织组建率 86%",
		"组建率已提升至86%，":         "组建率 86%",
		"组建率由80%提高到86%":       "",
		"党员增加到363人":           "党员 363人",
		"党员增加了363人":           "",
		"组建率提升了5%":            "",
		"其次，组建率86%，":          "组建率 86%",
		"现有预备党员32人、入党积极分子86人": "预备党员 32人，入党积极分子 86人",
		// the number before the label
		"363名党员":    "党员 363名",
		"共有363名党员。": "党员 363名",
		"41家直属商会中，": "直属商会 41家",
		"四十一家直属商会":  "直属商会 四十一家",
		"41个直属商会":   "直属商会 41个",
		"有29家商会建立了党支部、7家商会建立联合党支部": "商会建立了党支部 29家，商会建立联合党支部 7家",
		"举办4期民企大讲堂活动":              "民企大讲堂活动 4期",
		"17名商会党员示范户":               "商会党员示范户 17名",
		// right
		"党员362人": "", "党员三百六十二人": "", "362名党员": "", "党组织组建率85%": "", "40家直属商会中": "", "党员３６２人": "",
		// the longest label decides
		"预备党员31人": "", "入党积极分子85人": "", "预备党员362人": "预备党员 362人",
		// another thing
		"党员363人次": "", "党员363人参加": "", "困难党员20人": "", "发展党员12人": "", "老党员5人": "", "党员示范户16户": "", "党员先锋岗12个": "",
		"党员第363名": "", "党员近400人": "", "党员300余人": "", "约400名党员": "", "每3名党员": "", "新增3名党员": "", "党员363": "", "第3期民企大讲堂": "",
		"20名党员参加了活动": "", "447名党员、入党积极分子": "", "党员和入党积极分子共447人": "", "党组织组建率提高2个百分点": "", "党组织组建率提高86个百分点": "",
		"党员2.3.4人": "", "A363名党员": "", "3-5名党员": "", "党员{{members}}": "",
		// a narrower subject, another time, an aim
		"该商会现有党员20人": "", "应该看到，党员363人": "党员 363人", "市*商会党员20人": "", "餐饮商会有党员20人": "", "其中党员5人": "", "支部现有党员12人、预备党员2人": "",
		"2021年，商会党员350人": "", "2022年，商会党员363人": "党员 363人", "去年党员350人": "", "力争党组织组建率达到90%": "", "企业组建率60%": "", "组建率85%": "", "力争组建率90%": "", "慰问困难群众和党员20人": "", "发展12名党员": "",
		"上次说的是餐饮商会。党员363人": "党员 363人", "餐饮商会有党员20人；全市党员363人": "党员 363人",
		"江州市小吃联合党支部，党员24人": "", "江州市小吃联合党支部：党员24人": "", "截至6月，红炉党支部，有24名党员": "",
		"6家商会建立联合党支部，党员363人": "党员 363人", "全市各党支部，党员363人": "党员 363人", "商会党支部，党员363人": "党员 363人",
		// a flow grows: fewer may have been true of one event
		"举办1期民企大讲堂活动": "",
		"":            "",
	} {
		if got := typedNumbers(set, text); got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

func TestContradictionWords(t *testing.T) {
	set := reportSet(t)
	found := set.Contradictions("商会现有党员363人。", "2022-H1")
	if len(found) != 1 || found[0].Message() != "党员写的是 363人，2022年上半年应为 362人" || found[0].Hint() != "写成 {{members}}，标题里直接写 362人；说的不是党员的，忽略这一条" {
		t.Fatalf("got %+v", found)
	}
	if got := set.Contradictions("商会现有党员363人。", "2022-H3"); got != nil {
		t.Errorf("an unknown period contradicts: %v", got)
	}
}

// TestReportIsSilent: the report itself raises no alarm; every figure of it changed does, but for
// those whose words are no label, and for fewer of a flow.
func TestReportIsSilent(t *testing.T) {
	b, err := os.ReadFile("testdata/report/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	report, set := string(b), reportSet(t)
	if got := typedNumbers(set, report); got != "" {
		t.Fatalf("false alarms: %s", got)
	}
	var silent []string
	for _, i := range set.Indicators {
		f, _ := set.Figure(i.Name, "2022-H1")
		if f.Quote == "" {
			continue
		}
		wrong := strings.Replace(report, f.Quote, strings.Replace(f.Quote, f.Plain(), f.Plain()+"1", 1), 1)
		if typedNumbers(set, wrong) == "" {
			silent = append(silent, i.Name)
		}
	}
	// 未成立党组织的6家商会 has its number inside the label; 和 behind 会长之家活动 may make it a list;
	// the households are those of one chamber.
	if want := []string{"unorganised", "home_sessions", "households"}; !slices.Equal(silent, want) {
		t.Errorf("changed figures that nobody notices: %v, want %v", silent, want)
	}
}

// TestLabelsLongestFirst is the matcher alone, against plain searching.
func TestLabelsLongestFirst(t *testing.T) {
	a, b, c := &Indicator{Label: "党员"}, &Indicator{Label: "预备党员"}, &Indicator{Label: "党员示范户", Aliases: []string{"示范户"}}
	l := newLabels([]*Indicator{a, b, c})
	for text, want := range map[string]string{"党员预备党员党员示范户": "党员 预备党员 党员示范户", "预备党": "", "预预备党员": "预备党员", "党党员示范": "党员", "示范户党员示": "示范户 党员", "党": "", "": ""} {
		var got []string
		l.find(text, func(m match) { got = append(got, text[m.at:m.end]) })
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %v, want %s", text, got, want)
		}
	}
}

// BenchmarkContradictions: a page of a thousand characters without labels has a budget of 15 µs.
func BenchmarkContradictions(b *testing.B) {
	set := reportSet(b)
	page := strings.Repeat("牢牢把握政治建会的根本要求，坚持把理想信念教育摆在首位，发挥主阵地作用，凸显民营企业家主体作用。", 22)
	report, _ := os.ReadFile("testdata/report/report.txt")
	b.Run("page", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			set.Contradictions(page, "2022-H1")
		}
	})
	b.Run("quote", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			_, _ = set.Quote("members", "2022-H1")
		}
	})
	b.Run("report", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			set.Contradictions(string(report), "2022-H1")
		}
	})
}

// Contradicted names just the periods for which Contradictions finds something.
func TestContradictedPeriods(t *testing.T) {
	set := reportSet(t)
	for _, text := range []string{"党员363人", "商会现有党员362人", "组建率90%，党员362人", "没有数字", "举办会长之家2期、民企大讲堂9期", "市某商会党员5人"} {
		var want []string
		for _, p := range set.Periods {
			if len(set.Contradictions(text, p.Name)) > 0 {
				want = append(want, p.Name)
			}
		}
		got := set.Contradicted(text)
		slices.Sort(got)
		slices.Sort(want)
		if !slices.Equal(got, want) {
			t.Errorf("%s contradicts %v, want %v", text, got, want)
		}
	}
}

// TestMadeUpFiguresContradictNothing: a true number in an article of a 示例 period is not “corrected” to a
// made-up one; a sentence that names the real period is still held to that.
func TestMadeUpFiguresContradictNothing(t *testing.T) {
	set := reportSet(t)
	if !set.Period("2021-H2").Sample {
		t.Fatal("the period before is not made up")
	}
	if got := set.Contradictions("商会现有党员362人。", "2021-H2"); got != nil {
		t.Errorf("got %v", got)
	}
	if got := set.Contradicted("商会现有党员362人。"); got != nil {
		t.Errorf("got %v", got)
	}
	if got := set.Contradictions("2022年上半年，商会现有党员363人。", "2021-H2"); len(got) != 1 || got[0].Figure.String() != "362人" {
		t.Errorf("got %v", got)
	}
}

// A line that names a hundred thousand indicators is read once, not once for every name: half a megabyte of labels kept
// the program busy for minutes.
func TestContradictionsInOneLongLine(t *testing.T) {
	set := reportSet(t)
	for _, text := range []string{"党员", "党员|"} {
		begun := time.Now()
		set.Contradictions(strings.Repeat(text, 100_000), "2022-H1")
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%s: took %v", text, took)
		}
	}
}
