package check

import (
	"strings"
	"testing"
	"testing/fstest"
)

func TestPublished(t *testing.T) {
	tree := fstest.MapFS{
		"index.html": {Data: []byte(`<link rel="canonical" href="https://a.example/"><a href="a/x.html#top">x</a>
			<a href="a/x.html#gone">y</a><a href="nothing.html">z</a><a href="/a/x.html">abs</a>
			<a href="https://b.example/">out</a><img src="https://b.example/p.png"><img srcset="p.png 1x, q.png 2x">`)},
		"a/x.html": {Data: []byte(`<h1 id="top">x</h1><a href="../index.html">home</a><a href="#top">up</a><meta http-equiv="refresh" content="0;url=../old.html">`)},
		"p.png":    {},
	}
	var got []string
	for _, d := range Published(tree) {
		got = append(got, d.Path+" "+d.Rule+" "+d.Message)
	}
	want := []string{
		`a/x.html published/link content="../old.html" 指向的文件 old.html 不存在`,
		`index.html published/absolute href="/a/x.html" 是绝对路径，换一个目录就会失效`,
		`index.html published/anchor href="a/x.html#gone" 指向的位置 #gone 在 a/x.html 里不存在`,
		`index.html published/foreign src="https://b.example/p.png" 要从别的网站取文件`,
		`index.html published/link href="nothing.html" 指向的文件 nothing.html 不存在`,
		`index.html published/link srcset="q.png" 指向的文件 q.png 不存在`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// What a browser would find is found, and what it would not is not.
func TestPublishedAsBrowsersDo(t *testing.T) {
	for _, c := range []struct{ what, html, want string }{
		{"a folder with a page", `<a href="dir/">甲</a><a href="dir">乙</a><a href="./dir/#top">丙</a>`, ""},
		{"a folder without", `<a href="empty/">甲</a>`, `published/link href="empty/" 指向的文件 empty 不存在`},
		{"a place in a folder's page", `<a href="dir/#gone">甲</a>`, `published/anchor href="dir/#gone" 指向的位置 #gone 在 dir/index.html 里不存在`},
		{"refresh in capitals", `<meta http-equiv="Refresh" content="0; URL='gone.html'">`, `published/link content="gone.html" 指向的文件 gone.html 不存在`},
		{"refresh to the site itself", `<link rel="canonical" href="https://a.example/x/"><meta http-equiv="refresh" content="0; url=https://a.example/x/">`, ""},
		{"refresh to another site", `<link rel="canonical" href="https://a.example/x/"><meta http-equiv="refresh" content="0; url=https://b.example/x/">`, `published/foreign 网页打开就会跳到别的网站 b.example`},
		{"a drawing's picture", `<svg><image xlink:href="https://b.example/p.png"/><use href="#top"/></svg><b id="top">`, `published/foreign xlink:href="https://b.example/p.png" 要从别的网站取文件`},
		{"a form", `<form action="gone.php"></form>`, `published/link action="gone.php" 指向的文件 gone.php 不存在`},
		{"the top of a page", `<a href="#top">甲</a><a href="a.html#TOP">乙</a>`, ""},
		{"a name", `<a name="x">甲</a><a href="#x">乙</a><a href="#">丙</a><a href="">丁</a>`, ""},
	} {
		var got []string
		for _, d := range Published(fstest.MapFS{"a.html": {Data: []byte(c.html)}, "dir/index.html": {Data: []byte(`<h1 id="top">`)}, "empty/x.txt": {}}) {
			got = append(got, d.Rule+" "+d.Message)
		}
		if strings.Join(got, "\n") != c.want {
			t.Errorf("%s:\ngot  %s\nwant %s", c.what, strings.Join(got, "\n"), c.want)
		}
	}
}
