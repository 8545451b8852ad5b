package build

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"
)

// Whatever is edited, a build, the unchanged build after it and a clean one find the same; and what is found is
// written again only when it is something else.
func TestReportIsKept(t *testing.T) {
	g := newGarden(t, 5)
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now}
	file := filepath.Join(g.dir, CacheName, reportName(o.Output))
	found := func() *Result {
		t.Helper()
		r, err := Run(o)
		if err != nil {
			t.Fatal(err, r.Diagnostics)
		}
		return r
	}
	const page, head = "content/news/n00.md", "+++\ntitle = \"甲\"\ndate = 2022-06-01\n+++\n\n第一段。\n\n"
	var written time.Time
	for _, edit := range []struct {
		what, text string
		same       bool // the report stays as it is
	}{
		{"a page", head, false},
		{"a longer text", head + "又一段。\n", true},
		{"a warning of the source", head + "某*商会与某*公司。\n", false},
		{"a longer text below it", head + "某*商会与某*公司。\n\n又一段。\n", true},
		{"a number that contradicts", head + "某*商会与某*公司。\n\n共有党员9999人。\n", false},
		{"the number silenced", head + "某*商会与某*公司。\n\n<!-- qizhi-ignore statistics/typed -->\n共有党员9999人。\n", false},
		{"all of it gone", head, false},
		{"a longer text again", head + "又一段。\n", true},
	} {
		g.write(page, edit.text)
		first := found()
		info, err := os.Stat(file)
		if err != nil {
			t.Fatal(err)
		}
		if edit.same && info.ModTime() != written {
			t.Errorf("%s: the report is written again", edit.what)
		}
		written = info.ModTime()
		again := found()
		if again.Rendered > 0 || again.Written > 0 {
			t.Errorf("%s: the next build renders %d", edit.what, again.Rendered)
		}
		clean, err := Run(Options{Source: g.dir, Output: filepath.Join(t.TempDir(), "public"), Now: now})
		if err != nil {
			t.Fatal(err)
		}
		for what, r := range map[string]*Result{"the next build": again, "a clean build": clean} {
			if !reflect.DeepEqual(r.Diagnostics, first.Diagnostics) {
				t.Errorf("%s: %s finds\n%v\nand the build\n%v", edit.what, what, r.Diagnostics, first.Diagnostics)
			}
		}
	}
	first := found()
	data, _ := os.ReadFile(file)
	whole := string(data)
	data[len(data)/2] ^= 1
	os.WriteFile(file, data, 0o644)
	for _, what := range []string{"a damaged report", "the report after it"} {
		if r := found(); r.Written > 0 || !reflect.DeepEqual(r.Diagnostics, first.Diagnostics) {
			t.Errorf("%s: %d written, %v", what, r.Written, r.Diagnostics)
		}
	}
	if data, _ := os.ReadFile(file); string(data) != whole {
		t.Error("a damaged report is not written again")
	}
	os.Remove(file)
	if r := found(); r.Written > 0 || !reflect.DeepEqual(r.Diagnostics, first.Diagnostics) {
		t.Errorf("without a report: %d written, %v", r.Written, r.Diagnostics)
	}
}
