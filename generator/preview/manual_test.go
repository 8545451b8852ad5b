package preview

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"qizhi/generator/build"
	"qizhi/generator/check"
)

// fences are the examples of a chapter of the manual, as staff would copy them.
func fences(t *testing.T, name string) (whole, parts []string) {
	raw, err := manualFiles.ReadFile("manual/" + name + ".md")
	if err != nil {
		t.Fatal(err)
	}
	for i, text := range strings.Split(string(raw), "\n```") {
		_, example, _ := strings.Cut(text, "\n")
		switch {
		case i%2 == 0:
		case strings.HasPrefix(example, "+++"):
			whole = append(whole, example)
		default:
			parts = append(parts, example)
		}
	}
	return whole, parts
}

// The examples of the manual, followed to the letter in the sample site and in a new one, are
// articles without a fault.
func TestManualExamples(t *testing.T) {
	for _, site := range []string{"../../content", "../../cmd/qizhi/starter/content"} {
		dir := t.TempDir()
		if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(site)); err != nil {
			t.Fatal(err)
		}
		article, parts := fences(t, "article")
		cases, more := fences(t, "kinds")
		if len(article) != 1 || len(cases) != 1 {
			t.Fatalf("%d and %d examples", len(article), len(cases))
		}
		link := ""
		for _, p := range parts {
			if strings.Contains(p, "](") {
				link = p
			}
		}
		activity := ""
		for _, p := range more {
			if strings.Contains(p, "series") {
				activity = p
			}
		}
		for name, text := range map[string]string{
			"news/照做.md": article[0] + "\n\n" + link + "\n", "cases/照做.md": cases[0] + "\n\n经过。\n",
			"activities/照做.md": "+++\ntitle = \"照做的活动\"\ndate = 2022-06-30\nsource = \"试\"\n" + activity + "\n+++\n\n一次活动。\n",
		} {
			writeFile(t, filepath.Join(dir, "content", filepath.FromSlash(name)), text)
		}
		w := build.Open(build.Options{Source: dir, Now: today}, false)
		defer w.Close()
		snap := w.Look()
		p := w.Load(snap)
		for _, d := range check.Sources(check.Input{Site: p.Site, Snapshot: snap, Found: p.Diagnostics, Now: today}) {
			if strings.HasSuffix(d.Path, "照做.md") {
				t.Errorf("%s %+v", site, d)
			}
		}
		if link == "" || activity == "" || p.Site.PageAt("news/照做.md") == nil {
			t.Errorf("%q %q", link, activity)
		}
	}
}
