package site

import (
	"slices"
	"strings"
	"testing"
	"time"

	"qizhi/generator/diag"
)

func parseConfig(text string) (*Config, []string) {
	var problems diag.List
	c := ParseConfig(diag.NewText("content/site.toml", text), &problems)
	var lines []string
	for _, d := range problems.Sorted() {
		lines = append(lines, strings.TrimPrefix(d.String(), "content/site.toml:"))
	}
	return c, lines
}

func TestConfig(t *testing.T) {
	c, problems := parseConfig(`
format = 1
title = "商会党建"
short_title = "党建"
base_url = "https://example.org/a"
zone = "-03:30"
[organisation]
name = "市商会行业党委"
emblem = "emblem.png"
[footer]
icp = "京ICP备1号"
[[menu]]
title = "案例"
target = "cases/"
[[home.blocks]]
type = "cards"
section = "/cases/"
pages = ["甲"]
count = 3
[[links]]
title = "工商联"
url = "https://example.org/"
[build]
page_size = 10
[check]
ignore = ["date/missing"]
fresh = { news = 7 }
[params]
colour = "red"
deep = { list = [1, "二", 2022-06-30] }
`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	if c.BaseURL != "https://example.org/a/" || c.Theme != "hongyan" || c.Language != "zh-CN" || c.Build != (BuildConfig{10, 20}) {
		t.Errorf("%+v", c)
	}
	if _, offset := time.Now().In(c.Zone).Zone(); offset != -(3*3600 + 30*60) {
		t.Error("zone is", offset)
	}
	if m := c.Menu; len(m) != 1 || m[0].Target != "cases/" || m[0].Place.Line != 14 || m[0].Place.Column != 10 {
		t.Errorf("%+v", m)
	}
	if b := c.Blocks; len(b) != 1 || b[0].Section != "cases" || b[0].Count != 3 {
		t.Errorf("%+v", b)
	}
	if c.Check.Fresh["news"] != 7 || !slices.Equal(c.Check.Ignore, []string{"date/missing"}) {
		t.Errorf("%+v", c.Check)
	}
	deep := c.Params["deep"].(map[string]any)["list"].([]any)
	if deep[0] != int64(1) || deep[2] != "2022-06-30" {
		t.Errorf("%#v", c.Params)
	}
}

// Each line of the table is what a person may write, and what is said about it.
func TestConfigProblems(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{``, `1:1: 错误: 缺少网站名称 title；写上 title = "…" [site/required]`},
		{`titel = "x"` + "\n" + `title = "x"`, `1:1: 警告: 不认识的名称 titel；是不是 title？ [site/unknown-key]`},
		{`title = 3`, `1:9: 错误: title 的值是整数，不是所要的类型；写成文字，两边加英文引号，例如 title = "3" [site/type]`},
		{`format = 2`, `1:10: 错误: 不认识的格式编号 2；这一版只认识 format = 1；更新的格式要用更新的 qizhi [site/format]`},
		{`base_url = "example.org"`, `1:12: 错误: 网址“example.org”要以 https:// 或 http:// 开头；写成 base_url = "https://example.org/" [site/base-url]`},
		{`base_url = "https://"`, `1:12: 错误: 网址“https://”缺少域名；写成 base_url = "https://example.org/" [site/base-url]`},
		{`base_url = "https://a.cn/?x"`, `1:12: 错误: 网址“https://a.cn/?x”里不能有用户名、? 或 #；写成 base_url = "https://example.org/" [site/base-url]`},
		{`zone = "Asia/Shanghai"`, `1:8: 错误: 读不懂时区“Asia/Shanghai”；写成与世界时的时差，例如 zone = "+08:00" [site/zone]`},
		{`theme = "../x"`, `1:9: 错误: 主题的名称“../x”不能用；主题是 themes/ 下一个文件夹的名称，例如 theme = "hongyan" [site/theme]`},
		{"[build]\npage_size = 0", `2:13: 错误: page_size = 0 超出范围；写 1 到 1000 之间的数 [site/number]`},
		{"[[menu]]\ntitle = \"甲\"", `1:1: 错误: 缺少菜单的去处 target；写上 target = "…" [site/required]`},
		{"[[home.blocks]]\ntype = \"crads\"", `2:8: 错误: 不认识的版块样式“crads”；是不是 cards？ [site/block]`},
		{"[[links]]\ntitle = \"甲\"\nurl = \"news/\"", `3:7: 错误: 网址“news/”要以 https:// 或 http:// 开头；站内的页面写在 [[menu]] [site/link]`},
		{"[check]\nfresh = { newss = 3 }", `2:19: 错误: 不认识的种类“newss”；是不是 news？ [site/kind]`},
		{"[kinds.case]\nlabel = \"x\"", `1:1: 错误: 种类 case 是自带的；换一个名称 [site/kind]`},
		{"[kinds.\"项目\"]\nlabel = \"x\"", `1:1: 错误: 种类的名称“项目”不能用；用小写英文字母、数字和短横线，例如 [kinds.project] [site/kind]`},
		{"[kinds.x]\nfolder = \"news\"", `1:1: 错误: 文件夹 news/ 已经是“工作动态”的；给 x 写另一个 folder = "…" [site/kind]`},
		{"[kinds.x]\n[[kinds.x.fields]]\nname = \"title\"", `3:8: 错误: 字段 title 是每个页面都有的；换一个名称 [site/field]`},
		{"[kinds.x]\n[[kinds.x.fields]]\nname = \"a\"\ntype = \"txt\"", `4:8: 错误: 不认识的字段类型“txt”；是不是 text？ [site/field]`},
		{"[kinds.x]\n[[kinds.x.fields]]\nname = \"a\"\ntype = \"choice\"", `2:1: 错误: 字段 a 要选一项，却没有 options；写上 options = ["…", "…"] [site/field]`},
		{"[kinds.x]\n[[kinds.x.fields]]\nname = \"a\"\ntype = \"relation\"\nof = \"branhc\"", `5:6: 错误: 不认识的种类“branhc”；是不是 branch？ [site/kind]`},
		{"[kinds.x]\n[[kinds.x.fields]]\nname = \"a\"\n[[kinds.x.fields]]\nname = \"a\"", `5:8: 错误: 字段 a 写了两次；换一个名称 [site/field]`},
		{"[kinds.x]\nlable = \"x\"", `2:1: 警告: 不认识的名称 lable；是不是 label？ [site/unknown-key]`},
	} {
		text := c.text
		if text != "" && !strings.Contains(text, "titel") && !strings.HasPrefix(text, "title") {
			text += "\n" // the title last, or it would belong to a table
			text = "title = \"x\"\n" + text
		}
		config, problems := parseConfig(text)
		want := c.want
		if strings.HasPrefix(text, "title = \"x\"\n") {
			want = nextLine(want)
		}
		if len(problems) != 1 || problems[0] != want {
			t.Errorf("%s\ngot  %q\nwant %q", c.text, problems, want)
		}
		if config == nil || config.Zone == nil || config.Build.PageSize < 1 {
			t.Errorf("%s: the config is not whole", c.text)
		}
	}
}

