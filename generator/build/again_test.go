package build

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"qizhi/generator/plan"
)

// wordy is a garden whose texts hold everything that a plan takes from texts: figures, quotations of a source that
// is a page, pictures, galleries, footnotes, links to pages and files, headings, a whole book.
func wordy(t *testing.T, seed uint64) *garden {
	g := newGarden(t, seed)
	g.photo("content/news/授牌.jpg", 90, 60, 6)
	g.photo("content/news/照片/合影.jpg", 64, 48, 1)
	g.photo("content/news/照片/会场.jpg", 30, 40, 8)
	g.write("content/news/附件.csv", "甲,乙\n1,2\n")
	g.write("content/statistics/2022-H1.toml", "title = \"2022年上半年\"\nsource = \"总结\"\nsource_url = \"news/report.md\"\n[values]\nmembers = 362\n[quotes]\nmembers = \"现有党员362人\"\n")
	g.write("content/news/report.md", "+++\ntitle = \"总结\"\ndate = 2022-07-01\n+++\n\n上半年的情况如下。\n\n## 队伍\n\n现有党员362人。\n")
	for i := range 3 {
		g.write(fmt.Sprintf("content/news/t%d.md", i), fmt.Sprintf("+++\ntitle = \"长文%d\"\ndate = 2022-07-0%d\ntags = [%q]\n+++\n\n开头。\n", i, 2+i, pick(g, gardenTags)))
	}
	return g
}

// passages are what texts are put together from. Those that are wrong keep a site from being published, or are warned of.
var passages = []string{"一段文字。", "又一段，长一些的文字，后面还有。", "党员{{members}}。", "党员{{members:number}}名，现有党员362人。", "现有党员363人。",
	"![授牌](授牌.jpg)", "![](授牌.jpg \"当天\")", "```gallery\nfolder = \"照片\"\n```", "注释[^1]。\n\n[^1]: 脚注。", "见[支部](../branches/b0.md)和[附件](附件.csv)。",
	"见[断了的](没有.md)。", "## 小标题", "### 又一个小标题", "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |", "[外](https://example.com/)", "身份证号11010519491231002X。",
	"```chart\nindicators = [\"members\"]\n```", "术语\n: 解释", "关于[长文1]。"}

// text writes another text under the front matter of an article.
func (g *garden) text(name string) string {
	data := string(g.read(name))
	end := strings.LastIndex(data, "+++\n")
	if end < 0 {
		return "nothing"
	}
	parts := []string{}
	for range 1 + g.r.IntN(4) {
		parts = append(parts, pick(g, passages))
	}
	if g.r.IntN(2) == 0 { // a longer text of the same parts, nothing else
		parts = append([]string{strings.TrimSpace(data[end+4:])}, fmt.Sprintf("又一段%d。", g.r.IntN(1e6)))
	}
	g.write(name, data[:end+4]+"\n"+strings.Join(parts, "\n\n")+"\n")
	return "text: " + name
}

// An edition of a workspace that goes on living, as a preview's does, equals one that is made from nothing, after
// every edit: all that it publishes and all that is found wrong. Edits of texts alone are planned with what the edition
// before was planned with.
func TestLivingEqualsClean(t *testing.T) {
	again, anew := 0, 0
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			g := wordy(t, seed)
			o := Options{Source: g.dir, Now: g.day, Drafts: true}
			w := Open(o, seed == 0)
			defer w.Close()
			var before *plan.Plan
			for i := range edits(t) {
				what := "first look"
				switch texts := append(g.pages(), "content/_index.md", "content/handbook/h1.md", "content/handbook/_index.md", "content/news/report.md"); {
				case i == 0:
				case g.r.IntN(8) > 0:
					what = g.text(pick(g, texts))
				default:
					what = g.edit()
				}
				o.Now = g.day
				w.At(o.Now)
				got, want := w.Load(w.Look()), Load(o)
				if !slices.Equal(got.Diagnostics, want.Diagnostics) {
					t.Fatalf("edit %d (%s): found\n%v\na clean look finds\n%v", i, what, got.Diagnostics, want.Diagnostics)
				}
				if want.Plan == nil || got.Plan == nil {
					t.Fatalf("edit %d (%s): no plan: %v", i, what, want.Diagnostics)
				}
				if sameAsClean(t, got, want); t.Failed() {
					t.Fatalf("edit %d (%s)", i, what)
				}
				if before != nil && before.Shares(got.Plan) {
					again++
				} else {
					anew++
				}
				before = got.Plan
			}
		})
	}
	if again < edits(t)/3 || anew < edits(t)/8 {
		t.Errorf("%d plans were made from the one before, %d anew", again, anew)
	}
}

// What a plan was made with besides its Site makes it anew when it changes: a quotation that is not in its source any
// more, another day, a picture that turns out to be damaged. An edition that has been replaced shows what it showed.
func TestPlannedAnew(t *testing.T) {
	g := wordy(t, 1)
	o := Options{Source: g.dir, Now: now}
	w := Open(o, false)
	defer w.Close()
	load := func() *Project { return w.Load(w.Look()) }
	first := load()
	page := func(p *Project, path string) string {
		target, ok := p.Plan.Find(path)
		if !ok {
			t.Fatal("there is no", path)
		}
		data, err := Render(target)
		if err != nil {
			t.Fatal(err)
		}
		return string(data)
	}
	report := string(g.read("content/news/report.md"))
	g.write("content/news/t0.md", string(g.read("content/news/t0.md"))+"\n后来写的。\n")
	second := load()
	if !first.Plan.Shares(second.Plan) || strings.Contains(page(first, "news/t0.html"), "后来写的") || !strings.Contains(page(second, "news/t0.html"), "后来写的") {
		t.Error("a text is not planned as it should be")
	}
	g.write("content/news/report.md", strings.Replace(report, "362", "361", 1))
	third := load()
	if second.Plan.Shares(third.Plan) || !strings.Contains(fmt.Sprint(third.Diagnostics), "statistics/quote-source") {
		t.Errorf("a quotation that is not in its source: %v", third.Diagnostics)
	}
	g.write("content/news/report.md", report)
	fourth := load()
	if third.Plan.Shares(fourth.Plan) || fourth.Diagnostics.HasErrors() {
		t.Errorf("a quotation that is in its source again: %v", fourth.Diagnostics)
	}
	w.At(now.AddDate(0, 0, 1))
	fifth := load()
	if fourth.Plan.Shares(fifth.Plan) {
		t.Error("another day has the plan of the day before")
	}
	w.pictures.blamed++
	if fifth.Plan.Shares(load().Plan) {
		t.Error("a picture that turned out to be damaged is not planned anew")
	}
}
