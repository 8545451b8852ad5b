package content

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// said is what staff read of a source.
func said(path string, raw []byte) string {
	doc, _ := Parse(path, raw)
	var b strings.Builder
	for _, d := range doc.Diagnostics {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

// DOMAIN, what staff hand in, 1 and 2: the encodings of Windows.
func TestEncodings(t *testing.T) {
	doc, body := Parse("news/a.md", []byte(notice))
	if doc.Front.Title != "通知" || shown(doc, body) != "<p>市商会行业党委：请于6月30日前报送。</p>" || len(doc.Diagnostics) != 0 {
		t.Fatalf("%q %s %v", doc.Front.Title, shown(doc, body), doc.Diagnostics)
	}
	gbk, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(notice))
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]struct {
		raw  []byte
		said string
	}{
		"a mark":    {[]byte("\uFEFF" + notice), ""},
		"CRLF":      {[]byte(strings.ReplaceAll(notice, "\n", "\r\n")), ""},
		"UTF-16 LE": {utf16Bytes(strings.ReplaceAll(notice, "\n", "\r\n"), false, true), ""},
		"UTF-16 BE": {utf16Bytes(notice, true, true), ""},
		"no mark":   {utf16Bytes(notice, false, false), ""},
		"GBK":       {gbk, "content/news/a.md: 警告: 文件不是 UTF-8 编码，已按 GB18030（GBK）读取；用记事本打开，“另存为”时编码选 UTF-8；qizhi check --fix 可代为转换 [encoding/gb18030]\n"},
	}
	for name, c := range cases {
		d, b := Parse("news/a.md", c.raw)
		if d.Front.Title != "通知" || shown(d, b) != shown(doc, body) || said("news/a.md", c.raw) != c.said {
			t.Errorf("%s: %q %s\n%s", name, d.Front.Title, shown(d, b), said("news/a.md", c.raw))
		}
	}
}

