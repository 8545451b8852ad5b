package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"qizhi/generator/diag"
)

// changes are the files of which a build said that somebody had changed them.
func changes(t *testing.T, o Options) (named []string) {
	t.Helper()
	o.Verify = true // whatever somebody changed, the site is what a clean build makes
	r, err := Run(o)
	if err != nil {
		t.Fatal(err, r.Differences)
	}
	for _, d := range r.Diagnostics {
		if d.Rule == "publish/changed" {
			if d.Severity != diag.Warning || d.Hint == "" {
				t.Errorf("said without a way out: %+v", d)
			}
			named = append(named, filepath.Base(d.Path))
		}
	}
	return named
}

// A published page that somebody changed is replaced, by a build with or without a memory, after an edit or
// without one; but it is named, and what was changed is kept. Nothing is said of a file that was only touched.
func TestChangedByHand(t *testing.T) {
	dir := small(t)
	g := &garden{t: t, dir: dir}
	o := Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now}
	changes(t, o)
	page := filepath.Join(o.Output, "a.html")
	kept := filepath.Join(dir, CacheName, asideName, "a.html")
	for n, before := range []func(){
		func() {},
		func() { g.write("content/a.md", "+++\ntitle = \"甲\"\n+++\n\n改了的文。\n") },
		func() { os.RemoveAll(filepath.Join(dir, CacheName)) },
		func() { os.Remove(filepath.Join(dir, CacheName, recordName(o.Output))) },
		func() { o.Clean = true },
	} {
		o.Clean = false
		text := "有人改过的" + strings.Repeat("一", n)
		if err := os.WriteFile(page, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
		before()
		if named := changes(t, o); len(named) != 1 || named[0] != "a.html" {
			t.Errorf("case %d: said of %v", n, named)
		}
		if !isKept(t, kept, text) {
			t.Errorf("case %d: what was changed is lost", n)
		}
		if named := changes(t, o); len(named) > 0 {
			t.Errorf("case %d: said twice: %v", n, named)
		}
	}
	if err := os.Chtimes(page, time.Time{}, now); err != nil {
		t.Fatal(err)
	}
	g.write("content/a.md", "+++\ntitle = \"甲\"\n+++\n\n又改了的文。\n")
	if named := changes(t, o); len(named) > 0 {
		t.Errorf("a file that was touched: said of %v", named)
	}
}

// isKept looks for a text among the copies of a file.
func isKept(t *testing.T, name, text string) bool {
	t.Helper()
	copies, _ := filepath.Glob(strings.TrimSuffix(name, ".html") + "*.html")
	for _, file := range copies {
		if data, err := os.ReadFile(file); err == nil && string(data) == text {
			return true
		}
	}
	return false
}

// Where no copy of what somebody changed can be kept, nothing is published.
func TestChangedWithoutRoom(t *testing.T) {
	dir := small(t)
	o := Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now}
	changes(t, o)
	page := filepath.Join(o.Output, "a.html")
	for _, file := range []string{page, filepath.Join(dir, CacheName, asideName)} {
		if err := os.WriteFile(file, []byte("有人改过的"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Run(o); err == nil || !strings.Contains(err.Error(), "a.html 发布后被人改过") {
		t.Error(err)
	}
	if data, _ := os.ReadFile(page); string(data) != "有人改过的" {
		t.Errorf("overwritten: %s", data)
	}
}
