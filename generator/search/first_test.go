package search_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"

	"qizhi/generator/browsertest"
)

// firstAfter is when the first result came after the visitor's last key (since the page's beginning, without
// one), and the rounds of files read for it: of each what kind, how many, from when to when.
const firstAfter = `(() => {
	const key = window.keyAt || 0, shown = window.shownAt, rounds = [];
	const read = performance.getEntriesByType("resource").filter((x) => /\/search\/[a-z0-9-]+\.js/.test(x.name) && !/engine|panel/.test(x.name) && x.startTime >= key && x.responseEnd <= shown);
	for (const { name, startTime, responseEnd } of read.sort((a, b) => a.startTime - b.startTime)) {
		let last = rounds[rounds.length - 1];
		if (!last || startTime >= last.end) rounds.push(last = { kinds: "", start: startTime, end: 0 });
		last.kinds += name.match(/search\/(.)/)[1];
		last.end = Math.max(last.end, responseEnd);
	}
	const words = rounds.map(({ kinds, start, end }) => kinds + " " + Math.round(start - key) + "–" + Math.round(end - key));
	return { After: shown - key, Files: read.length, Rounds: words.join(", ") };
})()`

// TestFirstResult measures, in the published folder QIZHI_SEARCH_SITE, how long a visitor waits for the first
// result, and for what: ten queries, each on a fresh page without a cache, typed there or in the address, and
// one after the other on one page. The server is a plain one that packs nothing and hurries nothing.
func TestFirstResult(t *testing.T) {
	dir := os.Getenv("QIZHI_SEARCH_SITE")
	if dir == "" {
		t.Skip("QIZHI_SEARCH_SITE names no published folder")
	}
	server := httptest.NewServer(http.FileServer(http.Dir(dir)))
	defer server.Close()
	b := browsertest.Open(t, "about:blank", coldly, browsertest.Beforehand(watchFirst))
	queries := substrings(published(t, dir), 11, 3, 8) // of which the first warms the machine up
	fresh := func(address string) {
		b.Navigate("about:blank")
		b.Navigate(server.URL + "/search/index.html" + address)
	}
	typed := func(q string) {
		b.Run(`document.querySelector("#search input").value = ""; document.querySelector("#search input").focus()`)
		b.Commit(q)
	}
	firstResults(t, b, "typed on a fresh page", queries, func(q string) { fresh(""); typed(q) })
	firstResults(t, b, "in the address (since the page began)", queries, func(q string) { fresh("?q=" + url.QueryEscape(q)) })
	fresh("")
	firstResults(t, b, "typed on a page in use", queries, typed)
	firstResults(t, b, "asked again", queries[:1], typed)
	fresh("")
	firstResults(t, b, "key by key on a page in use", queries, func(q string) {
		b.Run(`document.querySelector("#search input").value = ""; document.querySelector("#search input").focus()`)
		for _, key := range strings.Split(q, "") {
			b.Press(key)
		}
	})
}

// firstResults asks every query and prints how long the first result takes.
func firstResults(t *testing.T, b *browsertest.Tab, kind string, queries []string, ask func(query string)) {
	t.Helper()
	var times []float64
	for i, q := range queries {
		ask(q)
		b.Is(`window.shownAt && document.querySelector("#search input").value === ` + fmt.Sprintf("%q", q))
		got := browsertest.Value[struct {
			After  float64
			Files  int
			Rounds string
		}](b, firstAfter)
		t.Logf("  %4.0f ms, %d files: %s (%s)", got.After, got.Files, got.Rounds, q)
		if i > 0 || len(queries) == 1 {
			times = append(times, got.After)
		}
	}
	t.Logf("%s: the first result after %.0f ms (median of %d; at most %.0f)", kind, middle(times, 50), len(times), middle(times, 100))
}
