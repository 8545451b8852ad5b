package search

import (
	"bytes"
	"slices"
	"testing"
)

// FuzzReader: an index of which one file is damaged gives an error or an answer, in bounded time.
func FuzzReader(f *testing.F) {
	files := build(f, corpus(40, 13), Options{}).Files()
	for i := range files {
		f.Add(i, 30, byte('~'), "党组织")
		f.Add(i, len(files[i].Bytes)/2, byte('0'), "党 wi-fi")
	}
	f.Fuzz(func(t *testing.T, file, at int, c byte, query string) {
		damaged := slices.Clone(files)
		if file < 0 || file >= len(files) || at < 0 || at >= len(files[file].Bytes) || len(query) > 50 {
			return
		}
		damaged[file].Bytes = bytes.Clone(files[file].Bytes)
		damaged[file].Bytes[at] = c
		r, err := OpenFiles(damaged)
		if err != nil {
			return
		}
		if result, err := r.Query(query, Filter{Year: "2020"}); err == nil && len(result.Hits) > 40 {
			t.Errorf("%q: %d hits of 40 pages", query, len(result.Hits))
		}
	})
}
