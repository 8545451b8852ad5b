package search_test

import (
	"cmp"
	"encoding/json"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"qizhi/generator/browsertest"
	"qizhi/generator/search"
)

// finder becomes a function, in the page, from a query to the addresses of what has it whole.
const finder = `await (async () => {
	const begin = await qizhiSearch.open();
	return async (query) => {
		const session = await begin(query), found = [];
		do {
			const page = await session.next();
			if (!session.part) found.push(...page.map((hit) => hit.address));
		} while (session.left());
		return found;
	};
})()`

// batch answers all questions.
const batch = `(async (queries) => {
	const find = ` + finder + `, answers = [];
	for (const query of queries) answers.push((await find(query)).sort());
	return answers;
})`

// loader is what panel.js does to read files of the index, for a page without it.
const loader = `const arrived = {};
qizhiSearch.load = (name, data) => arrived[name](data);
qizhiSearch.read = (name) => new Promise((done, failed) => {
	const script = document.createElement("script");
	arrived[name] = done;
	script.onerror = failed;
	script.src = name + ".js";
	document.head.append(script);
});`

// stretches are random substrings of the documents' texts; every fifth has a character changed, and so
// mostly stands nowhere, and every third is in traditional characters.
func stretches(docs []search.Document, n int) (all []string) {
	traditional := map[rune]rune{}
	for from, to := range search.Simplified() {
		traditional[to] = max(traditional[to], from)
	}
	for rng := rand.New(rand.NewPCG(77, 1)); len(all) < n; {
		q := search.RandomStretch(rng, docs, 1+rng.IntN(20))
		if q == "" || len(search.Words(q)) != 1 {
			continue
		}
		if rng.IntN(5) == 0 {
			q += string(rune(0x4E00 + rng.IntN(500)))
		}
		if rng.IntN(3) == 0 {
			q = strings.Map(func(r rune) rune { return cmp.Or(traditional[r], r) }, q)
		}
		all = append(all, q)
	}
	// Once the browser knows traditional forms it folds more slowly: those come last.
	simplified := search.Simplified()
	slices.SortStableFunc(all, func(a, b string) int {
		return strings.IndexFunc(a, func(r rune) bool { return simplified[r] != 0 }) - strings.IndexFunc(b, func(r rune) bool { return simplified[r] != 0 })
	})
	return all
}

// Of 2,000 substrings of the sample site and of made-up pages, the reader in Go, a plain search of the texts
// and the engine find the same pages. The engine answers all in Node; a browser, in which the same engine reads the same
// files by script tags, answers two hundred over HTTP and others from a disk; with QIZHI_LONG, which .ci/long sets, all from
// both.
func TestBrowserReaderAndPlainSearchAgree(t *testing.T) {
	t.Parallel()
	docs := append(search.MadeUpCorpus(240, 30), search.BenchCorpus(t, filepath.Join("..", ".."))...)
	if len(docs) < 300 {
		t.Fatalf("%d documents", len(docs))
	}
	files := search.BuildIndex(t, docs, search.Options{}).Files()
	queries := stretches(docs, 2000)
	want := plainly(docs, queries)
	reader, err := search.OpenFiles(files)
	if err != nil {
		t.Fatal(err)
	}
	for i, q := range queries {
		if got := byReader(t, reader, q); !slices.Equal(got, want[i]) {
			t.Fatalf("%q: the reader finds %v, %v contain it", q, got, want[i])
		}
	}
	t.Run("engine", func(t *testing.T) {
		t.Parallel()
		for i, got := range search.AskEngine(t, files[:len(files):len(files)], queries) {
			if !slices.Equal(got, want[i]) && len(got)+len(want[i]) > 0 {
				t.Fatalf("%q: the engine finds %v, %v contain it", queries[i], got, want[i])
			}
		}
	})
	folder := t.TempDir()
	files = append(files, search.File{Name: "engine.js", Bytes: search.Client(t, "engine.js")}, search.File{Name: "loader.js", Bytes: []byte(loader)},
		search.File{Name: "index.html", Bytes: []byte(`<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><script src="engine.js"></script><script src="loader.js"></script>`)})
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(folder, f.Name), f.Bytes, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	places(t, folder, func(t *testing.T, base string) {
		foldsAlike(t, base)
		var own []int // the places of the queries asked here
		var some []string
		for i, q := range queries {
			if os.Getenv("QIZHI_LONG") != "" || i%10 == map[bool]int{true: 0, false: 5}[strings.HasPrefix(base, "http")] {
				own, some = append(own, i), append(some, q)
			}
		}
		asked, _ := json.Marshal(some)
		b := browsertest.Open(t, base+"index.html")
		for i, got := range browsertest.Value[[][]string](b, batch+"("+string(asked)+")") {
			if want := want[own[i]]; !slices.Equal(got, want) && len(got)+len(want) > 0 {
				t.Fatalf("%q: the browser finds %v, %v contain it", some[i], got, want)
			}
		}
		b.Quiet()
	})
}

// plainly looks at every text.
func plainly(docs []search.Document, queries []string) [][]string {
	texts := make([][]string, len(docs))
	for i := range docs {
		for _, s := range search.TextsOf(&docs[i]) {
			texts[i] = append(texts[i], search.Fold(s))
		}
	}
	all := make([][]string, len(queries))
	for i, q := range queries {
		word := search.Fold(q)
		for j := range docs {
			if slices.ContainsFunc(texts[j], func(s string) bool { return strings.Contains(s, word) }) {
				all[i] = append(all[i], docs[j].Address)
			}
		}
		slices.Sort(all[i])
	}
	return all
}

func byReader(t *testing.T, r *search.Reader, query string) (found []string) {
	t.Helper()
	result, err := r.Query(query, search.Filter{})
	if err != nil {
		t.Fatal(err)
	}
	if !result.Partial {
		for _, h := range result.Hits {
			found = append(found, h.Address)
		}
	}
	slices.Sort(found)
	return found
}

// foldsAlike holds the browser to the vectors that Go is held to, each asked for in quotation marks.
func foldsAlike(t *testing.T, base string) {
	t.Helper()
	vectors := search.FoldVectors(t)
	var asked, want []string
	for _, v := range vectors {
		asked, want = append(asked, `"`+v.Text+`"`), append(want, v.Folded)
	}
	list, _ := json.Marshal(asked)
	b := browsertest.Open(t, base+"index.html")
	for i, got := range browsertest.Value[[]string](b, `(async () => {
		const out = [], begin = await qizhiSearch.open();
		for (const query of `+string(list)+`) out.push((await begin(query)).words.join("|"));
		return out;
	})()`) {
		if got != want[i] {
			t.Errorf("the browser folds %q to %q, want %q", vectors[i].Text, got, want[i])
		}
	}
	b.Quiet()
}
