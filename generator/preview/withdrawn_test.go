package preview

import (
	"path/filepath"
	"strings"
	"testing"

	"qizhi/generator/build"
)

// A withdrawn address answers as the published one: the notice is all there is at it, another page that
// claims it is refused as a build would refuse it, and nothing is left at it when its page is deleted.
func TestWithdrawnAddress(t *testing.T) {
	dir := smallSite(t)
	o := build.Options{Source: dir, Output: filepath.Join(dir, "public"), Now: today}
	text := page("甲", "甲文。")
	notice := strings.Replace(text, "+++\n", "+++\nwithdrawn = \"内容有误\"\n", 1)
	writeFile(t, filepath.Join(dir, "content", "news", "a.md"), notice)
	if _, err := build.Run(o); err != nil {
		t.Fatal(err)
	}
	l := preview(t, dir, nil)
	if status, body := l.get("/news/a.html"); status != 200 || strings.Contains(body, "甲文") || !strings.Contains(body, "内容有误") {
		t.Errorf("%d %s", status, body)
	}
	refused := func() bool {
		return strings.Contains(strings.Join(rulesTold(l), " "), "address/withdrawn")
	}
	if refused() {
		t.Error("the notice itself is refused")
	}
	l.write("content/news/a.md", text) // public again, at the same address
	l.eventually("it is refused", refused)
	if status, body := l.get("/news/a.html"); status != 200 || strings.Contains(body, "甲文") {
		t.Errorf("the last good page: %d %s", status, body)
	}
	if _, err := build.Run(o); err == nil {
		t.Error("a build does not refuse it")
	}
	l.write("content/news/a.md", strings.Replace(text, "+++\n", "+++\nslug = \"other\"\n", 1))
	l.eventually("it is not refused", func() bool { return !refused() })
	if status, _ := l.get("/news/a.html"); status != 404 {
		t.Errorf("status %d where there is no page any more", status)
	}
}

// rulesTold are the rules of what a tab is told.
func rulesTold(l *live) (rules []string) {
	for _, p := range told(l, "/").Problems {
		rules = append(rules, p.Rule)
	}
	return rules
}
