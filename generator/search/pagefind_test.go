package search_test

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"qizhi/generator/browsertest"
)

// finders are expressions that become a function from a query to the addresses it finds: our engine,
// and Pagefind with the query in quotation marks (its exact search) and as it is.
var finders = []struct{ name, expression string }{
	{"qizhi", finder},
	{"pagefind, quoted", pagefindFinder(`'"' + query + '"'`)},
	{"pagefind, loose", pagefindFinder(`query`)},
}

func pagefindFinder(query string) string {
	return `await (async () => {
		const pagefind = await import("/pagefind/pagefind.js"), known = {};
		return async (query) => Promise.all((await pagefind.search(` + query + `)).results.map(async (one) => (await (known[one.id] = known[one.id] || one.data())).url.slice(1)));
	})()`
}

// askers are expressions that show the first ten results of the query q to a visitor who has nothing of
// the search yet.
var askers = []struct{ name, expression string }{
	{"qizhi", `const begin = await qizhiSearch.open(), session = await begin(q); await session.next();`},
	{"pagefind", `const pagefind = await import("/pagefind/pagefind.js"), found = await pagefind.search(q); await Promise.all(found.results.slice(0, 10).map((one) => one.data()));`},
}

// TestBesidePagefind compares, on the published folder QIZHI_PAGEFIND, in which pagefind has made its
// index as well: how many of the pages that contain 2,000 substrings (or QIZHI_SUBSTRINGS) each finds,
// and what 100 queries cost. See .ci/pagefind.
func TestBesidePagefind(t *testing.T) {
	dir := os.Getenv("QIZHI_PAGEFIND")
	if dir == "" {
		t.Skip("QIZHI_PAGEFIND names no published folder")
	}
	n, err := strconv.Atoi(os.Getenv("QIZHI_SUBSTRINGS"))
	if err != nil {
		n = 2000
	}
	var served tally
	server := httptest.NewServer(served.counting(zipping(http.FileServer(http.Dir(dir)))))
	defer server.Close()
	pages := published(t, dir)
	queries := substrings(pages, n, 2, 12)
	want := containing(pages, queries)
	for _, c := range askers {
		costInBrowser(t, server.URL, &served, c.name, c.expression, queries[:min(100, len(queries))])
	}
	for _, c := range finders {
		b := browsertest.Open(t, server.URL+"/search/")
		b.Is(`window.qizhiSearch && qizhiSearch.open`)
		// A hundred at a time: what is asked and answered passes through the debugger's one message.
		var got [][]string
		b.Run(`window.find = ` + c.expression)
		start := time.Now()
		for some := range slices.Chunk(queries, 100) {
			asked, _ := json.Marshal(some)
			got = append(got, browsertest.Value[[][]string](b, `(async () => { const out = []; for (const q of `+string(asked)+`) out.push(await find(q)); return out; })()`)...)
		}
		t.Logf("%s: all results of a query take %.1f ms on average", c.name, time.Since(start).Seconds()*1000/float64(len(queries)))
		compareRecall(t, c.name, pages, queries, want, got)
	}
}

// containing are, of each query, the pages whose text has it.
func containing(pages map[string][]string, queries []string) [][]string {
	all := make([][]string, len(queries))
	for i, q := range queries {
		for address, blocks := range pages {
			if slices.ContainsFunc(blocks, func(s string) bool { return strings.Contains(s, q) }) {
				all[i] = append(all[i], address)
			}
		}
	}
	return all
}

// compareRecall says how many of the pages wanted were found, and how many others. What stands in a
// title or summary alone is found rightly and counts among the others: published has only bodies.
func compareRecall(t *testing.T, name string, pages map[string][]string, queries []string, want, got [][]string) {
	t.Helper()
	recalled, contained, others, missed := 0, 0, 0, 0
	for i := range want {
		n := 0
		for _, address := range want[i] {
			if slices.Contains(got[i], address) {
				n++
			}
		}
		contained, recalled = contained+len(want[i]), recalled+n
		if n < len(want[i]) {
			missed++
			if name == "qizhi" {
				t.Logf("missed by qizhi: %q in %d of %d pages", queries[i], len(want[i])-n, len(want[i]))
			}
		}
		for _, address := range got[i] {
			if pages[address] != nil && !slices.Contains(want[i], address) {
				others++
			}
		}
	}
	t.Logf("%s: %d substrings, %d of %d pages found (%.1f %%), %d substrings with a page missed; %d pages found besides",
		name, len(want), recalled, contained, 100*float64(recalled)/float64(contained), missed, others)
}

// costInBrowser prints the medians of what queries read and how long the first results take, each in a
// new page that has read nothing.
func costInBrowser(t *testing.T, base string, served *tally, name, ask string, queries []string) {
	t.Helper()
	var files, bytes, times []float64
	b := browsertest.Open(t, "about:blank", coldly)
	for _, q := range queries {
		b.Navigate(base + "/search/")
		b.Is(`performance.getEntriesByType("resource").some((x) => /\/manifest/.test(x.name))`) // what the page reads by itself
		asked, _ := json.Marshal(q)
		served.take()
		took := browsertest.Value[float64](b, `(async () => { const q = `+string(asked)+`, start = performance.now(); `+ask+` return performance.now() - start; })()`)
		requests, size := served.take()
		files, bytes, times = append(files, requests), append(bytes, size), append(times, took)
	}
	t.Logf("%s: the median of %d queries reads %.0f files, %.0f KB (gzip), and takes %.0f ms", name, len(queries), middle(files, 50), middle(bytes, 50)/1000, middle(times, 50))
}

// tally counts what a server sends, whoever asks: Pagefind reads its files in a worker, of which the page's
// own measurements say nothing.
type tally struct {
	mu             sync.Mutex
	requests, size float64
}

// take returns the requests and bytes since it was last called.
func (c *tally) take() (requests, size float64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	requests, size = c.requests, c.size
	c.requests, c.size = 0, 0
	return requests, size
}

// counting counts what a handler answers.
func (c *tally) counting(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		out := counted{ResponseWriter: w}
		next.ServeHTTP(&out, r)
		c.mu.Lock()
		defer c.mu.Unlock()
		c.requests, c.size = c.requests+1, c.size+out.size
	})
}

// counted is a response of which the bytes are counted.
type counted struct {
	http.ResponseWriter
	size float64
}

func (c *counted) Write(b []byte) (int, error) {
	c.size += float64(len(b))
	return c.ResponseWriter.Write(b)
}
