package content

import "testing"

// What turns the direction of a text is warned of at its first place, and left out of titles; a text that is written
// from right to left keeps it, and hears nothing.
func TestDirection(t *testing.T) {
	for _, c := range []struct{ source, title, want string }{
		{"+++\ntitle = \"党建\u202e展示\u202c\"\n+++\n正文。\n", "党建展示", `content/a.md:2:12: 警告: 这里有看不见的控制字符（U+202E），会把文字的方向倒过来，全文共 2 个；删去它：把前后的字连同它一起删掉，再打一遍 [encoding/direction]`},
		{"+++\ntitle = \"\\u202e党建\"\n+++\n正文。\n", "党建", ""},
		{"---\ntitle: \u2067党建\n---\n正文。\n", "党建", `content/a.md:2:8: 警告: 这里有看不见的控制字符（U+2067），会把文字的方向倒过来；删去它：把前后的字连同它一起删掉，再打一遍 [encoding/direction]`},
		{"+++\ntitle = \"“党建”\"\n+++\n“正文”——\u200e……\n", "“党建”", `content/a.md:4:7: 警告: 这里有看不见的控制字符（U+200E），会把文字的方向倒过来；删去它：把前后的字连同它一起删掉，再打一遍 [encoding/direction]`},
		{"+++\ntitle = \"“党建”\"\n+++\n“正文”——……\n", "“党建”", ""},
		{"+++\ntitle = \"\u200fپارتىيە\"\n+++\n\u202bقۇرۇلۇش\u202c\n", "\u200fپارتىيە", ""},
	} {
		doc, _ := Parse("a.md", []byte(c.source))
		got := ""
		for _, d := range doc.Diagnostics {
			got += d.String()
		}
		if doc.Front.Title != c.title || got != c.want {
			t.Errorf("%q: %q\n got %s\nwant %s", c.source, doc.Front.Title, got, c.want)
		}
	}
}
