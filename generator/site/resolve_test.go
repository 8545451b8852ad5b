package site

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/txtar"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// whole draws everything of a site.
func whole(s *Site) string {
	e := example{}
	for part := range drawings {
		e.shown = append(e.shown, part)
	}
	slices.Sort(e.shown)
	return e.show(s)
}

// The order in which sources are read must not matter.
func TestOrderOfInput(t *testing.T) {
	names, _ := filepath.Glob("testdata/*.txtar")
	for _, name := range names {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		in := readExample(t, archive).Input
		want := whole(Resolve(in))
		for seed := range uint64(20) {
			if got := whole(Resolve(shuffled(in, seed))); got != want {
				t.Fatalf("%s: seed %d gives another site:\n%s\nnot:\n%s", name, seed, got, want)
			}
		}
	}
	in := Input{Config: testConfig(), Documents: corpus(500), Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)}
	if want := whole(Resolve(in)); whole(Resolve(shuffled(in, 1))) != want {
		t.Error("the corpus gives another site")
	}
}

func shuffled(in Input, seed uint64) Input {
	r := rand.New(rand.NewPCG(seed, 0))
	in.Documents, in.Files = slices.Clone(in.Documents), slices.Clone(in.Files)
	r.Shuffle(len(in.Documents), func(i, j int) { in.Documents[i], in.Documents[j] = in.Documents[j], in.Documents[i] })
	r.Shuffle(len(in.Files), func(i, j int) { in.Files[i], in.Files[j] = in.Files[j], in.Files[i] })
	return in
}

// Whatever files are called, every address is ASCII, has at most 256 bytes, is nobody else's (on
// Windows too), and no address is another's folder.
func TestAddresses(t *testing.T) {
	words := []string{"案例", "一支部一特色", "a", "A", "page", "index", "_index", "CON", "tags", "照片 1", "é", "e\u0301", "…", "深入学习贯彻党的二十大精神推动商会党建高质量发展", "x.y", strings.Repeat("z", 90)}
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		word := func() string { return words[r.IntN(len(words))] }
		in := Input{Config: testConfig()}
		for range 40 {
			path := word()
			for range r.IntN(6) {
				path += "/" + word()
			}
			if r.IntN(3) == 0 {
				in.Files = append(in.Files, &File{Path: path + []string{".JPG", ".html", "", ".文档"}[r.IntN(4)]})
				continue
			}
			doc := &content.Document{Path: path + ".md", Front: content.FrontMatter{Title: "题", Tags: []string{word()}}}
			if r.IntN(4) == 0 {
				doc.Front.Slug = word()
				doc.Front.Aliases = []string{word(), word() + ".html", word() + ".html/" + word(), word() + "/" + word()}
			}
			in.Documents = append(in.Documents, doc)
		}
		checkAddresses(t, seed, Resolve(in))
	}
}

func checkAddresses(t *testing.T, seed uint64, s *Site) {
	t.Helper()
	taken := map[string]string{}
	claim := func(address, who string) {
		if !isASCII(address) || len(address) > maxAddress || strings.ContainsAny(address, " \\:?#%") || strings.Contains("/"+address, "//") {
			t.Errorf("seed %d: %s is at %q", seed, who, address)
		}
		for i, c := range address {
			if folder := strings.ToLower(address[:i]); c == '/' && taken[folder] != "" {
				t.Errorf("seed %d: %s is at %q, in the file of %s", seed, who, address, taken[folder])
			}
		}
		address = strings.ToLower(address)
		if other := taken[address]; other != "" {
			t.Errorf("seed %d: %s and %s are both at %q", seed, who, other, address)
		}
		taken[address] = who
	}
	for _, c := range append([]*Section{s.Home}, s.Sections...) {
		claim(c.Address, "section "+c.Folder)
	}
	for _, p := range s.Pages {
		claim(p.Address, p.Document.Path)
	}
	for _, f := range s.Files {
		claim(f.Address, f.Path)
	}
	for _, term := range s.Terms {
		claim(term.Address, "tag "+term.Name)
	}
	for _, r := range s.Redirects {
		claim(r.Address, "redirect")
	}
}

// Nothing at all is a site too, and nonsense is no reason to panic.
func TestResolveNothing(t *testing.T) {
	for _, in := range []Input{
		{},
		{Documents: []*content.Document{nil, {}, {Path: "/"}, {Path: "_index.md"}, {Path: "_index.md"}, {Path: "a//b.md"}}, Files: []*File{nil, {}, {Path: "/"}}},
		{Config: &Config{Menu: []MenuItem{{}}, Blocks: []HomeBlock{{}}}},
	} {
		s := Resolve(in)
		if s.Home == nil || s.Home.Address != "index.html" {
			t.Errorf("%+v", s)
		}
		s.Report()
		s.Overdue(time.Now())
		s.Find("", "")
		_, _ = s.Destination("", "x")
	}
}

// What is found by name while pages are made is made once, whoever asks first.
func TestSiteFromManyGoroutines(t *testing.T) {
	s := Resolve(Input{Config: testConfig(), Documents: corpus(200)})
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for _, p := range s.Pages {
				if got, _ := s.Find(p.Kind.Name, p.Title); got != p {
					t.Errorf("%q finds %v", p.Title, got)
				}
				if _, err := s.Destination(p.Document.Path, "../newss/x.md"); err == nil {
					t.Error("a link to nothing resolves")
				}
			}
		})
	}
	wg.Wait()
}

