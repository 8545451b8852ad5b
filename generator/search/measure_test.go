package search_test

import (
	"context"
	"encoding/json"
	"html"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// published is the text of every page of a published folder, as a reader sees it, in blocks.
func published(t *testing.T, dir string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	block := regexp.MustCompile(`</?(?:p|h\d|li|td|th|tr|div|ul|ol|table|blockquote|br|dd|dt|figcaption|pre)\b[^>]*>`)
	tag := regexp.MustCompile(`<[^>]+>`)
	filepath.WalkDir(dir, func(name string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(name) != ".html" || d.Name() == "index.html" {
			return err
		}
		source, _ := os.ReadFile(name)
		_, body, found := strings.Cut(string(source), `<div class="prose"`)
		if !found {
			return nil
		}
		_, body, _ = strings.Cut(body, ">")
		body, _, _ = strings.Cut(body, "</article>")
		rel, _ := filepath.Rel(dir, name)
		for _, s := range block.Split(body, -1) {
			if s = strings.TrimSpace(html.UnescapeString(tag.ReplaceAllString(s, ""))); s != "" {
				all[filepath.ToSlash(rel)] = append(all[filepath.ToSlash(rel)], s)
			}
		}
		return nil
	})
	return all
}

// substrings takes random stretches out of the pages, of Han, letters and digits.
func substrings(pages map[string][]string, n, least, most int) (out []string) {
	var addresses []string
	for a := range pages {
		addresses = append(addresses, a)
	}
	slices.Sort(addresses)
	rng := rand.New(rand.NewPCG(5, 5))
	for range 1000 * n {
		blocks := pages[addresses[rng.IntN(len(addresses))]]
		text, size := []rune(blocks[rng.IntN(len(blocks))]), least+rng.IntN(most-least+1)
		if len(text) < size {
			continue
		}
		at := rng.IntN(len(text) - size + 1)
		if q := string(text[at : at+size]); !strings.ContainsAny(q, " \"＂　") {
			if out = append(out, q); len(out) == n {
				break
			}
		}
	}
	return out
}

// TestMeasureInBrowser measures, in the published folder QIZHI_SEARCH_SITE, what a query costs a
// visitor who has nothing of the search yet: medians of 100 queries of 3 to 12 characters.
func TestMeasureInBrowser(t *testing.T) {
	dir := os.Getenv("QIZHI_SEARCH_SITE")
	if dir == "" {
		t.Skip("QIZHI_SEARCH_SITE names no published folder")
	}
	server := httptest.NewServer(zipping(http.FileServer(http.Dir(dir))))
	defer server.Close()
	b := browse(t, "about:blank", func(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
		if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
			return chromedp.Void{}, err
		}
		if _, err := chromedp.Call(ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true}); err != nil {
			return chromedp.Void{}, err
		}
		_, err := chromedp.Call(ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: `
			performance.setResourceTimingBufferSize(5000);
			new MutationObserver(() => { if (!window.shownAt && document.querySelector("#search ol li")) window.shownAt = performance.now(); }).observe(document, { childList: true, subtree: true });`})
		return chromedp.Void{}, err
	})
	var files, bytes, times []float64
	for _, q := range substrings(published(t, dir), 100, 3, 12) {
		if err := chromedp.Do(b.ctx, chromedp.Navigate(server.URL+"/search/?q="+url.QueryEscape(q))); err != nil {
			t.Fatal(err)
		}
		b.is(`window.shownAt`)
		got := value[[]float64](b, `(() => {
			const read = performance.getEntriesByType("resource").filter((x) => /[^s]\/search\/[a-z0-9-]+\.js/.test(x.name) && x.startTime < window.shownAt);
			return [read.length, read.reduce((n, x) => n + x.encodedBodySize, 0), window.shownAt - Math.min(...read.map((x) => x.startTime))];
		})()`)
		files, bytes, times = append(files, got[0]), append(bytes, got[1]), append(times, got[2])
	}
	middle := func(all []float64, percent int) float64 {
		slices.Sort(all)
		return all[(len(all)-1)*percent/100]
	}
	for _, percent := range []int{50, 90, 100} {
		t.Logf("%d %% of %d queries: at most %.0f files, %.0f KB (gzip), first result after %.0f ms", percent, len(files), middle(files, percent), middle(bytes, percent)/1000, middle(times, percent))
	}
	if middle(files, 50) > 8 || middle(bytes, 50) > 100_000 {
		t.Error("the median query is over its budget of 8 files and 100 KB")
	}
}

