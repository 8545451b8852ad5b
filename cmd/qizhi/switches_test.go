package main

import (
	"bytes"
	"image"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"
	"golang.org/x/text/encoding/simplifiedchinese"

	"qizhi/generator/build"
	"qizhi/generator/check"
	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// unswitched are the warnings that this site does not hold, and why that is.
var unswitched = map[string]string{
	"published/style": "of a published folder, which has no switches", "published/draft": "the same", "published/unlisted": "the same",
	"publish/draft": "of the build with --drafts", "publish/changed": "of the output", "address/vanished": "of the output before",
	"theme/unknown-key": "of a theme's folder", "theme/missing-string": "the same", "theme/language": "the same",
	"site/starter": "of a site just begun", "attachment/large": "needs 20 MB", "attachment/metadata": "of an attachment, as personal/unread",
	"picture/cmyk": "goes the way of picture/wrong-ending", "picture/profile": "the same", "picture/heavy": "the same",
	"statistics/quote-label": "goes the way of statistics/quote-unused", "statistics/pages": "goes the way of statistics/sessions",
}

// Every warning that `qizhi check --rules` lists is silenced for the site; where it stands in an article, for the
// page; where it stands in a body or in settings, for the block or the line. No other can be.
func TestSwitchesOfEveryRule(t *testing.T) {
	files := switchable(t)
	warned := warnings(found(t, files))
	for _, r := range check.AllRules() {
		_, left := unswitched[r.Name]
		if said := len(warned[r.Name]) > 0; r.Severity == diag.Warning && said == left {
			t.Errorf("%s speaks: %v, left out: %v", r.Name, said, left)
		}
	}
	silence := func(what string, silenced map[string][]byte, hushed func(diag.Diagnostic) bool) {
		for rule, list := range warnings(found(t, silenced)) {
			for _, d := range list {
				if hushed(d) {
					t.Errorf("%s is not silenced for %s: %v", rule, what, d)
				}
			}
		}
	}
	names := slices.Sorted(maps.Keys(warned))
	silence("the site", edited(files, "content/site.toml", func(s string) string {
		return strings.Replace(s, "[check]\n", "[check]\nignore = "+quoted(names)+"\n", 1)
	}), func(diag.Diagnostic) bool { return true })

	pages := files
	for name := range files {
		if strings.HasSuffix(name, ".md") {
			pages = edited(pages, name, func(s string) string { return ignoring(s, names) })
		}
	}
	silence("the page", pages, func(d diag.Diagnostic) bool { return strings.HasSuffix(d.Path, ".md") && d.Rule != "source/name" })

	lines := files
	for name, raw := range files {
		lead := leadOf(name, raw)
		lines = edited(lines, name, func(s string) string { return commented(name, s, lead, warned) })
	}
	silence("the block or the line", lines, func(d diag.Diagnostic) bool {
		return d.Line > 0 && d.Line >= leadOf(d.Path, lines[d.Path])
	})
}

// No error is silenced, but a personal number: a switch for one says so.
func TestErrorsAreNotSwitchedOff(t *testing.T) {
	var errs []string
	for _, r := range check.AllRules() {
		if r.Severity == diag.Error && !strings.HasPrefix(r.Name, "personal/") && !strings.Contains(r.Summary, "警告") {
			errs = append(errs, r.Name)
		}
	}
	site := map[string][]byte{"content/site.toml": []byte("title = \"站\"\n[check]\nignore = " + quoted(errs) + "\n"), "content/a.md": []byte("+++\ntitle = \"甲\"\nignore = " + quoted(errs) + "\n+++\n\n<!-- qizhi-ignore " + strings.Join(errs, " ") + " -->\n\n[断](gone.md)\n")}
	list := found(t, site)
	said, broken := 0, false
	for _, d := range list {
		said += strings.Count(d.Message, "是错误，不能忽略")
		broken = broken || d.Rule == "link/broken"
	}
	more := 0 // of one rule in one file the first are said one by one
	for _, d := range list {
		if strings.Contains(d.Message, "处同样的问题") {
			more++
		}
	}
	if !broken || said < 100 || said < 3*len(errs) && more == 0 {
		t.Errorf("%d of %d errors are said not to be silenced in three places; the broken link speaks: %v", said, len(errs), broken)
	}
}

// switchable are the files of the site, with those that are not text.
func switchable(t *testing.T) map[string][]byte {
	archive, err := txtar.ParseFile("testdata/switches.txtar")
	if err != nil {
		t.Fatal(err)
	}
	digest := content.ReviewDigest(content.FrontMatter{Title: "审"}, "文。\n")
	files := map[string][]byte{}
	for _, f := range archive.Files {
		files[f.Name] = bytes.ReplaceAll(f.Data, []byte("DIGEST"), []byte(digest))
	}
	var drawn bytes.Buffer
	if err := png.Encode(&drawn, image.NewGray(image.Rect(0, 0, 30, 20))); err != nil {
		t.Fatal(err)
	}
	files["content/a.png"], files["content/wrong.jpg"] = drawn.Bytes(), drawn.Bytes()
	files["content/gbk.md"], err = simplifiedchinese.GB18030.NewEncoder().Bytes([]byte("+++\ntitle = \"编码\"\n+++\n\n这是一篇用旧编码写的文章。\n"))
	if err != nil {
		t.Fatal(err)
	}
	files["content/看\u0007不见.md"] = []byte("+++\ntitle = \"名\"\n+++\n")
	return files
}

// found is what qizhi check and a build say of a site, which has a link in its content.
func found(t *testing.T, files map[string][]byte) diag.List {
	t.Helper()
	dir := t.TempDir()
	for name, data := range files {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, data, 0o644); err != nil {
			t.Skip(err) // a name that this system does not have
		}
	}
	if err := os.Symlink(t.TempDir(), filepath.Join(dir, "content", "链接")); err != nil {
		t.Skip(err)
	}
	o := build.Options{Source: dir, Output: filepath.Join(dir, "public"), Now: time.Date(2022, 7, 15, 12, 0, 0, 0, content.Zone)}
	w := build.Open(o, false)
	defer w.Close()
	snap := w.Look()
	project := w.Load(snap)
	list := check.Sources(check.Input{Site: project.Site, Snapshot: snap, Found: append(project.Diagnostics, w.Damage(project)...), Now: o.Now})
	return append(list, project.Diagnostics...) // what a build says
}