func TestFind(t *testing.T) {
	doc := func(path, title string) *content.Document {
		return &content.Document{Path: path, Front: content.FrontMatter{Title: title}}
	}
	s := Resolve(Input{Config: testConfig(), Documents: []*content.Document{
		doc("branches/a.md", "甲支部"), doc("branches/b/index.md", "乙支部（联合）"), doc("brands/a.md", "甲支部"), doc("cases/甲支部.md", "别的"), doc("branches/c.md", "a"),
	}})
	for _, c := range []struct{ kind, name, want string }{
		{"branch", "甲支部", "branches/a.md"},
		{"branch", "乙支部(联合)", "branches/b/index.md"},
		{"branch", "b", "branches/b/index.md"},
		{"branch", "branches/b", "branches/b/index.md"},
		{"case", "甲支部.md", "cases/甲支部.md"},
		{"branch", "B.MD", "branches/b/index.md"},
		{"", "branches/a", "branches/a.md"},
		{"", "brands/a.md", "brands/a.md"},
		{"branch", "brands/a.md", ""},
		{"", "甲支部", "branches/a.md brands/a.md"},
		{"branch", "a", "branches/c.md"}, // a title goes before a file name
		{"case", "甲支部", "cases/甲支部.md"},
		{"none", "甲支部", ""},
		{"", "丙", ""},
	} {
		p, candidates := s.Find(c.kind, c.name)
		got := strings.Join(candidates, " ")
		if p != nil {
			got = p.Document.Path
		}
		if got != c.want {
			t.Errorf("Find(%q, %q) = %s, want %s", c.kind, c.name, got, c.want)
		}
	}
	if s.PageAt("branches/a.md") == nil || s.SectionAt("branches/") == nil || s.SectionAt("") != s.Home || s.FileAt("x") != nil {
		t.Error("a source is not found by its path")
	}
}

// A site of mistakes says so in seconds: comparing each of 10,000 wrong names with each of 10,000
// right ones would take minutes.
func TestManyMistakes(t *testing.T) {
	docs := corpus(10_000)
	for i, doc := range docs {
		doc.References = append(doc.References, content.Reference{Kind: content.LinkReference, Target: fmt.Sprintf("../news/nwes-%06d.md", i)})
		doc.Front.Fields = []content.Field{{Key: "branch", Value: table.Value{Data: fmt.Sprintf("不存在的支部%d", i)}}}
	}
	s := Resolve(Input{Config: testConfig(), Documents: docs, Now: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)})
	errors, warnings := s.Report().Count()
	if errors < 10_000 || warnings < 5_000 {
		t.Errorf("%d errors, %d warnings", errors, warnings)
	}
}

// FuzzDestination asks for anything from anywhere: never a panic, and what resolves is public.
func FuzzDestination(f *testing.F) {
	for _, dest := range []string{"../cases/x.md#做法", "%E5%9B%BE%201.jpg", "C:\\Users\\x.jpg", "..", "/", "#", "?", "%zz", "//x", "a:b", "\\", "x.md#%", "../../..", "statistics/2022-H1.toml", "./#做法", "cases\\x.md"} {
		f.Add("cases/x.md", dest)
		f.Add("", dest)
	}
	s := Resolve(Input{Config: testConfig(), Now: time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC), Files: []*File{{Path: "cases/图 1.jpg"}, {Path: "a#b?.doc"}},
		Documents: []*content.Document{
			{Path: "_index.md"}, {Path: "cases/x.md", Headings: []content.Heading{{Text: "做法", ID: "做法"}}},
			{Path: "cases/y/index.md"}, {Path: "cases/draft.md", Front: content.FrontMatter{Draft: true}},
		}})
	public := map[string]bool{"map.html": true, "tags/index.html": true, "search/index.html": true, "404.html": true}
	for _, c := range append(s.Sections, s.Home) {
		public[c.Address] = true
	}
	for _, p := range s.Pages {
		public[p.Address] = true
	}
	for _, file := range s.Files {
		public[file.Address] = true
	}
	f.Fuzz(func(t *testing.T, from, dest string) {
		d, err := s.Destination(from, dest)
		if err != nil {
			if message, _ := sentences(err); message == "" {
				t.Errorf("no message for %q in %q", dest, from)
			}
			return
		}
		if d.Outside == (d.Address != "") || !d.Outside && !public[d.Address] {
			t.Errorf("%q in %q leads to %+v", dest, from, d)
		}
	})
}

// An error is never silenced, wherever its rule is named.
func TestSilence(t *testing.T) {
	doc := &content.Document{Path: "a.md", Front: content.FrontMatter{Title: "甲", Ignore: []string{"x/page"}}}
	config := testConfig()
	config.Check.Ignore = []string{"x/site"}
	s := Resolve(Input{Config: config, Documents: []*content.Document{doc}})
	var list diag.List
	for _, rule := range []string{"x/page", "x/site", "x/other"} {
		for _, severity := range []diag.Severity{diag.Warning, diag.Error} {
			for _, path := range []string{"content/a.md", "content/b.md"} {
				list = append(list, diag.Diagnostic{Position: diag.Position{Path: path}, Severity: severity, Rule: rule})
			}
		}
	}
	var kept []string
	for _, d := range s.Silence(list) {
		kept = append(kept, d.Severity.Name()+" "+d.Rule+" "+d.Path)
	}
	want := []string{"warning x/page content/b.md", "error x/page content/a.md", "error x/page content/b.md",
		"error x/site content/a.md", "error x/site content/b.md",
		"warning x/other content/a.md", "warning x/other content/b.md", "error x/other content/a.md", "error x/other content/b.md"}
	if !slices.Equal(kept, want) {
		t.Errorf("%q", kept)
	}
}
