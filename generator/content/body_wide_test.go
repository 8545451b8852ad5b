package content

import (
	"strings"
	"testing"
)

// What a Chinese input method makes of Markdown's signs is said, with the way out; code, topics and
// plain full-width signs are left alone.
func TestWideSigns(t *testing.T) {
	for in, want := range map[string]string{
		"现有党员｛｛members｝｝。":      "4:5: 警告: 花括号是中文的，不会换成数字；写成 {{members}} [markdown/full-width]",
		"＃＃ 概况":                 "4:1: 警告: 井号是中文的，不会成为标题；写成 ## 概况 [markdown/full-width]",
		"　　＃概况":                 "4:3: 警告: 井号是中文的，不会成为标题；写成 # 概况 [markdown/full-width]",
		"见！[现场](a.JPG)。":        "4:2: 警告: 感叹号是中文的，图片会变成链接；写成 ![现场](a.JPG) [markdown/full-width]",
		"｜甲｜乙｜\n｜－－｜－－｜\n｜1｜2｜": "4:1: 警告: 表格的竖线是中文的，排不成表格；把整张表里的 ｜ 都换成英文的 |，第二行写成 | --- | --- | [markdown/full-width]",
		"｜甲｜乙｜\n|---|---|\n":    "4:1: 警告: 表格的竖线是中文的，排不成表格；把整张表里的 ｜ 都换成英文的 |，第二行写成 | --- | --- | [markdown/full-width]",

		"见【红炉】（../brands/红炉.md）。": "4:2: 警告: 括号是中文的，不会成为链接；写成 [红炉](../brands/红炉.md) [markdown/full-width]",
		"见【红炉】( 红炉.md )。":         "4:2: 警告: 括号是中文的，不会成为链接；写成 [红炉](红炉.md) [markdown/full-width]",
		"＊＊重点＊＊，后面":               "4:1: 警告: 星号是中文的，不会加粗；写成 **重点** [markdown/full-width]",
		"要点：＊＊重点＊＊":               "4:4: 警告: 星号是中文的，不会加粗；写成 **重点** [markdown/full-width]",
		"－ 甲":                     "4:1: 警告: 减号是中文的，不会成为列表；写成 - 甲 [markdown/full-width]",

		"【通知】（第1号）、【甲】（见乙）、市＊＊商会和区＊＊商会，王＊＊、李＊＊。":           "",
		"走访＊＊商会、＊＊公司。\n\n－5℃，甲－乙\n\n`＊＊甲＊＊`":               "",
		"`｛｛members｝｝` ＃话题＃ ＃1 快来看！[名单](a.md) 甲｜乙\n\n丙":    "",
		"```\n＃＃ 概况\n｛｛members｝｝\n```":                     "",
		"<!-- qizhi-ignore markdown/full-width -->\n＃＃ 概况": "",
	} {
		doc, _ := Parse("a.md", []byte(titled+in+"\n"))
		var said []string
		for _, d := range doc.Diagnostics {
			said = append(said, strings.TrimPrefix(d.String(), "content/a.md:"))
		}
		if got := strings.Join(said, "\n"); got != want {
			t.Errorf("%q\ngot  %s\nwant %s", in, got, want)
		}
	}
}

// A stroke before a mask in the settings would be shown; a comma in a tag makes one tag of two.
func TestSettingsAsShown(t *testing.T) {
	for in, want := range map[string]string{
		"---\ntitle: 市\\*商会\n---\n":                        "content/a.md:2:8: 警告: 设置里的星号 * 前面不用写 \\，写了会照样显示出来；写成 市*商会 [front-matter/backslash]\n",
		"+++\ntitle = '市\\*商会'\n+++\n":                     "content/a.md:2:9: 警告: 设置里的星号 * 前面不用写 \\，写了会照样显示出来；写成 市*商会 [front-matter/backslash]\n",
		"+++\ntitle = \"市\\*商会\"\n+++\n":                   "content/a.md:2:11: 错误: 设置里的星号 * 前面不用写 \\；写成 title = \"市*商会\" [front-matter/syntax]\n",
		"+++\ntitle = \"甲\"\nhost = [\"市\\\\*商会\"]\n+++\n": "content/a.md:3:9: 警告: 设置里的星号 * 前面不用写 \\，写了会照样显示出来；写成 市*商会 [front-matter/backslash]\n",
		"+++\ntitle = \"甲\"\ntags = [\"党建、 诚信\"]\n+++\n":   "content/a.md:3:9: 警告: 标签“党建、 诚信”里有逗号或顿号，会当成一个标签；分开写成 tags = [\"党建\", \"诚信\"] [tags/joined]\n",
		"+++\ntitle = \"甲\"\ntags = \"党建、诚信\"\n+++\n":      "",
	} {
		if got := said("a.md", []byte(in)); got != want {
			t.Errorf("%q\ngot  %s\nwant %s", in, got, want)
		}
	}
}

// What follows a figure is known, past the ends of emphasis, for the check of its unit.
func TestBehindFigure(t *testing.T) {
	doc, _ := Parse("a.md", []byte(titled+"**{{a}}**人。{{b}}<br>人{{c}}\n"))
	var after []string
	for _, r := range doc.References {
		after = append(after, r.After)
	}
	if got := strings.Join(after, "|"); got != "人。||" {
		t.Error(got)
	}
}

// A text without any of the signs is not looked through, and one with any of them is.
func TestHasWideSign(t *testing.T) {
	for _, sign := range append([]string{wideBraces, wideHash, widePicture, wideBar, wideStars, wideDash}, wideLinks...) {
		if !hasWideSign([]byte("商会，党建！"+sign)) || !hasWideSign([]byte(sign+"（党员）")) {
			t.Errorf("%s is not seen", sign)
		}
	}
	for _, text := range []string{"", "（党员）！", "市＊商会", "【通知】", "【通知(1)】", "｛甲｝", "\xEF", "\xEF\xBC"} {
		if hasWideSign([]byte(text)) {
			t.Errorf("%s has none", text)
		}
	}
}
