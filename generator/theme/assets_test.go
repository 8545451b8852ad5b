package theme

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
)

func TestAssets(t *testing.T) {
	x := Layer{Name: "x", FS: whole(`
-- assets/css/10-b.css --
.b { background: url("img/dot.svg") no-repeat, url(data:image/gif;base64,AA) }
-- assets/css/00-a.css --
/* a */ .a { color : red }
-- assets/js/2.js --
(function () { var second = 2; console.log(second); })();
-- assets/js/1.js --
(function () { var first = 1; console.log(first); })();
-- assets/img/dot.svg --
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">
  <path d="M0 0 H 1 V 1 H 0 Z" />
</svg>
-- assets/robot.txt --
as it is
-- layouts/page.html --
<img src="{{.Chrome.Root}}{{asset "img/dot.svg"}}" alt="">
`)}
	th := load(t, x)
	var got []string
	for _, a := range th.Assets() {
		got = append(got, a.Name, string(a.Bytes))
		if a.Path != th.AssetPath(a.Name) || !regexp.MustCompile(`^assets/(img/)?[a-z]+-[0-9a-f]{10}\.[a-z]+$`).MatchString(a.Path) {
			t.Errorf("the path of %s is %s", a.Name, a.Path)
		}
	}
	dot := strings.TrimPrefix(th.AssetPath("img/dot.svg"), "assets/")
	want := []string{
		"img/dot.svg", `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0H1V1H0z"/></svg>`,
		"robot.txt", "as it is\n",
		"script.js", `(function(){var e=1;console.log(e)})();(function(){var e=2;console.log(e)})()`,
		"style.css", `.a{color:red}.b{background:url(` + dot + `)no-repeat,url(data:image/gif;base64,AA)}`,
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("assets:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if got, want := execute(t, th, "page", &PageView{Base: Base{Chrome: &Chrome{Root: "../"}}}), `<img src="../`+th.AssetPath("img/dot.svg")+`" alt="">`; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	if got := th.AssetPath("none.css"); got != "" {
		t.Errorf("an asset that there is not has the path %s", got)
	}
}

// The name of an asset follows its bytes.
func TestFingerprint(t *testing.T) {
	path := func(css string) string {
		return load(t, Layer{Name: "x", FS: whole("-- assets/css/a.css --\n" + css)}).AssetPath("style.css")
	}
	if path("a { color: red }") != path("a{color:red}") {
		t.Error("white space that is minified away changes the name")
	}
	if path("a { color: red }") == path("a { color: blue }") {
		t.Error("another colour has the same name")
	}
}

func TestBadAssets(t *testing.T) {
	x := Layer{Name: "x", FS: whole(`
-- assets/css/a.css --
.a { }
.b { background: url(dott.svg) }
-- assets/js/a.js --
function (
-- assets/dot.svg --
<svg xmlns="http://www.w3.org/2000/svg"/>
-- assets/旗.txt --
`)}
	_, problems := Load([]Layer{x}, "zh-CN")
	got := fmt.Sprint(problems)
	for _, want := range []string{
		`themes/x/assets/css/a.css:2:18: 错误: 样式表引用的文件 dott.svg 不在 assets 里；是不是 dot.svg？ [theme/asset]`,
		`themes/x/assets/js/a.js:1:10: 错误: 读不懂：`,
		`themes/x/assets/旗.txt: 错误: 文件名“旗.txt”不能用作网址；改用英文字母、数字和连字符 [theme/asset-name]`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s\nin %s", want, got)
		}
	}
	if len(problems) != 3 {
		t.Errorf("%d problems, want 3: %s", len(problems), got)
	}
}
