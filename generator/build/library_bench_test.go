package build

import (
	"strings"
	"testing"

	"qizhi/generator/cache"
	"qizhi/generator/snapshot"
)

// BenchmarkArticle reads articles as a build from nothing does: each is read, looked through, parsed, weighed by the
// site's figures and kept. One operation is one article.
func BenchmarkArticle(b *testing.B) {
	w := Open(Options{Source: corpus(), Now: now}, false)
	defer w.Close()
	snap := w.Look()
	w.Load(snap)
	var articles []snapshot.Source
	for _, s := range snap.Sources {
		if strings.HasSuffix(s.Path, ".md") {
			articles = append(articles, s)
		}
	}
	l, _ := newLibrary(cache.Open(b.TempDir(), "bench"))
	defer l.close()
	l.figures, l.figuresDigest = w.library.figures, w.library.figuresDigest
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		clear(l.looked)
		clear(l.known)
		clear(l.parsed)
		if _, err := l.parse(articles[i%len(articles)]); err != nil {
			b.Fatal(err)
		}
	}
}
