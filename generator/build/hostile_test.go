//go:build linux

package build

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"qizhi/generator/picture/phototest"
)

// The bounds of one hostile build: what it may take in a process of its own. A build of an empty site
// takes 40 MB and a tenth of a second, the longest article that is read at all (2 MB, a table of 250,000
// rows) 620 MB and a second; under the race detector everything takes several times as much.
const (
	hostileSeconds = 20
	hostileMemory  = 800 << 10 // KiB
)

// hostile is a site that was made to harm: what its build must say, and whether it may succeed.
type hostile struct {
	files map[string]string
	make  func(t *testing.T, dir string) // what cannot be written as a text
	want  []string                       // in the output; "" of nothing in particular
	fails bool
}

const titled = "+++\ntitle = \"题\"\n+++\n\n"

// Whatever is put into the folder: no crash, within bounds, with a clear answer, and a site that fails
// publishes nothing.
func TestHostileSites(t *testing.T) {
	for name, h := range hostileSites() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			g := &garden{t: t, dir: dir}
			g.write("content/site.toml", "format = 1\ntitle = \"站\"\nbase_url = \"https://example.org/\"\n")
			for file, text := range h.files {
				g.write("content/"+file, text)
			}
			if h.make != nil {
				h.make(t, filepath.Join(dir, "content"))
			}
			out, failed := hostileBuild(t, dir)
			if failed != h.fails {
				t.Errorf("failed: %v\n%.2000s", failed, out)
			}
			for _, want := range h.want {
				if !strings.Contains(out, want) {
					t.Errorf("nothing is said of %q:\n%.2000s", want, out)
				}
			}
			entries, _ := os.ReadDir(filepath.Join(dir, "public"))
			if failed && len(entries) > 0 {
				t.Errorf("a site with errors was published: %v", entries)
			}
			inert(t, filepath.Join(dir, "public"))
		})
	}
}

// hostileBuild builds a site in a process of its own and judges what that took.
func hostileBuild(t *testing.T, dir string) (out string, failed bool) {
	t.Helper()
	c := exec.Command(os.Args[0])
	status := filepath.Join(t.TempDir(), "status")
	// A heap of that size grows by half before it is collected: see paceCollector of cmd/qizhi.
	c.Env = append(os.Environ(), "GOGC=50", "QIZHI_BUILD_IN="+dir, "QIZHI_BUILD_STATUS="+status)
	var b bytes.Buffer
	c.Stdout, c.Stderr = &b, &b
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(5*hostileSeconds*slowdown*time.Second, func() { _ = c.Process.Kill() })
	defer timer.Stop()
	err := c.Wait()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) || exit != nil && exit.ExitCode() != 1 || strings.Contains(b.String(), "goroutine ") {
		t.Fatalf("%v: %.3000s", err, b.String())
	}
	peak := peakOf(t, status)
	seconds := int(c.ProcessState.UserTime().Seconds() + c.ProcessState.SystemTime().Seconds())
	if seconds > hostileSeconds*slowdown || peak > hostileMemory*slowdown {
		t.Errorf("took %d processor seconds and %d MB", seconds, peak>>10)
	}
	return b.String(), err != nil
}

// peakOf reads the most memory that a process had, in KiB, from its own status. (What the system tells of
// a dead child counts the memory of its parent, too.)
func peakOf(t *testing.T, status string) int {
	t.Helper()
	data, err := os.ReadFile(status)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(data), "VmHWM:")
	peak := 0
	if _, err := fmt.Sscan(rest, &peak); err != nil {
		t.Fatal(err)
	}
	return peak
}

// inert checks a published tree: no page runs or loads what its content brought, and nothing of this
// machine is in it.
func inert(t *testing.T, dir string) {
	t.Helper()
	_ = filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return nil
		}
		data, _ := os.ReadFile(name)
		rel, _ := filepath.Rel(dir, name)
		for _, bad := range []string{"root:x:0", dir} {
			if bytes.Contains(data, []byte(bad)) {
				t.Errorf("%s carries %q", rel, bad)
			}
		}
		if strings.HasSuffix(name, ".svg") && (bytes.Contains(data, []byte("alert")) || bytes.Contains(data, []byte("evil"))) {
			t.Errorf("%s is %s", rel, data)
		}
		if strings.HasSuffix(name, ".html") {
			for _, bad := range activeParts(data) {
				t.Errorf("%s: %s", rel, bad)
			}
		}
		return nil
	})
}

