package preview

import (
	"strings"
	"testing"

	"qizhi/generator/build"
)

// Of a site too large to be read for it the staff page claims nothing, and names the command.
func TestTooLargeToProof(t *testing.T) {
	w := build.Open(build.Options{Source: smallSite(t), Now: today}, false)
	defer w.Close()
	snap := w.Look()
	e := newEdition(w.Load(snap), snap, today, nil)
	var none *state
	for _, large := range []bool{false, true} {
		if large {
			e.sources = maxProofed + 1
		}
		page := string(staffPage(none.next(e), today).data)
		if strings.Contains(page, "没有提示") {
			t.Errorf("large: %v, claims that there is nothing", large)
		}
		if said := strings.Contains(page, "column/empty"); said == large {
			t.Errorf("large: %v, says that a column is empty: %v", large, said)
		}
		if named := strings.Contains(page, "这里不逐个查。请运行 <code>qizhi check</code>"); named != large {
			t.Errorf("large: %v, names the command: %v", large, named)
		}
	}
}
