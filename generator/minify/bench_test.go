package minify

import (
	"bytes"
	"os"
	"testing"
)

// BenchmarkMinimal measures what it costs to see that nothing is to be removed from a page, here one of much Chinese.
func BenchmarkMinimal(b *testing.B) {
	page, err := os.ReadFile("testdata/page.html")
	if err != nil {
		b.Fatal(err)
	}
	page = bytes.TrimSpace(page)
	if !minimal(page) {
		b.Fatal("the page is not minimal")
	}
	b.SetBytes(int64(len(page)))
	for b.Loop() {
		minimal(page)
	}
}
