package preview

import (
	"sync"
	"time"

	"qizhi/generator/check"
	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
)

// maxProofed is how many files the staff page still has read for an editor's hints: about half a
// second's work. Of a larger site it says that `qizhi check` does it.
const maxProofed = 2000

// proof works out what `qizhi check` says of an edition beyond its diagnostics: once, and only when
// somebody looks. Pictures are not decoded for it.
func proof(s *site.Site, snap *snapshot.Snapshot, known diag.List, day time.Time) func() diag.List {
	return sync.OnceValue(func() diag.List {
		said := map[finding]bool{}
		for _, d := range known {
			said[placeOf(d)] = true
		}
		var out diag.List
		for _, d := range check.Sources(check.Input{Site: s, Snapshot: snap, Now: day}) {
			if !said[placeOf(d)] {
				out = append(out, d)
			}
		}
		return out
	})
}

// placeOf is what makes two diagnostics one: the rule and the place.
func placeOf(d diag.Diagnostic) finding {
	return finding{Path: d.Path, Line: d.Line, Column: d.Column, Rule: d.Rule}
}
