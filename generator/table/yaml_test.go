package table

import (
	"strings"
	"testing"

	"qizhi/generator/diag"
)

func TestYAMLPlaces(t *testing.T) {
	src := "---\ntitle: \"甲乙\" # x\n党建: 丙 丁 # y\nlist:\n  - 一\n  - k: 1\n    j: ~\nn: 2022.6\nflow: [2022-06-30, 'b']\ntext: |\n  多\n  行\nb: &base {x: 1}\nc:\n  <<: *base\n  y: true\nd: !!str 2022\n---\n"
	from, to := strings.Index(src, "title"), strings.LastIndex(src, "---")
	var problems diag.List
	tab := ParseYAML(diag.NewText("a.md", src), from, to, "front-matter", &problems)
	if len(problems) != 0 {
		t.Fatal(problems)
	}
	places := map[string]string{"title": `"甲乙"`, "党建": "丙 丁", "n": "2022.6", "flow": "[", "d": "2022", "text": "|\n  多\n  行"}
	for key, want := range places {
		v, _ := tab.Get(key)
		if got := src[v.At : v.At+v.Len]; got != want || v.Raw != want && key != "flow" {
			t.Errorf("%s stands at %q (%q), want %q", key, got, v.Raw, want)
		}
	}
	v, _ := tab.Get("list")
	items := v.Data.([]Value)
	if len(items) != 2 || src[items[0].At:items[0].At+items[0].Len] != "一" {
		t.Errorf("list = %v", items)
	}
	if sub := items[1].Data.(*Table); sub.Int("k") != 1 || sub.Has("j") {
		t.Errorf("list[1] = %v", sub.Entries())
	}
	v, _ = tab.Get("flow")
	if first := v.Data.([]Value)[0]; first.Data != "2022-06-30" || src[first.At:first.At+first.Len] != "2022-06-30" {
		t.Errorf("flow[0] = %v", first)
	}
	if got := tab.String("text"); got != "多\n行\n" {
		t.Errorf("text = %q", got)
	}
	if c := tab.Table("c"); c.Int("x") != 1 || !c.Bool("y") {
		t.Errorf("c = %v", c.Entries())
	}
	if got := tab.String("d"); got != "2022" {
		t.Errorf("d = %q", got)
	}
	if p := tab.KeyPosition("党建"); p.Line != 3 || p.Column != 1 {
		t.Errorf("党建 is at %v", p)
	}
}

// Twelve lines that would grow to 10^10 values.
func TestYAMLBomb(t *testing.T) {
	var b strings.Builder
	b.WriteString("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n")
	for i := 1; i < 12; i++ {
		p, n := string(rune('a'+i-1)), string(rune('a'+i))
		if i == 1 {
			p = "a0"
		}
		b.WriteString(n + ": &" + n + " [" + strings.Repeat("*"+p+", ", 9) + "*" + p + "]\n")
	}
	var problems diag.List
	if tab := ParseYAML(diag.NewText("a.md", b.String()), 0, b.Len(), "front-matter", &problems); tab != nil {
		t.Error("the bomb was read")
	}
	if len(problems) != 1 || problems[0].Message != "YAML 的引用（&、*）展开后太大" {
		t.Error(problems)
	}
}

func FuzzSettings(f *testing.F) {
	for _, s := range []string{"title: 关于\n", "a: &a [*a]\n", "标题：“会长”\n", "t = [\"甲\"，]\n", "[[m]]\nx = {k = '''z'''}\n", "a: |\n  b\n", "? x\n: y\n", "a = \"\"\"\nb\"\"\"\"\n", "<<: {a: 1}\n", "{", "[", "- - -\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, parse := range []func(*diag.Text, int, int, string, *diag.List) *Table{ParseTOML, ParseYAML} {
			var problems diag.List
			tab := parse(diag.NewText("a.md", s), 0, len(s), "x", &problems)
			if tab == nil && !problems.HasErrors() {
				t.Error("refused without a word")
			}
			if tab != nil {
				inside(t, s, tab)
			}
		}
	})
}

// inside checks that every value stands within the source and reads as its Raw says.
func inside(t *testing.T, source string, tab *Table) {
	for _, e := range tab.Entries() {
		v := e.Value
		if v.At < 0 || v.Len < 0 || v.At+v.Len > len(source) || source[v.At:v.At+v.Len] != v.Raw {
			t.Errorf("%s: [%d, %d) is not %q", e.Key, v.At, v.At+v.Len, v.Raw)
		}
		if sub, ok := v.Data.(*Table); ok {
			inside(t, source, sub)
		}
	}
}

func BenchmarkParseTOML(b *testing.B) {
	src := "title = \"组织编印了通过组织商会党员带头创新创业（86）\"\ndate = 2020-03-17\ntags = [\"三会一课\", \"党建拉练\"]\nsummary = \"一、上半年工作情况（一）推进党组织组建工作，提升覆盖面。\"\nbranch = \"branch-00024\"\n"
	text := diag.NewText("a.md", src)
	b.ReportAllocs()
	for b.Loop() {
		var problems diag.List
		ParseTOML(text, 0, len(src), "front-matter", &problems)
	}
}
