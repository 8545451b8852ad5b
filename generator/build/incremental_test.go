package build

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// edits is how many random edits TestIncrementalEqualsClean makes; .ci/run asks for thousands.
func edits(t *testing.T) int {
	if n, err := strconv.Atoi(os.Getenv("QIZHI_EDITS")); err == nil {
		return n
	}
	if testing.Short() {
		return 20
	}
	return 60
}

// garden is a small site that is edited at random.
type garden struct {
	t    *testing.T
	r    *rand.Rand
	dir  string
	day  time.Time
	gone map[string][]byte // deleted files that may come back
}

var (
	gardenTags     = []string{"诚信经营", "主题党日", "志愿服务", "乡村振兴"}
	gardenBranches = []string{"甲支部", "乙支部", "丙支部"}
)

func newGarden(t *testing.T, seed uint64) *garden {
	g := &garden{t: t, r: rand.New(rand.NewPCG(seed, 1)), dir: t.TempDir(), day: now, gone: map[string][]byte{}}
	g.write("content/site.toml", "format = 1\ntitle = \"试验站\"\nbase_url = \"https://example.org/\"\n[build]\npage_size = 5\n[[menu]]\ntitle = \"动态\"\ntarget = \"news/\"\n[[home.blocks]]\ntype = \"lead\"\ntitle = \"动态\"\nsection = \"news\"\n")
	g.write("content/news/_index.md", "+++\ntitle = \"动态\"\nkind = \"news\"\n+++\n")
	g.write("content/cases/_index.md", "+++\ntitle = \"案例\"\nkind = \"case\"\n+++\n")
	g.write("content/branches/_index.md", "+++\ntitle = \"党组织\"\nkind = \"branch\"\n+++\n")
	for i, name := range gardenBranches {
		g.write(fmt.Sprintf("content/branches/b%d.md", i), "+++\ntitle = \""+name+"\"\n+++\n\n现有党员{{members}}。\n")
	}
	g.write("content/statistics/indicators.toml", "[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n")
	g.figure(362)
	g.write("content/_index.md", "+++\ntitle = \"试验站\"\n+++\n\n欢迎。\n")
	g.write("content/handbook/_index.md", "+++\ntitle = \"手册\"\nkind = \"handbook\"\n+++\n\n前言。\n")
	g.write("content/handbook/h1.md", "+++\ntitle = \"一\"\nweight = 1\n+++\n\n第一章，党员{{members}}。\n")
	g.write("content/handbook/h2.md", "+++\ntitle = \"二\"\nweight = 2\n+++\n\n第二章。\n")
	g.write("content/handbook/fu/_index.md", "+++\ntitle = \"附\"\n+++\n\n附编。\n")
	g.write("content/handbook/fu/f1.md", "+++\ntitle = \"附一\"\n+++\n\n附一，党员{{members}}。\n")
	for i := range 12 {
		g.page(fmt.Sprintf("content/news/n%02d.md", i))
		g.page(fmt.Sprintf("content/cases/c%02d.md", i))
	}
	return g
}

func (g *garden) file(name string) string { return filepath.Join(g.dir, filepath.FromSlash(name)) }

func (g *garden) write(name, text string) {
	g.t.Helper()
	if err := os.MkdirAll(filepath.Dir(g.file(name)), 0o755); err != nil {
		g.t.Fatal(err)
	}
	if err := os.WriteFile(g.file(name), []byte(text), 0o644); err != nil {
		g.t.Fatal(err)
	}
}

func (g *garden) read(name string) []byte {
	g.t.Helper()
	data, err := os.ReadFile(g.file(name))
	if err != nil {
		g.t.Fatal(err)
	}
	return data
}

func (g *garden) figure(n int) {
	g.write("content/statistics/2022-H1.toml", fmt.Sprintf("title = \"2022年上半年\"\nsource = \"总结\"\n[values]\nmembers = %d\n[quotes]\nmembers = \"现有党员%d人\"\n", n, n))
}

func pick[T any](g *garden, list []T) T { return list[g.r.IntN(len(list))] }

// page writes a page with random front matter and text.
func (g *garden) page(name string) {
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = \"标题%d\"\ndate = 2022-%02d-%02d\ntags = [%q]\nbranch = %q\n", g.r.IntN(1e6), 1+g.r.IntN(9), 1+g.r.IntN(28), pick(g, gardenTags), pick(g, gardenBranches))
	switch g.r.IntN(8) {
	case 0:
		fmt.Fprintf(&b, "slug = \"s%d\"\n", g.r.IntN(1e6))
	case 1:
		fmt.Fprintf(&b, "aliases = [\"old/%d.html\"]\n", g.r.IntN(1e6))
	case 2:
		b.WriteString("draft = true\n")
	case 3:
		fmt.Fprintf(&b, "expires = 2022-%02d-01\n", 6+g.r.IntN(4))
	}
	fmt.Fprintf(&b, "+++\n\n第一段%d。党员{{members}}。\n\n## 小标题%d\n\n见[支部](../branches/b0.md)。\n", g.r.IntN(1e6), g.r.IntN(100))
	g.write(name, b.String())
}

