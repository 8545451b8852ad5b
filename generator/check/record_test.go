package check

import (
	"strings"
	"testing"

	"qizhi/generator/content"
)

func TestRecord(t *testing.T) {
	digest := content.ReviewDigest(content.FrontMatter{Title: "题"}, "\n文。\n")
	r := Reviewed{Stage: "终审", By: "张 某", Date: "2022-06-30"}
	toml := "\n[[reviews]]\nstage = \"终审\"\nby = \"张 某\"\ndate = 2022-06-30\ndigest = \"" + digest + "\"\n"
	first := strings.Replace(toml, "终审", "初审", 1)
	yaml := func(indent string) string {
		return indent + "- stage: 终审\n" + indent + "  by: \"张 某\"\n" + indent + "  date: 2022-06-30\n" + indent + "  digest: \"" + digest + "\"\n"
	}
	crlf := func(s string) string { return strings.ReplaceAll(s, "\n", "\r\n") }
	for _, c := range []struct{ what, before, after string }{
		{"TOML", "+++\ntitle = \"题\" # 注\n+++\n\n文。\n", "+++\ntitle = \"题\" # 注\n" + toml + "+++\n\n文。\n"},
		{"after a section", "+++\ntitle = \"题\"\n[params]\nx = 1\n+++\n\n文。\n", "+++\ntitle = \"题\"\n[params]\nx = 1\n" + toml + "+++\n\n文。\n"},
		{"a second one", "+++\ntitle = \"题\"\n" + first + "+++\n\n文。\n", "+++\ntitle = \"题\"\n" + first + toml + "+++\n\n文。\n"},
		{"CRLF and a byte order mark", "\uFEFF" + crlf("+++\ntitle = \"题\"\n+++\n\n文。\n"), "\uFEFF" + crlf("+++\ntitle = \"题\"\n"+toml+"+++\n\n文。\n")},
		{"YAML", "---\ntitle: 题\n---\n\n文。\n", "---\ntitle: 题\nreviews:\n" + yaml("  ") + "---\n\n文。\n"},
		{"YAML with a list", "---\nreviews:\n- stage: 初审\n  by: 某\n\ntitle: 题\n---\n\n文。\n", "---\nreviews:\n- stage: 初审\n  by: 某\n" + yaml("") + "\ntitle: 题\n---\n\n文。\n"},
		{"YAML with an indented list", "---\ntitle: 题\nreviews:\n    - stage: 初审\n      by: 某\n---\n\n文。\n", "---\ntitle: 题\nreviews:\n    - stage: 初审\n      by: 某\n" + yaml("    ") + "---\n\n文。\n"},
	} {
		after, got, err := Record("a.md", []byte(c.before), r)
		if err != nil || string(after) != c.after || got != digest {
			t.Errorf("%s: %v\ngot  %q\nwant %q", c.what, err, after, c.after)
		}
	}
}

func TestRecordRefuses(t *testing.T) {
	ok := Reviewed{Stage: "初审", By: "某", Date: "2022-06-30"}
	recorded := "+++\ntitle = \"题\"\n[[reviews]]\nstage = \"一审\"\nby = \"某\"\ndate = 2022-06-29\ndigest = \"" + content.ReviewDigest(content.FrontMatter{Title: "题"}, "\n文。\n") + "\"\n+++\n\n文。\n"
	for _, c := range []struct {
		what, source string
		r            Reviewed
		want         string
	}{
		{"stage", "+++\ntitle = \"题\"\n+++\n", Reviewed{Stage: "四审", By: "某", Date: "2022-06-30"}, "没有“四审”这一审"},
		{"nobody", "+++\ntitle = \"题\"\n+++\n", Reviewed{Stage: "初审", By: " ", Date: "2022-06-30"}, "审稿人的姓名"},
		{"a name of two lines", "+++\ntitle = \"题\"\n+++\n", Reviewed{Stage: "初审", By: "某\n某", Date: "2022-06-30"}, "一行字"},
		{"no settings", "# 题\n\n文。\n", ok, "开头没有设置"},
		{"broken settings", "+++\ntitle = “题”\n+++\n", ok, "有错误"},
		{"a list on one line", "+++\ntitle = \"题\"\nreviews = [{stage = \"初审\", by = \"某\"}]\n+++\n", ok, "加不进新的一条"},
		{"a YAML list on one line", "---\ntitle: 题\nreviews: [{stage: 初审, by: 某}]\n---\n", ok, "加不进新的一条"},
		{"twice", recorded, ok, "已经记过初审（某，2022-06-29），以后内容没有改过"},
		{"not UTF-8", "+++\ntitle = \"\xCC\xE2\"\n+++\n", ok, "不是 UTF-8"},
	} {
		after, _, err := Record("a.md", []byte(c.source), c.r)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %v, %q", c.what, err, after)
		}
	}
}

// FuzzRecord: whatever the page, a reading is recorded as an insertion or refused.
func FuzzRecord(f *testing.F) {
	f.Add("+++\ntitle = \"题\"\n+++\n\n文。\n", "某")
	f.Add("---\ntitle: 题\nreviews:\n  - stage: 初审\n---\n", "某\"\\")
	f.Fuzz(func(t *testing.T, source, by string) {
		if len(source) > 1<<12 {
			t.Skip()
		}
		after, _, err := Record("a.md", []byte(source), Reviewed{Stage: "初审", By: by, Date: "2022-06-30"})
		if err != nil {
			return
		}
		grown := len(after) - len(source)
		for at := 0; at <= len(source); at++ {
			if source[:at] == string(after[:at]) && source[at:] == string(after[at+grown:]) {
				return
			}
		}
		t.Fatalf("%q becomes %q", source, after)
	})
}

// TestRecordAgain: a reading is recorded again when the text has changed since, and where it was recorded
// before one that comes first.
func TestRecordAgain(t *testing.T) {
	page := func(reviews, body string) []byte { return []byte("+++\ntitle = \"题\"\n" + reviews + "+++\n" + body) }
	body := "\n文。\n"
	last := tomlReview(Reviewed{Stage: "终审", By: "某", Date: "2022-06-29"}, content.ReviewDigest(content.FrontMatter{Title: "题"}, body))
	r := Reviewed{Stage: "终审", By: "某", Date: "2022-06-30"}
	if _, _, err := Record("a.md", page(last, body), r); err == nil {
		t.Error("the same reading is recorded twice")
	}
	if _, _, err := Record("a.md", page(last, "\n文，改。\n"), r); err != nil {
		t.Error(err)
	}
	first := tomlReview(Reviewed{Stage: "初审", By: "某", Date: "2022-06-30"}, content.ReviewDigest(content.FrontMatter{Title: "题"}, body))
	if _, _, err := Record("a.md", page(last+first, body), r); err != nil {
		t.Error(err)
	}
}
