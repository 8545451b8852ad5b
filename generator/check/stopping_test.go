package check

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"

	"qizhi/generator/diag"
)

// said writes findings as path:line:column rule message, a line each.
func said(list diag.List) string {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "%s:%d:%d %s %s\n", d.Path, d.Line, d.Column, d.Rule, d.Message)
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func packed(t testing.TB, name, text string) string {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	f, err := w.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Fprint(f, text)
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestStopping(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("+++\ntitle = \"题\"\n+++\n电话１３８００１３８０００\n")
	if err != nil {
		t.Fatal(err)
	}
	const head = "+++\ntitle = \"题\"\n"
	for _, c := range []struct{ what, name, source, want string }{
		{"body", "news/a.md", head + "+++\n\n身份证号110101199003071006。\n", "content/news/a.md:5:5 personal/id-number 这里有身份证号 110101********1006，不能公开"},
		{"title", "a.md", "+++\ntitle = \"找13800138000\"\n+++\n", "content/a.md:2:11 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"description of a picture", "a.md", head + "+++\n![名单13800138000](a.jpg)\n", "content/a.md:4:5 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"code", "a.md", head + "+++\n```\n6222020212345678909\n```\n", "content/a.md:5:1 personal/bank-card 这里有银行卡号 622202*********8909，不能公开"},
		{"contact of a notice", "notices/a.md", head + "contact = \"张某 13800138000\"\n+++\n", ""},
		{"contact in YAML", "notices/a.md", "---\ntitle: 题\nphone: 13800138000\n---\n", ""},
		{"ID number as a contact", "notices/a.md", head + "contact = \"110101199003071006\"\n+++\n", "content/notices/a.md:3:12 personal/id-number 这里有身份证号 110101********1006，不能公开"},
		{"a body that looks like a contact", "a.md", head + "+++\n\nphone: 13800138000\n", "content/a.md:5:8 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"silenced block", "a.md", head + "+++\n\n<!-- qizhi-ignore personal/mobile -->\n\n值班13800138000。\n\n另13900139000。\n", "content/a.md:9:2 personal/mobile 这里有手机号 139****9000，不能公开"},
		{"silenced page", "a.md", head + "ignore = [\"personal/mobile\"]\n+++\n\n值班13800138000。\n", ""},
		{"another rule silenced", "a.md", head + "ignore = [\"personal/bank-card\"]\n+++\n\n值班13800138000。\n", "content/a.md:6:3 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"GB18030, full width", "a.md", gbk, "content/a.md:4:3 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"Chinese digits", "a.md", head + "+++\n\n联系人张某，电话一三八〇〇一三八〇〇〇。\n", "content/a.md:5:9 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"digits in circles", "a.md", head + "+++\n\n①③⑧⓪⓪①③⑧⓪⓪⓪\n", "content/a.md:5:1 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"over the end of a line of settings", "a.md", head + "summary = \"\"\"\n请致电138\n00138000\"\"\"\n+++\n", "content/a.md:4:4 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"Chinese digits in a name", "名单一三八〇〇一三八〇〇〇.txt", "", "content/名单一三八****八〇〇〇.txt:0:0 personal/mobile 文件名里有手机号 138****8000，不能公开"},
		{"figures in a column", "a.csv", "党员\n138\n0013\n8000\n", ""},
		{"CRLF", "a.md", "+++\r\ntitle = \"题\"\r\n+++\r\n\r\n13800138000\r\n", "content/a.md:5:1 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"UTF-16", "名单.txt", "\xFF\xFE1\x003\x008\x000\x000\x001\x003\x008\x000\x000\x000\x00", "content/名单.txt:1:1 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"the site's phone", "site.toml", "[organisation]\nphone = \"13800138000\"\n", ""},
		{"elsewhere in site.toml", "site.toml", "[footer]\ncopyright = \"13800138000\"\n", "content/site.toml:2:14 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"silenced in site.toml", "site.toml", "# qizhi-ignore personal/mobile\ncopyright = \"13800138000\"\n", ""},
		{"quotation of a figure", "statistics/2022-H1.toml", "[quotes]\nmembers = \"张某13800138000\"\n", "content/statistics/2022-H1.toml:2:14 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"data", "news/名单.csv", "姓名,电话\n张某,13800138000\n", "content/news/名单.csv:2:4 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"drawing", "a.svg", "<svg><text>13800138000</text></svg>", "content/a.svg:1:12 personal/mobile 这里有手机号 138****8000，不能公开"},
		{"name of a picture", "news/张某13800138000.jpg", "\xFF\xD8\xFF\x00", "content/news/张某138****8000.jpg:0:0 personal/mobile 文件名里有手机号 138****8000，不能公开"},
		{"Word", "a.docx", packed(t, "word/document.xml", "<w:p><w:t>110101199003071006</w:t></w:p>"), "content/a.docx:0:0 personal/id-number 附件里有身份证号 110101********1006，不能公开"},
		{"Excel", "a.xlsx", packed(t, "xl/worksheets/sheet1.xml", `<c r="B3"><v>13800138000</v></c>`), "content/a.xlsx:0:0 personal/mobile 附件 第 1 个工作表 B3里有手机号 138****8000，不能公开"},
		{"a photo", "a.jpg", "\xFF\xD8\xFF\x0013800138000", ""},
		{"figures", "statistics/2022-H1.toml", "[values]\noutput = 15000000000\nmembers = 362\n", ""},
	} {
		list := Stopping(c.name, []byte(c.source))
		if got := said(list); got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.want)
		}
		for _, d := range list {
			if strings.Contains(d.Path+d.Excerpt+d.Hint, "13800138000") || strings.Contains(d.Excerpt, "110101199003071006") {
				t.Errorf("%s: shown in %+v", c.what, d)
			}
		}
	}
}

// A long list of names is one long list of errors only up to a point.
func TestStoppingMany(t *testing.T) {
	list := Stopping("名单.csv", []byte(strings.Repeat("张某,13800138000\n", 100)))
	if len(list) != manyNumbers+1 || list[manyNumbers].Message != "从这里起还有 80 处个人信息，不再一一列出" {
		t.Errorf("%d: %s", len(list), list[len(list)-1])
	}
}

func TestHeardAndMasked(t *testing.T) {
	list := Stopping("13800138000.md", []byte("13900139000 110101199003071006"))
	if got := len(Heard(list, []string{ruleMobile, "link/broken"})); got != 1 {
		t.Errorf("%d are heard of %s", got, said(list))
	}
	d := diag.Diagnostic{Position: diag.Position{Path: "13800138000.md"}, Message: "“13800138000”", Hint: "13800138000", Excerpt: "13800138000"}
	masked := Masked(Veil(diag.List{d}))[0]
	if masked.Path != "138****8000.md" || masked.Message != "“138****8000”" || masked.Hint != "138****8000" || masked.Excerpt != "138****8000" {
		t.Errorf("%+v", masked)
	}
}

// What the advice says of a number that is to be public is what permits it, wherever it stands; an attachment
// and a name have no settings: the advice is to mend the file.
func TestAdvice(t *testing.T) {
	const comment = "写 <!-- qizhi-ignore personal/mobile -->"
	front, body := "+++\ntitle = '甲13800138000'\n+++\n正文\n", "+++\ntitle = '甲'\n+++\n正文\n\n13800138000\n"
	for _, c := range []struct{ name, raw, want, permitted string }{
		{"news/a.md", body, "删去它；确要公开的电话，在这一段前面空一行" + comment + "；通知的联系电话写在 contact 一项",
			strings.Replace(body, "1380", "<!-- qizhi-ignore personal/mobile -->\n\n1380", 1)},
		{"news/a.md", front, `删去它；确要公开的电话，在开头的设置里写 ignore = ["personal/mobile"]；通知的联系电话写在 contact 一项`,
			strings.Replace(front, "+++\n正", "ignore = [\"personal/mobile\"]\n+++\n正", 1)},
		{"site.toml", "title = '13800138000'\n", "删去它；确要公开的电话，在上一行写 # qizhi-ignore personal/mobile",
			"# qizhi-ignore personal/mobile\ntitle = '13800138000'\n"},
		{"a.csv", "13800138000\n", "删去它；确要公开的电话，写进文章正文，在那一段前面空一行" + comment, ""},
		{"13800138000.csv", "甲\n", "给文件改名，去掉这个号码", ""},
		{"a.xlsx", packed(t, "xl/worksheets/sheet1.xml", `<c r="B3"><v>13800138000</v></c>`),
			"在原来的文件里删去它，再另存一份换上；确要公开的电话，写进文章正文，在那一段前面空一行" + comment, ""},
		{"a.md", "+++\ntitle = '甲'\n+++\n110101199003071006\n", "删去它，或把中间几位换成星号", ""},
	} {
		if list := Stopping(c.name, []byte(c.raw)); len(list) != 1 || list[0].Hint != c.want {
			t.Errorf("%s: %+v\nwant %s", c.name, list, c.want)
		}
		if list := Stopping(c.name, []byte(c.permitted)); len(list) != 0 && c.permitted != "" {
			t.Errorf("%s, as advised: %+v", c.name, list)
		}
	}
}

func FuzzStopping(f *testing.F) {
	f.Add("a.md", []byte("+++\ntitle = \"13800138000\"\n+++\n\n<!-- qizhi-ignore personal/mobile -->\n110101199003071006"))
	f.Add("a.toml", []byte("# qizhi-ignore personal/mobile\nphone = \"13800138000\""))
	f.Add("a.xlsx", []byte(packed(f, "xl/worksheets/sheet1.xml", `<c r="B3"><v>13800138000</v></c>`)))
	f.Add("a.csv", []byte("\xFF\xFE1\x003\x00"))
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		if len(raw) > 1<<14 {
			t.Skip()
		}
		for _, d := range Stopping(name, raw) {
			if d.Severity != diag.Error || !strings.HasPrefix(d.Rule, "personal/") {
				t.Fatalf("%+v", d)
			}
		}
	})
}

// BenchmarkStopping is what each source costs a build that has not seen its bytes: the sample site's
// own articles, 2 KB on average.
func BenchmarkStopping(b *testing.B) {
	var sources [][]byte
	size := 0
	files, err := filepath.Glob("../../content/*/*.md")
	if err != nil || len(files) == 0 {
		b.Fatal("no articles", err)
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			b.Fatal(err)
		}
		sources = append(sources, raw)
		size += len(raw)
	}
	b.SetBytes(int64(size / len(sources)))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if list := Stopping("news/a.md", sources[i%len(sources)]); len(list) > 0 {
			b.Fatal(list)
		}
	}
}

// Half of a number in the line that is shown would give it away.
func TestBrokenNumberIsVeiled(t *testing.T) {
	list := Stopping("a.txt", []byte("请致电1380013800\n0。\n"))
	if len(list) != 1 || list[0].Excerpt != "请致电**********" {
		t.Errorf("%+v", list)
	}
}
