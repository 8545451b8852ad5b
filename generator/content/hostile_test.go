package content

import (
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// Sources that are made to take for ever, or much memory, or the program down. Each is read within a
// second on a slow machine; what is beyond the bounds is said.
func TestHostile(t *testing.T) {
	cases := map[string]string{
		"quotes":               strings.Repeat(">", 10_000) + " 深",
		"quotes on many lines": strings.Repeat(strings.Repeat("> ", 200)+"深\n", 500),
		"lists":                strings.Repeat("- ", 10_000) + "深",
		"indented lists":       indentedLists(2000),
		"brackets":             strings.Repeat("[", 10_000) + strings.Repeat("]", 10_000),
		"many brackets":        strings.Repeat("[", 100_000),
		"pictures":             strings.Repeat("![", 10_000) + strings.Repeat("](a)", 10_000),
		"open links":           strings.Repeat("[a](", 30_000),
		"open titles":          strings.Repeat("[a](b \"", 30_000),
		"open targets":         strings.Repeat("[a](<b", 30_000),
		"emphasis":             strings.Repeat("*a **b ", 30_000),
		"closers":              strings.Repeat("a** ", 30_000) + strings.Repeat("b_ ", 30_000),
		"crossed emphasis":     strings.Repeat("*a_ ", 30_000),
		"nested emphasis":      strings.Repeat("_", 900) + "甲" + strings.Repeat("_", 900),
		"strikes":              strings.Repeat("a~~b", 30_000),
		"backticks":            backticks(600),
		"entities":             strings.Repeat("&amp", 40_000),
		"figures":              strings.Repeat("{{a", 40_000),
		"tags":                 strings.Repeat("<a href='", 50_000),
		"unclosed tags":        strings.Repeat("<div><b>", 50_000),
		"unclosed inline tags": "甲" + strings.Repeat("<b>", 50_000),
		"comments":             "甲" + strings.Repeat("<!-- ", 30_000),
		"tables":               "|甲|\n|-|\n" + strings.Repeat("|`\\|`|\n", 50_000),
		"wide table":           strings.Repeat("|甲", 5000) + "|\n" + strings.Repeat("|-", 5000) + "|\n" + strings.Repeat("|1|2|\n", 200),
		"long table":           strings.Repeat("|甲", 150) + "|\n" + strings.Repeat("|-", 150) + "|\n" + strings.Repeat("|1|\n", 20_000),
		"large table":          strings.Repeat("|甲", 20) + "|\n" + strings.Repeat("|-", 20) + "|\n" + strings.Repeat("|1|\n", 9_000),
		"links in a line":      strings.Repeat("[a](b) {{c}} ", 50_000),
		"links in a row":       strings.Repeat("|[a](b) {{c}}", 150) + "|\n" + strings.Repeat("|-", 150) + "|\n" + strings.Repeat("|[a](b)|\n", 1000),
		"sheets":               strings.Repeat("甲\t乙\n丙\t丁\t戊\n", 50_000),
		"raw tables":           strings.Repeat("<table><tr><td>", 2000),
		"definitions":          strings.Repeat("[a]: b\n", 50_000) + strings.Repeat("[a] ", 50_000),
		"footnotes":            footnotes(20_000),
		"terms":                strings.Repeat("甲\n: 乙\n", 20_000),
		"headings":             strings.Repeat("# 甲\n", 30_000),
		"addresses":            strings.Repeat("http://a.b/", 50_000),
		"mail":                 strings.Repeat("a.", 30_000) + "@b.c",
		"one long line":        strings.Repeat("党", 600_000),
		"many lines":           strings.Repeat("党建\n", 40_000),
		"asterisks":            strings.Repeat("*", 300_000),
		"masks":                strings.Repeat(`市\*`, 30_000),
		"blank lines":          strings.Repeat("\n", 300_000),
		"spaces":               strings.Repeat(" ", 300_000) + "党",
		"silences":             strings.Repeat("<!-- qizhi-ignore a/b -->\n\n", 20_000),
	}
	for name, source := range cases {
		start := time.Now()
		doc, body := Parse("a.md", []byte(titled+source))
		if took := time.Since(start); took > 30*time.Second {
			t.Errorf("%s took %v", name, took)
		} else if testing.Verbose() {
			t.Logf("%s: %v, %d problems", name, took, len(doc.Diagnostics))
		}
		check(t, doc, body)
		for _, d := range doc.Diagnostics {
			if d.Rule == "content/failed" {
				t.Errorf("%s: %v", name, d)
			}
		}
	}
	for _, name := range []string{"quotes", "lists", "many brackets"} {
		if doc, _ := Parse("a.md", []byte(titled+cases[name])); len(doc.Diagnostics) == 0 || doc.Diagnostics[0].Rule != "markdown/deep" {
			t.Errorf("%s: nothing is said", name)
		}
	}
}

func indentedLists(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i%300) + "- 甲\n")
	}
	return b.String()
}

