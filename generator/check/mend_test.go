package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"qizhi/generator/content"
	"qizhi/generator/content/han"
)

func TestMend(t *testing.T) {
	const head = "+++\ntitle = \"题\"\n+++\n\n"
	long := strings.Repeat("这一段是从文字处理软件里粘贴来的。", 4)
	for _, c := range []struct{ what, name, before, after string }{
		{"comma", "a.md", head + "甲,乙, 丙\n", head + "甲，乙，丙\n"},
		{"what is not certain", "a.md", head + "甲.乙;丙(丁)“戊\n", head + "甲.乙;丙(丁)“戊\n"},
		{"doubled", "a.md", head + "甲。。乙，，丙。。。丁！！\n", head + "甲。乙，丙。。。丁！！\n"},
		{"what is no text", "a.md", head + "`甲,乙` <b title=\"甲,乙\">甲</b>\n\n```\n甲,乙\n```\n", head + "`甲,乙` <b title=\"甲,乙\">甲</b>\n\n```\n甲,乙\n```\n"},
		{"bold", "a.md", head + "**甲**,乙\n", head + "**甲**，乙\n"},
		{"CRLF and a byte order mark", "a.md", "\uFEFF" + strings.ReplaceAll(head+"甲\n\n乙,丙\n", "\n", "\r\n"), "\uFEFF" + strings.ReplaceAll(head+"甲\n\n乙，丙\n", "\n", "\r\n")},
		{"mixed line ends", "a.md", head + "甲\r\n\r乙,丙\r\n", head + "甲\r\n\r乙，丙\r\n"},
		{"silenced", "a.md", head + "<!-- qizhi-ignore punctuation/half-width -->\n\n甲,乙\n\n丙,丁\n", head + "<!-- qizhi-ignore punctuation/half-width -->\n\n甲,乙\n\n丙，丁\n"},
		{"one line a paragraph", "a.md", head + long + "\n" + long + "\n", head + long + "\n\n" + long + "\n"},
		{"one line a paragraph, CRLF", "a.md", strings.ReplaceAll(head+long+"\n"+long+"\n", "\n", "\r\n"), strings.ReplaceAll(head+long+"\n\n"+long+"\n", "\n", "\r\n")},
		{"one line a paragraph, silenced", "a.md", "+++\ntitle = \"题\"\nignore = [\"markdown/lines\"]\n+++\n\n" + long + "\n" + long + "\n", "+++\ntitle = \"题\"\nignore = [\"markdown/lines\"]\n+++\n\n" + long + "\n" + long + "\n"},
		{"masks", "a.md", head + "推荐市*商会副会长、书记*，走访王*和张*。\r\n\r\n这是*重点*，**甲，乙**，带*号的\n", head + "推荐市\\*商会副会长、书记\\*，走访王\\*和张\\*。\r\n\r\n这是*重点*，**甲，乙**，带*号的\n"},
		{"masks, silenced", "a.md", head + "<!-- qizhi-ignore markdown/mask -->\n市*商会和县*商会\n", head + "<!-- qizhi-ignore markdown/mask -->\n市*商会和县*商会\n"},
		{"quotation marks", "a.md", "+++\ntitle = “题”\ntags = [“甲”，“乙”]\nsummary = “甲”，\nsource = \"某报”\n+++\n", "+++\ntitle = \"题\"\ntags = [\"甲\", \"乙\"]\nsummary = \"甲\"\nsource = \"某报\"\n+++\n"},
		{"quotation marks within", "a.md", "+++\ntitle = “办好“会长之家”活动”\n+++\n", "+++\ntitle = \"办好“会长之家”活动\"\n+++\n"},
		{"a readable title", "a.md", "+++\ntitle = \"“题”\"\n+++\n", "+++\ntitle = \"“题”\"\n+++\n"},
		{"not certain where it ends", "a.md", "+++\ntitle = “甲”乙”\n+++\n", "+++\ntitle = “甲”乙”\n+++\n"},
		{"text of several lines", "a.md", "+++\ntitle = “题”\nsummary = \"\"\"\nx = “甲”\n\"\"\"\n+++\n", "+++\ntitle = \"题\"\nsummary = \"\"\"\nx = “甲”\n\"\"\"\n+++\n"},
		{"what mending makes readable", "a.md", "+++\ntitle = “甲,乙”\n+++\n", "+++\ntitle = \"甲，乙\"\n+++\n"},
		{"YAML", "a.md", "---\ntitle: “题”\n---\n", "---\ntitle: “题”\n---\n"},
		{"a Chinese keyboard", "a.md", "+++\ntitle = \"题\"\nauthor：“孙晓”\n标签 = 甲、乙\nsummary = \"他说\"好\"了\" \n+++\n", "+++\ntitle = \"题\"\nauthor = \"孙晓\"\ntags = [\"甲\", \"乙\"]\nsummary = \"他说“好”了\" \n+++\n"},
		{"a Chinese keyboard in YAML", "a.md", "---\ntitle: 题\nauthor：孙晓\n---\n", "---\ntitle: 题\nauthor: 孙晓\n---\n"},
		{"a day that nobody can know", "a.md", "+++\ntitle = \"题\"\ndate = 22/6/30\n+++\n", "+++\ntitle = \"题\"\ndate = 22/6/30\n+++\n"},
		{"a reference's label", "a.md", head + "见[通知,公告]，[甲,乙][通知,公告]，[丙,丁][]。\n\n[通知,公告]: https://a.example/\n[丙,丁]: https://b.example/\n", head + "见[通知,公告]，[甲,乙][通知,公告]，[丙,丁][]。\n\n[通知,公告]: https://a.example/\n[丙,丁]: https://b.example/\n"},
		{"settings", "site.toml", "title = “站”\ndescription = \"甲,乙\"\n", "title = \"站\"\ndescription = \"甲，乙\"\n"},
		{"a table", "a.md", head + "| 甲,乙 | `a,b` |\n| --- | --- |\n| 丙，，丁 | 1,2 |\n", head + "| 甲，乙 | `a,b` |\n| --- | --- |\n| 丙，丁 | 1,2 |\n"},
	} {
		e := newEditor(nil, nil)
		change, changed := e.mend(c.name, []byte(c.before))
		after := c.before
		if changed {
			after = change.After
		}
		if after != c.after {
			t.Errorf("%s:\ngot  %q\nwant %q", c.what, after, c.after)
		}
		if changed != (c.before != c.after) {
			t.Errorf("%s: changed is %t", c.what, changed)
		}
		if again := e.mendText(c.name, after); again != after {
			t.Errorf("%s: again it is %q", c.what, again)
		}
	}
}

