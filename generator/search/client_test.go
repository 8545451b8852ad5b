package search

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"math/rand/v2"

	"qizhi/generator/minify"
)

const clientFolder = "../../themes/hongyan/assets/search/"

// clientQuery is a question to the engine; Filter has a place in each facet's names, or -1.
type clientQuery struct {
	Query  string `json:"query"`
	Filter []int  `json:"filter,omitempty"`
	Counts bool   `json:"counts,omitempty"`
}

// clientAnswer is what it says.
type clientAnswer struct {
	Words   []string
	Partial bool
	AtMost  int
	Hits    []struct {
		Address string
		Score   int
		Title   []string
		Excerpt struct {
			Anchor string
			Pieces []string
		}
	}
	Counts []struct {
		Names  []string
		Counts []int
	}
}

// askClient asks the browser's engine, in Node, about an index.
func askClient(t *testing.T, files []File, queries []clientQuery, folds []string) (answers []clientAnswer, folded []string) {
	t.Helper()
	node, err := exec.LookPath("node")
	if err != nil {
		t.Skip("node is not installed: the browser's engine is not compared with the Go reader")
	}
	folder := t.TempDir()
	questions, _ := json.Marshal(map[string]any{"queries": queries, "folds": folds})
	for _, f := range append(files, File{"questions.json", questions}) {
		if err := os.WriteFile(filepath.Join(folder, f.Name), f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	// What is run is what is published: the minified engine.
	engine := filepath.Join(folder, "engine.js")
	if err := os.WriteFile(engine, client(t, "engine.js"), 0o644); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(node, "testdata/run.js", engine, folder).Output()
	if err != nil {
		stderr := ""
		if e, ok := err.(*exec.ExitError); ok {
			stderr = string(e.Stderr)
		}
		t.Fatalf("node: %v\n%s", err, stderr)
	}
	var got struct {
		Answers []clientAnswer
		Folds   []string
	}
	if err := json.Unmarshal(out, &got); err != nil {
		t.Fatal(err)
	}
	return got.Answers, got.Folds
}

// client returns a script of the client, minified.
func client(t testing.TB, name string) []byte {
	t.Helper()
	source, err := os.ReadFile(clientFolder + name)
	if err != nil {
		t.Fatal(err)
	}
	small, err := minify.Bytes(name, source)
	if err != nil {
		t.Fatal(err)
	}
	return small
}

func TestClientIsSmall(t *testing.T) {
	total := 0
	for _, name := range []string{"engine.js", "panel.js"} {
		n := len(client(t, name))
		t.Logf("%s: %d bytes minified", name, n)
		total += n
	}
	if total > 8<<10 {
		t.Errorf("the client is %d bytes minified, more than 8 KB", total)
	}
}

func TestClientAnswersAsTheReaderDoes(t *testing.T) {
	t.Parallel()
	docs := corpus(160, 1)
	x := build(t, docs, Options{})
	r, err := OpenFiles(x.Files())
	if err != nil {
		t.Fatal(err)
	}
	rng := rand.New(rand.NewPCG(7, 7))
	var queries []clientQuery
	for len(queries) < 250 {
		q := query(rng, docs, 1+rng.IntN(20))
		switch rng.IntN(8) {
		case 0:
			q += " " + query(rng, docs, 1+rng.IntN(6))
		case 1:
			q += query(rng, docs, 1+rng.IntN(6)) // mostly stands nowhere
		}
		queries = append(queries, clientQuery{Query: q})
	}
	for _, q := range []string{"", "５Ｇ党建 ＡＰＰ", "1+1+N", "党", "，", `"room 3.14"`, "oo e-", "２０２２", "没有 的词 党组织", "“"} {
		queries = append(queries, clientQuery{Query: q, Counts: true})
	}
	answers, _ := askClient(t, x.Files(), queries, nil)
	for i, q := range queries {
		compare(t, r, q.Query, Filter{}, &answers[i])
		checkMarks(t, docs, &answers[i])
	}
}

// compare checks an answer of the client against the reader's.
func compare(t *testing.T, r *Reader, query string, f Filter, got *clientAnswer) {
	t.Helper()
	want, err := r.Query(query, f)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(got.Words, Words(query)) {
		t.Errorf("%q: words %q, reader %q", query, got.Words, Words(query))
	}
	if got.Partial != want.Partial || len(got.Hits) != len(want.Hits) {
		t.Errorf("%q: %d hits (partial %v), reader %d (%v)", query, len(got.Hits), got.Partial, len(want.Hits), want.Partial)
		return
	}
	for i, h := range want.Hits {
		if got.Hits[i].Address != h.Address || got.Hits[i].Score != h.score {
			t.Errorf("%q: hit %d is %s (%d), reader %s (%d)", query, i, got.Hits[i].Address, got.Hits[i].Score, h.Address, h.score)
			return
		}
	}
}

// checkMarks checks that titles are shown whole, and that what is marked is what was asked for.
func checkMarks(t *testing.T, docs []Document, a *clientAnswer) {
	t.Helper()
	for _, h := range a.Hits {
		d := docs[slices.IndexFunc(docs, func(d Document) bool { return d.Address == h.Address })]
		if got := strings.Join(h.Title, ""); got != Clean(d.Title) {
			t.Errorf("title of %s shown as %q", h.Address, got)
		}
		for i, piece := range append(h.Title, h.Excerpt.Pieces...) {
			if a.Partial || i < len(h.Title) && i%2 == 0 || i >= len(h.Title) && (i-len(h.Title))%2 == 0 {
				continue
			}
			if !slices.ContainsFunc(a.Words, func(w string) bool { return strings.Contains(Fold(piece), w) || strings.Contains(w, Fold(piece)) }) {
				t.Errorf("%q marked for %q", piece, a.Words)
			}
		}
		if h.Excerpt.Anchor != "" && !slices.ContainsFunc(d.Headings, func(x Heading) bool { return x.ID == h.Excerpt.Anchor }) {
			t.Errorf("%s has no heading %q", h.Address, h.Excerpt.Anchor)
		}
	}
}

func TestClientFiltersAndCounts(t *testing.T) {
	t.Parallel()
	docs := corpus(200, 6)
	x := build(t, docs, Options{})
	r, err := OpenFiles(x.Files())
	if err != nil {
		t.Fatal(err)
	}
	facets, err := r.readFacets()
	if err != nil {
		t.Fatal(err)
	}
	var queries []clientQuery
	var filters []Filter
	for i := range 30 {
		section, year, branch := i%4-1, i%5-1, -1
		if i%6 == 0 {
			branch = 1
		}
		queries = append(queries, clientQuery{"党组织", []int{section, year, branch}, true})
		name := func(facet, place int) string {
			if place < 0 {
				return ""
			}
			return facets[facet].names[place]
		}
		filters = append(filters, Filter{name(0, section), name(1, year), name(2, branch)})
	}
	answers, _ := askClient(t, x.Files(), queries, nil)
	containing := newOracle(docs).find([]string{"党组织"})
	for i, a := range answers {
		if filters[i].Year != "" || queries[i].Filter[1] < 0 { // a page without a year cannot be asked for
			compare(t, r, queries[i].Query, filters[i], &a)
		}
		checkCounts(t, docs, containing, filters[i], &a)
	}
}

// checkCounts checks that each name of a facet counts the pages that match and pass the other filters.
func checkCounts(t *testing.T, docs []Document, containing []string, f Filter, a *clientAnswer) {
	t.Helper()
	for i, facet := range a.Counts {
		for n, name := range facet.Names {
			want := 0
			for _, d := range docs {
				of := []string{d.SectionTitle, d.Date[:min(4, len(d.Date))], d.Branch}
				wanted := []string{f.Section, f.Year, f.Branch}
				wanted[i] = name
				passes := slices.Contains(containing, d.Address) && of[i] == name
				for j := range of {
					passes = passes && (j == i || wanted[j] == "" || of[j] == wanted[j])
				}
				if passes {
					want++
				}
			}
			if facet.Counts[n] < want || f == (Filter{}) && facet.Counts[n] > want+3 {
				t.Errorf("filter %+v: %q counts %d, has %d", f, name, facet.Counts[n], want)
			}
		}
	}
}
