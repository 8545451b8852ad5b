package check

import (
	"io/fs"
	"testing"
	"testing/fstest"
)

func TestTree(t *testing.T) {
	page := func(body string) *fstest.MapFile { return &fstest.MapFile{Data: []byte("<p>" + body)} }
	for _, c := range []struct{ what, html, want string }{
		{"nothing", `<a href="a.html">甲</a><script src="s.js"></script><script type="application/ld+json">{}</script>`, ""},
		{"a number", `<p>电话<b>13800138000</b>，又13800138000</p>`, "a.html:1:12 personal/mobile 网页里有手机号 138****8000，不能公开"},
		{"a description", `<img src="p.png" alt="13800138000">`, "a.html:1:26 personal/mobile 网页里有手机号 138****8000，不能公开"},
		{"for search engines", `<meta name="description" content="13800138000">`, "a.html:1:38 personal/mobile 网页里有手机号 138****8000，不能公开"},
		{"data for machines", `<script type="application/ld+json">{"a":"110101199003071006"}</script>`, "a.html:1:45 personal/id-number 网页里有身份证号 110101********1006，不能公开"},
		{"a number to call", `<a href="tel:13800138000">13800138000</a>`, ""},
		{"a drawing", `<svg><path d="M138 0013 8000"/></svg>`, ""},
		{"a script", `<script>x()</script>`, "a.html:0:0 published/script 网页里夹着脚本（<script>）"},
		{"a module", `<script type="module">x()</script>`, "a.html:0:0 published/script 网页里夹着脚本（<script>）"},
		{"a handler", `<img src="p.png" onerror="x()">`, "a.html:0:0 published/script <img> 上写着脚本（onerror=）"},
		{"an address that runs", `<a href=" java` + "\n" + `script:x()">甲</a>`, "a.html:0:0 published/script <a> 的 href 会运行脚本"},
		{"an older script", `<a href="vbscript:x">甲</a>`, "a.html:0:0 published/script <a> 的 href 会运行脚本"},
		{"a page in an address", `<a href="data:text/html,x">甲</a>`, "a.html:0:0 published/script <a> 的 href 会运行脚本"},
		{"a drawing's address", `<svg><a xlink:href="javascript:x()">甲</a></svg>`, "a.html:0:0 published/script <a> 的 xlink:href 会运行脚本"},
		{"a number to write to", `<a href="mailto:13800138000@a.example">甲</a>`, "a.html:1:20 personal/mobile 网页里有手机号 138****8000，不能公开"},
		{"a number that is called but not shown", `<a href="tel:13800138000">甲</a>`, "a.html:1:17 personal/mobile 网页里有手机号 138****8000，不能公开"},
		{"a comment", `<!-- 13800138000 -->`, "a.html:1:9 personal/mobile 网页里有手机号 138****8000，不能公开"},
		{"data", `<b data-phone="13800138000">甲</b>`, "a.html:1:19 personal/mobile 网页里有手机号 138****8000，不能公开"},
		{"a number in pieces", `138<b>0013</b>8000<br>甲`, "a.html:1:1 personal/mobile 网页里有手机号 138****8000，不能公开"},
		{"styles", `<style>p{}</style><p style="x">`, "a.html:0:0 published/style <p> 上写着样式（style=）\na.html:0:0 published/style 网页里夹着样式（<style>）"},
		{"a style sheet from elsewhere", `<link rel="stylesheet" href="https://cdn.example/a.css">`, `a.html:0:0 published/foreign href="https://cdn.example/a.css" 要从别的网站取文件`},
		{"a frame from elsewhere", `<iframe src="//cdn.example/"></iframe>`, `a.html:0:0 published/foreign src="//cdn.example/" 要从别的网站取文件`},
		{"links elsewhere", `<a href="https://a.example">甲</a><link rel="canonical" href="https://a.example/"><link rel="alternate" href="https://a.example/">`, ""},
	} {
		got := said(Tree(fstest.MapFS{"a.html": page(c.html), "s.js": page("13800138000"), "p.png": page("")}, Intent{}))
		if got != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, got, c.want)
		}
	}
}

func TestTreeOtherFiles(t *testing.T) {
	files := fstest.MapFS{
		"a.css":                         {Data: []byte(`@import "https://cdn.example/b.css"; p{background:url(a.png)} q{background:url(//cdn.example/c.png)}`)},
		"data/a.csv":                    {Data: []byte("\uFEFF甲,13800138000\r\n")},
		"data/a.json":                   {Data: []byte(`{"phone":"13800138000"}`)},
		"files/13800138000.pdf":         {Data: []byte("%PDF")},
		"404.html":                      {Data: []byte(`<a href="/a/index.html">首页</a>`)},
		"tags/6222020212345678909.html": {Data: []byte(`<p>甲`)},
	}
	want := `a.css:0:0 published/foreign 样式要从别的网站取文件：//cdn.example/c.png
a.css:0:0 published/foreign 样式要从别的网站取文件：https://cdn.example/b.css
data/a.csv:1:3 personal/mobile 这里有手机号 138****8000，不能公开
data/a.json:1:11 personal/mobile 这里有手机号 138****8000，不能公开
files/138****8000.pdf:0:0 personal/mobile 文件名里有手机号 138****8000，不能公开
tags/622202*********8909.html:0:0 personal/bank-card 文件名里有银行卡号 622202*********8909，不能公开`
	if got := said(Tree(files, Intent{})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// Pages have other endings, too.
func TestTreeEndings(t *testing.T) {
	files := fstest.MapFS{"a.htm": {Data: []byte(`<a href="gone.htm">138<b>0013</b>8000</a>`)}, "b.xhtml": {Data: []byte(`<p onclick="x()">甲</p>`)}}
	want := `a.htm:0:0 published/link href="gone.htm" 指向的文件 gone.htm 不存在
a.htm:1:1 personal/mobile 网页里有手机号 138****8000，不能公开
b.xhtml:0:0 published/script <p> 上写着脚本（onclick=）`
	if got := said(Tree(files, Intent{})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// What a site's sources say is meant is meant where it is published.
func TestIntent(t *testing.T) {
	in := input(t, "-- site.toml --\ntitle = \"站\"\n[check]\nignore = [\"published/style\"]\n-- notices/a.md --\n+++\ntitle = \"题\"\ncontact = \"13800138000\"\n+++\n\n13900139000\n")
	files := fstest.MapFS{"a.html": {Data: []byte("<p style=\"x\">13800138000，13900139000")}}
	if got := said(Tree(files, IntentOf(in.Snapshot))); got != "a.html:1:26 personal/mobile 网页里有手机号 139****9000，不能公开" {
		t.Error(got)
	}
}

func FuzzTree(f *testing.F) {
	f.Add("a.html", `<a href="tel:13800138000">13800138000</a><style>@import "//x"</style><p onclick=x style=y>110101199003071006`)
	f.Add("a.css", `@import "//x`)
	f.Add("a.svg", `<svg><text>13800138000`)
	f.Fuzz(func(t *testing.T, name, text string) {
		if len(text) > 1<<13 || !fs.ValidPath(name) {
			t.Skip()
		}
		for _, d := range Tree(fstest.MapFS{name: {Data: []byte(text)}}, Intent{}) {
			if _, ok := ruleNamed(d.Rule); !ok {
				t.Fatalf("%+v", d)
			}
		}
	})
}
