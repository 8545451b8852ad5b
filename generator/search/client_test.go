package search

import (
	"encoding/json"
	"fmt"
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

// clientQuery is a question to the engine; Filter has a name of each facet, or "".
type clientQuery struct {
	Query  string   `json:"query"`
	Filter []string `json:"filter,omitempty"`
	Counts bool     `json:"counts,omitempty"`
}

// clientAnswer is what it says.
type clientAnswer struct {
	Words   []string
	Partial bool
	AtMost  int
	Hits    []struct {
		Address  string
		Score    int
		Title    []string
		Excerpts [][]string
		Hash     string
		Origin   []string // section and date
	}
	Cut    bool
	Counts []clientCounts
	// What the answer took: characters normalised and files read.
	Normalised, Files int
}

// clientCounts is what it says of a facet.
type clientCounts struct {
	Names  []string
	Counts []int
	Unsure []int // 1 where a count may be too high; shorter than Names or nothing elsewhere
}

// UnmarshalJSON reads the three, one after the other.
func (c *clientCounts) UnmarshalJSON(b []byte) error {
	return json.Unmarshal(b, &[]any{&c.Names, &c.Counts, &c.Unsure})
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
	var text strings.Builder // full of numbers, and found at many places
	for i := range 60 {
		q := string(rune(0x6000+7*i)) + string(rune(0x6500+5*i))
		fmt.Fprintf(&text, "%d家商会%d%%%s", 1000*i+i*i, 10+i, q)
		queries = append(queries, clientQuery{Query: q})
	}
	docs[5].Blocks = append(docs[5].Blocks, Block{Text: text.String()})
	for _, q := range []string{"", "５Ｇ党建 ＡＰＰ", "1+1+N", "党", "，", `"room 3.14"`, "oo e-", "２０２２", "没有 的词 党组织", "“"} {
		queries = append(queries, clientQuery{Query: q, Counts: true})
	}
	x := build(t, docs, Options{})
	r, err := OpenFiles(x.Files())
	if err != nil {
		t.Fatal(err)
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

// checkMarks checks that titles are shown whole, that what is marked is what was asked for, and that each
// word, of the first few, is marked somewhere: the visitor sees why the page was found.
func checkMarks(t *testing.T, docs []Document, a *clientAnswer) {
	t.Helper()
	for _, h := range a.Hits {
		d := docs[slices.IndexFunc(docs, func(d Document) bool { return d.Address == h.Address })]
		if got := strings.Join(h.Title, ""); got != Clean(d.Title) {
			t.Errorf("title of %s shown as %q", h.Address, got)
		}
		for _, pieces := range h.Excerpts {
			checkCut(t, d, strings.Join(pieces, ""))
		}
		marked := []string{}
		for _, pieces := range append([][]string{h.Title, h.Origin}, h.Excerpts...) {
			for i := 1; i < len(pieces); i += 2 {
				marked = append(marked, Fold(pieces[i]))
			}
		}
		if len(marked) == 0 {
			t.Errorf("%q: nothing is marked of %s", a.Words, h.Address)
		}
		for _, piece := range marked {
			if !a.Partial && !slices.ContainsFunc(a.Words, func(w string) bool { return strings.Contains(piece, w) || strings.Contains(w, piece) }) {
				t.Errorf("%q marked for %q", piece, a.Words)
			}
		}
		for _, w := range a.Words[:min(len(a.Words), 4)] {
			if !a.Partial && !slices.ContainsFunc(marked, func(piece string) bool { return strings.Contains(piece, w) }) {
				t.Errorf("%q of %q is not marked in %s: %q %q %q", w, a.Words, h.Address, h.Title, h.Excerpts, h.Origin)
			}
		}
		if h.Hash != "" && !slices.ContainsFunc(d.Headings, func(x Heading) bool { return x.ID == h.Hash }) {
			t.Errorf("%s has no heading %q", h.Address, h.Hash)
		}
	}
}

// checkCut checks that an excerpt is of the page's text, and does not begin or end inside a number or a Latin
// word: …5% is not 85%.
func checkCut(t *testing.T, d Document, excerpt string) {
	t.Helper()
	words := strings.TrimSuffix(strings.TrimPrefix(excerpt, "…"), "…")
	sign := func(s string, at int) bool {
		return at >= 0 && at < len(s) && (s[at] >= '0' && s[at] <= '9' || s[at]|0x20 >= 'a' && s[at]|0x20 <= 'z')
	}
	for _, text := range texts(&d) {
		text = Clean(text)
		at := strings.Index(text, words)
		if at < 0 {
			continue
		}
		if end := at + len(words); sign(text, at-1) && sign(text, at) || sign(text, end-1) && sign(text, end) {
			t.Errorf("%s: a number or a word is cut in %q of %q", d.Address, excerpt, text)
		}
		return
	}
	t.Errorf("%s: %q is not in it", d.Address, excerpt)
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
		name := func(facet, place int) string {
			if place < 0 {
				return ""
			}
			return facets[facet].names[place]
		}
		f := Filter{name(0, section), name(1, year), name(2, branch)}
		queries = append(queries, clientQuery{"党组织", []string{f.Section, f.Year, f.Branch}, true})
		filters = append(filters, f)
	}
	answers, _ := askClient(t, x.Files(), queries, nil)
	containing := newOracle(docs).find([]string{"党组织"})
	for i, a := range answers {
		compare(t, r, queries[i].Query, filters[i], &a)
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
			unsure := n < len(facet.Unsure) && facet.Unsure[n] == 1
			if facet.Counts[n] < want || !unsure && facet.Counts[n] > want || f == (Filter{}) && unsure {
				t.Errorf("filter %+v: %q counts %d (unsure: %v), has %d", f, name, facet.Counts[n], unsure, want)
			}
		}
	}
}

// A visitor sees why a page was found wherever the query stands, and the page opens at the heading under
// which it does.
func TestClientShowsWhy(t *testing.T) {
	t.Parallel()
	text := "一段与所问无关的话，长得像一句完整的句子，因此平时拿来作摘录。"
	docs := []Document{
		{Address: "heading", Title: "甲", Summary: text, Headings: []Heading{{"h1", "先说别的"}, {"h2", "亮牌经营"}}, Blocks: []Block{{"h1", text}, {"h2", text}}},
		{Address: "under", Title: "乙", Summary: text, Headings: []Heading{{"h1", "先说别的"}}, Blocks: []Block{{"h1", "这里讲到亮牌经营"}}},
		{Address: "tag", Title: "丙", Summary: text, Tags: []string{"另一个", "亮牌经营"}},
		{Address: "branch", Title: "丁", Branch: "亮牌经营支部", Blocks: []Block{{"", text}}},
		{Address: "brand", Title: "戊", Brand: "党员亮牌经营"},
		{Address: "kind", Title: "己", KindLabel: "亮牌经营"},
		{Address: "date", Title: "庚", DateText: "亮牌经营之年", Date: "2022-06-30"},
		{Address: "title", Title: "亮牌经营", Headings: []Heading{{"h1", "也说亮牌经营"}}, Blocks: []Block{{"h1", "又说亮牌经营"}}},
		{Address: "apart", Title: "亮牌经营以外", Blocks: []Block{{"", strings.Repeat("相隔很远，", 30) + "最后才说物流园"}}},
		{Address: "far", Title: "辛", Tags: []string{"物流园"}, Blocks: []Block{{"", "先说亮牌经营，" + strings.Repeat("相隔很远，", 30) + "再说物流园"}}},
	}
	want := map[string][2]string{"heading": {"h2", "[亮牌经营]|" + text}, "under": {"h1", "这里讲到[亮牌经营]"}, "tag": {"", "[亮牌经营]|" + text},
		"branch": {"", "[亮牌经营]支部|" + text}, "brand": {"", "党员[亮牌经营]|"}, "kind": {"", "[亮牌经营]|"}, "date": {"", ""}, "title": {"", "又说[亮牌经营]"},
		"apart": {"", strings.Repeat("相隔很远，", 19) + "相…"}, "far": {"", "先说[亮牌经营]，" + strings.Repeat("相隔很远，", 17) + "相隔很远…"}}
	files := build(t, docs, Options{}).Files()
	answers, _ := askClient(t, files, []clientQuery{{Query: "亮牌经营"}, {Query: "亮牌经营 物流园"}, {Query: "2022-06-30"}}, nil)
	if len(answers[0].Hits) != len(docs) {
		t.Fatalf("%d of %d found", len(answers[0].Hits), len(docs))
	}
	for _, h := range answers[0].Hits {
		if got := [2]string{h.Hash, shown(h.Excerpts)}; got != want[h.Address] {
			t.Errorf("%s: %q, want %q", h.Address, got, want[h.Address])
		}
	}
	for i := range answers {
		checkMarks(t, docs, &answers[i])
	}
	if got := shown([][]string{answers[0].Hits[slices.IndexFunc(docs, func(d Document) bool { return d.Address == "date" })].Origin}); got == "" {
		t.Error("no origin")
	}
}

// shown writes excerpts with brackets around what is marked.
func shown(excerpts [][]string) string {
	var lines []string
	for _, pieces := range excerpts {
		line := ""
		for i, piece := range pieces {
			if i%2 == 1 {
				piece = "[" + piece + "]"
			}
			line += piece
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "|")
}

// What is found in part is counted too, and what is counted without having been looked at is called unsure.
func TestClientCountsPartialMatches(t *testing.T) {
	t.Parallel()
	docs := corpus(200, 6)
	files := build(t, docs, Options{}).Files()
	newest := slices.MaxFunc(docs, func(a, b Document) int { return strings.Compare(a.Date, b.Date) }) // whose section is named first
	answers, _ := askClient(t, files, []clientQuery{{Query: "共产党员带头亮牌诚信经营的量子纠缠", Counts: true}, {Query: "党组织", Filter: []string{newest.SectionTitle, "", ""}, Counts: true}}, nil)
	partly := answers[0]
	if !partly.Partial || len(partly.Hits) == 0 {
		t.Fatalf("partial %v, %d hits", partly.Partial, len(partly.Hits))
	}
	for i, facet := range partly.Counts {
		sum := 0
		for _, n := range facet.Counts {
			sum += n
		}
		if sum != len(partly.Hits) || slices.Contains(facet.Unsure, 1) {
			t.Errorf("facet %d counts %v of %d results, unsure %v", i, facet.Counts, len(partly.Hits), facet.Unsure)
		}
	}
	if sections := answers[1].Counts[0]; !slices.Contains(sections.Unsure, 1) || len(sections.Unsure) > 0 && sections.Unsure[0] == 1 {
		t.Errorf("of section 0 all are looked at, of the others none: unsure %v", sections.Unsure)
	}
}

// Of a query that is too long the beginning is looked at, which the panel says, and nothing is done for the rest but
// to read it once or twice: what is counted is the same on a machine that has other work.
func TestClientCutsLongQueries(t *testing.T) {
	t.Parallel()
	docs := corpus(20, 4)
	r := open(t, docs)
	var queries []clientQuery
	for _, q := range []string{strings.Repeat("党", 100_000), strings.Repeat("党 ", 50_000), strings.Repeat("，", 100_000), strings.Repeat("𠮷", queryLimit+1), strings.Repeat("组织", queryLimit/2)} {
		queries = append(queries, clientQuery{Query: q, Counts: true})
	}
	files := build(t, docs, Options{}).Files()
	answers, _ := askClient(t, files, queries, nil)
	for i, q := range queries {
		compare(t, r, q.Query, Filter{}, &answers[i])
		if want := i < 4; answers[i].Cut != want {
			t.Errorf("query %d: cut %v", i, answers[i].Cut)
		}
		if most := 2*len(q.Query) + 10_000; answers[i].Normalised > most || answers[i].Files > len(files) {
			t.Errorf("query %d of %d characters: %d are normalised, %d files read of %d", i, len(q.Query), answers[i].Normalised, answers[i].Files, len(files))
		}
	}
}