// A relation names a page by its title or file, and a file field a file: neither is prose.
func TestMendLeavesNames(t *testing.T) {
	in := input(t, "-- site.toml --\ntitle = \"站\"\n-- cases/_index.md --\n+++\ntitle = \"案例\"\nkind = \"case\"\n+++\n-- cases/a.md --\n+++\ntitle = \"甲,乙\"\nbrand = \"诚信,经营\"\nbranch = \"甲,乙支部\"\n+++\n")
	changes := Mend(in.Site, in.Snapshot)
	if len(changes) != 1 || !strings.Contains(changes[0].After, `title = "甲，乙"`) {
		t.Fatalf("%+v", changes)
	}
	for _, line := range []string{`brand = "诚信,经营"`, `branch = "甲,乙支部"`} {
		if !strings.Contains(changes[0].After, line) {
			t.Errorf("no %s in %s", line, changes[0].After)
		}
	}
}

func TestMendEncoding(t *testing.T) {
	gbk, err := simplifiedchinese.GB18030.NewEncoder().String("+++\r\ntitle = \"题\"\r\n+++\r\n\r\n甲,乙\r\n")
	if err != nil {
		t.Fatal(err)
	}
	in := input(t, "-- site.toml --\ntitle = \"站\"\n-- 甲.md --\n"+gbk)
	changes := Mend(in.Site, in.Snapshot)
	if len(changes) != 1 {
		t.Fatalf("%d changes", len(changes))
	}
	const after = "+++\r\ntitle = \"题\"\r\n+++\r\n\r\n甲，乙\r\n"
	if c := changes[0]; !c.Converted || c.After != after || c.Path != "content/甲.md" {
		t.Errorf("%+v", c)
	}
	if err := changes[0].Write(); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(in.Snapshot.Root, "甲.md")
	if got, err := os.ReadFile(name); err != nil || string(got) != after {
		t.Errorf("%q %v", got, err)
	}
	for _, c := range []struct{ raw, want string }{
		{"\xFF\xFE\x32\x75\x2C\x00\x59\x4E\x0D\x00\x0A\x00", "\xFF\xFE\x32\x75\x0C\xFF\x59\x4E\x0D\x00\x0A\x00"},
		{"\xFE\xFF\x75\x32\x00\x2C\x4E\x59", "\xFE\xFF\x75\x32\xFF\x0C\x4E\x59"},
	} { // UTF-16 stays what it is
		change, changed := newEditor(nil, nil).mend("a.md", []byte(c.raw))
		if !changed || change.Converted || string(change.encode(change.After)) != c.want {
			t.Errorf("%q: %+v", c.raw, change)
		}
	}
	for _, raw := range []string{"\xFF\xFE\x32", "\x00\x01"} { // half a character, and no text
		if c, changed := newEditor(nil, nil).mend("a.md", []byte(raw)); changed {
			t.Errorf("%q becomes %q", raw, c.After)
		}
	}
	site := input(t, "-- site.toml --\ntitle = \"站\"\n[check]\nignore = [\"encoding/gb18030\"]\n-- 甲.md --\n"+gbk)
	if changes := Mend(site.Site, site.Snapshot); len(changes) > 0 {
		t.Errorf("silenced, and yet %+v", changes)
	}
}

