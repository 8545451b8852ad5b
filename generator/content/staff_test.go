package content

import (
	"fmt"
	"os"
	"slices"
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
	if doc.Front.Title != "通知" || shown(doc, body) != "<p>市商会行业党委请于6月30日前报送。</p>" || len(doc.Diagnostics) != 0 {
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
		{"Chinese title in YAML, ASCII colon", "---\n标题: 我的标题\n---\n",
			`content/a.md:2:1: 错误: 名称要用英文，“标题”写作 title；写成 title: 我的标题 [front-matter/chinese-key]`},
		{"Chinese date in YAML, ASCII colon", "---\ntitle: 一\n日期: 2022.6.30\n---\n",
			`content/a.md:3:1: 警告: 名称要用英文，“日期”写作 date；写成 date: 2022.6.30 [front-matter/chinese-key]`},
		{"Chinese tags in TOML", "+++\ntitle = \"一\"\n\"标签\" = [\"甲\"]\n+++\n",
			`content/a.md:3:1: 警告: 名称要用英文，“标签”写作 tags；写成 tags = ["甲"] [front-matter/chinese-key]`},
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
		{"Chinese quotes in YAML", "---\ntitle: “庚”\ndate: “2022-06-30”\ntags: [“一”，“二”]\n---\n",
			"content/a.md:2:8: 警告: 中文引号会当作文字显示出来；不要引号，写成 title: 庚；就是要显示引号，写成 title: \"“庚”\" [front-matter/quotes]\n" +
				"content/a.md:3:7: 错误: 日期的引号是中文的；不要引号，写成 2022-06-30 [front-matter/date]\n" +
				"content/a.md:4:8: 警告: 标签““一”，“二””里有逗号或顿号，会当成一个标签；分开写成 tags: [\"一\", \"二\"] [tags/joined]"},
		{"quotes within YAML", "---\ntitle: “会长之家”和“民企大讲堂”\nsummary: \"“甲”\"\n---\n\n甲\n", ""},
		{"empty title", "+++\ntitle = \"\"\n+++\n\n## 情况\n",
			`content/a.md:2:9: 错误: 标题是空的；写成 title = "情况" [front-matter/title]`},
		{"misspelt title", "+++\ntitel = \"甲\"\n+++\n",
			`content/a.md:2:1: 错误: 不认识的名称 titel，这一篇没有标题；是不是 title？ [front-matter/title]`},
		{"weight in quotes", "+++\ntitle = \"一\"\nweight = \"3\"\n+++\n",
			`content/a.md:3:10: 错误: weight 的值是文字，不是所要的类型；写成 weight = 3 [front-matter/type]`},
		{"a heading of a part", "甲。\n\n## 为什么\n", `content/a.md:1:1: 错误: 这一篇没有标题；在文件开头写三行：+++、title = "标题"、+++；或者第一行写“# 标题” [front-matter/title]`},
		{"a lower heading at the head", "<!-- x -->\n\n## 甲的“乙” \\\\ \"丙\"\n\n文。\n", `content/a.md:1:1: 错误: 这一篇没有标题；在文件开头写三行：+++、title = "甲的“乙” \\ \"丙\""、+++；或者把第 3 行改成“# 甲的“乙” \ "丙"” [front-matter/title]`},
		{"no title, a heading of a part", "+++\ndraft = true\nignore = \"markdown/h1\"\n+++\n\n甲。\n\n## 情况\n\n# 题目\n", `content/a.md:1:1: 错误: 这一篇没有标题；在这一行下面加一行 title = "题目" [front-matter/title]`},
		{"no title in YAML, a heading with a colon", "---\ndraft: true\n---\n\n## 甲: 乙\n",
			`content/a.md:1:1: 错误: 这一篇没有标题；在这一行下面加一行 title: "甲: 乙" [front-matter/title]`},
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
		{"numbers for texts", "+++\ntitle = 2022\ntags = [\"甲\", 2022]\n+++\n",
			"content/a.md:2:9: 错误: title 的值是整数，不是所要的类型；写成文字，两边加英文引号，例如 title = \"2022\" [front-matter/type]\n" +
				"content/a.md:3:14: 错误: tags 的值是整数，不是所要的类型；写成文字，两边加英文引号，例如 \"2022\" [front-matter/type]"},
		{"numbers in YAML", "---\ntitle: 2022\ntags: [2022, true, 3.10]\n---\n", ""},
		{"unknown key of a correction", "+++\ntitle = \"一\"\n[[corrections]]\ndate = 2022-07-01\nwas = \"甲\"\nnow = \"乙\"\nreasn = \"40\"\n+++\n",
			"content/a.md:7:1: 警告: 不认识的名称 reasn；是不是 reason？ [front-matter/unknown-key]"},
		{"twice", "+++\ntitle = \"一\"\nTitle = \"二\"\n+++\n",
			"content/a.md:3:1: 警告: Title 和前面的 title 是同一项，只用前面的；删去其中一行 [front-matter/twice]"},
	}
	for _, c := range cases {
		if got := strings.TrimSuffix(said("a.md", []byte(c.in)), "\n"); got != c.want {
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
	want := "content/a.md:4:1: 警告: HTML 已清理，去掉了排版样式 8 处，文字都保留；从 Word 或网页粘贴的，复制时选“只保留文本”，再用 Markdown 排版 [html/cleaned]\n"
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

// Excel sets a cell with line breaks in quotation marks and doubles those inside it. Whatever a cell
// holds is text: its asterisks are no emphasis.
func TestExcelCells(t *testing.T) {
	const open, head = `<div class="table" role="region" tabindex="0" aria-label="表格"><table><thead><tr><th>类别</th><th class="right">金额</th><th>备注</th></tr></thead><tbody>`, "类别\t金额\t备注\n"
	const number = `</td><td class="right">1,200.50</td><td>`
	for in, want := range map[string]string{
		"建材\t1,200.50\t\"含税\n分两期\"\n茶业\t30\t无": "<tr><td>建材" + number + `含税<br>分两期</td></tr><tr><td>茶业</td><td class="right">30</td><td>无</td></tr>`,
		"\"建材\n\"\"甲\"\"\n类\"\t1,200.50\t无":    `<tr><td>建材<br>&#34;甲&#34;<br>类` + number + "无</td></tr>",
		"建材\t1,200.50\t\"含税":                   "<tr><td>建材" + number + "&#34;含税</td></tr>",
		"建材\t1,200.50\t\"含税\"":                 "<tr><td>建材" + number + "&#34;含税&#34;</td></tr>",
		"建材\t1,200.50\t*星号*和_线_":               "<tr><td>建材" + number + "*星号*和_线_</td></tr>",
		"建材\t1,200.50\t**甲**~~乙~~":             "<tr><td>建材" + number + "**甲**~~乙~~</td></tr>",
	} {
		doc, body := Parse("a.md", []byte(titled+head+in+"\n"))
		check(t, doc, body)
		got := strings.NewReplacer(`"含税"`, "&#34;含税&#34;", `"含税`, "&#34;含税", `"甲"`, "&#34;甲&#34;", `<span class="mask"><span aria-hidden="true">`, "", `</span><span class="sr">某</span></span>`, "").Replace(shown(doc, body))
		if got != open+want+"</tbody></table></div>" {
			t.Errorf("%q\ngot  %s\nwant %s", in, got, open+want+"</tbody></table></div>")
		}
	}
}

// A cross table has no name in its corner, and Excel's last cells may be missing: both are a table. What
// is none is said to be.
func TestExcelShapes(t *testing.T) {
	const none = "|"
	for in, want := range map[string]string{
		"\t2021年\t\n\t男\t女\n党员\t350\t362":          ",2021年,;,男,女;党员,350,362",
		"\t2021年\t2022年\n党员\t350\n预备\t28\t31":      ",2021年,2022年;党员,350,;预备,28,31",
		"\t2021年\n党员\t350\t362":                    "2021年党员\t350\t362 !4:1",
		"\t2021年\t2022年\n党员\t350\t362\n预备\t28\t31": ",2021年,2022年;党员,350,362;预备,28,31",
		"各类：\n\t2021年\t2022年\n党员\t350\t362":        "各类：" + none + ",2021年,2022年;党员,350,362",
		"\t党员\n甲\t3":                               ",党员;甲,3",
		"商会\t党员\t备注\n甲\t3\t无\n乙\t3\n丙\t5\t有\n以上。":  "商会,党员,备注;甲,3,无;乙,3,;丙,5,有" + none + "以上。",
		"商会\t党员\t备注\n\t3\t无\n乙\t3\t":               "商会,党员,备注;,3,无;乙,3,",
		"甲\t1\n乙\t1\t2":                            "甲\t1 乙\t1\t2 !4:1",
		"甲\t1\n乙\t1\t2\n丙\t3\t4":                   "甲\t1|乙,1,2;丙,3,4 !4:1",
		"商会\t党员\n甲\t3\n乙\t3\t多\n以上。":               "商会,党员;甲,3" + none + "乙\t3\t多以上。 !6:1",
		"\tif x {\ty\n\t\tz":                       "<pre><code>if x {\ty\n\tz</code></pre>",
		"\tcode\n\nafter":                          "<pre><code>code</code></pre>|after",
		"商会\t党员\n*\t5\n-\t3":                       "商会,党员;*,5;-,3",
		"商会\t党员\n甲\t1,362人\n乙\t40家":                "商会,党员;甲,1,362人;乙,40家",
		"姓名：\t张三":                                  "姓名：\t张三",
	} {
		doc, body := Parse("a.md", []byte(titled+in+"\n"))
		check(t, doc, body)
		got := strings.NewReplacer(`<div class="table" role="region" tabindex="0" aria-label="表格"><table><thead>`, none, "</thead>", ";", "<tbody>", "", "</tbody></table></div>", none,
			"</tr><tr>", ";", "<tr>", "", "</tr>", "", "</td><td>", ",", "</th><th>", ",", "<td>", "", "</td>", "", "<th>", "", "</th>", "", "<p>", none, "</p>", none, "\n</code>", "</code>").Replace(strings.ReplaceAll(shown(doc, body), ` class="right"`, ""))
		got = strings.Trim(strings.ReplaceAll(got, none+none, none), none)
		if !strings.HasPrefix(got, "<pre>") {
			got = strings.ReplaceAll(got, "\n", " ")
		}
		for _, d := range doc.Diagnostics {
			if d.Rule == "table/sheet" {
				got += fmt.Sprintf(" !%d:%d", d.Line, d.Column)
			}
		}
		if got != want {
			t.Errorf("%q\ngot  %q\nwant %q", in, got, want)
		}
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

// As it is pasted, the report's masks are thirteen, and none is lost in silence: each paragraph that has
// one is warned about, and what --fix escapes is no longer swallowed.
func TestReportMasksRecognised(t *testing.T) {
	raw, err := os.ReadFile("testdata/report.txt")
	if err != nil {
		t.Fatal(err)
	}
	groups := 0
	for _, line := range strings.Split(string(raw), "\n") {
		n := len(strings.FieldsFunc("x"+line+"x", func(r rune) bool { return r == '*' })) - 1
		groups += n
		_, rules := written(t, line)
		if n > 0 && !slices.Contains(rules, "markdown/mask") {
			t.Errorf("%d masks in silence: %s", n, line)
		}
	}
	mended := escapeCertain(titled + MendLines(string(raw)))
	doc, body := Parse("report.md", []byte(mended))
	for _, d := range doc.Diagnostics {
		t.Errorf("mended, and still: %s", d)
	}
	text := 0
	for _, b := range body.Blocks {
		text += strings.Count(b.Text, "*")
	}
	if groups != 13 || text != 17 {
		t.Errorf("%d masks; %d asterisks are shown of 17", groups, text)
	}
}

// escapeCertain escapes the masks that are certain until there are none.
func escapeCertain(source string) string {
	for range 4 {
		offsets := CertainMasks(source)
		slices.Reverse(offsets)
		for _, at := range offsets {
			source = source[:at] + `\` + source[at:]
		}
	}
	return source
}

// What is certain is escaped, and what could be emphasis is left.
func TestCertainMasks(t *testing.T) {
	for in, want := range map[string]string{
		"推荐市*商会副会长、党支部书记*，后文。": `推荐市\*商会副会长、党支部书记\*，后文。`,
		"走访王*和张*":             `走访王\*和张\*`,
		"## 走访市*商会和王*":        `## 走访市\*商会和王\*`,
		"![王*和张*在会上](x.png)":  `![王\*和张\*在会上](x.png)`,
		"市**物流园和市**商会":        `市\*\*物流园和市\*\*商会`,
		"市*商会的*重点*工作":         `市\*商会的*重点*工作`,
		"|市*商会|某**公司|\n|-|-|": `|市\*商会|某\*\*公司|` + "\n|-|-|",
		"全市**企业、商会**要学，这是**重点**内容，重庆市**商会党建、园区党建**工作，**党支部书记**，": "",
		"在**大学举办培训，走进**话发展。":               "",
		"`市*商会` 带*号的是必填项 市\\*商会":           "",
		"* 市商会\n* 王，5*3":                   "",
		"获奖：张**、李**。":                      `获奖：张\*\*、李\*\*。`,
		"获奖名单：张**、李**、王**。":                `获奖名单：张\*\*、李\*\*、王\*\*。`,
		"李**和王**两位同志":                      `李\*\*和王\*\*两位同志`,
		"会长李**、副会长王**参加":                   `会长李\*\*、副会长王\*\*参加`,
		"会长李**出席":                          "",
		"组织*等16名\n\n5*3米\n\n带*号的\n\n姓名*":   `组织\*等16名` + "\n\n5*3米\n\n带*号的\n\n姓名*",
		"观摩市**商会。\n\n在**大学举办。\n\n2**3":     `观摩市\*\*商会。` + "\n\n" + `在\*\*大学举办。` + "\n\n2**3",
		"市\\*商会。\n\n在**大学举办。\n\n这是**重点**。": "",
		"李**同志**、王**书记**，张*书记*":            "",
		"张**同志、李**同志参加":                    `张\*\*同志、李\*\*同志参加`,
		"推荐张**（商会会长）、李**（书记）参评。":           `推荐张\*\*（商会会长）、李\*\*（书记）参评。`,
		"王**“先进个人”、李**“优秀党员”称号":            `王\*\*“先进个人”、李\*\*“优秀党员”称号`,
		"卡号12**34和56**78，3*4米和5*6米":        `卡号12\*\*34和56\*\*78，3\*4米和5\*6米`,
		"这是**重点，*强调。*再**后。**甲****乙**后，要求**党员带头。商会跟上**的精神": "",
		"落实**责任、工程**，加强**责任**、**工程**，对于**（一）责任**（见附件）":    "",
	} {
		if want == "" {
			want = in
		}
		if got := strings.TrimPrefix(escapeCertain(titled+in), titled); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", in, got, want)
		}
	}
}

// A short notice pasted from Word is no less a notice: its lines are paragraphs, whatever their length.
// What was broken in mid-sentence, or on purpose, stays one.
func TestShortLines(t *testing.T) {
	for in, want := range map[string]string{
		"各党支部：\n现将有关事项通知如下：\n一、时间：8月20日\n二、地点：市委党校\n三、人员：支部书记": "各党支部：|现将有关事项通知如下：|一、时间：8月20日|二、地点：市委党校|三、人员：支部书记",
		"1．填写表格\n2．按时报送":             "1．填写表格|2．按时报送",
		"（1）填写表格\n（2）按时报送":           "（1）填写表格|（2）按时报送",
		"(一)填写表格\n(二)按时报送":           "(一)填写表格|(二)按时报送",
		"1、填写表格\n2、电话：023-12345678":  "1、填写表格|2、电话：023-12345678",
		"1.填写表格\n2.按时报送":             "1.填写表格|2.按时报送",
		"①填写表格\n②按时报送":               "①填写表格|②按时报送",
		"● 签到\n● 讲话":                 "● 签到|● 讲话",
		"·签到\n·讲话":                   "·签到|·讲话",
		"    1. 签到\n    2. 讲话":       "1. 签到|2. 讲话",
		"第一，填写表格\n第二，按时报送":           "第一，填写表格|第二，按时报送",
		"特此通知。\n临江市商会党委\n2026年8月20日": "特此通知。|临江市商会党委 2026年8月20日",
		"联系人：孙晓\n电话：023-12345678":    "联系人：孙晓|电话：023-12345678",
		"党员要学习党的理论，坚持党的\n领导，走在前列。\n一、做好工作":                                  "党员要学习党的理论，坚持党的 领导，走在前列。|一、做好工作",
		"商会坚持党的领导，把党建工作放在\n首位，做好服务。今年以来，商会加强学习。\n会员反映很好，企业得到了实惠，下一步继\n续推进。": "商会坚持党的领导，把党建工作放在 首位，做好服务。今年以来，商会加强学习。 会员反映很好，企业得到了实惠，下一步继 续推进。",
		"今年第\n一、二季度的工作\n5、6月份再开展\n1.5万元的帮扶":                                 "今年第 一、二季度的工作 5、6月份再开展 1.5万元的帮扶",
		"听党话。  \n感党恩。\\\n跟党走。":                                              "听党话。 感党恩。 跟党走。",
		"一、学习理论，党员要深入学习，\n坚持党的领导。\n二、开展活动":                                  "一、学习理论，党员要深入学习， 坚持党的领导。|二、开展活动",
		"现将有关事项通知如下。\n二、地点\n市委党校\n请按时参加。\n市商会行业党委\n2022年6月30日":              "现将有关事项通知如下。|二、地点|市委党校|请按时参加。|市商会行业党委 2022年6月30日",
		"根据章程\n第三条的规定，开展工作":                                                 "根据章程 第三条的规定，开展工作",
	} {
		_, rules := written(t, in)
		if warned, parts := len(rules) == 1 && rules[0] == "markdown/lines", strings.Contains(want, "|"); warned != parts {
			t.Errorf("%q: %v", in, rules)
		}
		mended := MendLines(titled + in)
		doc, body := Parse("a.md", []byte(mended))
		var got []string
		for p := range strings.SplitSeq(strings.TrimSuffix(strings.TrimPrefix(shown(doc, body), "<p>"), "</p>"), "</p><p") {
			p = strings.TrimPrefix(p, ">")
			got = append(got, strings.Join(strings.Fields(strings.ReplaceAll(strings.ReplaceAll(strings.ReplaceAll(p, ` class="signed">`, ""), "<p>", ""), "<br>", " ")), " "))
		}
		if joined := strings.Join(got, "|"); strings.ReplaceAll(joined, " ", "") != strings.ReplaceAll(want, " ", "") {
			t.Errorf("%q\ngot  %s\nwant %s", in, joined, want)
		}
		if MendLines(mended) != mended {
			t.Errorf("%q mended twice", in)
		}
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
		"市商会：\n通知如下。":                true,
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

// What cannot be told from emphasis is warned about where it begins; what bold text looks like in any
// article is not.
func TestMasksOfTwo(t *testing.T) {
	for in, warned := range map[string]int{
		"获奖：张**、李**。":              5,
		"推荐张**（商会会长）、李**（商会书记）参评。": 4,
		"李**和王**两位同志":              2,
		"会长李**、副会长王**参加":           4,
		"王**“先进个人”、李**“优秀党员”称号":    2,
		"副会长张**出席，李**主持":           5,
		"**李**同志参加":                1,
		"A**公司、B**公司获奖":            2,
		"今有张**（，李**）":              4,
		"卡号12**34、56**78":          5,
		"规格3*4米和5*6米":              4,
		"已报名****人，实到****人":         6,
		"这是**重点。**后面":              0,
		"李**同志**，王**书记**和":         0,
		"**“会长之家”**活动":             0,
		"落实**责任**，加强**工程**、**高质量**发展，提高**（一）**（二）":          0,
		"**一、组织建设**，**2022年**6月，共**85**家，**{{members}}**党员": 0,
		"**甲**、**乙**后，**时间：**8月20日，**责任**：张三":               0,
		"5*3=15，**王**姓": 0,
	} {
		doc, _ := Parse("a.md", []byte(titled+in+"\n"))
		got := 0
		for _, d := range doc.Diagnostics {
			if d.Rule == "markdown/mask" && got == 0 {
				got = d.Column
			}
		}
		if got != warned {
			t.Errorf("%s: column %d, want %d: %v", in, got, warned, doc.Diagnostics)
		}
	}
}

// Four asterisks and more beside a digit hide the rest of a number.
func TestMasksOfNumbers(t *testing.T) {
	for in, want := range map[string]string{
		"电话138****1234或139****5678。":            "电话138****1234或139****5678。",
		"5001**********1234，5002**********567X": "5001**********1234，5002**********567X",
		"尾号****1234和****5678":                   "尾号****1234和****5678",
		"138********、139********":               "138********、139********",
		"**甲****2022年**":                        "<strong>甲****2022年</strong>",
		"**电话138****1234**":                     "<strong>电话138****1234</strong>",
		"****重点****":                            "<strong><strong>重点</strong></strong>",
	} {
		got, _ := written(t, in)
		got = strings.NewReplacer(`<span class="mask"><span aria-hidden="true">`, "", `</span><span class="sr">某</span></span>`, "", "<p>", "", "</p>", "").Replace(got)
		if got != want {
			t.Errorf("%s\ngot  %s\nwant %s", in, got, want)
		}
	}
}

// Two asterisks that make nothing bold are said to be shown.
func TestUnpairedMarks(t *testing.T) {
	for in, want := range map[string]string{
		"这是** 重点 **内容":      "markdown/emphasis",
		"这是 **重点 ** 内容":     "markdown/emphasis",
		"汉字2**3=8":          "",
		"`**`是粗体":           "",
		"| 甲 | ** |\n|-|-|": "",
		"This is ** it":     "",
	} {
		_, rules := written(t, in)
		if got := strings.Join(rules, " "); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

// What a table makes of the lines around it is said where it is not what was meant.
func TestPipeTables(t *testing.T) {
	const head = "| 序号 | 事项 |\n| --- | --- |\n"
	for in, want := range map[string]string{
		head + "| 1 | 停车 |\n以上是表格。":            "7:1 表格下面没有空行，这一行会成为表格的一行",
		head + "| 1 | 停车 | 多 |\n| 2 | 又 | 多 |": "6:1 这一行有 3 格，表头只有 2 格，多出的不会显示",
		head + "| 1 | `a\\|b` |\n| 2 |\n3 | 丙": "",
		"| 序号 | 事项 |\n| 1 | 停车 |":              "4:1 表头下面没有分隔线，排不成表格",
		"| 甲 |\n| - |\n乙":                      "",
		"甲\n乙 | 丙":                             "",
	} {
		doc, _ := Parse("a.md", []byte(titled+in+"\n"))
		var got []string
		for _, d := range doc.Diagnostics {
			got = append(got, fmt.Sprintf("%d:%d %s", d.Line, d.Column, d.Message))
		}
		if joined := strings.Join(got, " "); joined != want {
			t.Errorf("%q\ngot  %s\nwant %s", in, joined, want)
		}
	}
}

// Text right below a quotation or a list item becomes part of it, and pasted lines in one are told.
func TestLazyLines(t *testing.T) {
	for in, want := range map[string]string{
		"> 第一段结束了。\n> 第二段结束了。\n> 第三段结束了。": "markdown/lines",
		"- 第一句结束了。\n  第二句结束了。\n  第三句结束了。": "markdown/lines",
		"1. 签到。\n2. 讲话。\n特此通知。":           "markdown/lines",
		"> 引用结束了。\n落款在这里":                 "markdown/lines",
		"- 第一句，\n  第二句结束了。":               "",
		"> 引用的话\n> 续行结束了。":                "",
	} {
		_, rules := written(t, in)
		if got := strings.Join(rules, " "); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// An indent that makes code of a paragraph, or nothing of a heading, is told.
func TestIndents(t *testing.T) {
	for in, want := range map[string]string{
		"    1+1+N 机制建设取得成效。":  "markdown/code",
		"    a := 1 // 汉字":     "",
		"　　## 主要做法":            "markdown/indent",
		"　　- 条目":               "markdown/indent",
		"　　1. 条目":              "",
		"　　段落 - 汉字":            "",
		"\t第一段，讲一件事\n\n\t第二段。": "",
	} {
		_, rules := written(t, in)
		if got := strings.Join(rules, " "); got != want {
			t.Errorf("%q: %s, want %s", in, got, want)
		}
	}
}

// What nobody sees is written as it is to be heard, and a mask at an edge is one too.
func TestSpoken(t *testing.T) {
	for in, want := range map[string]string{
		"市*商会党支部书记*": "市某商会党支部书记某",
		"市**物流园":     "市某物流园",
		"*":          "某",
		"带*号的":       "带*号的",
		"5*3":        "5*3",
		"甲":          "甲",
	} {
		if got := Spoken(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
	const mask = `<span class="mask"><span aria-hidden="true">*</span><span class="sr">某</span></span>`
	for in, want := range map[string]string{
		`![市\*商会](x.png)`: "⟦picture x.png|市某商会 alone⟧",
		"副会长张*":           "<p>副会长张" + mask + "</p>",
		"- 李*":            "<ul><li>李" + mask + "</li></ul>",
		"姓名*":             "<p>姓名*</p>",
		`\*等16名`:          "<p>" + mask + "等16名</p>",
		`\*为必填`:           "<p>*为必填</p>",
	} {
		if got, _ := written(t, in); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", in, got, want)
		}
	}
	doc, _ := Parse("a.md", []byte(titled+"商会\t比例\n甲\t#DIV/0!\n乙\t5\n"))
	if len(doc.Diagnostics) != 1 || doc.Diagnostics[0].Line != 5 || doc.Diagnostics[0].Rule != "table/overflow" {
		t.Errorf("%v", doc.Diagnostics)
	}
}

// Past the bound a footnote is text, and said to be: not a link to a file of that name, nor one without a note.
func TestFootnotesBeyondTheBound(t *testing.T) {
	var b strings.Builder
	b.WriteString(titled)
	for i := range 2003 {
		fmt.Fprintf(&b, "甲[^%d]\n\n[^%d]: [^%d]\n\n", i, i, i+1)
	}
	doc, _ := Parse("a.md", []byte(b.String()))
	if len(doc.References) > 0 {
		t.Errorf("refers to %q", doc.References[0].Target)
	}
	var said []string
	for _, d := range doc.Diagnostics {
		said = append(said, d.Rule+" "+d.Message+"；"+d.Hint)
	}
	if want := []string{"markdown/deep 脚注超过 2000 条，后面的按文字显示；分成几篇"}; !slices.Equal(said, want) {
		t.Errorf("says %q", said)
	}
}
