package prose

import (
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

var terms = Terms(map[string]string{"帐号": "账号", "商会": "总商会", "党建工作": "", "党建工作者": "党务工作者"})

// look holds a body to every rule and writes each finding as rule, the words it stands at, and what
// would be put there.
func look(source string, body int) string {
	doc := Read(source, body)
	var out []string
	report := func(f Finding) {
		s := f.Rule + " " + source[f.At:f.At+f.Len]
		if f.Edit != nil {
			s += " → " + source[f.Edit.At:f.Edit.At+f.Edit.Len] + "=" + f.Edit.New
		}
		out = append(out, s)
	}
	for i, b := range doc.Blocks {
		var next *Block
		if i+1 < len(doc.Blocks) {
			next = doc.Blocks[i+1]
		}
		Pairs(b, next, report)
		for _, rule := range []Rule{HalfWidth, Doubled, Numerals, FullWidth, terms} {
			rule(b, report)
		}
	}
	return strings.Join(out, "; ")
}

func TestRules(t *testing.T) {
	const half, doubled, pairs, mixed, date, term = "punctuation/half-width", "punctuation/doubled", "punctuation/unbalanced", "numeral/mixed", "numeral/date", "term/wrong"
	for _, c := range []struct{ text, want string }{
		// half-width marks
		{"党建引领,诚信经营。", half + " , → ,=，"},
		{"党建引领, 诚信经营。", half + " , → , =，"},
		{"党建引领,\n诚信经营。", half + " ,"},
		{"**重点**,后面", half + " , → ,=，"},
		{"现有{{members}},其中", half + " , → ,=，"},
		{"主题:诚信", half + " :"},
		{"“garbage-in, garbage-out”.", ""},
		{"the “same handles”: a", ""},
		{"他说“好”.", half + " ."},
		{"（see A）.", ""},
		{"（A组）.", half + " ."},
		{"怎么办?这样办", half + " ?"},
		{"好!很好", half + " !"},
		{"甲;乙", half + " ;"},
		{"张三.李四", half + " ."},
		{"市商协(筹)成立", half + " ("},
		{"(一)推进组建", half + " ("},
		{"“甲”,“乙”", half + " , → ,=，"},
		{"一个都不能少.", half + " ."},
		{"对!", half + " !"},
		{"他说：\"…\".", half + " ."},
		{"他说：“对!”", half + " !"},
		{"他说：\"对!\"大家都笑了", half + " \"; " + half + " !"},
		{"是否显示\".\"按键", ""}, // the sign itself
		{"修复不能设置.的问题", ""}, {"都很好,的确如此", half + " , → ,=，"},
		{"各党支部:\n\n通知如下", half + " :"},
		{"经费{{members}}.", half + " ."},
		{"这是 No.1", ""},
		{"党建 App.", ""},
		{"共有40.", ""},
		{"见 a.docx.", ""},
		{"见附件.docx", ""},
		{"等等...", ""},
		{"使用 Markdown, HTML 等", ""},
		{"共40,其中28家", ""},
		{"上午9:30，比分3:2", ""},
		{"中文(Chinese)名称", ""},
		{"第(1)项", ""},
		{"等等...还有", ""},
		{"见`a,b`,再见", ""},
		{"[甲,乙](x.md)", half + " , → ,=，"},
		{"![甲,乙](x.jpg)", half + " , → ,=，"},
		{"`甲,乙`", ""},
		{"```\n甲,乙\n```", ""},
		{"<div>甲,乙</div>", ""},
		{"甲&#44;乙", half + " &#44;"},
		{"甲\\,乙", half + " , → ,=，"},
		{"https://a.example/甲,乙", ""},
		{"| 甲,乙 | 丙 |\n| --- | --- |\n| 丁 | 戊 |", half + " , → ,=，"},

		// straight quotation marks
		{"他说\"我们要抓落实。\"大家都同意。", half + " \""},
		{"\"江州味道\"进社区", half + " \""},
		{"\"甲\"、\"乙\"", half + " \"; " + half + " \""},
		{"写成 \"2025-H1\"，屏幕 5\"和 6\"，a=\"甲\"", ""},
		{"`\"甲\"`和\n\"甲\n乙\"", ""},

		// full-width digits
		{"居民２００余人参加", "numeral/full-width ２００ → ２００=200"},
		{"１．甲，增长８５．５％", "numeral/full-width １ → １=1; numeral/full-width ８５ → ８５=85; numeral/full-width ５ → ５=5"},
		{"`２００`，ＡＰＰ，①②", ""},

		// doubled marks
		{"完成。。下一项", doubled + " 。。 → 。。=。"},
		{"甲，，乙", doubled + " ，， → ，，=，"},
		{"甲、、乙", doubled + " 、、 → 、、=、"},
		{"完成。。。", doubled + " 。。。"},
		{"好！！", doubled + " ！！"},
		{"好!!", doubled + " !!"},
		{"甲，。乙", doubled + " ，。"},
		{"真的吗？！", ""},
		{"a !! b", ""},
		{"还有……，", ""},

		// pairs
		{"他说：“好。", pairs + " “"},
		{"他说好。”", pairs + " ”"},
		{"他说“好“。", pairs + " “"},
		{"（一推进", pairs + " （"},
		{"推进）", pairs + " ）"},
		{"（推进)", pairs + " )"},
		{"《甲《乙》", pairs + " 《"},
		{"“甲《乙”", pairs + " 《"},
		{"1）甲；2）乙", ""},
		{"一）甲", ""},
		{"“甲。\n\n“乙。”", ""},
		{"“甲‘乙’丙”", ""},
		{"it’s 党建", ""},
		{"`tablewriter`’s flexibility", ""},
		{"`code`’ 好", pairs + " ’"},
		{":) 好", ""},
		{"(Chinese）", ""},
		{"“**甲**”", ""},

		// numerals
		{"二0二二年", mixed + " 二0二二"},
		{"二O二二年", mixed + " 二O二二"},
		{"二○二二年", mixed + " 二○二二"},
		{"二零二二年", mixed + " 二零二二"},
		{"二〇二二年", ""},
		{"2022年一年", ""},
		{"共5万5千元", mixed + " 5万5千"},
		{"近3千人", mixed + " 3千"},
		{"2百多家", mixed + " 2百多"[:len(" 2百")]},
		{"1千2百户", mixed + " 1千2百"},
		{"5万元", ""},
		{"20千克，100千瓦，3千米", ""},
		{"3至5千克", ""},
		{"一千零一夜", ""},
		{"22/6/30 举行", date + " 22/6/30"},
		{"6/7/2022举行", date + " 6/7/2022"},
		{"22年6月30日", date + " 22年6月30日"},
		{"2022年6月30日", ""},
		{"2022/6/30", ""},
		{"8/16/32 位，4/8/16，1/2/3，24/7", ""},
		{"a/22/6/30", ""},
		{"22年6个月", ""},

		// terms
		{"填写帐号，总商会的商会", term + " 商会; " + term + " 帐号"},
		{"党建工作者做党建工作", term + " 党建工作者; " + term + " 党建工作"},
		{"`帐号`", ""},
	} {
		head := "+++\ntitle = \"题\"\n+++\n\n"
		if got := look(head+c.text+"\n", len(head)); got != c.want {
			t.Errorf("%s\ngot  %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestRead(t *testing.T) {
	doc := Read("# 甲`x`\n\n- [乙](http://a.example)丙\n  续{{n:number}}\n\n### 丁\n\n文[^1]<br>末\n\n[^1]: 注 &amp; 释\n", 0)
	var b strings.Builder
	for _, block := range doc.Blocks {
		fmt.Fprintf(&b, "%d %+q\n", block.Kind, block.Text)
	}
	for _, h := range doc.Headings {
		fmt.Fprintf(&b, "h%d %s\n", h.Level, h.Text)
	}
	for _, l := range doc.Links {
		fmt.Fprintf(&b, "%s at %d\n", l.Target, l.At)
	}
	want := `2 "\u7532\ue002"
1 "\u4e59\u4e19\n\u7eed\ue001"
2 "\u4e01"
1 "\u6587\ue002\u672b"
1 "\u6ce8 & \u91ca"
h1 甲` + "\ue002" + `
h3 丁
http://a.example at 18
`
	if b.String() != want {
		t.Errorf("got\n%swant\n%s", b.String(), want)
	}
}

// FuzzRules: no source breaks a rule, every finding lies within the source, and every edit leaves the
// Han characters as they are.
func FuzzRules(f *testing.F) {
	for _, s := range []string{"", "甲,乙。。（丙)“丁", "二0二二年5万5千22/6/30", "![甲,乙](x)\\,&#44;{{a}},", "- 甲,\n  乙\n\n| a | b |\n|--|--|\n| 甲,乙", "[^1]\n\n[^1]: “甲\n\n    “乙"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) || len(source) > 1<<12 {
			t.Skip()
		}
		doc := Read(source, 0)
		for _, b := range doc.Blocks {
			check := func(f Finding) {
				if f.At < 0 || f.Len < 0 || f.At+f.Len > len(source) {
					t.Fatalf("%q: %+v", source, f)
				}
				if e := f.Edit; e != nil && hans(source) != hans(source[:e.At]+e.New+source[e.At+e.Len:]) {
					t.Fatalf("%q: %+v loses text", source, e)
				}
			}
			Pairs(b, nil, check)
			for _, rule := range []Rule{HalfWidth, Doubled, Numerals, terms} {
				rule(b, check)
			}
		}
	})
}

func hans(s string) string {
	return strings.Map(func(r rune) rune {
		if han.Is(r) {
			return r
		}
		return -1
	}, s)
}