// pages are the pages that edits may change.
func (g *garden) pages() []string {
	var out []string
	for _, folder := range []string{"news", "cases"} {
		names, _ := filepath.Glob(g.file("content/" + folder + "/*.md"))
		for _, n := range names {
			if filepath.Base(n) != "_index.md" {
				out = append(out, "content/"+folder+"/"+filepath.Base(n))
			}
		}
	}
	slices.Sort(out)
	return out
}

// edit changes something and says what.
func (g *garden) edit() string {
	name := pick(g, g.pages())
	switch g.r.IntN(13) {
	case 0: // the same length and the old time: only the bytes tell
		info, _ := os.Stat(g.file(name))
		data := g.read(name)
		i := bytes.LastIndex(data, []byte("。"))
		copy(data[i:], "！")
		g.write(name, string(data))
		if err := os.Chtimes(g.file(name), info.ModTime(), info.ModTime()); err != nil {
			g.t.Fatal(err)
		}
		return "typo, clock set back: " + name
	case 1:
		g.page(name)
		return "rewritten: " + name
	case 2:
		data := g.read(name)
		g.write(name, string(data)+fmt.Sprintf("\n又一段%d。\n", g.r.IntN(1e6)))
		return "text: " + name
	case 3:
		g.gone[name] = g.read(name)
		os.Remove(g.file(name))
		return "deleted: " + name
	case 4:
		for _, n := range slices.Sorted(mapKeys(g.gone)) {
			g.write(n, string(g.gone[n]))
			delete(g.gone, n)
			return "came back: " + n
		}
		return "nothing"
	case 5:
		to := filepath.Dir(name) + fmt.Sprintf("/r%d.md", g.r.IntN(1e6))
		os.Rename(g.file(name), g.file(to))
		return "renamed: " + name + " → " + to
	case 6:
		g.figure(300 + g.r.IntN(100))
		return "figure"
	case 7:
		g.write("themes/own/theme.toml", "name = \"own\"\nextends = \"hongyan\"\n")
		g.write("themes/own/assets/css/99-own.css", fmt.Sprintf(".own-%d{color:inherit}\n", g.r.IntN(1000)))
		config := g.read("content/site.toml")
		if !bytes.Contains(config, []byte("theme = ")) {
			g.write("content/site.toml", "theme = \"own\"\n"+string(config))
		}
		return "style sheet"
	case 8:
		g.page(filepath.Dir(name) + fmt.Sprintf("/new%d.md", g.r.IntN(1e6)))
		return "new page"
	case 9:
		g.day = now.AddDate(0, 0, g.r.IntN(120)-60)
		return "another day: " + g.day.Format(time.DateOnly)
	case 10:
		g.write(fmt.Sprintf("content/branches/b%d.md", g.r.IntN(3)), fmt.Sprintf("+++\ntitle = %q\n+++\n\n改名。\n", pick(g, gardenBranches)+strconv.Itoa(g.r.IntN(2))))
		return "branch renamed"
	case 11: // shown on pages of other sources, or on more than one
		name := pick(g, []string{"content/_index.md", "content/news/_index.md", "content/handbook/_index.md", "content/handbook/h1.md", "content/handbook/h2.md", "content/handbook/fu/_index.md", "content/handbook/fu/f1.md"})
		g.write(name, string(g.read(name))+fmt.Sprintf("\n又一段%d。\n", g.r.IntN(1e6)))
		return "text: " + name
	}
	os.RemoveAll(filepath.Join(g.dir, CacheName))
	return "cache deleted"
}

