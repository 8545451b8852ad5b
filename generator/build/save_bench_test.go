package build

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// BenchmarkSave loads a site again after the text of one article has been edited, as the preview does.
func BenchmarkSave(b *testing.B) {
	if os.Getenv("QIZHI_CORPUS") == "" {
		b.Skip("needs QIZHI_CORPUS, a site whose articles may be edited")
	}
	articles, _ := filepath.Glob(filepath.Join(corpus(), "content", "cases", "*-*.md"))
	name := articles[4]
	original, err := os.ReadFile(name)
	if err != nil {
		b.Fatal(err)
	}
	defer os.WriteFile(name, original, 0o644)
	w := Open(Options{Source: corpus(), Now: now, Drafts: true}, true)
	defer w.Close()
	snap := w.Look()
	w.Load(snap)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if err := os.WriteFile(name, fmt.Appendf(original[:len(original):len(original)], "\n又一段改动%d。\n", i), 0o644); err != nil {
			b.Fatal(err)
		}
		snap = w.LookAgain(snap, []string{"cases/" + filepath.Base(name)})
		w.Load(snap)
	}
}