// TestBesidePagefind compares, on the published folder QIZHI_PAGEFIND, in which pagefind has made its
// index as well: how many of the pages that contain 2,000 substrings each finds, and what 100 queries
// cost. See .ci/pagefind.
func TestBesidePagefind(t *testing.T) {
	dir := os.Getenv("QIZHI_PAGEFIND")
	if dir == "" {
		t.Skip("QIZHI_PAGEFIND names no published folder")
	}
	server := httptest.NewServer(zipping(http.FileServer(http.Dir(dir))))
	defer server.Close()
	pages := published(t, dir)
	queries := substrings(pages, 2000, 2, 12)
	want := make([][]string, len(queries))
	for i, q := range queries {
		for address, blocks := range pages {
			if slices.ContainsFunc(blocks, func(s string) bool { return strings.Contains(s, q) }) {
				want[i] = append(want[i], address)
			}
		}
	}
	const ours = `await (async () => {
		const begin = await qizhiSearch.open();
		return async (query) => {
			const session = await begin(query), found = [];
			for (let page; (page = await session.next()).length;) if (!session.partial) found.push(...page.map((hit) => hit.record.address));
			return found;
		};
	})()`
	const theirs = `await (async () => {
		const pagefind = await import("/pagefind/pagefind.js"), known = {};
		return async (query) => Promise.all((await pagefind.search('"' + query + '"')).results.map(async (one) => (await (known[one.id] = known[one.id] || one.data())).url.slice(1)));
	})()`
	const loosely = `await (async () => {
		const pagefind = await import("/pagefind/pagefind.js"), known = {};
		return async (query) => Promise.all((await pagefind.search(query)).results.map(async (one) => (await (known[one.id] = known[one.id] || one.data())).url.slice(1)));
	})()`
	for _, c := range []struct{ name, find string }{{"qizhi", ours}, {"pagefind, quoted", theirs}, {"pagefind, loose", loosely}} {
		b := browse(t, server.URL+"/search/")
		b.is(`window.qizhiSearch && qizhiSearch.open`)
		asked, _ := json.Marshal(queries)
		recalled, contained, wrong, missed := 0, 0, 0, 0
		for i, got := range value[[][]string](b, `(async () => { const find = `+c.find+`, out = []; for (const q of `+string(asked)+`) out.push(await find(q)); return out; })()`) {
			n := 0
			for _, address := range want[i] {
				if slices.Contains(got, address) {
					n++
				}
			}
			contained, recalled = contained+len(want[i]), recalled+n
			if n < len(want[i]) {
				missed++
			}
			for _, address := range got {
				// What stands in a title or summary is found rightly, and is not in the body.
				if pages[address] != nil && !slices.Contains(want[i], address) {
					wrong++
				}
			}
		}
		t.Logf("%s: %d substrings, %d of %d pages found (%.1f %%), %d substrings with a page missed; %d pages found besides", c.name, len(queries), recalled, contained, 100*float64(recalled)/float64(contained), missed, wrong)
	}
	for _, name := range []string{"qizhi", "pagefind"} {
		var files, bytes []float64
		for _, q := range queries[:100] {
			b := browse(t, server.URL+"/map.html") // a page without a search of its own
			b.run(`performance.setResourceTimingBufferSize(5000)`)
			find := `await (async () => { const pagefind = await import("/pagefind/pagefind.js"); return async (query) => { const r = await pagefind.search(query); await Promise.all(r.results.slice(0, 10).map((one) => one.data())); }; })()`
			if name == "qizhi" {
				find = `(await (async () => { await new Promise((done) => { const f = document.createElement("iframe"); f.src = "/search/?q=" + encodeURIComponent(q); f.onload = done; document.body.append(f); window.f = f; });
					while (!window.f.contentDocument.querySelector("#search ol li")) await new Promise((done) => setTimeout(done, 20)); return async () => []; })())`
			}
			asked, _ := json.Marshal(q)
			got := value[[]float64](b, `(async () => { const q = `+string(asked)+`; const find = `+find+`; await find(q);
				const of = (w) => w.performance.getEntriesByType("resource"), all = [...of(window), ...(window.f ? of(window.f.contentWindow) : [])].filter((x) => /[^s]\/search\/[a-z0-9-]+\.js|\/pagefind\//.test(x.name));
				return [all.length, all.reduce((n, x) => n + x.encodedBodySize, 0)]; })()`)
			files, bytes = append(files, got[0]), append(bytes, got[1])
		}
		slices.Sort(files)
		slices.Sort(bytes)
		t.Logf("%s: the median of 100 queries reads %.0f files, %.0f KB (gzip)", name, files[50], bytes[50]/1000)
	}
}
