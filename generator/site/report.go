package site

import (
	"slices"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// Report returns the diagnostics of all documents and of the site, and others that stand beside them, sorted, without
// the warnings that the site ([check] ignore) or their own document (ignore) silences. An error is never
// silenced. Documents that are held are reported too: a draft with a mistake should be known before
// its day comes.
func (s *Site) Report(others ...diag.List) diag.List {
	lists := append(make([]diag.List, 0, len(s.documents)+len(others)+1), others...)
	for _, doc := range s.documents {
		if len(doc.Diagnostics) > 0 {
			lists = append(lists, doc.Diagnostics)
		}
	}
	return diag.Kept(s.heard, append(lists, s.Diagnostics)...)
}

// Silence returns a list without the warnings that the site silences, the document they stand in, or a comment
// before the block or the line they stand on; for rooms that find more to report.
func (s *Site) Silence(list diag.List) diag.List {
	kept := make(diag.List, 0, len(list))
	for i := range list {
		if s.heard(&list[i]) {
			kept = append(kept, list[i])
		}
	}
	return kept
}

// heard reports a finding that nothing silences.
func (s *Site) heard(d *diag.Diagnostic) bool {
	return d.Severity == diag.Error || !slices.Contains(s.Config.Check.Ignore, d.Rule) && !slices.Contains(s.ignores[d.Path], d.Rule) && !s.hushed(d)
}

// hushed reports whether a comment silences a warning where it stands.
func (s *Site) hushed(d *diag.Diagnostic) bool {
	switch {
	case d.Line == 0:
		return false
	case d.Path == configPath:
		return table.Silenced(s.Config.Silences, d.Rule, d.Line)
	case s.quiet[d.Path] != nil:
		return s.quiet[d.Path].Silences(d.Rule, d.Line)
	}
	return table.Silenced(s.Statistics.Silences[d.Path], d.Rule, d.Line)
}

// configPath is site.toml as diagnostics name it.
const configPath = sourcePrefix + "site.toml"