// A file that somebody changed meanwhile is not touched, and nothing is left beside one that is.
func TestWrite(t *testing.T) {
	dir := t.TempDir()
	name := filepath.Join(dir, "a.md")
	if err := os.WriteFile(name, []byte("甲,乙"), 0o640); err != nil {
		t.Fatal(err)
	}
	plain := func(s string) []byte { return []byte(s) }
	c := Change{After: "甲，乙", file: name, raw: []byte("甲,乙!"), encode: plain}
	if err := c.Write(); err == nil || !strings.Contains(err.Error(), "请再运行一次") {
		t.Error(err)
	}
	c.raw = []byte("甲,乙")
	if err := c.Write(); err != nil {
		t.Error(err)
	}
	got, _ := os.ReadFile(name)
	info, err := os.Stat(name)
	if err != nil || string(got) != "甲，乙" || info.Mode().Perm() != 0o640 {
		t.Errorf("%q %v %v", got, info.Mode(), err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 1 {
		t.Errorf("%v are left", entries)
	}
	if err := os.Symlink(name, filepath.Join(dir, "b.md")); err == nil {
		c := Change{After: "丙", file: filepath.Join(dir, "b.md"), raw: []byte("甲，乙"), encode: plain}
		if c.Write() == nil {
			t.Error("a link is replaced")
		}
	}
}

func TestDiff(t *testing.T) {
	c := Change{Path: "content/a.md", Before: "一\n二,\n三\n四\n五\n六\n六\n七13800138000\n八\n", After: "一\n二，\n三\n四\n五\n六\n六\n\n七13800138000\n八\n"}
	want := `--- content/a.md
+++ content/a.md
@@ -1,4 +1,4 @@
 一
-二,
+二，
 三
 四
@@ -6,4 +6,5 @@
 六
 六
+
 七138****8000
 八
`
	if got := c.Diff(false); got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := c.Diff(true); !strings.Contains(got, "\x1b[32m+二，\x1b[0m") {
		t.Errorf("%q", got)
	}
	if got := (&Change{Path: "content/a.md", Converted: true, Before: "x", After: "x"}).Diff(false); got != "content/a.md：GB18030 编码转为 UTF-8\n" {
		t.Error(got)
	}
}

// FuzzMend: no source breaks mending; a second time changes nothing more; no Han character is lost and
// no line end of another kind appears.
func FuzzMend(f *testing.F) {
	for _, s := range []string{"+++\ntitle = “甲,乙”\n+++\n\n甲,乙。。\r\n丙,\n丁", "---\ntitle: 甲,乙\n---\n**甲**,乙", "\uFEFF甲, 乙\r丙", "+++\ntags = [“甲”，“乙”]\n+++",
		strings.Repeat("这一段是从文字处理软件里粘贴来的。", 4) + "\n" + strings.Repeat("这一段是从文字处理软件里粘贴来的。", 4)} {
		f.Add(s)
	}
	e := newEditor(map[string]string{"帐号": "账号"}, nil)
	f.Fuzz(func(t *testing.T, source string) {
		if !utf8.ValidString(source) || len(source) > 1<<12 {
			t.Skip()
		}
		c, changed := e.mend("a.md", []byte(source))
		if !changed {
			return
		}
		if again := e.mendText("a.md", c.After); again != c.After {
			t.Fatalf("%q\nbecomes %q\nbecomes %q", source, c.After, again)
		}
		if before, after := hanOf(bodyOf(source)), hanOf(bodyOf(c.After)); !strings.HasSuffix(after, before) {
			t.Fatalf("%q becomes %q", source, c.After)
		}
		if strings.Count(source, "\r") == 0 && strings.Contains(c.After, "\r") || strings.Count(c.After, "\n") < strings.Count(source, "\n") {
			t.Fatalf("line ends of %q become %q", source, c.After)
		}
		_ = c.Diff(false)
	})
}

// bodyOf is the text behind the settings: there a word for a key may become the key.
func bodyOf(source string) string {
	body, _ := content.BodyText("a.md", []byte(source))
	return string(body)
}

func hanOf(s string) string {
	return strings.Map(func(r rune) rune {
		if han.Is(r) {
			return r
		}
		return -1
	}, s)
}