// hostileSites are the sites of issue 9, point 2, by name.
func hostileSites() map[string]hostile {
	all := map[string]hostile{}
	for _, part := range []map[string]hostile{hostileNames(), hostileSizes(), hostileDepths(), hostileSettings(), hostilePictures(), hostileMarkup()} {
		for name, h := range part {
			all[name] = h
		}
	}
	return all
}

func page(body string) map[string]string { return map[string]string{"a.md": titled + body} }

func hostileNames() map[string]hostile {
	link := func(t *testing.T, target, name string) {
		if err := os.Symlink(target, name); err != nil {
			t.Skip(err)
		}
	}
	write := func(t *testing.T, name string) {
		if err := os.WriteFile(name, []byte(strings.Replace(titled, "题", filepath.Base(strings.ToValidUTF8(name, ""))+"题", 1)), 0o644); err != nil {
			t.Skip(err)
		}
	}
	names := func(list ...string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			for _, n := range list {
				write(t, filepath.Join(dir, n))
			}
		}
	}
	return map[string]hostile{
		"links out of the tree": {make: func(t *testing.T, dir string) {
			link(t, "/etc/passwd", filepath.Join(dir, "passwd.md"))
			link(t, "/etc", filepath.Join(dir, "etc"))
		}, files: page("[甲](passwd.md)\n"), want: []string{"content/etc: 警告: 这是一个链接", "没有“passwd.md”这个文件"}, fails: true},
		"links in a circle": {make: func(t *testing.T, dir string) {
			link(t, ".", filepath.Join(dir, "round"))
			link(t, "..", filepath.Join(dir, "up"))
			link(t, "self", filepath.Join(dir, "self"))
		}, want: []string{"content/round: 警告", "content/up: 警告", "content/self: 警告"}},
		"dots":                {make: names("a..b.md", "..c.md", "...md"), files: map[string]string{"x.md": titled + "[甲](../../../../etc/passwd) ![乙](../../x.png)\n"}, want: []string{"etc/passwd"}, fails: true},
		"slug that climbs":    {files: map[string]string{"a.md": "+++\ntitle = \"题\"\nslug = \"../../etc/x\"\naliases = [\"../../etc/y\", \"//evil.example/z\"]\n+++\n"}, want: []string{"[address/slug]", "[alias/format]"}, fails: true},
		"control characters":  {make: names("a\x01b.md", "c\nd.md", "e\x1b[2Jf.md"), want: []string{"看不见的控制字符"}},
		"bidi":                {make: names("a\u202egpj.md", "b\u2066c.md", "d\u200fe.md", "f\u2028g.md"), want: []string{"content/a�gpj.md", "content/b�c.md", "content/d�e.md", "content/f�g.md"}},
		"not UTF-8":           {make: names("a\xff\xfe.md"), want: []string{"content/a�", "已跳过"}},
		"case only":           {make: names("Case.md", "case.md"), want: []string{"case.md 和 Case.md 的地址都是 case.html"}, fails: true},
		"Unicode form only":   {make: names("caf\u00e9.md", "cafe\u0301.md"), want: []string{"[address/duplicate]"}, fails: true},
		"files of one name":   {make: names("b/../P.pdf", "p.pdf", "caf\u00e9.pdf", "cafe\u0301.pdf"), files: page("[1](P.pdf) [2](p.pdf) [3](caf\u00e9.pdf) [4](cafe\u0301.pdf)\n")},
		"reserved by Windows": {make: names("CON.md", "nul.md", "aux.txt", "com1.pdf", "a:b.md", "c?d.md", "e*f.md", "g|h.md", "i .md", "j..md"), files: page("[1](com1.pdf) [2](aux.txt)\n")},
		"300 bytes":           {make: names(strings.Repeat("党", 83)+".md", strings.Repeat("x", 250)+".md"), files: page("![图](" + strings.Repeat("长", 100) + ".jpg)\n"), want: []string{"[picture/missing]"}, fails: true},
	}
}

