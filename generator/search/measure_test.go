package search_test

import (
	"context"
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

	"qizhi/generator/browsertest"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// published is the text of every page of a published folder, as a reader sees it, in blocks: without what only
// a screen reader says (某 for a mask, the heading above the tags).
func published(t *testing.T, dir string) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	block := regexp.MustCompile(`</?(?:p|h\d|li|td|th|tr|div|ul|ol|table|blockquote|br|dd|dt|figcaption|pre)\b[^>]*>`)
	unseen := regexp.MustCompile(`<(?:span|h\d) class="?sr\b[^>]*>[^<]*</(?:span|h\d)>`)
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
		for _, s := range block.Split(unseen.ReplaceAllString(body, ""), -1) {
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
	b := browsertest.Open(t, "about:blank", coldly, browsertest.Beforehand(watchFirst))
	var files, bytes, times []float64
	offered := 0 // queries that are in none of the texts looked at first
	for _, q := range substrings(published(t, dir), 100, 3, 12) {
		b.Navigate(server.URL + "/search/?q=" + url.QueryEscape(q))
		b.Is(`window.shownAt || !document.querySelector("#search .next").hidden`) // which offers to look into more texts
		if !browsertest.Value[bool](b, `!!window.shownAt`) {
			offered++
			continue
		}
		got := browsertest.Value[[]float64](b, `(() => {
			const read = performance.getEntriesByType("resource").filter((x) => /[^s]\/search\/[a-z0-9-]+\.js/.test(x.name) && x.startTime < window.shownAt);
			return [read.length, read.reduce((n, x) => n + x.encodedBodySize, 0), window.shownAt - Math.min(...read.map((x) => x.startTime))];
		})()`)
		files, bytes, times = append(files, got[0]), append(bytes, got[1]), append(times, got[2])
	}
	for _, percent := range []int{50, 90, 100} {
		t.Logf("%d %% of %d queries: at most %.0f files, %.0f KB (gzip), first result after %.0f ms", percent, len(files), middle(files, percent), middle(bytes, percent)/1000, middle(times, percent))
	}
	if t.Logf("%d queries are in none of the first texts, and go on when the visitor asks", offered); offered > 3 {
		t.Error("too many queries need a second look")
	}
	if middle(files, 50) > 8 || middle(bytes, 50) > 100_000 {
		t.Error("the median query is over its budget of 8 files and 100 KB")
	}
}

// coldly makes every page of a tab that of a visitor who has nothing in his cache.
func coldly(ctx context.Context, _ *chromedp.Target) (chromedp.Void, error) {
	if _, err := chromedp.Call(ctx, network.Enable, network.EnableParams{}); err != nil {
		return chromedp.Void{}, err
	}
	_, err := chromedp.Call(ctx, network.SetCacheDisabled, network.SetCacheDisabledParams{CacheDisabled: true})
	return chromedp.Void{}, err
}

// watchFirst notes in every page when the visitor's last key was, and when the first result after it was shown.
const watchFirst = `
	performance.setResourceTimingBufferSize(5000);
	addEventListener("input", () => { window.keyAt = performance.now(); window.shownAt = 0; }, true);
	new MutationObserver((list) => {
		if (!window.shownAt && list.some((x) => [...x.addedNodes].some((y) => y.localName === "li" && y.closest("#search")))) window.shownAt = performance.now();
	}).observe(document, { childList: true, subtree: true });`

// middle is the value that so many per cent of all do not exceed.
func middle(all []float64, percent int) float64 {
	slices.Sort(all)
	return all[(len(all)-1)*percent/100]
}
