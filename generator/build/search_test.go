package build

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/BurntSushi/toml"

	"qizhi/generator/search"
)

// opened reads the published index of a folder as a browser would, file by file.
func opened(t *testing.T, dir string) *search.Reader {
	t.Helper()
	r, err := search.Open(func(name string) ([]byte, error) { return os.ReadFile(filepath.Join(dir, "search", name)) })
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// addresses are those of all results, in their order; partly says that none is whole.
func addresses(t *testing.T, r *search.Reader, query string) (found []string, partly bool) {
	t.Helper()
	result, err := r.Query(query, search.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range result.Hits {
		found = append(found, h.Address)
	}
	return found, result.Partial
}

// Of 30 queries, judged by people who know the site, at least 28 show first the page that should
// come first.
func TestJudgedQueries(t *testing.T) {
	var judged struct {
		Query []struct{ Words, First string }
	}
	if _, err := toml.DecodeFile("testdata/judged.toml", &judged); err != nil {
		t.Fatal(err)
	}
	if len(judged.Query) != 30 {
		t.Fatalf("%d queries", len(judged.Query))
	}
	r := opened(t, published(t, nil))
	right := 0
	for _, q := range judged.Query {
		found, _ := addresses(t, r, q.Words)
		switch {
		case !slices.Contains(found, q.First):
			t.Errorf("%s: %s is not found", q.Words, q.First)
		case found[0] != q.First:
			t.Logf("%s: %s comes first, %s at place %d", q.Words, found[0], q.First, slices.Index(found, q.First)+1)
		default:
			right++
		}
	}
	if right < 28 {
		t.Errorf("%d of %d come first", right, len(judged.Query))
	}
}

// Figures are found as they are read; drafts, withdrawn pages and pages yet to come are not found,
// and neither is what an edit took away.
func TestSearchOfPublished(t *testing.T) {
	g := newGarden(t, 3)
	g.write("content/about/_index.md", "+++\ntitle = \"说明\"\n+++\n")
	g.write("content/about/a.md", "+++\ntitle = \"说明甲\"\ntags = [\"独有标签\"]\n+++\n\n甘党员{{members}}，独有文字。\n")
	g.write("content/about/b.md", "+++\ntitle = \"说明乙\"\nwithdrawn = \"有误\"\n+++\n\n独有文字。\n")
	g.write("content/about/c.md", "+++\ntitle = \"说明丙\"\ndraft = true\n+++\n\n独有文字。\n")
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now}
	check := func(query string, want ...string) {
		t.Helper()
		if _, err := Run(o); err != nil {
			t.Fatal(err)
		}
		found, partly := addresses(t, opened(t, o.Output), query)
		if partly {
			found = nil
		}
		if !slices.Equal(found, want) {
			t.Errorf("%s: %q, want %q", query, found, want)
		}
	}
	check("独有文字", "about/a.html")
	check("独有标签", "about/a.html")
	check("甘党员362人", "about/a.html")
	g.figure(364)
	check("甘党员362人")
	check("甘党员364人", "about/a.html")
	g.write("content/about/a.md", "+++\ntitle = \"说明甲\"\n+++\n\n别的话。\n")
	check("独有文字")
	check("别的话", "about/a.html")
}

// What is found is every page with a text of its own: the introductions of sections, whose names lead to
// them, the home page with what site.toml has it say, and what the pages of figures say beside the figures. Each
// edit makes the same index as a clean build.
func TestSearchFindsSectionsHomeAndFigures(t *testing.T) {
	g := newGarden(t, 3)
	g.write("content/_index.md", "+++\ntitle = \"首页\"\nsummary = \"首页提要甲\"\n+++\n\n首页导语乙，党员{{members}}。\n")
	g.write("content/about/_index.md", "+++\ntitle = \"说明栏\"\nsummary = \"栏目提要丙\"\n+++\n\n## 栏目小标题\n\n栏目导语丁。\n")
	g.write("content/about/inner/_index.md", "+++\ntitle = \"里间栏\"\n+++\n")
	g.write("content/statistics/_index.md", "+++\ntitle = \"数字栏\"\nkind = \"statistics\"\n+++\n\n数字导语戊。\n\n## 数字小标题\n\n小标题下。\n")
	g.write("content/site.toml", string(g.read("content/site.toml"))+"\n[[home.blocks]]\ntype = \"list\"\ntitle = \"首页板块己\"\nsection = \"about\"\ntext = \"板块的话庚{{members}}\"\n")
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now, Verify: true}
	check := func(query string, want ...string) {
		t.Helper()
		if r, err := Run(o); err != nil || len(r.Differences) > 0 {
			t.Fatal(err, r.Differences)
		}
		found, partly := addresses(t, opened(t, o.Output), query)
		if partly {
			found = nil
		}
		if !slices.Equal(found, want) {
			t.Errorf("%s: %q, want %q", query, found, want)
		}
	}
	check("说明栏", "about/index.html")
	check("里间栏", "about/inner/index.html")
	check("栏目提要丙", "about/index.html")
	check("栏目小标题", "about/index.html")
	check("栏目导语丁", "about/index.html")
	check("首页提要甲", "index.html")
	check("首页导语乙，党员362人", "index.html")
	check("首页板块己", "index.html")
	check("板块的话庚362人", "index.html")
	check("数字栏 数字导语戊", "statistics/index.html")
	check("数字栏 现有党员362人", "statistics/index.html") // the words of the source
	g.figure(364)
	check("首页导语乙，党员364人", "index.html")
	check("数字小标题 数字导语戊 现有党员364人", "statistics/index.html")
	g.write("content/about/_index.md", "+++\ntitle = \"说明栏\"\n+++\n\n栏目导语，改。\n")
	check("栏目导语丁")
	check("栏目导语，改", "about/index.html")
}