// nextLine moves the line number of an expected diagnostic by the one line put before the text.
func nextLine(want string) string {
	number, rest, _ := strings.Cut(want, ":")
	return string('1'+number[0]-'0') + ":" + rest
}

func TestConfigSyntaxError(t *testing.T) {
	c, problems := parseConfig("title = “商会党建”\n")
	if len(problems) != 1 || !strings.Contains(problems[0], `写成 title = "商会党建" [site/syntax]`) || c.Build.PageSize != defaultPageSize {
		t.Error(problems)
	}
}

func TestOwnKinds(t *testing.T) {
	c, problems := parseConfig(`
title = "x"
[kinds.project]
label = "项目"
dated = true
fresh = 30
[[kinds.project.fields]]
name = "stage"
label = "阶段"
type = "choice"
options = ["立项", "完成"]
required = true
[[kinds.project.fields]]
name = "of_branch"
type = "relation"
of = "branch"
[[kinds.project.fields]]
name = "after"
type = "relations"
of = "project"
inverse = "before"
inverse_label = "后续"
`)
	if len(problems) > 0 {
		t.Fatal(problems)
	}
	kinds := NewKinds(c)
	k := kinds.Get("project")
	if k == nil || k.Label != "项目" || k.Folder != "project" || k.Layout != "page" || !k.Dated || k.Fresh != 30 || len(k.Fields) != 3 {
		t.Fatalf("%+v", k)
	}
	if f := k.Field("of_branch"); f.Inverse != "project" || f.InverseLabel != "项目" || f.Type != RelationField {
		t.Errorf("%+v", f)
	}
	if all := kinds.All(); all[len(all)-1] != k || kinds.ForFolder("project") != k || !slices.Contains(kinds.Names(), "project") {
		t.Error(kinds.Names())
	}
}

// Every kind of the content model is whole: what it names exists.
func TestBuiltinKinds(t *testing.T) {
	kinds := NewKinds(nil)
	for _, k := range kinds.All() {
		for _, f := range k.Fields {
			if f.IsRelation() && (kinds.Get(f.Of) == nil || f.Inverse == "" || f.InverseLabel == "") {
				t.Errorf("%s.%s names the kind %q as %q", k.Name, f.Name, f.Of, f.Inverse)
			}
			if slices.Contains(CommonKeys(), f.Name) && f.Name != periodKey { // a plan's period is its own
				t.Errorf("%s.%s hides a common key", k.Name, f.Name)
			}
			if f.Ordered != "" && k.Field(f.Ordered).Type != NumberField {
				t.Errorf("%s.%s is ordered by %s", k.Name, f.Name, f.Ordered)
			}
		}
	}
}

func FuzzConfig(f *testing.F) {
	for _, text := range []string{"title = \"x\"\n[kinds.x]\n[[kinds.x.fields]]\nname = \"a\"", "format = 9", "[home]\nblocks = 3", "kinds = 1", "[kinds]\nx = 1", "menu = [1]", "[check]\nfresh = 1", "zone = \"+99:99\""} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if c, _ := parseConfig(text); c.Zone == nil || c.Build.PageSize < 1 || c.Check.Fresh == nil || NewKinds(c).Get("page") == nil {
			t.Errorf("%q gives %+v", text, c)
		}
	})
}
