package statistics

import (
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// TestFormatExample: what the package comment shows is what Load reads, word by word.
func TestFormatExample(t *testing.T) {
	b, err := os.ReadFile("format.go")
	if err != nil {
		t.Fatal(err)
	}
	example := map[string]string{}
	section := ""
	for line := range strings.Lines(string(b)) {
		if title, ok := strings.CutPrefix(line, "// # "); ok {
			section = strings.TrimSpace(title)
		}
		if code, ok := strings.CutPrefix(line, "//\t"); ok {
			example[section] += code
		}
	}
	set, problems := Load([]Source{{Path: "statistics/indicators.toml", Text: example["indicators.toml"]}, {Path: "statistics/2022-H1.toml", Text: example["A period: 2022-H1.toml"]}})
	if len(problems) > 0 || len(set.Indicators) != 5 || len(set.Charts) != 1 || len(set.Checks) != 1 {
		t.Fatal(drawn(problems), len(set.Indicators))
	}
	if f, _ := set.Figure("branch_rate", "2022-H1"); f.String() != "85%" || len(f.Period.Corrections) != 1 {
		t.Errorf("got %s", f)
	}
}

// TestBenchCorpus: figures without part_of and quotations, as the bench writes them, load with
// warnings only: the source itself publishes the rate.
func TestBenchCorpus(t *testing.T) {
	set, problems := Load([]Source{
		{Path: "statistics/2022-H1.toml", Text: "title = \"2022年上半年\"\nas_of = 2022-06-30\nsource = \"半年工作总结\"\n\n[values]\nchambers = 40\nbranches = 28\njoint_branches = 6\n\n[published]\norganised_rate = 85\n"},
		{Path: "statistics/indicators.toml", Text: "[chambers]\nlabel = \"直属商会\"\nunit = \"家\"\nkind = \"stock\"\n\n[branches]\nlabel = \"建立党支部的商会\"\nunit = \"家\"\nkind = \"stock\"\n\n[joint_branches]\nlabel = \"建立联合党支部的商会\"\nunit = \"家\"\nkind = \"stock\"\n\n[organised_rate]\nlabel = \"党组织组建率\"\nunit = \"%\"\nkind = \"derived\"\nformula = \"(branches + joint_branches) / chambers * 100\"\ndecimals = 0\n"},
	})
	if problems.HasErrors() {
		t.Fatal(drawn(problems))
	}
	f, _ := set.Figure("organised_rate", "2022-H1")
	if f.String() != "85%" || f.Period.AsOf.ISO() != "2022-06-30" {
		t.Errorf("got %s as of %s", f, f.Period.AsOf.ISO())
	}
}

// TestEncodings: a byte order mark, Windows line ends and the order of the sources change nothing.
func TestEncodings(t *testing.T) {
	want := reportSet(t)
	sources := reportSources(t)
	for i := range sources {
		sources[i].Text = "\ufeff" + strings.ReplaceAll(sources[i].Text, "\n", "\r\n")
	}
	slices.Reverse(sources)
	sources = append(sources, Source{Path: "statistics/_index.md", Text: "+++"})
	got, problems := Load(sources)
	if len(problems) > 0 {
		t.Fatal(drawn(problems))
	}
	if fmt.Sprint(figuresOf(got)) != fmt.Sprint(figuresOf(want)) {
		t.Errorf("got %v\nwant %v", figuresOf(got), figuresOf(want))
	}
}

func figuresOf(s *Set) []string {
	var all []string
	for _, p := range s.Periods {
		for _, i := range s.Indicators {
			f, _ := s.Figure(i.Name, p.Name)
			all = append(all, p.Name+" "+i.Name+" "+f.String()+" "+f.Sum+" "+f.Quote)
		}
	}
	return all
}

// TestOptional: an optional indicator and one that the source does not give have figures without
// value, and formulas that need them are not worked out.
func TestOptional(t *testing.T) {
	set, problems := Load([]Source{
		{Path: "statistics/indicators.toml", Text: "[a]\nlabel = \"甲\"\nkind = \"stock\"\noptional = true\n[b]\nlabel = \"乙\"\nkind = \"stock\"\n[c]\nlabel = \"丙\"\nkind = \"derived\"\nformula = \"a / b\"\n[[check]]\nrule = \"a < b\"\n"},
		{Path: "statistics/2022.toml", Text: "sample = true\nnot_given = \"b\"\n"},
		{Path: "statistics/2023.toml", Text: "sample = true\nnot_given = [\"c\"]\n[values]\na = 1\nb = 0\n"},
	})
	if len(problems) != 1 || problems[0].Rule != "statistics/check" { // 1 < 0 in 2023
		t.Fatal(drawn(problems))
	}
	for _, period := range []string{"2022", "2023"} {
		f, ok := set.Figure("c", period)
		if !ok || f.Value != nil || f.String() != "" || f.Number() != "" || f.Plain() != "" || f.Sum != "" {
			t.Errorf("%s: %+v", period, f)
		}
	}
	if _, err := set.Quote("a", "2022"); err == nil || err.Error() != "2022年没有给出 a（甲）；改用有它的一期，例如 {{2023.a}}" {
		t.Errorf("got %v", err)
	}
	if _, ok := set.Figure("x", "2022"); ok {
		t.Error("an unknown figure is found")
	}
}

func TestCorrections(t *testing.T) {
	set, problems := Load([]Source{
		{Path: "statistics/indicators.toml", Text: "[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n"},
		{Path: "statistics/2022-H1.toml", Text: `sample = true
[values]
members = 362
[[corrections]]
indicator = "members"
date = 2022-07-15
was = 300
now = 326
reason = "漏报"
[[corrections]]
indicator = "members"
date = "2022-08"
was = 326
now = 362
reason = "录入时数字颠倒"
`},
	})
	if len(problems) > 0 {
		t.Fatal(drawn(problems))
	}
	var got []string
	for _, c := range set.Period("2022-H1").Corrections {
		got = append(got, c.Date.String()+" "+c.Indicator.Label+" "+c.WasText()+"→"+c.NowText()+" "+c.Reason)
	}
	want := []string{"2022年8月 党员 326人→362人 录入时数字颠倒", "2022年7月15日 党员 300人→326人 漏报"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCharts: what charts of the report show, and the charts of articles.
func TestCharts(t *testing.T) {
	set := reportSet(t)
	if c := set.Chart("forms"); c == nil || c.Whole != set.Indicator("chambers") || c.Unit != "家" || c.Title != "四十格" {
		t.Errorf("forms: %+v", c)
	}
	if c := set.Chart("people"); c == nil || c.Title != "党员、预备党员、入党积极分子" || c.Whole != nil {
		t.Errorf("people: %+v", c)
	}
	for _, c := range []struct{ block, shows, rule string }{
		{`id = "forms"`, "2022-H1", ""},
		{`id = "peple"`, "", "statistics/chart"},
		{"type = \"line\"\nindicators = [\"members\"]", "2021-H2 2022-H1", ""},
		{"type = \"bar\"\nindicators = \"members\"", "2021-H2 2022-H1", ""},
		{"type = \"bar\"\nindicators = [\"members\", \"activists\"]", "2022-H1", ""},
		{"type = \"grouped\"\nindicators = [\"members\", \"activists\"]\nperiods = [\"2022-H1\", \"2021-H2\", \"2022-H1\"]", "2021-H2 2022-H1", ""},
		{"type = \"ring\"\nindicators = [\"organised_rate\"]", "2022-H1", ""},
		{"type = \"ring\"\nindicators = [\"branches\"]", "2022-H1", ""},
		{"type = \"stacked\"\nindicators = [\"branches\", \"joint_branches\"]", "2021-H2 2022-H1", ""},
		{"type = \"donut\"\nindicators = [\"organised\", \"unorganised\"]", "2022-H1", ""},
		{"type = \"stacked\"\nindicators = [\"members\", \"probationary\"]", "", "statistics/chart"},
		{"type = \"line\"\nindicators = [3]", "", "statistics/type"},
	} {
		var problems diag.List
		got, rule := "", ""
		if chart := set.ReadChart(table.ParseTOML(diag.NewText("content/a.md", c.block), 0, len(c.block), "statistics", &problems)); chart != nil {
			got = periodNames(set.PeriodsAt(chart, set.Period("2022-H1")))
		}
		if len(problems) > 0 {
			rule = problems[0].Rule
		}
		if got != c.shows || rule != c.rule {
			t.Errorf("%s: shows %q, rule %q: %s", c.block, got, rule, drawn(problems))
		}
	}
}

// TestParts: the breakdown of a whole, in the order of indicators.toml.
func TestParts(t *testing.T) {
	var names []string
	for _, i := range reportSet(t).Parts("chambers") {
		names = append(names, i.Name)
	}
	if got := strings.Join(names, " "); got != "branches joint_branches organised unorganised" {
		t.Errorf("got %s", got)
	}
	if parts := reportSet(t).Parts(""); parts != nil {
		t.Errorf("parts of nothing: %v", parts)
	}
}

// TestManyFormulas: formulas that share their inputs a thousandfold cost no more than their number.
func TestManyFormulas(t *testing.T) {
	var b strings.Builder
	b.WriteString("[a0]\nlabel = \"甲0\"\nkind = \"stock\"\n[b0]\nlabel = \"乙0\"\nkind = \"stock\"\n")
	for n := 1; n <= 200; n++ {
		fmt.Fprintf(&b, "[a%d]\nlabel = \"甲%d\"\nkind = \"derived\"\nformula = \"(a%d + b%d) / 2\"\n", n, n, n-1, n-1)
		fmt.Fprintf(&b, "[b%d]\nlabel = \"乙%d\"\nkind = \"derived\"\nformula = \"(b%d + a%d) / 2\"\n", n, n, n-1, n-1)
	}
	set, _ := Load([]Source{{Path: "statistics/indicators.toml", Text: b.String()}, {Path: "statistics/2022.toml", Text: "sample = true\n[values]\na0 = 4\nb0 = 4\n"}})
	if f, _ := set.Figure("b200", "2022"); f.String() != "4" || len(f.Sum) > maxSum {
		t.Errorf("got %s, sum of %d bytes", f, len(f.Sum))
	}
}

// TestHostileShapes: long chains, wide circles and thousands of strangers are answered, and cheaply:
// anything that grew with the product of their sizes would keep this test from ending.
func TestHostileShapes(t *testing.T) {
	var chain, circle, strangers, values strings.Builder
	chain.WriteString("[x0]\nlabel = \"起\"\nkind = \"stock\"\n")
	for n := 1; n < 2000; n++ {
		fmt.Fprintf(&chain, "[x%d]\nlabel = \"第%d个\"\nkind = \"derived\"\nformula = \"x%d + 1\"\n", n, n, n-1)
		fmt.Fprintf(&strangers, "[x%d]\nlabel = \"第%d个\"\nkind = \"stock\"\n", n, n)
		fmt.Fprintf(&values, "y%d = 1\n", n)
	}
	for n := range 100 {
		fmt.Fprintf(&circle, "[x%d]\nlabel = \"第%d个\"\nkind = \"derived\"\nformula = \"%s1\"\n", n, n, manyNames(100))
	}
	for name, indicators := range map[string]string{"chain": chain.String(), "circle": circle.String(), "strangers": strangers.String()} {
		set, problems := Load([]Source{{Path: "statistics/indicators.toml", Text: indicators}, {Path: "statistics/2022.toml", Text: "sample = true\n[values]\nx0 = 1\n" + values.String()}})
		if len(problems) == 0 || set == nil {
			t.Errorf("%s: nothing is wrong", name)
		}
		if f, _ := set.Figure("x1999", "2022"); name == "chain" && f.String() != "2000" {
			t.Errorf("the end of the chain is %s", f)
		}
	}
}

func manyNames(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "x%d + ", i)
	}
	return b.String()
}

// TestConcurrentUse: one set serves many goroutines (run with -race).
func TestConcurrentUse(t *testing.T) {
	set := reportSet(t)
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				f, _ := set.Figure("members", "2022-H1")
				before, _ := set.Changes(f)
				text, _ := set.Expand("{{members}}，{{organised_rate}}", "2022-H1")
				total, err := set.Total("lectures", []string{"2021-H2", "2022-H1"})
				if f.String() != "362人" || before.Text() != "+12人（+3.4%）" || text != "362人，85%" || err != nil || shortest(total) != "5" ||
					len(set.Contradictions("党员363人", "2022-H1")) != 1 {
					t.Error("a different answer")
				}
			}
		})
	}
	wait.Wait()
}