func mapKeys[K comparable, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// An incremental build equals a clean one, byte for byte, after every one of many random edits
// (DESIGN, "Two properties hold the design up").
func TestIncrementalEqualsClean(t *testing.T) {
	for seed := range uint64(2) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			g, edit := newGarden(t, seed), (*garden).edit
			if seed == 1 { // of all kinds, with what one page shows of another
				g.plant()
				edit = func(g *garden) string {
					if g.r.IntN(2) == 0 {
						return g.edit()
					}
					return g.tend()
				}
			}
			output := filepath.Join(g.dir, "public")
			compared, all := 0, edits(t)/2
			for i := range all {
				what := "first build"
				if i > 0 {
					what = edit(g)
				}
				o := Options{Source: g.dir, Output: output, Now: g.day}
				_, err := Run(o)
				clean := Load(o)
				if clean.Diagnostics.HasErrors() {
					if err == nil {
						t.Fatalf("edit %d (%s): the clean build has errors, the incremental none", i, what)
					}
					continue // nothing is published; the next edits may mend it
				}
				if err != nil {
					t.Fatalf("edit %d (%s): %v", i, what, err)
				}
				compared++
				want := map[string][]byte{}
				targets, err := clean.Plan.All()
				if err != nil {
					t.Fatal(err)
				}
				for _, target := range targets {
					data, err := Render(target)
					if err != nil {
						t.Fatal(err)
					}
					want[target.Path] = data
				}
				have := tree(t, output)
				delete(have, ManifestName)
				for name, e := range readManifest(output).files {
					if e.kept { // left for visitors who hold an older page
						delete(have, name)
					}
				}
				for name, data := range want {
					if !bytes.Equal(have[name], data) {
						t.Fatalf("edit %d (%s): %s differs from a clean build: %s", i, what, name, firstDifference(have[name], data))
					}
				}
				for name := range have {
					if _, ok := want[name]; !ok {
						t.Fatalf("edit %d (%s): %s should be gone", i, what, name)
					}
				}
			}
			if compared < all/2 {
				t.Errorf("only %d of %d edits left a site without errors", compared, all)
			}
		})
	}
}

// What is rendered again after an edit is what shows it, and nothing else.
func TestRenderedCounts(t *testing.T) {
	g := newGarden(t, 7)
	for i := range 8 { // pages without a relation to the one that is edited
		g.write(fmt.Sprintf("content/about/a%d.md", i), fmt.Sprintf("+++\ntitle = \"说明%d\"\n+++\n\n文字。\n", i))
	}
	g.write("content/about/_index.md", "+++\ntitle = \"说明\"\n+++\n")
	o := Options{Source: g.dir, Output: filepath.Join(g.dir, "public"), Now: now, Explain: true}
	build := func(what string, want func(r *Result) bool) {
		t.Helper()
		r, err := Run(o)
		if err != nil {
			t.Fatal(what, err, r.Diagnostics)
		}
		if !want(r) {
			t.Errorf("%s: %d rendered, %d written: %s", what, r.Rendered, r.Written, strings.Join(r.Reasons, "; "))
		}
	}
	names := func(r *Result) (names []string) {
		for _, reason := range r.Reasons {
			name, _, _ := strings.Cut(reason, ": ")
			if !strings.HasPrefix(name, "search/") { // the index tells of everything; see TestSearchRemembers
				names = append(names, name)
			}
		}
		return names
	}
	rendered := func(paths ...string) func(*Result) bool {
		return func(r *Result) bool { return slices.Equal(names(r), paths) }
	}
	build("first build", func(r *Result) bool { return r.Rendered == r.Files && r.Written == r.Files })
	build("nothing changed", func(r *Result) bool { return r.Rendered == 0 && r.Written == 0 })
	g.write("content/about/a3.md", "+++\ntitle = \"说明3\"\nsummary = \"概要\"\n+++\n\n文字改了。\n")
	build("a summary", rendered("about/a3.html", "about/index.html"))
	g.write("content/about/a3.md", "+++\ntitle = \"说明3\"\nsummary = \"概要\"\n+++\n\n文字又改了。\n")
	build("a typo", rendered("about/a3.html"))
	g.write("content/about/a3.md", "+++\ntitle = \"说明3改\"\nsummary = \"概要\"\n+++\n\n文字又改了。\n")
	build("a title", func(r *Result) bool { // its neighbours, lists and the map name it
		return len(names(r)) > 2 && len(names(r)) <= 6 && slices.Contains(names(r), "about/index.html")
	})
	g.figure(363)
	build("a figure", func(r *Result) bool { return r.Rendered > 3 && r.Rendered < r.Files/2+10 })
	os.Remove(filepath.Join(o.Output, "about", "a5.html"))
	build("a file that is gone", rendered("about/a5.html"))
	os.WriteFile(filepath.Join(o.Output, "about", "a5.html"), []byte("x"), 0o644)
	build("a file that was changed", rendered("about/a5.html"))
	g.write("themes/own/theme.toml", "name = \"own\"\nextends = \"hongyan\"\n")
	g.write("themes/own/assets/css/99-own.css", ".own{color:inherit}\n")
	config := string(g.read("content/site.toml"))
	g.write("content/site.toml", "theme = \"own\"\n"+config)
	build("a style sheet", func(r *Result) bool { return r.Rendered > 30 })
	build("nothing changed again", func(r *Result) bool { return r.Rendered == 0 })
	for _, name := range []string{"sources", recordName(o.Output), reportName(o.Output)} {
		file := filepath.Join(g.dir, CacheName, name)
		data, _ := os.ReadFile(file)
		data[len(data)/2] ^= 1
		os.WriteFile(file, data, 0o644)
		build("damaged "+name, func(r *Result) bool { return r.Written == 0 })
	}
	o.Verify = true
	build("verify", func(r *Result) bool { return len(r.Differences) == 0 })
}
