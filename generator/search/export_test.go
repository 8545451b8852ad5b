package search

import (
	"slices"
	"testing"
)

// What the tests in a browser, which build a whole site and so stand outside the package, use of the
// tests inside.
var (
	MadeUpCorpus  = corpus
	BenchCorpus   = benchCorpus
	RandomStretch = query
	TextsOf       = texts
	BuildIndex    = build
	Client        = client
	FoldVectors   = foldVectors
	Simplified    = simplified
)

// AskEngine is what the engine finds whole for each query, in Node, sorted.
func AskEngine(t *testing.T, files []File, queries []string) [][]string {
	t.Helper()
	asked := make([]clientQuery, len(queries))
	for i, q := range queries {
		asked[i].Query = q
	}
	answers, _ := askClient(t, files, asked, nil)
	found := make([][]string, len(queries))
	for i, a := range answers {
		if a.Partial {
			continue
		}
		for _, h := range a.Hits {
			found[i] = append(found[i], h.Address)
		}
		slices.Sort(found[i])
	}
	return found
}