// FuzzLoad: no text makes Load panic or point outside a file; the same texts give the same answer;
// and what loads without an error can be shown and quoted.
func FuzzLoad(f *testing.F) {
	sources := reportSources(f)
	f.Add(sources[2].Text, sources[1].Text)
	f.Add("[a]\nlabel = \"甲\"\nkind = \"derived\"\nformula = \"b\"\n[b]\nlabel=\"乙\"\nkind = \"derived\"\nformula = \"a\"", "[values]\na = 1")
	f.Add("[a]\nlabel=\"甲\"\nkind=\"stock\"\npart_of=\"a\"", "[values]\na = ３\n[quotes]\na = \"３人\"")
	f.Add("[[check]]\nrule = \"a = 1\"\n[[chart]]\ntype = \"donut\"\nindicators = [\"a\"]", "not_given = 3\n[quotes]\n")
	f.Add("check = 1\nchart = [1]\n[x]\nformula = '''\n1'''\nkind = 'derived'", "values = 1\nquotes = 2\npublished = 3\ncorrections = 4\ntitle = 5")
	f.Add("[a]\nlabel=\"甲\"\nunit=\"%\"\nkind=\"derived\"\nformula=\"1/3*100\"\ndecimals=6", "[published]\na = 33.333333\n[quotes]\na = \"甲33.333333%\"\n[goals]\na=1")
	f.Fuzz(func(t *testing.T, indicators, period string) {
		given := []Source{{Path: "statistics/indicators.toml", Text: indicators}, {Path: "statistics/2022-H1.toml", Text: period}, {Path: "statistics/2021-H1.toml", Text: period}}
		set, problems := Load(given)
		for _, d := range problems {
			text := diag.NewText("", indicators)
			if !strings.HasSuffix(d.Path, "indicators.toml") {
				text = diag.NewText("", period)
			}
			if d.Rule == "" || d.Message == "" || d.Line > 0 && (d.Column < 1 || d.Excerpt != text.Line(d.Line)) {
				t.Errorf("%+v", d)
			}
		}
		again, problemsAgain := Load(given)
		if drawn(problems) != drawn(problemsAgain) || fmt.Sprint(figuresOf(set)) != fmt.Sprint(figuresOf(again)) {
			t.Error("a second answer differs")
		}
		if problems.HasErrors() {
			return
		}
		for _, i := range set.Indicators {
			figure, ok := set.Figure(i.Name, "2022-H1")
			q, err := set.Quote(i.Name, "2022-H1")
			if !ok || (err == nil) != (figure.Value != nil) || q.Text != figure.String() {
				t.Errorf("%s: %v, %v, %v", i.Name, figure, q, err)
			}
			set.Changes(figure)
			set.Contradictions(i.Label+"3"+i.Unit, "2022-H1")
		}
	})
}

// FuzzText: neither the scan nor the expansion of any text panics or points outside it.
func FuzzText(f *testing.F) {
	for _, seed := range []string{"党员363人", "363名党员", "{{members}}", "{{{{", "百分之党员", "41家直属商会、", "党员１，２万名", "\xff党员\xfe3人", "、和与党员共共共共3人"} {
		f.Add(seed)
	}
	set := reportSet(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, c := range set.Contradictions(text, "2022-H1") {
			if text[c.At:c.At+c.Len] != c.Typed || c.Len == 0 {
				t.Errorf("%+v", c)
			}
		}
		_, problems := set.Expand(text, "2022-H1")
		for _, p := range problems {
			if s := text[p.At : p.At+p.Len]; !strings.HasPrefix(s, "{{") || !strings.HasSuffix(s, "}}") {
				t.Errorf("%q", s)
			}
		}
	})
}
