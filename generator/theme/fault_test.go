package theme

import (
	"bytes"
	"errors"
	"regexp"
	"strings"
	"testing"
)

// What is wrong with a layout is said in Chinese at its place, whether it shows when the layout is read or only
// when a page is laid out.
func TestFaults(t *testing.T) {
	const stops = ": 错误: 版式在这里做不下去："
	for layout, want := range map[string]string{
		"{{nil}}":                         "1:3" + stops + "nil 不能单独写；",
		"<p>\n党建 {{nil}}":                 "2:6" + stops + "nil 不能单独写；",
		"{{(index .Related 3).Title}}":    "1:4" + stops + "函数 index 用得不对：没有序号 3 的一项，序号从 0 数起；",
		"{{with .Fact \"slogn\"}}{{end}}": "1:8" + stops + "函数 Fact 用得不对：这一类没有 slogn，它没有自己的项；",
		"{{.Cover.Width}}":                "1:9" + stops + "这一页没有这个值，取不到它的 Width；先用 {{with}} 或 {{if}} 判断；",
		"{{add 1}}":                       "1:3" + stops + "add 要 2 个值，这里给了 1 个；",
		"{{add \"a\" 1}}":                 "1:7" + stops + "这里要的是整数，写的是 \"a\"；",
		"{{phrases .}}":                   "1:11" + stops + "这里要的是文字，给的是 PageView；",
		"{{eq 1 \"a\"}}":                  "1:3" + stops + "函数 eq 用得不对：整数和文字不能比；",
		"{{len 3}}":                       "1:3" + stops + "函数 len 用得不对：数不出长度：要给列表或文字；",
		"{{.Title 3}}":                    "1:3" + stops + "Title 不是函数，后面不能写值；",
		"{{range .Title}}x{{end}}":        "1:9" + stops + "range 后面的值不是列表；",
		"{{slice .Title 1 99}}":           "1:3" + stops + "函数 slice 用得不对：没有序号 1 的一项，序号从 0 数起；",
		"{{template \"again\" .}}":        "partials",
		"<p>\n{{if}}</p>":                 "2:1: 错误: 版式读不懂：if 后面没有写值",
		"<p>{{end}}":                      "1:4: 错误: 版式读不懂：多了一个 {{end}}，",
		"{{if .Title}}甲\n{{else}}乙":       "1:1: 错误: 版式读不懂：这里开始的 {{if}} 没有结束；",
		"党建 {{$x}}":                       "1:6: 错误: 版式读不懂：没有变量 $x，",
		"{{\"abc}}":                       "1:1: 错误: 版式读不懂：双引号没有成对",
		"{{text “home”}}":                 "1:8: 错误: 版式读不懂：花括号里读不懂““”：",
		"{{break}}":                       "1:1: 错误: 版式读不懂：{{break}} 只能写在 {{range}} 里面",
		"{{/* 说明 }}":                      "1:1: 错误: 版式读不懂：注释没有写完，",
		"{{}}":                            "1:1: 错误: 版式读不懂：花括号里是空的",
	} {
		again := "-- layouts/partials/again.html --\n{{template \"again\" .}}\n"
		th, problems := Load([]Layer{{Name: "x", FS: whole(again + "-- layouts/page.html --\n" + layout + "\n")}}, "zh-CN")
		var fault *Fault
		switch err := error(nil); {
		case len(problems) == 1:
			fault = &Fault{problems[0]}
		default:
			if err = th.Execute(&bytes.Buffer{}, "page", &PageView{}); !errors.As(err, &fault) {
				t.Errorf("%s: %v, %v", layout, problems, err)
				continue
			}
		}
		place := "themes/x/layouts/page.html:" + want
		if want == "partials" {
			place = "themes/x/layouts/partials/again.html:1:12" + stops + "部件套着自己，没有尽头；"
		}
		if got := fault.Error(); !strings.HasPrefix(got, place) || fault.Excerpt == "" || englishWords.MatchString(said(fault)) {
			t.Errorf("%s\n got %s (%q)\nwant %s", layout, got, fault.Excerpt, place)
		}
	}
}

// englishWords are two words of Go's own.
var englishWords = regexp.MustCompile(`[a-z]{2,} [a-z]{2,} `)

func said(f *Fault) string { return f.Message + f.Hint }
