package hongyan_test

import (
	"bytes"
	"testing"
)

// BenchmarkExecute lays out one page of each of the common layouts.
func BenchmarkExecute(b *testing.B) {
	th := load(b)
	for _, s := range samples(th) {
		switch s.name {
		case "news", "section", "home", "handbook", "news-sparse":
		default:
			continue
		}
		b.Run(s.name, func(b *testing.B) {
			var out bytes.Buffer
			b.ReportAllocs()
			for b.Loop() {
				out.Reset()
				if err := th.Execute(&out, s.layout, s.view); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(out.Len()), "bytes")
		})
	}
}

// BenchmarkLoad reads and checks the whole theme.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		load(b)
	}
}