func warnings(list diag.List) map[string]diag.List {
	byRule := map[string]diag.List{}
	for _, d := range list {
		if d.Severity == diag.Warning {
			byRule[d.Rule] = append(byRule[d.Rule], d)
		}
	}
	return byRule
}

// edited are the files with one of them changed.
func edited(files map[string][]byte, name string, edit func(string) string) map[string][]byte {
	out := maps.Clone(files)
	out[name] = []byte(edit(string(files[name])))
	return out
}

func quoted(names []string) string { return `["` + strings.Join(names, `", "`) + `"]` }

// ignoring is an article that silences rules for its page, beside what it silences already.
func ignoring(source string, names []string) string {
	if strings.HasPrefix(source, "---\n") {
		return "---\nignore: " + quoted(names) + source[3:]
	}
	if at := strings.Index(source, "ignore = [\""); at >= 0 {
		return source[:at] + "ignore = [\"" + strings.Join(names, "\", \"") + "\", " + source[at+len("ignore = ["):]
	}
	return strings.Replace(source, "+++\n", "+++\nignore = "+quoted(names)+"\n", 1)
}

// leadOf is the first line of an article's body, 1 for settings; no line of anything else can be switched.
func leadOf(name string, raw []byte) int {
	switch {
	case strings.HasSuffix(name, ".md"):
		doc, _ := content.Parse(strings.TrimPrefix(name, "content/"), raw)
		return doc.Lead
	case strings.HasSuffix(name, ".toml"):
		return 1
	}
	return 1 << 30
}

// commented is a source with a comment before each block or line that a warning stands in, which silences it.
func commented(name, source string, lead int, warned map[string]diag.List) string {
	rules := map[int][]string{}
	lines := strings.Split(source, "\n")
	for rule, list := range warned {
		for _, d := range list {
			if d.Path != name || d.Line < lead || d.Line == 0 {
				continue
			}
			at := d.Line - 1
			for strings.HasSuffix(name, ".md") && at > 0 && strings.TrimSpace(lines[at-1]) != "" && at+1 > lead {
				at--
			}
			if !slices.Contains(rules[at], rule) {
				rules[at] = append(rules[at], rule)
			}
		}
	}
	var b strings.Builder
	for i, line := range lines {
		if len(rules[i]) > 0 && strings.HasSuffix(name, ".md") {
			b.WriteString("<!-- qizhi-ignore " + strings.Join(rules[i], " ") + " -->\n\n")
		} else if len(rules[i]) > 0 {
			b.WriteString("# qizhi-ignore " + strings.Join(rules[i], " ") + "\n")
		}
		b.WriteString(line + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}
