package theme

import (
	"bytes"
	"fmt"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"qizhi/generator/diag"
)

// folder is a theme's folder written as a txtar archive.
func folder(archive string) fs.FS {
	files := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

// whole adds the layouts that every theme must have to a folder.
func whole(archive string) fs.FS {
	files := folder(archive).(fstest.MapFS)
	for _, name := range required {
		if p := "layouts/" + name + ".html"; files[p] == nil {
			files[p] = &fstest.MapFile{Data: []byte("<p>" + name + "</p>")}
		}
	}
	return files
}

func load(t testing.TB, layers ...Layer) *Theme {
	t.Helper()
	th, problems := Load(layers, "zh-CN")
	if len(problems) > 0 {
		t.Fatalf("problems: %v", problems)
	}
	return th
}

func execute(t testing.TB, th *Theme, layout string, view any) string {
	t.Helper()
	var out bytes.Buffer
	if err := th.Execute(&out, layout, view); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(out.String())
}

func TestLayers(t *testing.T) {
	base := Layer{Name: "base", FS: whole(`
-- layouts/page.html --
{{template "frame" .}}{{define "inside"}}<p>{{text "read"}}: {{.Title}}</p>{{end}}
-- layouts/partials/frame.html --
<main>{{template "inside" .}}{{template "foot" .}}</main>
-- layouts/partials/foot.html --
<p>base, {{text "count" 3}}</p>
-- i18n/zh-CN.toml --
read = "读"
count = "共 {1} 篇"
`)}
	own := Layer{Name: "own", FS: folder(`
-- theme.toml --
name = "own"
extends = "base"
-- layouts/partials/foot.html --
<p>own, {{text "count" 3}}</p>
-- i18n/zh-CN.toml --
count = "{1} 篇"
`)}
	view := &PageView{Base: Base{Title: "甲 & <乙>"}}
	if got, want := execute(t, load(t, base), "page", view), `<main><p>读: 甲 &amp; &lt;乙></p><p>base, 共 3 篇</p></main>`; got != want {
		t.Errorf("base: %s, want %s", got, want)
	}
	if got, want := execute(t, load(t, own, base), "page", view), `<main><p>读: 甲 &amp; &lt;乙></p><p>own, 3 篇</p></main>`; got != want {
		t.Errorf("own: %s, want %s", got, want)
	}
}

func TestLanguage(t *testing.T) {
	layer := Layer{Name: "base", FS: whole(`
-- layouts/page.html --
<p>{{text "home"}} {{text "next"}}</p>
-- i18n/zh-CN.toml --
home = "首页"
next = "下一页"
-- i18n/en.toml --
home = "Home"
`)}
	th, problems := Load([]Layer{layer}, "en")
	wantProblems(t, problems, "themes/base/i18n/en.toml: 警告: 缺 next（中文是“下一页”），界面用中文；补上 next = \"…\" [theme/missing-string]")
	if got := execute(t, th, "page", &PageView{}); got != "<p>Home 下一页</p>" {
		t.Error(got)
	}
	if got := th.Text("home"); got != "Home" {
		t.Error(got)
	}
	_, problems = Load([]Layer{layer}, "fr")
	wantProblems(t, problems, "themes/base/i18n/fr.toml: 警告: 主题没有 fr 的文字，界面用中文；照 i18n/zh-CN.toml 译一份，或改 language [theme/language]")
}

func wantProblems(t *testing.T, got diag.List, want ...string) {
	t.Helper()
	var lines []string
	for _, d := range got {
		lines = append(lines, d.String())
	}
	if g, w := strings.Join(lines, "\n"), strings.Join(want, "\n"); g != w {
		t.Errorf("problems:\n%s\nwant:\n%s", g, w)
	}
}

// Each mistake in a layout is found when the theme is loaded, at its place.
func TestMistakes(t *testing.T) {
	const place = "themes/x/layouts/page.html:"
	for _, test := range []struct{ layout, want string }{
		{"<p>\n{{.Titel}}</p>", place + `2:4: 错误: PageView 没有 Titel；是不是 Title？ [theme/field]`},
		{"{{range .Relations}}{{range .Cards}}{{.Chrome}}{{end}}{{end}}", place + `1:40: 错误: Card 没有 Chrome；可以用的：`},
		{"{{with .Cover}}{{.Hight}}{{end}}", place + `1:19: 错误: Picture 没有 Hight；是不是 Height？ [theme/field]`},
		{"{{$c := .Chrome}}{{$c.Rot}}", place + `1:23: 错误: Chrome 没有 Rot；是不是 Root？ [theme/field]`},
		{`{{with .Fact "slogan"}}{{.Labl}}{{end}}`, place + `1:27: 错误: Fact 没有 Labl；是不是 Label？ [theme/field]`},
		{"<p>\n{{.Title}", place + "2:9: 错误: 版式读不懂：花括号里读不懂“}”：花括号没有成对，或者用了中文标点 [theme/syntax]"},
		{"{{if .Title}}", place + "1:1: 错误: 版式读不懂：这里开始的 {{if}} 没有结束；在它该结束的地方写 {{end}} [theme/syntax]"},
		{"{{txt \"home\"}}", place + "1:3: 错误: 没有函数 txt；是不是 text？ [theme/function]"},
		{"\n{{template \"frane\" .}}", place + "2:12: 错误: 没有部件 frane；是不是 frame？ [theme/partial]"},
		{`{{text "hom"}}`, place + `1:8: 错误: 没有文字 hom；是不是 home？ [theme/string]`},
		{`{{text .Title}}`, place + `1:3: 错误: text 后面要直接写出名称，才能检查；例如 {{text "…"}} [theme/constant]`},
		{`{{text "count"}}`, place + `1:8: 错误: 文字 count（“共 {1} 篇”）有 1 处要填，这里给了 0 个值 [theme/string-arguments]`},
		{`{{asset "icn.svg"}}`, place + `1:9: 错误: 没有资源 icn.svg；是不是 icon.svg？ [theme/asset]`},
		{`<a href="{{.Title}}>x</a>`, `themes/x/layouts/page.html: 错误: 版式的 HTML 有问题：结尾时还有标签或引号没有闭合`},
		{"<p>\n<a {{if .Title}}href=\"{{end}}x\">", place + `2: 错误: 版式的 HTML 有问题：if、with 或 range 的各支停在不同的地方`},
	} {
		x := Layer{Name: "x", FS: whole("-- layouts/partials/frame.html --\n<p></p>\n-- i18n/zh-CN.toml --\nhome = \"首页\"\ncount = \"共 {1} 篇\"\n-- assets/icon.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n-- layouts/page.html --\n" + test.layout + "\n")}
		th, problems := Load([]Layer{x}, "zh-CN")
		if len(problems) != 1 || !strings.HasPrefix(problems[0].String(), test.want) {
			t.Errorf("%s\n got %v\nwant %s", test.layout, problems, test.want)
		}
		if th.Has("page") || !th.Has("home") {
			t.Errorf("%s: the layout with the mistake is there, or another is not", test.layout)
		}
	}
}

// A mistake in a partial is reported once, whatever number of layouts reach it.
func TestMistakeInPartial(t *testing.T) {
	x := Layer{Name: "x", FS: whole("-- layouts/partials/frame.html --\n<p>{{.Titel}}</p>\n-- layouts/page.html --\n{{template \"frame\" .}}\n-- layouts/news.html --\n{{template \"frame\" .}}\n")}
	_, problems := Load([]Layer{x}, "zh-CN")
	wantProblems(t, problems, "themes/x/layouts/partials/frame.html:1:7: 错误: PageView 没有 Titel；是不是 Title？ [theme/field]")
}

// Without its base a theme lacks much, of which nothing is said but the base.
func TestMissingLayoutAndTheme(t *testing.T) {
	lacking := whole("").(fstest.MapFS)
	delete(lacking, "layouts/term.html")
	_, problems := Load([]Layer{{Name: "x", FS: lacking}}, "zh-CN")
	wantProblems(t, problems, `themes/x/layouts: 错误: 主题缺少版式 term.html；补上这个文件，或在 theme.toml 里写 extends = "hongyan" [theme/missing-layout]`)
	files := whole("-- theme.toml --\nname = \"x\"\nextends = \"hongyam\"\nextend = \"y\"\n").(fstest.MapFS)
	delete(files, "layouts/term.html")
	_, problems = Load([]Layer{{Name: "x", FS: files}}, "zh-CN")
	wantProblems(t, problems,
		`themes/x/theme.toml:2:11: 错误: 找不到 extends 写的主题 hongyam；放到 themes/hongyam/，或改成已有的主题 [theme/extends]`,
		`themes/x/theme.toml:3:1: 警告: 不认识的名称 extend；是不是 extends？ [theme/unknown-key]`)
}

func TestDigest(t *testing.T) {
	const archive = `
-- layouts/page.html --
<p>{{template "a" .}}{{text "home"}}</p>
-- layouts/partials/a.html --
<b>{{template "b" .}}</b>{{text "count" 1}}
-- layouts/partials/b.html --
<i>{{.Title}}</i>
-- layouts/partials/c.html --
<u></u>
-- i18n/zh-CN.toml --
home = "首页"
count = "共 {1} 篇"
other = "别的"
`
	digest := func(archive string) string { return load(t, Layer{Name: "x", FS: whole(archive)}).Digest("page") }
	before := digest(archive)
	for _, change := range [][2]string{{"<i>", "<s>"}, {"首页", "回首页"}, {"共 {1}", "有 {1}"}, {"<p>", "<div>"}} {
		if digest(strings.ReplaceAll(archive, change[0], change[1])) == before {
			t.Errorf("%s -> %s leaves the digest as it was", change[0], change[1])
		}
	}
	for _, change := range [][2]string{{"<u>", "<q>"}, {"别的", "其他"}} {
		if digest(strings.ReplaceAll(archive, change[0], change[1])) != before {
			t.Errorf("%s -> %s changes the digest, though the page does not show it", change[0], change[1])
		}
	}
}

func TestExecuteWrongly(t *testing.T) {
	th := load(t, Layer{Name: "x", FS: whole("-- layouts/news.html --\n{{(index .Related 3).Title}}\n")})
	for want, err := range map[string]error{
		`the theme has no layout "novel"`:                             th.Execute(&bytes.Buffer{}, "novel", &PageView{}),
		`layout "page" shows a *theme.PageView, not a theme.PageView`: th.Execute(&bytes.Buffer{}, "page", PageView{}),
	} {
		if err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

// One theme lays out many pages at once.
func TestExecuteAtOnce(t *testing.T) {
	th := load(t, Layer{Name: "x", FS: whole("-- layouts/page.html --\n{{range .Tags}}<a href=\"{{.URL}}\">{{.Title}}</a>{{end}}\n")})
	var wait sync.WaitGroup
	for i := range 8 {
		wait.Go(func() {
			view := &PageView{}
			want := ""
			for j := range 20 {
				title := fmt.Sprint(i, "-", j)
				view.Tags = append(view.Tags, Link{Title: title, URL: title + ".html"})
				want += `<a href="` + title + `.html">` + title + `</a>`
				var out bytes.Buffer
				if err := th.Execute(&out, "page", view); err != nil || strings.TrimSpace(out.String()) != want {
					t.Errorf("%v %s", err, out.String())
				}
			}
		})
	}
	wait.Wait()
}