func hostileSizes() map[string]hostile {
	sparse := func(size int64, names ...string) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			for _, n := range names {
				if err := os.MkdirAll(filepath.Dir(filepath.Join(dir, n)), 0o755); err != nil {
					t.Fatal(err)
				}
				f, err := os.Create(filepath.Join(dir, n))
				if err != nil {
					t.Fatal(err)
				}
				if err := errors.Join(f.Truncate(size), f.Close()); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	rows := "| 甲 | 乙 |\n| - | - |\n"
	return map[string]hostile{
		"1 GB files":      {make: sparse(1<<30, "big.md", "big.mp4", "big.jpg", "big.pdf", "big.docx"), files: page("[甲](big.mp4) ![乙](big.jpg) [丙](big.pdf) [丁](big.docx)\n"), want: []string{"content/big.md: 错误: 读不出这个文件：文件太大", "content/big.mp4: 错误"}, fails: true},
		"1 GB settings":   {make: sparse(1<<30, "site.toml", "statistics/2022-H1.toml"), want: []string{"content/site.toml: 错误", "文件太大"}, fails: true},
		"16 MB settings":  {make: sparse(16<<20, "statistics/indicators.toml"), want: []string{"indicators.toml"}, fails: true},
		"a million rows":  {files: page(rows + strings.Repeat("|1|2|\n", 1_000_000)), want: []string{"一篇最多 2 MB"}, fails: true},
		"rows that fit":   {files: page(rows + strings.Repeat("|1|2|\n", 300_000))},
		"many sheets":     {files: page(strings.Repeat("甲\t乙\n丙\t丁\n文\n", 60_000))},
		"a wide sheet":    {files: page(strings.Repeat("甲\t", 20_000) + "\n" + strings.Repeat("乙\t丙\n", 200_000)), want: []string{"[markdown/deep]"}},
		"800,000 cells":   {files: page(strings.Repeat(strings.Repeat("1\t", 200)+"\n", 4_000)), want: []string{"超过 20 万格"}},
		"wide tables":     {files: page(strings.Repeat(strings.Repeat("|1", 199)+"|\n"+strings.Repeat("|-", 199)+"|\n"+strings.Repeat(strings.Repeat("|1", 199)+"|\n", 990)+"\n", 5)), want: []string{"超过 20 万格"}},
		"a million lines": {files: page(strings.Repeat("甲\t乙\n", 250_000))},
		"100,000 tags":    {files: map[string]string{"a.md": "+++\ntitle = \"题\"\ntags = [" + strings.Repeat("\"a\",", 100_000) + "]\n+++\n"}, want: []string{"超过 64 KB"}, fails: true},
		"long settings":   {files: map[string]string{"a.md": "+++\ntitle = \"" + strings.Repeat("题", 15_000) + "\"\nsummary = \"" + strings.Repeat("x", 10_000) + "\"\n+++\n"}},
	}
}

func hostileDepths() map[string]hostile {
	const n = 10_000
	deep := func(name string, levels int) func(*testing.T, string) {
		return func(t *testing.T, dir string) {
			root, err := os.OpenRoot(dir)
			if err != nil {
				t.Fatal(err)
			}
			for range levels {
				if err := root.Mkdir(name, 0o755); err != nil {
					t.Skip(err)
				}
				next, err := root.OpenRoot(name)
				root.Close()
				if err != nil {
					t.Fatal(err)
				}
				root = next
			}
			defer root.Close()
			if err := root.WriteFile("a.md", []byte(titled+"深\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return map[string]hostile{
		"folders":            {make: deep("d", 1000)},
		"folders too deep":   {make: deep(strings.Repeat("深", 40), 1000), want: []string{"路径太长"}, fails: true},
		"quotes":             {files: page(strings.Repeat(">", n) + " 深"), want: []string{"[markdown/deep]"}},
		"lists":              {files: page(strings.Repeat("- ", n) + "深"), want: []string{"[markdown/deep]"}},
		"brackets":           {files: page(strings.Repeat("[", n) + strings.Repeat("]", n)), want: []string{"[markdown/deep]"}},
		"links":              {files: page(strings.Repeat("[a](", n)), want: []string{"[markdown/deep]"}},
		"footnotes":          {files: page(strings.Repeat("[^a]\n", 300*n/10) + "\n[^a]: 注\n"), want: []string{"[markdown/deep]"}},
		"mobile numbers":     {files: page(strings.Repeat("13812345678，", 10*n)), want: []string{"还有 99980 处个人信息"}, fails: true},
		"numbers on lines":   {files: page(strings.Repeat("13812345678 一\n", 10*n)), want: []string{"还有 99980 处个人信息"}, fails: true},
		"figures on a line":  {files: page(strings.Repeat("{{members}} ", 16*n)), want: []string{"没有 members 这个指标"}, fails: true},
		"digits in a row":    {files: page(strings.Repeat("1 ", 90*n))},
		"charts":             {files: page(strings.Repeat("```chart\ntype = \"bar\"\nindicators = [\"members\"]\n```\n\n", 2*n)), want: []string{"没有 members"}, fails: true},
		"emphasis":           {files: page(strings.Repeat("*a **b ", n)), want: []string{"[markdown/deep]"}},
		"tags":               {files: page(strings.Repeat("<div><b>", n))},
		"quotes in lists":    {files: page(strings.Repeat("> - ", n) + "深"), want: []string{"[markdown/deep]"}},
		"YAML arrays":        {files: map[string]string{"a.md": "---\ntitle: x\nparams: " + strings.Repeat("[", n) + strings.Repeat("]", n) + "\n---\n"}, want: []string{"a.md"}, fails: true},
		"TOML arrays":        {files: map[string]string{"a.md": "+++\ntitle = \"x\"\nparams = {a = " + strings.Repeat("[", n) + strings.Repeat("]", n) + "}\n+++\n"}, want: []string{"太深"}, fails: true},
		"TOML inline tables": {files: map[string]string{"site.toml": "title = \"x\"\nx = " + strings.Repeat("{a = ", n) + "1" + strings.Repeat("}", n)}, want: []string{"太深"}, fails: true},
		"TOML dotted key":    {files: map[string]string{"a.md": "+++\ntitle = \"x\"\n[" + strings.Repeat("a.", n) + "a]\n+++\n"}, want: []string{"太深"}, fails: true},
		"gallery":            {files: page("```gallery\n" + strings.Repeat("[[", n) + "\n```\n"), want: []string{"太深"}, fails: true},
		"SVG":                {files: map[string]string{"a.md": titled + "![图](a.svg)\n", "a.svg": "<svg xmlns=\"http://www.w3.org/2000/svg\">" + strings.Repeat("<g>", 10*n) + strings.Repeat("</g>", 10*n) + "</svg>"}, want: []string{"[picture/damaged]"}, fails: true},
	}
}

func hostileSettings() map[string]hostile {
	var laughs strings.Builder
	laughs.WriteString("---\ntitle: x\na: &a [x,x,x,x,x,x,x,x,x]\n")
	for c := 'b'; c < 'm'; c++ {
		fmt.Fprintf(&laughs, "%c: &%c [%s*%c]\n", c, c, strings.Repeat(fmt.Sprintf("*%c,", c-1), 8), c-1)
	}
	laughs.WriteString("---\n")
	pairs := func(n int, line string) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, line, i, i)
		}
		return b.String()
	}
	formula := func(f, more string) map[string]string {
		return map[string]string{
			"statistics/indicators.toml": "[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n[rate]\nlabel = \"率\"\nunit = \"%\"\nkind = \"derived\"\nformula = \"" + f + "\"\n" + more,
			"statistics/2022-H1.toml":    "title = \"2022年上半年\"\nsource = \"总结\"\n[values]\nmembers = 362\n[quotes]\nmembers = \"党员362人\"\n"}
	}
	squares := "[r0]\nlabel = \"x\"\nunit = \"\"\nkind = \"derived\"\nformula = \"members * members\"\n"
	for i := 1; i < 60; i++ {
		squares += fmt.Sprintf("[r%d]\nlabel = \"x%d\"\nunit = \"\"\nkind = \"derived\"\nformula = \"r%d * r%d\"\n", i, i, i-1, i-1)
	}
	const long = "式子太长"
	return map[string]hostile{
		"billion laughs":       {files: map[string]string{"a.md": laughs.String()}, want: []string{"展开后太大"}, fails: true},
		"alias of itself":      {files: map[string]string{"a.md": "---\ntitle: x\nparams: &p {a: *p}\n---\n"}, want: []string{"content/a.md:"}, fails: true},
		"200,000 settings":     {files: map[string]string{"site.toml": "title = \"x\"\n" + pairs(200_000, "k%d = %d\n")}, want: []string{"太多"}, fails: true},
		"20,000 settings":      {files: map[string]string{"site.toml": "title = \"x\"\n" + pairs(19_000, "k%d = %d\n")}, want: []string{"不认识的名称"}},
		"a regular expression": {files: map[string]string{"site.toml": "title = \"x\"\n[check.terms]\n\"(a+)+$\" = \"b\"\n\"(.*)*(.*)*\" = \"c\"\n", "a.md": titled + strings.Repeat("a", 100_000) + "!\n"}},
		"many words":           {files: map[string]string{"site.toml": "title = \"x\"\n[check.terms]\n" + pairs(15_000, "\"词%d\" = \"语%d\"\n"), "a.md": titled + strings.Repeat("词", 100_000) + "\n"}},
		"deep formula":         {files: formula(strings.Repeat("(", 100_000)+"members"+strings.Repeat(")", 100_000), ""), want: []string{long}, fails: true},
		"long formula":         {files: formula(strings.Repeat("members * ", 50_000)+"members", ""), want: []string{long}, fails: true},
		"signs":                {files: formula(strings.Repeat("-", 100_000)+"members", ""), want: []string{long}, fails: true},
		"long number":          {files: formula(strings.Repeat("9", 100_000)+" * members", ""), want: []string{long}, fails: true},
		"squares of squares":   {files: formula("members", squares), want: []string{"超出范围"}, fails: true},
		"a power":              {files: formula("members ^ 999999999", ""), want: []string{"不认识的“^”"}, fails: true},
		"formula of itself":    {files: formula("rate * 1", ""), want: []string{"rate"}, fails: true},
		"NUL in settings":      {files: map[string]string{"a.md": "+++\ntitle = \"题\x00\"\n+++\n"}, want: []string{"content/a.md"}, fails: true},
		"escaped NUL":          {files: map[string]string{"a.md": "+++\ntitle = \"题\\u0000\\u202e\"\ntags = [\"a\\u0000b\"]\nslug = \"a\\u0000b\"\n+++\n"}, want: []string{"[address/slug]"}, fails: true},
	}
}

func hostilePictures() map[string]hostile {
	entities := "<!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">"
	for c := 'b'; c < 'k'; c++ {
		entities += fmt.Sprintf("<!ENTITY %c \"%s\">", c, strings.Repeat(fmt.Sprintf("&%c;", c-1), 10))
	}
	svg := func(inner string) string {
		return "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\">" + inner + "</svg>"
	}
	shown := func(name, data string) map[string]string {
		return map[string]string{"a.md": titled + "![图](" + name + ")\n\n[原图](" + name + ")\n", name: data}
	}
	return map[string]hostile{
		"50,000 by 50,000": {files: shown("a.png", string(phototest.HugePNG(50_000, 50_000))), want: []string{"大得无法处理"}, fails: true},
		"long texts":       {files: shown("a.png", string(phototest.PNG(phototest.Corners(4, 4), phototest.Chunk("tEXt", make([]byte, 8<<20)), phototest.Chunk("zTXt", make([]byte, 8<<20)))))},
		"SVG scripts": {files: shown("a.svg", svg(`<script>alert(1)</script><a href="javascript:alert(1)"><text>x</text></a><foreignObject><iframe src="http://evil.example/"/></foreignObject>`+
			`<image href="http://evil.example/x.png"/><use href="http://evil.example/x#a"/><style>@import "http://evil.example/";</style><set attributeName="href" to="javascript:alert(1)"/>`))},
		"SVG entities": {files: shown("a.svg", entities+"]>"+svg("<text>&j;</text>")), want: []string{"[picture/damaged]"}, fails: true},
		"zip bomb":     {files: map[string]string{"a.md": titled + "[甲](a.docx) [乙](b.zip)\n", "a.docx": zipped("word/document.xml", 200<<20), "b.zip": zipped("x.txt", 200<<20)}},
	}
}

// zipped is an archive of so many zeros, in a few kilobytes.
func zipped(name string, size int) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, _ := z.Create(name)
	for range size >> 20 {
		_, _ = w.Write(make([]byte, 1<<20))
	}
	_ = z.Close()
	return b.String()
}

