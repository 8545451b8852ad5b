package build

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"qizhi/generator/diag"
)

// small makes a site of one page and returns its folder.
func small(t *testing.T) string {
	t.Helper()
	g := &garden{t: t, dir: t.TempDir()}
	g.write("content/site.toml", "format = 1\ntitle = \"试验站\"\nbase_url = \"https://example.org/\"\n")
	g.write("content/a.md", "+++\ntitle = \"甲\"\n+++\n\n文。\n")
	return g.dir
}

// Nothing that Qizhi did not publish is overwritten or removed, and dangerous places are refused
// before anything is touched.
func TestOutputRefused(t *testing.T) {
	dir := small(t)
	home := t.TempDir()
	t.Setenv("HOME", home)
	file := filepath.Join(dir, "file")
	os.WriteFile(file, nil, 0o644)
	link := filepath.Join(dir, "link")
	os.Mkdir(filepath.Join(dir, "real"), 0o755)
	if err := os.Symlink(filepath.Join(dir, "real"), link); err != nil {
		t.Skip(err)
	}
	inside := filepath.Join(home, "inside")
	if err := os.Symlink(filepath.Join(dir, "content"), inside); err != nil {
		t.Skip(err)
	}
	for output, want := range map[string]string{
		dir: "里放着网站的内容", filepath.Dir(dir): "里放着网站的内容", filepath.Join(dir, "content"): "在网站的内容里",
		filepath.Join(dir, "content", "x"): "在网站的内容里", "/": "根目录", home: "主目录", file: "是一个文件", link: "是一个链接",
		filepath.Join(dir, CacheName): "是缓存", filepath.Join(inside, "x"): "在网站的内容里",
	} {
		if _, err := Run(Options{Source: dir, Output: output, Now: now}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", output, err, want)
		}
	}
}

func TestForeignFiles(t *testing.T) {
	dir := small(t)
	output := filepath.Join(dir, "public")
	os.MkdirAll(output, 0o755)
	mine := filepath.Join(output, "index.html")
	os.WriteFile(mine, []byte("别人的首页"), 0o644)
	o := Options{Source: dir, Output: output, Now: now}
	if _, err := Run(o); err == nil || !strings.Contains(err.Error(), "不是旗帜发布的") {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(mine); string(data) != "别人的首页" {
		t.Errorf("overwritten: %s", data)
	}
	if entries, _ := os.ReadDir(output); len(entries) != 1 {
		t.Errorf("something was left in the output: %v", entries)
	}
	os.Remove(mine)
	other := filepath.Join(output, "upload.txt")
	os.WriteFile(other, []byte("别人的文件"), 0o644)
	if _, err := Run(o); err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(output, "a.html")
	if err := os.WriteFile(page, []byte("改过的"), 0o644); err != nil {
		t.Fatal(err)
	}
	os.Remove(filepath.Join(dir, "content", "a.md"))
	r, err := Run(o)
	if err != nil {
		t.Fatal(err)
	}
	if data, _ := os.ReadFile(page); string(data) != "改过的" || !slices.ContainsFunc(r.Diagnostics, func(d diag.Diagnostic) bool { return d.Rule == "publish/changed" }) {
		t.Errorf("a file that was changed after publication: %s %v", data, r.Diagnostics)
	}
	if data, _ := os.ReadFile(other); string(data) != "别人的文件" {
		t.Error("somebody else's file is gone")
	}
}

// A folder of the output that is a link would lead the publication elsewhere.
func TestLinkInOutput(t *testing.T) {
	dir, elsewhere := small(t), t.TempDir()
	output := filepath.Join(dir, "public")
	os.MkdirAll(output, 0o755)
	if err := os.Symlink(elsewhere, filepath.Join(output, "assets")); err != nil {
		t.Skip(err)
	}
	if _, err := Run(Options{Source: dir, Output: output, Now: now}); err == nil {
		t.Error("published through a link")
	}
	if entries, _ := os.ReadDir(elsewhere); len(entries) > 0 {
		t.Errorf("written outside the output: %v", entries)
	}
}

// The style sheet of the build before stays for one more build.
func TestAssetsKeptOnce(t *testing.T) {
	dir := small(t)
	g := &garden{t: t, dir: dir}
	g.write("themes/own/theme.toml", "name = \"own\"\nextends = \"hongyan\"\n")
	g.write("content/site.toml", "theme = \"own\"\n"+string(g.read("content/site.toml")))
	o := Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now}
	sheets := func() int {
		names, _ := filepath.Glob(filepath.Join(o.Output, "assets", "style-*.css"))
		return len(names)
	}
	for n, want := range []int{1, 2, 2} {
		g.write("themes/own/assets/css/99.css", ".v"+string(rune('0'+n))+"{color:inherit}")
		if _, err := Run(o); err != nil {
			t.Fatal(err)
		}
		if sheets() != want {
			t.Errorf("build %d: %d style sheets, want %d", n+1, sheets(), want)
		}
	}
	if _, err := Run(o); err != nil || sheets() != 1 {
		t.Errorf("a build without a change: %d style sheets, %v", sheets(), err)
	}
}

// What an edit takes out of a page is gone from the search index, too, in the very build that publishes
// the edit: the index tells of a text that no page shows any more to nobody.
func TestEditLeavesNoShard(t *testing.T) {
	dir := small(t)
	g := &garden{t: t, dir: dir}
	o := Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now}
	g.write("content/b.md", "+++\ntitle = \"乙\"\n+++\n\n张某住在独有街十二号。\n")
	if _, err := Run(o); err != nil {
		t.Fatal(err)
	}
	g.write("content/b.md", "+++\ntitle = \"乙\"\n+++\n\n这里原来有一个住址。\n")
	if _, err := Run(o); err != nil {
		t.Fatal(err)
	}
	clean := filepath.Join(t.TempDir(), "public")
	if _, err := Run(Options{Source: dir, Output: clean, Now: now}); err != nil {
		t.Fatal(err)
	}
	names := func(output string) (list []string) {
		files, _ := filepath.Glob(filepath.Join(output, "search", "*"))
		for _, f := range files {
			list = append(list, filepath.Base(f))
		}
		return list
	}
	if got, want := names(o.Output), names(clean); len(want) < 4 || !slices.Equal(got, want) {
		t.Errorf("published %v\na clean build has %v", got, want)
	}
}
