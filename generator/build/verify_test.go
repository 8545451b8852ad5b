package build

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A published file that was changed, with its size and time put back, is seen by --verify, which says whose
// change that is: not Qizhi's. A clean build puts it right and keeps what was changed.
func TestVerifyKnowsWhoChanged(t *testing.T) {
	dir := small(t)
	o := Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now, Verify: true}
	if _, err := Run(o); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(o.Output, "a.html")
	was, _ := os.ReadFile(page)
	info, _ := os.Stat(page)
	changed := bytes.Replace(was, []byte("<title>"), []byte("<TITLE>"), 1)
	os.WriteFile(page, changed, 0o644)
	os.Chtimes(page, info.ModTime(), info.ModTime())
	r, err := Run(o)
	if !errors.Is(err, ErrTouched) || !slices.Equal(r.Touched, []string{"a.html"}) || len(r.Differences) > 0 {
		t.Errorf("%v, touched %v, differs %v", err, r.Touched, r.Differences)
	}
	o.Clean = true
	if r, err = Run(o); err != nil {
		t.Errorf("clean: %v %v", err, r.Touched)
	}
	if got, _ := os.ReadFile(page); !bytes.Equal(got, was) {
		t.Error("the page is not what the content makes of it")
	}
}

// Of thousands of pages that wait, as on an early --now, the next ones are named and the others counted.
func TestManyWaiting(t *testing.T) {
	dir := small(t)
	for i := range 15 {
		name := filepath.Join(dir, "content", fmt.Sprintf("w%02d.md", i))
		os.WriteFile(name, fmt.Appendf(nil, "+++\ntitle = \"等%d\"\ndate = 2023-01-%02d\n+++\n\n文。\n", i, 31-i), 0o644)
	}
	r, err := Run(Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now})
	if err != nil {
		t.Fatal(err)
	}
	got := strings.Join(r.Held, "\n")
	if strings.Count(got, "的日期还没到，") != shownHeld || !strings.HasPrefix(got, "content/w14.md 的日期还没到，2023-01-17 ") ||
		!strings.Contains(got, "日期还没到的还有 5 篇，最后一篇到 2023-01-31 发布") {
		t.Error(got)
	}
}
