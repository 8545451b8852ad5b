package build

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// The sample's sentences are the report's: figures of a later period must not slip into them. Only what
// says on purpose how things stand now may change: the home page, the chambers' grid, the figures'
// own pages and what lists all pages.
func TestSampleKeepsItsPeriod(t *testing.T) {
	before := tree(t, published(t, nil))
	source := copySample(t)
	later := "source = \"试验\"\n[values]\nchambers = 41\nbranches = 33\njoint_branches = 5\nunorganised = 3\nmembers = 477\nprobationary = 58\n" +
		"activists = 97\ninstructors = 2\nled_by_presidents = 19\nhuizhang = 7\nlecture = 8\nrally = 9\npledges = 23\n"
	if err := os.WriteFile(filepath.Join(source, "content", "statistics", "2022-H2.toml"), []byte(later), 0o666); err != nil {
		t.Fatal(err)
	}
	after := tree(t, published(t, func(o *Options) { o.Source = source }))
	if _, ok := after["statistics/2022-H2.html"]; !ok {
		t.Fatal("the later period is not published")
	}
	compared := 0
	for name, data := range before {
		if !strings.HasSuffix(name, ".html") || name == "index.html" || strings.HasPrefix(name, "statistics/2") {
			continue
		}
		compared++
		if want, got := sentences(data), sentences(after[name]); !slices.Equal(want, got) {
			t.Errorf("%s: %q is now %q", name, without(want, got), without(got, want))
		}
	}
	if compared < 80 {
		t.Errorf("only %d pages were compared", compared)
	}
}

var paragraph = regexp.MustCompile(`(?s)<(p|li|td|dd|h1|h2|meta)[ >].*?(</(p|li|td|dd|h1|h2)>|>)`)

// nowadays is what says on purpose how things stand now: 四十格, tables of figures and of their sources.
var nowadays = regexp.MustCompile(`(?s)<div class="(forty|squares)">.*?</details>|<table class="data">.*?</table>|<dl class="indicators">.*?</dl>`)

// sentences are the paragraphs of a page's text that hold a quoted figure, and its description.
func sentences(page []byte) []string {
	var out []string
	for _, p := range paragraph.FindAllString(nowadays.ReplaceAllString(string(page), ""), -1) {
		if strings.Contains(p, `class="figure"`) || strings.Contains(p, `name="description"`) || strings.HasPrefix(p, `<p class="lead"`) {
			out = append(out, p)
		}
	}
	return out
}

func without(list, others []string) []string {
	return slices.DeleteFunc(slices.Clone(list), func(s string) bool { return slices.Contains(others, s) })
}

// copySample copies the sources of the sample site into a folder of the test.
func copySample(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "content"), os.DirFS(filepath.Join(root, "content"))); err != nil {
		t.Fatal(err)
	}
	return dir
}

// The report counts 党建拉练 in 次; the series says so once, and every page follows.
func TestSampleCounterWord(t *testing.T) {
	out := tree(t, published(t, nil))
	for name, data := range out {
		if strings.HasPrefix(name, "activities/") && strings.HasSuffix(name, ".html") && regexp.MustCompile(`党建拉练</a><span>第\d期`).Match(data) {
			t.Errorf("%s counts in 期", name)
		}
	}
	if page := string(out["series/dang-jian-la-lian.html"]); !strings.Contains(page, "第1次") || !strings.Contains(page, "2次</span>") || strings.Contains(page, "期</span>") || strings.Contains(page, "量词") {
		t.Error("党建拉练 is not counted in 次")
	}
	if page := string(out["series/hui-zhang-zhi-jia.html"]); !strings.Contains(page, "第1期") || !strings.Contains(page, "2期</span>") {
		t.Error("会长之家 is not counted in 期")
	}
}