func backticks(n int) string {
	var b strings.Builder
	for i := 1; i < n; i++ {
		b.WriteString(strings.Repeat("`", i) + "甲")
	}
	return b.String()
}

func footnotes(n int) string {
	var b strings.Builder
	for i := range n {
		name := string(rune('a'+i%26)) + strings.Repeat("x", i%50)
		b.WriteString("[^" + name + "]\n\n[^" + name + "]: 注\n\n")
	}
	return b.String()
}

func TestTooLarge(t *testing.T) {
	doc, body := Parse("a.md", make([]byte, maxSource+1))
	if len(doc.Diagnostics) != 1 || doc.Diagnostics[0].Rule != "content/size" || len(body.Literals) != 1 {
		t.Errorf("%v", doc.Diagnostics)
	}
}

// FuzzParse looks for a source that breaks a promise of Parse, or whose HTML a browser would take
// apart otherwise than it was written, or that carries what must never be published.
func FuzzParse(f *testing.F) {
	for _, s := range []string{
		notice, everyKey, samplePage, "# 题\n\n**“会”**活动\n\n　　段\n\n- [x] a\n\n  b\n", "---\ntitle: x\n---\n<div><p>\n\n*a*\n\n</b>\n\n<table>a",
		titled + "[a](<b c.md> 't') ![*x*](y \"z\")\n\n[a]: b\n\n|a|b|\n|-|-:|\n|`\\|`|{{m}}|\n", titled + "a\tb\nc\td\n\n甲[^1]\n\n[^1]: 乙\n    丙\n\n词\n: 义\n",
		titled + "市*商会 县\\*\\*商会 ~~删~~ http://a.cn/党，a_b@c.d <a href=x>[y](z)</a>", titled + "```chart\nx\n```\n> - 1. a\n>   ***\n\n<script>\n</div>\n",
		titled + "## 甲 {#a}\n## 甲 {#a}\n# q-main\n<h2 id=a>x</h2>\n<!-- qizhi-ignore a/b -->\n#标题", "\xff\xfea\x00", "标题：x\n", titled + "<svg><p></svg><ul><li><table>x<p>",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		doc, body := Parse("a.md", raw)
		check(t, doc, body)
		page := published(doc, body)
		if !utf8.ValidString(page) {
			t.Error("not UTF-8")
		}
		characters := 0
		for _, b := range body.Blocks {
			characters += utf8.RuneCountInString(b.Text)
		}
		if body.Characters != characters {
			t.Errorf("%d characters, counted as %d", characters, body.Characters)
		}
		if bad := forbidden(page); bad != "" {
			t.Errorf("%s in %s", bad, page)
		}
		for _, d := range doc.Diagnostics {
			if d.Rule == "content/failed" {
				t.Error(d)
			}
		}
		again, body2 := Parse("a.md", raw)
		if !reflect.DeepEqual(body, body2) || !reflect.DeepEqual(doc.Diagnostics, again.Diagnostics) {
			t.Error("the second time is different")
		}
	})
}

// forbidden finds what no body may carry: code, styles, an anchor twice.
func forbidden(page string) string {
	ids := map[string]bool{}
	for z := html.NewTokenizer(strings.NewReader(page)); z.Next() != html.ErrorToken; {
		token := z.Token()
		if token.Type == html.TextToken {
			continue
		}
		if strings.Contains(" script style iframe object embed form link meta base svg math ", " "+token.Data+" ") {
			return "<" + token.Data + ">"
		}
		for _, a := range token.Attr {
			switch {
			case a.Key == "style" || strings.HasPrefix(a.Key, "on") || a.Key == "srcdoc":
				return a.Key
			case a.Key == "id" && ids[a.Val]:
				return "id " + a.Val + " twice"
			case a.Key == "id":
				ids[a.Val] = true
			case a.Key == "href" && classify(a.Val) > outsideSite:
				return a.Val
			}
		}
	}
	return ""
}
