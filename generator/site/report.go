package site

import (
	"slices"

	"qizhi/generator/diag"
)

// Report returns the diagnostics of all documents and of the site, sorted, without the warnings
// that the site ([check] ignore) or their own document (ignore) silences. An error is never
// silenced. Documents that are held are reported too: a draft with a mistake should be known before
// its day comes.
func (s *Site) Report() diag.List {
	var all diag.List
	for _, doc := range s.documents {
		all = append(all, doc.Diagnostics...)
	}
	return s.Silence(append(all, s.Diagnostics...)).Sorted()
}

// Silence returns a list without the warnings that the site or the document they stand in
// silences, for rooms that find more to report.
func (s *Site) Silence(list diag.List) diag.List {
	kept := make(diag.List, 0, len(list))
	for _, d := range list {
		if d.Severity == diag.Error || !slices.Contains(s.Config.Check.Ignore, d.Rule) && !slices.Contains(s.ignores[d.Path], d.Rule) {
			kept = append(kept, d)
		}
	}
	return kept
}