// What an edit leaves in the cache is used, and what nothing uses goes.
func TestSearchRemembers(t *testing.T) {
	g := newGarden(t, 5)
	for i := range 200 {
		g.write("content/news/x"+strings.Repeat("x", i%7)+strconv.Itoa(i)+".md", "+++\ntitle = \"标题"+strconv.Itoa(i)+"\"\ndate = 2021-01-01\n+++\n\n正文"+strconv.Itoa(i*7919)+"。\n")
	}
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now, Explain: true}
	segments := func() int {
		names, _ := filepath.Glob(filepath.Join(g.dir, CacheName, "search-*.seg"))
		return len(names)
	}
	if _, err := Run(o); err != nil {
		t.Fatal(err)
	}
	g.write("content/news/x0.md", "+++\ntitle = \"标题0\"\ndate = 2021-01-01\n+++\n\n正文，改。\n")
	r, err := Run(o)
	if err != nil {
		t.Fatal(err)
	}
	again := 0
	for _, reason := range r.Reasons {
		if strings.HasPrefix(reason, "search/") {
			again++
		}
	}
	if again == 0 || again > 40 {
		t.Errorf("a typo renders %d files of the index again", again)
	}
	for i := range 3 {
		g.write("content/news/x0.md", "+++\ntitle = \"标题0\"\ndate = 2021-01-01\n+++\n\n正文，又改"+strconv.Itoa(i)+"。\n")
		if _, err := Run(o); err != nil {
			t.Fatal(err)
		}
	}
	if n := segments(); n == 0 || n > 6 {
		t.Errorf("%d files of the cache", n)
	}
	names, _ := filepath.Glob(filepath.Join(g.dir, CacheName, "search*"))
	for _, name := range names { // damaged: the next build makes what it needs anew
		data, _ := os.ReadFile(name)
		data[len(data)/2] ^= 1
		os.WriteFile(name, data, 0o644)
	}
	o.Verify = true
	g.write("content/news/x0.md", "+++\ntitle = \"标题0\"\ndate = 2021-01-01\n+++\n\n正文，最后。\n")
	if r, err := Run(o); err != nil || len(r.Differences) > 0 {
		t.Error(err, r.Differences)
	}
}

// TestNothingIsWrittenAfterABuildThatFailed: the search index is begun before it is asked for, and waited for also when
// nobody asks: the output folder cannot be made, and the cache is closed.
func TestNothingIsWrittenAfterABuildThatFailed(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(root, "content"))); err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "taken"), "a file")
	if _, err := Run(Options{Source: dir, Output: filepath.Join(dir, "taken", "public"), Now: now}); err == nil {
		t.Fatal("a folder was made in a file")
	}
	if err := os.RemoveAll(filepath.Join(dir, CacheName)); err != nil {
		t.Fatal(err)
	}
	time.Sleep(500 * time.Millisecond)
	if _, err := os.Lstat(filepath.Join(dir, CacheName)); err == nil {
		t.Error("the cache was written after the build had ended")
	}
}
