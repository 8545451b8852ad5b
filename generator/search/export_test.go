package search

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
