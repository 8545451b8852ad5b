package content

import (
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/tdewolff/minify/v2"
	"github.com/tdewolff/minify/v2/html"
)

func TestMarkdown(t *testing.T) {
	cases := []struct{ name, in, want, rules string }{
		{"link", `[甲](../cases/x.md "题") [乙](#锚) [丙](https://a.cn/?a=1&b=2)`,
			`<p><a href="⟦link ../cases/x.md||题⟧" title="题">甲</a> <a href="⟦link #锚⟧">乙</a> <a href="https://a.cn/?a=1&amp;b=2" rel="noopener">丙</a></p>`, ""},
		{"other schemes", "[电话](tel:110) [邮箱](mailto:a@b.cn) [第一章：总则](第一章：总则.md)",
			`<p><a href="tel:110" rel="noopener">电话</a> <a href="mailto:a@b.cn" rel="noopener">邮箱</a> <a href="⟦link 第一章：总则.md⟧">第一章：总则</a></p>`, ""},
		{"script", "[甲](javascript:alert(1)) [乙](JaVa&#10;Script:x) [丙](data:text/html,x)", "<p>甲 乙 丙</p>", "link/unsafe link/unsafe link/unsafe"},
		{"unknown scheme", "[甲](weixin://dl)", "<p>甲</p>", "link/scheme"},
		{"wide parentheses", "[甲]（a.md）", "<p>[甲]（a.md）</p>", "markdown/link"},
		{"reference", "[甲][a] [乙][] [a]\n\n[a]: x.md\n[乙]: <y z.md> '题'", `<p><a href="⟦link x.md⟧">甲</a> <a href="⟦link y z.md||题⟧" title="题">乙</a> <a href="⟦link x.md⟧">a</a></p>`, ""},
		{"no link in a link", "[甲[乙](a.md)丙](b.md) [https://a.cn](c.md)", `<p>[甲<a href="⟦link a.md⟧">乙</a>丙](b.md) <a href="⟦link c.md⟧">https://a.cn</a></p>`, ""},
		{"figure in a link", "[{{members}}](a.md)", `<p><a href="⟦link a.md⟧">⟦figure members linked⟧</a></p>`, ""},
		{"picture alone", "![图](a.jpg \"题\")", "⟦picture a.jpg|图|题 alone⟧", ""},
		{"pictures", "![图](a.jpg)\n![图](b.jpg)", "⟦picture a.jpg|图 alone⟧\n⟦picture b.jpg|图 alone⟧", ""},
		{"picture in text", "文![图](a.jpg)字", "<p>文⟦picture a.jpg|图⟧字</p>", ""},
		{"picture without words", "![](a.jpg)", "⟦picture a.jpg alone⟧", "picture/alt"},
		{"picture in the text", "![图](data:image/png;base64,AAAA)", "图", "picture/data"},
		{"picture with marks", "![**重**点 市\\*商会](a.jpg)", "⟦picture a.jpg|重点 市某商会 alone⟧", ""},
		{"picture in raw HTML", `<img src="a.jpg" alt="图&amp;文" width=300>`, "⟦picture a.jpg|图&文⟧", ""},

		{"signature", "正文。\n\n市商会行业党委\n2022年6月30日", `<p>正文。</p><p class="signed">市商会行业党委<br>2022年6月30日</p>`, ""},
		{"signature in two paragraphs", "正文。\n\n　　市商会\n\n　　2022年6月", `<p>正文。</p><p class="signed">市商会</p><p class="signed">2022年6月</p>`, ""},
		{"signature that is not the end", "市商会\n2022年6月30日\n\n正文。", "<p>市商会\n2022年6月30日</p><p>正文。</p>", ""},
		{"a last line that is no signature", "会议定在，\n2022年6月30日", "<p>会议定在，\n2022年6月30日</p>", ""},
		{"verse", "前言。\n\n    红军不怕远征难，\n    万水千山只等闲。\n    五岭逶迤腾细浪，\n\n后记。",
			`<p>前言。</p><p class="verse">红军不怕远征难，<br>万水千山只等闲。<br>五岭逶迤腾细浪，</p><p>后记。</p>`, ""},
		{"verse behind tabs", "甲\n\n\t不忘初心。\n\t牢记使命。\n\n乙", `<p>甲</p><p class="verse">不忘初心。<br>牢记使命。</p><p>乙</p>`, ""},
		{"an indented paragraph is no verse", "甲\n\n    第一行缩进，\n第二行没有。\n\n乙", "<p>甲</p><p>第一行缩进，第二行没有。</p><p>乙</p>", ""},
		{"lines of an item are no verse", "1.  甲，\n    乙，\n    丙", "<ol><li>甲，乙，丙</li></ol>", ""},
		{"foreign words", "甲\n\n" + strings.Repeat("Foreign words ", 6), `<p>甲</p><p class="latin">` + strings.Repeat("Foreign words ", 5) + `Foreign words</p>`, ""},

		{"English", "甲\n\nThe Party Committee of the Chamber of Commerce guides and serves its members in the city.", `<p>甲</p><p class="latin" lang="en">The Party Committee of the Chamber of Commerce guides and serves its members in the city.</p>`, ""},
		{"pinyin", "甲\n\nShi Shanghui Hangye Dangwei tuijin dang zuzhi zujian gongzuo, tisheng fugai mian, to in.", `<p>甲</p><p class="latin">Shi Shanghui Hangye Dangwei tuijin dang zuzhi zujian gongzuo, tisheng fugai mian, to in.</p>`, ""},
		{"French", "甲\n\nLe comité du Parti de la chambre de commerce guide et sert ses membres dans la ville.", `<p>甲</p><p class="latin">Le comité du Parti de la chambre de commerce guide et sert ses membres dans la ville.</p>`, ""},

		{"h1", "# 一\n## 二\n###### 六", `<h2 id="一">一</h2><h3 id="二">二</h3><h6 id="六">六</h6>`, "markdown/h1"},
		{"anchor twice", "## 甲 {#a}\n## 乙 {#a}", `<h2 id="a">甲</h2><h2 id="a-2">乙</h2>`, "markdown/anchor"},
		{"anchor of the theme", "## Q main\n## 甲 {#q-main}", `<h2 id="section-q-main-2">Q main</h2><h2 id="section-q-main">甲</h2>`, "markdown/anchor"},
		{"empty heading", "##\n正文", "<p>正文</p>", "markdown/heading"},
		{"heading of nothing", "## <script>x</script>\n甲\n\n## 乙<b></b>\n## <b></b>", `<p>甲</p><h2 id="乙">乙</h2>`, "markdown/heading markdown/heading html/cleaned"},
		{"no space", "#标题", "<p>#标题</p>", "markdown/heading"},
		{"topic", "#话题# 讨论", "<p>#话题# 讨论</p>", ""},
		{"punctuation heading", "## ……", `<h2 id="section">……</h2>`, ""},

		{"table", "| 甲 | 乙 |丙|丁|\n|:-|-|-:|:-:|\n| a | 1 | x | `a\\|b` |\n| | — |",
			`<div class="table" role="region" tabindex="0" aria-label="表格"><table><thead><tr><th>甲</th><th class="right">乙</th><th class="right">丙</th><th class="center">丁</th></tr></thead><tbody><tr><td>a</td><td class="right">1</td><td class="right">x</td><td class="center"><code>a|b</code></td></tr><tr><td></td><td class="right">—</td><td class="right"></td><td class="center"></td></tr></tbody></table></div>`, ""},
		{"figures in a table", "|甲|\n|-|\n|{{members}}|\n|12|", `<div class="table" role="region" tabindex="0" aria-label="表格"><table><thead><tr><th class="right">甲</th></tr></thead><tbody><tr><td class="right">⟦figure members⟧</td></tr><tr><td class="right">12</td></tr></tbody></table></div>`, ""},
		{"vacant and overflown cells", "|甲|\n|-|\n|########|\n|-|\n|—|\n||\n|85%|", `<div class="table" role="region" tabindex="0" aria-label="表格"><table><thead><tr><th class="right">甲</th></tr></thead><tbody><tr><td class="right">########</td></tr><tr><td class="right">-</td></tr><tr><td class="right">—</td></tr><tr><td class="right"></td></tr><tr><td class="right">85%</td></tr></tbody></table></div>`, "table/overflow"},
		{"masks of two", "市**物流园和市**商会", "<p>市<strong>物流园和市</strong>商会</p>", "markdown/mask"},
		{"bold is no mask", "这是**重点**后面，全市**重点和难点**工作，本市**商会**，各区**和各县**。", "<p>这是<strong>重点</strong>后面，全市<strong>重点和难点</strong>工作，本市<strong>商会</strong>，各区<strong>和各县</strong>。</p>", ""},
		{"tasks", "- [x] 甲\n- [ ] 乙", `<ul><li class="task-list-item"><input type="checkbox" checked disabled aria-label="已完成"> 甲</li><li class="task-list-item"><input type="checkbox" disabled aria-label="未完成"> 乙</li></ul>`, ""},
		{"ordered", "3. 甲\n4. 乙", `<ol start="3"><li>甲</li><li>乙</li></ol>`, ""},
		{"terms", "党建入章\n: 写入章程", "<dl><dt>党建入章</dt><dd>写入章程</dd></dl>", ""},
		{"footnote", "甲[^1]\n\n[^1]: 注。", `<p>甲<sup id="fnref:1"><a href="#fn:1" class="footnote-ref" role="doc-noteref" aria-label="脚注1">1</a></sup></p><section class="footnotes" role="doc-endnotes" aria-label="脚注"><ol><li id="fn:1"><p>注。 <a href="#fnref:1" class="footnote-backref" role="doc-backlink" aria-label="返回正文">↩` + "\uFE0E" + `</a></p></li></ol></section>`, ""},
		{"footnote without a note", "甲[^1]", "<p>甲[^1]</p>", "markdown/footnote"},
		{"note without a footnote", "甲\n\n[^1]: 注", "<p>甲</p>", "markdown/footnote"},
		{"not a figure", "{{ .Title }} {{< x >}} `{{ y }}`", "<p>{{ .Title }} {{&lt; x >}} <code>{{ y }}</code></p>", "markdown/figure markdown/figure"},
		{"blocks", "```chart\ntype = \"bar\"\n```\n```go\na<b\n```\n~~~\nx\n~~~", "⟦block chart|type = \"bar\"⟧<pre><code class=\"language-go\">a&lt;b\n</code></pre><pre><code>x\n</code></pre>", ""},
		{"gallery in a list", "- 甲\n\n  ```gallery\n  a = 1\n  ```", "<ul><li><p>甲</p>⟦block gallery|  a = 1⟧</li></ul>", ""},
		{"control characters", "甲\x0b乙", "<p>甲乙</p>", "encoding/control"},

		{"raw HTML", "<div class=\"note\">\n\n**粗**\n\n</div>", `<div class="note"><p><strong>粗</strong></p></div>`, ""},
		{"unclosed", "<div>甲\n\n- 乙 <b>丙\n- 丁", "<div>甲<ul><li>乙 <b>丙</b></li><li>丁</li></ul></div>", "html/cleaned"},
		{"stray", "甲\n\n</div></div>\n\n乙 </b>", "<p>甲</p><p>乙</p>", "html/cleaned"},
		{"script element", "<script>\nalert(1)\n</script>\n\n甲<script>x</script>乙", "<p>甲乙</p>", "html/cleaned"},
		{"open select", "用 <select> 元素和 <title> 标签，后面 **粗**", "<p>用  元素和  标签，后面 <strong>粗</strong></p>", "html/cleaned"},
		{"open textarea", "甲\n\n<textarea>\n乙\n\n丙", "<p>甲</p>乙丙", "html/cleaned"},
		{"film", "<video src=\"a.mp4\">\n\n看不见\n\n</video>\n\n甲", "<p>甲</p>", "html/cleaned"},
		{"event", `甲<img src="a.jpg" alt="图" onerror="x()"><a href="javascript:x">乙</a>`, "<p>甲⟦picture a.jpg|图⟧乙</p>", "html/cleaned"},
		{"raw link", `<a href="x.md" target="_blank">甲</a>`, `<p><a href="⟦link x.md⟧">甲</a></p>`, ""},
		{"raw and Markdown links", `<a href="x.md">甲 [乙](y.md)</a>`, `<p><a href="⟦link x.md⟧">甲 </a><a href="⟦link y.md⟧">乙</a></p>`, "html/cleaned"},
		{"Markdown in a raw table", "<table><tr><td>\n\n- 甲\n\n</td></tr></table>", `<div class="table" role="region" tabindex="0" aria-label="表格"><table><tbody><tr><td><ul><li>甲</li></ul></td></tr></tbody></table></div>`, ""},
		{"heading in a raw table", "<table>\n\n甲 <b>乙\n-", `<div class="table" role="region" tabindex="0" aria-label="表格"><table><tbody><tr><td><h2 id="甲-乙">甲 <b>乙</b></h2></td></tr></tbody></table></div>`, "html/cleaned"},
		{"comment", "甲<!-- 注 -->乙\n\n<!-- 注 -->", "<p>甲乙</p>", ""},
		{"id twice", "## a\n\n<p id=\"a\">甲</p>", `<h2 id="a">a</h2><p>甲</p>`, "html/cleaned"},
	}
	for _, c := range cases {
		got, rules := written(t, c.in)
		if got != c.want || strings.Join(rules, " ") != c.rules {
			t.Errorf("%s: %q\ngot  %s %v\nwant %s [%s]", c.name, c.in, got, rules, c.want, c.rules)
		}
	}
}

