package check

import (
	"strings"
	"testing"
)

// What is published is looked at, not only what is written: an escape, a value over several lines, another notation
// of a number hide none. The finding stands at the value, and nothing of the number is shown.
func TestDecodedSettings(t *testing.T) {
	toml := func(line string) string { return "+++\ntitle = \"题\"\n" + line + "\n+++\n正文\n" }
	yaml := func(line string) string { return "---\ntitle: 题\n" + line + "\n---\n正文\n" }
	for _, c := range []struct{ name, raw, want string }{
		{"a.md", toml(`summary = "电话1380013800\u0030"`), "3:11"}, {"a.md", toml(`author = "甲1380013800\U00000030"`), "3:10"},
		{"a.md", toml("summary = \"\"\"甲138001\\\n   38000\"\"\""), "3:11"}, {"a.md", toml(`tags = ["甲", "1380013800\u0030"]`), "3:14"},
		{"a.md", toml("[[corrections]]\nwas = \"1380013800\\u0030\""), "4:7"}, {"a.md", toml("x = 1_380_013_8000"), "3:5"},
		{"a.md", toml("x = 0x336927140"), "3:5"}, {"a.md", toml("x = 1.3800138e10"), "3:5"}, {"a.md", toml(`"1380013800\u0030" = 1`), "3:1"},
		{"a.md", toml(`summary = "11010119900307109\u0058"`), "3:11"}, {"a.md", toml(`summary = "6222020212345678\u0039\u0030\u0039"`), "3:11"},
		{"a.md", yaml(`summary: "电话1380013800\x30"`), "3:10"}, {"a.md", yaml("summary: \"电话138001\\\n  38000\""), "3:10"},
		{"a.md", yaml("summary: 甲1380\n  0138\n  000"), "3:10"}, {"a.md", yaml("x: 1_3800138000"), "3:4"},
		{"a.md", "\xFF\xFE" + wide(toml(`summary = "1380013800\u0030"`)), "3:11"},
		{"site.toml", `title = "1380013800\u0030"`, "1:9"}, {"statistics/a.toml", "[[indicators]]\nlabel = \"1380013800\\u0030\"", "2:9"},
		{"files/a.json", `{"a":"1380013800\u0030"}`, "personal"}, {"files/a.yaml", `a: "1380013800\x30"`, "1:4"}, {"files/a.xml", "<a>1380013800&#48;</a>", "personal"},

		{"a.md", toml(`contact = "1380013800\u0030"`), ""}, {"a.md", toml("ignore = [\"personal/mobile\"]\nsummary = \"1380013800\\u0030\""), ""},
		{"site.toml", "# qizhi-ignore personal/mobile\ntitle = \"1380013800\\u0030\"", ""}, {"a.md", toml(`summary = "产值1380013800\u0030元"`), ""},
		{"a.md", toml(`summary = '1380013800\u0030'`), ""}, {"a.md", "正文\n\n+++\nx = \"1380013800\\u0030\"\n+++\n", ""},
	} {
		got := Stopping(c.name, []byte(c.raw))
		if len(got) > 1 || (len(got) == 1) != (c.want != "") || len(got) == 1 && !strings.Contains(said(got), strings.TrimSuffix(c.name+":"+c.want, ":personal")) {
			t.Errorf("%s %q\ngot  %s\nwant %s", c.name, c.raw, said(got), c.want)
		}
		for _, d := range got {
			if strings.Contains(d.Excerpt, "380013") || strings.Contains(d.Message, "13800138000") {
				t.Errorf("%q is shown in %+v", c.raw, d)
			}
		}
	}
}

// wide is a text in UTF-16.
func wide(text string) string {
	var b strings.Builder
	for _, r := range text {
		b.WriteByte(byte(r))
		b.WriteByte(byte(r >> 8))
	}
	return b.String()
}