// DOMAIN, what staff hand in, 3, 4 and 10, in the front matter: the place, the caret, the way out.
func TestFrontMatterMistakes(t *testing.T) {
	cases := []struct{ name, in, want string }{
		{"Chinese key", "+++\n标题：会长之家\n+++\n",
			`content/a.md:2:1: 错误: 名称要用英文，“标题”写作 title；写成 title = "会长之家" [front-matter/syntax]`},
		{"smart quotes", "+++\ntitle = “会长之家”\n+++\n",
			`content/a.md:2:9: 错误: 引号是中文的，要用英文引号；写成 title = "会长之家" [front-matter/syntax]`},
		{"full-width equals", "+++\ntitle ＝ \"会长之家\"\n+++\n",
			`content/a.md:2:7: 错误: 名称和值之间要用英文的“=”，这里是“＝”；写成 title = "会长之家" [front-matter/syntax]`},
		{"full-width digits", "+++\ntitle = \"一\"\nweight = １２\n+++\n",
			`content/a.md:3:10: 错误: 这里有全角字符，要用半角；写成 weight = 12 [front-matter/syntax]`},
		{"Chinese key in YAML", "---\ntitle: 一\n日期：2022-06-30\n---\n",
			`content/a.md:3:1: 错误: 名称要用英文，“日期”写作 date；写成 date: 2022-06-30 [front-matter/syntax]`},
		{"full-width fence", "＋＋＋\ntitle = \"一\"\n＋＋＋\n",
			"content/a.md:1:1: 错误: 设置的分隔线用了中文符号；写成 +++ [front-matter/fence]"},
		{"no end", "+++\ntitle = \"一\"\n\n正文\n",
			"content/a.md:1:1: 错误: 文件开头的设置没有结尾，少了下面的一行 +++；在最后一项设置的下面另起一行写 +++ [front-matter/fence]"},
		{"no fence", "标题：会长之家\n\n正文\n",
			`content/a.md:1:1: 错误: 文件开头的设置没有放在两行 +++ 之间；先写一行 +++，再写 title = "…" 等设置，再写一行 +++，然后才是正文 [front-matter/fence]`},
		{"no title", "+++\ndraft = true\n+++\n\n## 情况\n",
			`content/a.md:1:1: 错误: 这一篇没有标题；在这一行下面加一行 title = "情况" [front-matter/title]`},
		{"no title in YAML", "---\ndraft: true\n---\n",
			`content/a.md:1:1: 错误: 这一篇没有标题；在这一行下面加一行 title: 标题 [front-matter/title]`},
		{"nothing", "", `content/a.md:1:1: 错误: 这一篇没有标题；在文件开头写三行：+++、title = "标题"、+++；或者第一行写“# 标题” [front-matter/title]`},
		{"ambiguous date", "+++\ntitle = \"一\"\ndate = \"22/6/30\"\n+++\n",
			"content/a.md:3:8: 错误: 日期“22/6/30”有歧义，看不出哪一个是年；年份写四位，例如 2022-06-30 [front-matter/date]"},
		{"no such day", "+++\ntitle = \"一\"\ndate = \"2022年2月30日\"\n+++\n",
			"content/a.md:3:8: 错误: 没有“2022年2月30日”这一天：2022年2月只有 28 天；改成正确的日期 [front-matter/date]"},
		{"no end in YAML", "---\ntitle: 一\ndate: 2022-06-30\n\n正文\n",
			"content/a.md:1:1: 错误: 文件开头的设置没有结尾，少了下面的一行 ---；在最后一项设置的下面另起一行写 --- [front-matter/fence]"},
		{"no such day in TOML", "+++\ntitle = \"一\"\ndate = 2022-02-30\n+++\n",
			`content/a.md:3:8: 错误: 没有“2022-02-30”这一天；改成正确的日期，例如 2022-06-30 [front-matter/syntax]`},
		{"month as a number", "+++\ntitle = \"一\"\ndate = 2022.10\n+++\n",
			`content/a.md:3:8: 错误: 日期 2022.10 没有加引号，会当成数字；写成 "2022-10" [front-matter/date]`},
		{"year as a number", "+++\ntitle = \"一\"\nexpires = 2022\n+++\n",
			`content/a.md:3:11: 错误: 日期 2022 没有加引号，会当成数字；写成 "2022" [front-matter/date]`},
		{"wrong type", "+++\ntitle = \"一\"\ndraft = \"是\"\n+++\n",
			"content/a.md:3:9: 错误: draft 的值是文字，不是所要的类型；写成 draft = true 或 draft = false [front-matter/type]"},
		{"title that is a list", "+++\ntitle = [\"一\"]\n+++\n",
			`content/a.md:2:9: 错误: title 的值是列表，不是所要的类型；写成文字，两边加英文引号，例如 title = "…" [front-matter/type]`},
		{"unknown key of a correction", "+++\ntitle = \"一\"\n[[corrections]]\ndate = 2022-07-01\nwas = \"甲\"\nnow = \"乙\"\nreasn = \"40\"\n+++\n",
			"content/a.md:7:1: 警告: 不认识的名称 reasn；是不是 reason？ [front-matter/unknown-key]"},
		{"twice", "+++\ntitle = \"一\"\nTitle = \"二\"\n+++\n",
			"content/a.md:3:1: 警告: Title 和前面的 title 是同一项，只用前面的；删去其中一行 [front-matter/twice]"},
	}
	for _, c := range cases {
		if got := said("a.md", []byte(c.in)); got != c.want+"\n" {
			t.Errorf("%s:\ngot  %swant %s", c.name, got, c.want)
		}
	}
}

// The caret stands under the character it means, also after Han.
func TestCaret(t *testing.T) {
	doc, _ := Parse("a.md", []byte("+++\n  title = “会长之家”\n+++\n"))
	var b strings.Builder
	_ = doc.Diagnostics.Write(&b, false)
	want := "content/a.md:2:11: 错误: 引号是中文的，要用英文引号；写成 title = \"会长之家\" [front-matter/syntax]\n" +
		"      title = “会长之家”\n" +
		"              ^\n"
	if b.String() != want {
		t.Errorf("%s", b.String())
	}
}

