package theme

import (
	"fmt"
	"strings"
	"testing"
)

// What the policy of every page forbids is said of a layout when it is loaded, and not left to a browser
// that refuses it without a word.
func TestPolicy(t *testing.T) {
	x := Layer{Name: "x", FS: whole(`
-- layouts/page.html --
<p style="color:red">甲</p>
<script>alert(1)</script>
{{if .Title}}<a href="javascript:go()" onclick="go()">乙</a>{{end}}
<style>p{color:red}</style>
<script src="https://cdn.example.org/x.js"></script>
<link rel="stylesheet" href="//cdn.example.org/x.css">
<a href="https://example.org/">好</a><link rel="canonical" href="https://example.org/">
<script type="application/ld+json">{}</script>{{/* <style> */}}<img src="{{.Title}}" alt="">
-- assets/css/a.css --
@import "https://fonts.example.org/a.css";
@media (min-width: 1px) { .a { color: red } }
@import url(data:text/css,a);
-- assets/own.css --
@import "c.css";
`)}
	_, problems := Load([]Layer{x}, "zh-CN")
	got := fmt.Sprint(problems)
	for _, want := range []string{
		"page.html:1:1: 错误: 版式里不能写 style 属性", "page.html:2:1: 错误: 版式里不能直接写脚本", "page.html:3:14: 错误: 版式里不能写 javascript: 链接",
		"page.html:3:14: 错误: 版式里不能写 onclick", "page.html:4:1: 错误: 版式里不能写 <style>", "page.html:5:1: 错误: 不能从别的网站载入 https://cdn.example.org/x.js",
		"page.html:6:1: 错误: 不能从别的网站载入 //cdn.example.org/x.css",
		"themes/x/assets/css/a.css:1:1: 错误: 样式表不能用 @import", "themes/x/assets/css/a.css:3:1: 错误: 样式表不能用 @import",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s\nin %s", want, got)
		}
	}
	if n := strings.Count(got, "theme/policy") + strings.Count(got, "theme/import"); n != 10 {
		t.Errorf("%d problems: %s", n, got)
	}
}

// The theme.toml that names a base that is not there, or that closes a circle, is blamed, alone.
func TestExtendsBlamed(t *testing.T) {
	layer := func(name, base string) Layer {
		return Layer{Name: name, FS: folder("-- theme.toml --\nname = \"" + name + "\"\nextends = \"" + base + "\"\n-- layouts/page.html --\n<p>{{template \"none\" .}}</p>\n")}
	}
	for _, c := range []struct {
		layers []Layer
		want   string
	}{
		{[]Layer{layer("a", "b"), layer("b", "none")}, `themes/b/theme.toml:2:11: 错误: 找不到 extends 写的主题 none；放到 themes/none/，或改成已有的主题 [theme/extends]`},
		{[]Layer{layer("a", "b"), layer("b", "a")}, `themes/b/theme.toml:2:11: 错误: extends 绕成了一圈：主题 a 又是从 b 来的；改成 extends = "hongyan" [theme/extends]`},
		{[]Layer{layer("a", "a")}, `themes/a/theme.toml:2:11: 错误: extends 绕成了一圈：主题 a 又是从 a 来的；改成 extends = "hongyan" [theme/extends]`},
	} {
		_, problems := Load(c.layers, "zh-CN")
		var said []string
		for _, d := range problems {
			if d.Severity == 2 {
				said = append(said, d.String())
			}
		}
		if got := strings.Join(said, "\n"); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