func hostileMarkup() map[string]hostile {
	unsafe := []string{"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java&#115;cript:alert(1)", "javascript&colon;alert(1)", "&#x6A;avascript:alert(1)", "vbscript:x", "data:text/html,x", "DATA:text/html;base64,x"}
	all := map[string]hostile{
		"HTML": {files: page("<script>alert(1)</script><b onclick=\"alert(1)\" style=\"x:y\">甲</b><iframe srcdoc=\"x\"></iframe><object data=\"x\"></object><base href=\"//evil.example\"><style>*{}</style>" +
			"<svg onload=\"alert(1)\"><a xlink:href=\"javascript:alert(1)\">x</a></svg><math href=\"javascript:alert(1)\">x</math><form action=\"javascript:alert(1)\"><button formaction=\"javascript:alert(1)\">x</button></form>" +
			"<a href=\"jav&#x09;ascript:alert(1)\">x</a><a href=\" &#1;javascript:alert(1)\">y</a><meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\"><img src=\"data:text/html,x\" alt=\"x\">\n"), want: []string{"[html/cleaned]"}, fails: true},
		"HTML that may stay": {files: page("<div onclick=\"alert(1)\" style=\"x:y\">甲<b onmouseover=alert(1)>乙</b></div>\n\n<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">丙</p></noscript>\n\n<textarea></textarea><title></title><xmp><script>alert(1)</script></xmp>\n"), want: []string{"[html/cleaned]"}},
		"template syntax": {files: map[string]string{"a.md": "+++\ntitle = \"{{.Title}} <script>alert(1)</script>\"\nsummary = \"{{printf}} '\\\"><b>\"\ntags = [\"{{x}}\", \"<b>\", \"'\\\"\"]\n+++\n\n" +
			"`{{members}}` {{ .Site }} {{define \"x\"}} {{template \"base\"}} <% x %> ${x} {% x %} {{\"</script><script>alert(1)</script>\"}}\n"}, want: []string{"title"}, fails: true},
		"template syntax in text": {files: page("{{ .Site }} {{define \"x\"}} {{template \"base\" .}} <% x %> ${x} {% x %} {{\"</script>\"}}\n"), want: []string{"[markdown/figure]"}},
		"settings": {files: map[string]string{"site.toml": "title = \"</title><script>alert(1)</script>\"\nbase_url = \"https://example.org/\"\n[footer]\nicp = \"<script>alert(1)</script>\"\n[organisation]\nname = \"</script><script>alert(1)</script>\"\n",
			"a.md": "+++\ntitle = \"</script><script>alert(1)</script>\"\nauthor = \"<img src=x onerror=alert(1)>\"\ndate = 2022-06-01\ntags = [\"</script>\"]\n+++\n\n“</script>”\n"}},
		"settings that lead away": {files: map[string]string{"site.toml": "title = \"x\"\nbase_url = \"javascript:alert(1)\"\n[[menu]]\ntitle = \"x\"\ntarget = \"javascript:alert(1)\"\n[[links]]\ntitle = \"x\"\nurl = \"vbscript:x\"\n"}, want: []string{"base_url", "site.toml:5", "site.toml:8"}, fails: true},
		"pages as attachments":    {files: map[string]string{"a.md": titled + "[甲](x/b.html) [乙](x/c.XML) [丙](x/d.js) [丁](x/e.svgz)\n", "x/b.html": "<script>alert(1)</script>", "x/c.XML": "<a/>", "x/d.js": "alert(1)", "x/e.svgz": "x"}, want: []string{"“b.html”是网页或脚本", "“c.XML”是", "“d.js”是", "“e.svgz”是"}, fails: true},
	}
	for i, u := range unsafe {
		all[fmt.Sprintf("unsafe address %d", i)] = hostile{files: page("[甲](" + u + ") <a href=\"" + u + "\">乙</a>\n\n[丙]\n\n[丙]: " + u + "\n"), want: []string{"[link/unsafe]"}, fails: true}
	}
	for i, u := range []string{"java\tscript:alert(1)", " \x01javascript:alert(1)", "javascript\\:alert(1)"} {
		all[fmt.Sprintf("disguised address %d", i)] = hostile{files: page("<a href=\"" + u + "\">甲</a>\n\n[乙](<" + u + ">)\n"), fails: true}
	}
	return all
}