// DOMAIN, what staff hand in, 6: HTML pasted from Word.
func TestWord(t *testing.T) {
	in := `<p class=MsoNormal style='text-indent:21.0pt'><span lang=EN-US style='mso-bidi-font-size:10.5pt'>&nbsp;&nbsp;&nbsp;&nbsp;</span><b><span style='font-family:宋体'>40家</span></b><span style='font-family:宋体'>直属商会中，有28家<o:p></o:p></span></p>

<p class=MsoNormal><span lang=EN-US><o:p>&nbsp;</o:p></span></p>

后文。`
	doc, body := Parse("a.md", []byte(titled+in))
	check(t, doc, body)
	if got, want := shown(doc, body), "<p><b>40家</b>直属商会中，有28家</p><p>后文。</p>"; got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	want := "content/a.md:4:1: 警告: 粘贴的 HTML 已清理，去掉了排版样式 8 处，文字都保留；从 Word 或网页复制时选“只保留文本”，再用 Markdown 排版 [html/cleaned]\n"
	if got := said("a.md", []byte(titled+in)); got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

// DOMAIN, what staff hand in, 7: a table copied from Excel.
func TestExcel(t *testing.T) {
	in := "各商会情况：\n商会\t党员\t比例\n甲\t1,024\t85%\n乙\t########\t\n以上。"
	doc, body := Parse("a.md", []byte(titled+in))
	check(t, doc, body)
	want := `<p>各商会情况：</p><div class="table" role="region" tabindex="0" aria-label="表格"><table>` +
		`<thead><tr><th>商会</th><th class="right">党员</th><th class="right">比例</th></tr></thead>` +
		`<tbody><tr><td>甲</td><td class="right">1,024</td><td class="right">85%</td></tr><tr><td>乙</td><td class="right">########</td><td class="right"></td></tr></tbody></table></div><p>以上。</p>`
	if got := shown(doc, body); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	if got, want := said("a.md", []byte(titled+in)), "content/a.md:7:3: 警告: 单元格里是 ########，不是数字：Excel 的列太窄，显示不下；回到 Excel 把这一列拉宽，再复制一次 [table/overflow]\n"; got != want {
		t.Errorf("got  %swant %s", got, want)
	}
}

// DOMAIN, what staff hand in, 16: the report itself, with one line a paragraph.
func TestReport(t *testing.T) {
	raw, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	source := titled + string(raw)
	got := said("report.md", []byte(source))
	count := len(strings.Split(strings.TrimSpace(string(raw)), "\n"))
	want := fmt.Sprintf("content/report.md:4:1: 警告: 这里有 %d 行连在一起，中间没有空行，会排成一大段（%d 字）；每一段的前面空一行；qizhi check --fix 可代为改好 [markdown/lines]\n",
		count, utf8.RuneCountInString(strings.ReplaceAll(strings.TrimSpace(string(raw)), "\n", "")))
	if !strings.HasPrefix(got, want) {
		t.Errorf("got  %swant %s", got, want)
	}
	mended := MendLines(source)
	if said := said("report.md", []byte(mended)); strings.Contains(said, "markdown/lines") {
		t.Errorf("mended: %s", said)
	}
	if doc, body := Parse("report.md", []byte(mended)); strings.Count(shown(doc, body), "<p>") != count {
		t.Errorf("%d paragraphs, want %d", strings.Count(shown(doc, body), "<p>"), count)
	}
	if strings.ReplaceAll(mended, "\n\n", "\n") != strings.ReplaceAll(source, "\n\n", "\n") {
		t.Error("more was changed than line ends")
	}
	if MendLines(mended) != mended {
		t.Error("mended twice")
	}
}

// With its masks escaped, as import does, the report shows every asterisk it has.
func TestReportMasks(t *testing.T) {
	raw, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	doc, body := Parse("report.md", []byte(titled+MendLines(EscapeMasks(string(raw)))))
	text := 0
	for _, b := range body.Blocks {
		text += strings.Count(b.Text, "*")
	}
	if want := strings.Count(string(raw), "*"); text != want || want != 17 {
		t.Errorf("%d asterisks are shown of %d", text, want)
	}
	if len(doc.Diagnostics) != 0 {
		t.Errorf("%v", doc.Diagnostics)
	}
}

func TestLines(t *testing.T) {
	long := strings.Repeat("推进党组织组建工作，", 6) + "提升覆盖面。"
	cases := map[string]bool{
		long + "\n" + long:           true,
		"一、上半年工作情况\n" + long:         true,
		long + "\n（二）强化政治建设":         true,
		long + "\n\n" + long:         false,
		"听党话，\n感党恩；\n跟党走。":           false,
		long[:90] + "\n" + long[90:]: false, // broken by hand
		"市商会：\n通知如下。":                false,
		"- " + long + "\n  " + long:  false, // indented by hand
		strings.Repeat("An English sentence that goes on and on until it ends here.\n", 4): false,
		strings.Repeat("汉字，", 700) + "。":                                                   true, // one line, but too long for a paragraph
	}
	for in, want := range cases {
		_, rules := written(t, in)
		if got := len(rules) == 1 && rules[0] == "markdown/lines"; got != want {
			t.Errorf("%q: %v", in, rules)
		}
	}
}