func TestReferences(t *testing.T) {
	doc, _ := Parse("a.md", []byte(titled+"甲[乙](x.md)丙{{members}}\n\n```chart\nx = 1\n```\n\n- ![图](../图 片.jpg)\n\n[a]\n\n[a]: y.md\n"))
	type where struct {
		target       string
		line, column int
		width        int
		excerpt      string
	}
	var got []where
	for _, r := range doc.References {
		got = append(got, where{r.Target, r.Place.Line, r.Place.Column, r.Place.Width, r.Place.Excerpt})
		if r.Place.Path != "content/a.md" {
			t.Errorf("%s is in %s", r.Target, r.Place.Path)
		}
	}
	want := []where{
		{"x.md", 4, 6, 4, "甲[乙](x.md)丙{{members}}"}, {"members", 4, 12, 11, "甲[乙](x.md)丙{{members}}"},
		{"chart", 6, 1, 8, "```chart"}, {"../图 片.jpg", 10, 8, 10, "- ![图](../图 片.jpg)"}, {"y.md", 14, 6, 4, "[a]: y.md"},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
}

func TestPlainText(t *testing.T) {
	doc, body := Parse("a.md", []byte(titled+"## 概况\n\n　　40家 **直属**商会，党员{{members}}。\n第二行[链接](a.md)\n\n- 甲\n- 乙\n\n|表|\n|-|\n|格|\n\n### 细节 {#d}\n\n<p>原始<b>文字</b></p>\n\n    code\n"))
	want := []Block{
		{"概况", 2, "概况"}, {"概况", 0, "40家 直属商会，党员{{members}}。第二行链接"}, {"概况", 0, "甲"}, {"概况", 0, "乙"},
		{"概况", 0, "表"}, {"概况", 0, "格"}, {"d", 3, "细节"}, {"d", 0, "原始文字"}, {"d", 0, "code"},
	}
	if !reflect.DeepEqual(body.Blocks, want) {
		t.Errorf("got  %v\nwant %v", body.Blocks, want)
	}
	if want := []Heading{{2, "概况", "概况"}, {3, "细节", "d"}}; !reflect.DeepEqual(doc.Headings, want) {
		t.Errorf("headings %v", doc.Headings)
	}
	if doc.Excerpt != "40家 直属商会，党员{{members}}。第二行链接" || !doc.HasText || body.Characters != 44 {
		t.Errorf("excerpt %q, %d characters", doc.Excerpt, body.Characters)
	}
}

func TestExcerpt(t *testing.T) {
	long := strings.Repeat("党", 200)
	if got := excerpt(long); got != long[:3*119]+"…" {
		t.Errorf("%d bytes", len(got))
	}
	if got := excerpt(strings.Repeat("党", 115) + "{{members}}" + long); got != strings.Repeat("党", 115)+"…" {
		t.Errorf("cut within a figure: %s", got)
	}
}

func TestSilence(t *testing.T) {
	in := titled + "<!-- qizhi-ignore markdown/mask punctuation/half-width -->\n市*商会\n\n县*商会\n"
	doc, _ := Parse("a.md", []byte(in))
	want := []Silence{{"markdown/mask", 4, 5}, {"punctuation/half-width", 4, 5}}
	if !reflect.DeepEqual(doc.Silenced, want) {
		t.Errorf("%v", doc.Silenced)
	}
	if len(doc.Diagnostics) != 1 || doc.Diagnostics[0].Line != 7 {
		t.Errorf("%v", doc.Diagnostics)
	}
	if !doc.Silences("punctuation/half-width", 5) || doc.Silences("punctuation/half-width", 7) {
		t.Error("the wrong lines are silent")
	}
	doc, _ = Parse("a.md", []byte("+++\ntitle = \"题\"\nignore = [\"markdown/mask\"]\n+++\n市*商会\n"))
	if len(doc.Diagnostics) != 0 || !doc.Silences("markdown/mask", 99) {
		t.Errorf("%v", doc.Diagnostics)
	}
	doc, _ = Parse("a.md", []byte(titled+"<!-- qizhi-ignore link/unsafe -->\n[x](javascript:x)\n"))
	if !doc.Diagnostics.HasErrors() {
		t.Error("an error was silenced")
	}
}

// The minifier finds nothing to remove from a body: its HTML is minimal as it is written.
func TestMinimal(t *testing.T) {
	doc, body := Parse("a.md", []byte(samplePage+"\n见https://a.cn/?a=1&b。AT&T < 3 > 2 \"引\" [x](a.md)\n行{{members}}\n\n> 引\n\n```go\na  <b\n```\n\n1. 甲\n\n   乙\n\n甲[^1]\n\n[^1]: 注\n\n- [ ] 丙\n\n市\\*商会 ![图](a.jpg)\n"))
	if len(doc.Diagnostics) != 0 {
		t.Fatal(doc.Diagnostics)
	}
	in := published(doc, body)
	m := minify.New()
	m.Add("text/html", &html.Minifier{KeepDocumentTags: true, KeepEndTags: true, KeepQuotes: true})
	out, err := m.String("text/html", in)
	if err != nil || out != in {
		t.Errorf("%v\ngot  %s\nwant %s", err, out, in)
	}
}

// Long lines of another language are its writer's business; what is said of lines is for Chinese.
func TestLatinLines(t *testing.T) {
	latin := strings.Repeat("A line of English text that goes on（党建）for quite a while. ", 40)
	if _, rules := written(t, latin+"\n"+latin); len(rules) != 0 {
		t.Errorf("English text: %v", rules)
	}
	chinese := strings.Repeat("市商会行业党委推进党组织组建工作", 4) + "。\n"
	if _, rules := written(t, chinese+chinese); !reflect.DeepEqual(rules, []string{"markdown/lines"}) {
		t.Errorf("Chinese text: %v", rules)
	}
}

// What cleaning took away is named for what it is, and lost text is counted.
func TestCleaned(t *testing.T) {
	cases := map[string]string{
		"用 <select> 元素和 <title> 标签":     "去掉了不成对或位置不对的标签 2 处，文字都保留",
		"甲<script>alert(1)</script>乙":   "去掉了脚本、框架或表单 1 处，连同其中的 8 个字",
		"见 <file> 和 <folder>。":          "去掉了不认识的标签 <file> 等 2 处，文字都保留",
		"<audio src=\"a.mp3\"></audio>": "去掉了音频或视频 1 处，文字都保留",
	}
	for in, want := range cases {
		doc, _ := Parse("a.md", []byte(titled+in+"\n"))
		if len(doc.Diagnostics) != 1 || doc.Diagnostics[0].Message != "HTML 已清理，"+want {
			t.Errorf("%s: %v", in, doc.Diagnostics)
		}
	}
}

// TestFiguresInRawHTML: what a page pasted from elsewhere quotes is filled in as well, and knows its place.
func TestFiguresInRawHTML(t *testing.T) {
	doc, body := Parse("news/a.md", []byte("+++\ntitle = \"甲\"\n+++\n\n<div>\n<p>党员{{members}}</p>\n<a href=\"b.md\">{{activists}}</a>\n<code>{{code}}</code>\n</div>\n"))
	var got []string
	for _, r := range doc.References {
		if r.Kind == FigureReference {
			got = append(got, fmt.Sprint(r.Target, " ", r.Place.Line, ":", r.Place.Column, " ", r.Linked))
		}
	}
	if want := "members 6:6 false activists 7:16 true"; strings.Join(got, " ") != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if text := strings.Join(body.Literals, "·"); !strings.Contains(text, "党员·") || !strings.Contains(text, "<code>{{code}}</code>") {
		t.Errorf("body %q", text)
	}
}

// TestFiguresInTitles: a title attribute fills in no figures, so writing one there is an error.
func TestFiguresInTitles(t *testing.T) {
	for body, want := range map[string]int{
		"[链](a.md \"党员{{membres}}\")\n":                 1,
		"[链](https://e.org/ \"党员{{members}}\")\n":       1,
		"<span title=\"{{membres}}\">x</span>\n":        1,
		"![合影](a.jpg \"党员{{members}}\")\n":              1,
		"字 ![党员{{members}}](a.jpg) 字\n":                 1,
		"<img src=\"a.jpg\" alt=\"{{members}}\">\n":     1,
		"[链](a.md \"党员\") <span title=\"x\">x</span>\n": 0,
	} {
		doc, _ := Parse("news/a.md", []byte("+++\ntitle = \"甲\"\n+++\n\n"+body))
		got := 0
		for _, d := range doc.Diagnostics {
			if d.Rule == "figure/title" && d.Line == 5 {
				got++
			}
		}
		if got != want {
			t.Errorf("%s: %v", body, doc.Diagnostics)
		}
	}
}
