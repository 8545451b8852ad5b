package build

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"qizhi/generator/plan"
)

// corpus is a site to measure on: the folder in QIZHI_CORPUS, or the sample site.
func corpus() string {
	if dir := os.Getenv("QIZHI_CORPUS"); dir != "" {
		return dir
	}
	return root
}

// BenchmarkCold builds a site from nothing.
func BenchmarkCold(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		o := Options{Source: corpus(), Output: filepath.Join(b.TempDir(), "public"), Now: now, Clean: true}
		if _, err := Run(o); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkLoad resolves and plans a site whose documents are known, as the preview does after a
// save.
func BenchmarkLoad(b *testing.B) {
	w := Open(Options{Source: corpus(), Now: now}, false)
	defer w.Close()
	w.Load(w.Look())
	b.ReportAllocs()
	for b.Loop() {
		w.Load(w.Look())
	}
}

// BenchmarkWork makes the view and the digest of every target, as a build does to find what is
// fresh.
func BenchmarkWork(b *testing.B) {
	w := Open(Options{Source: corpus(), Now: now}, false)
	defer w.Close()
	targets := slices.Collect(w.Load(w.Look()).Plan.Targets())
	b.ReportAllocs()
	for b.Loop() {
		for _, t := range targets {
			if _, err := t.Work(); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(targets)), "µs/target")
}

// BenchmarkRender makes the bytes of every page as they are published, each of which begins with a body read back.
func BenchmarkRender(b *testing.B) {
	w := Open(Options{Source: corpus(), Now: now}, false)
	defer w.Close()
	var pages []plan.Target
	var works []plan.Work
	for t := range w.Load(w.Look()).Plan.Targets() {
		if work, err := t.Work(); err != nil {
			b.Fatal(err)
		} else if strings.HasSuffix(t.Path, ".html") {
			pages, works = append(pages, t), append(works, work)
		}
	}
	b.ReportAllocs()
	var buffer bytes.Buffer
	for b.Loop() {
		for i, t := range pages {
			if _, err := finish(t, works[i], &buffer); err != nil {
				b.Fatal(err)
			}
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(pages)), "µs/page")
}

// BenchmarkEdit builds a site again after one article of it has been edited. The corpus is left as it
// was; without one of its own there is nothing to edit.
func BenchmarkEdit(b *testing.B) {
	if os.Getenv("QIZHI_CORPUS") == "" {
		b.Skip("needs QIZHI_CORPUS, a site whose articles may be edited")
	}
	o := Options{Source: corpus(), Output: filepath.Join(b.TempDir(), "public"), Now: now}
	articles, err := filepath.Glob(filepath.Join(corpus(), "content", "cases", "*-*.md"))
	if err != nil || len(articles) == 0 {
		b.Fatal("no articles in content/cases", err)
	}
	original, err := os.ReadFile(articles[0])
	if err != nil {
		b.Fatal(err)
	}
	defer os.WriteFile(articles[0], original, 0o644)
	if _, err := Run(o); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := os.WriteFile(articles[0], fmt.Appendf(original, "\n又一段改动%d。\n", i), 0o644); err != nil {
			b.Fatal(err)
		}
		if _, err := Run(o); err != nil {
			b.Fatal(err)
		}
	}
}
