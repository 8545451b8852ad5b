package statistics

import (
	"slices"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// The keys of each table, for telling a misspelt one from one that is missing.
var (
	indicatorKeys = []string{"label", "unit", "kind", "formula", "part_of", "note", "aliases", "over_100", "negative", "optional", "decimals"}
	chartKeys     = []string{"id", "type", "title", "note", "unit", "indicators", "periods"}
	periodKeys    = []string{"title", "as_of", "source", "source_url", "sample", "note", "not_given", "values", "published", "quotes", "goals", "corrections"}
)

// misspeltKey finds the key that was most likely meant to be one that is missing; known are all that the
// table may have. One slip is to be told once: whoever reports it marks the key as read.
func misspeltKey(t *table.Table, key string, known []string) (table.Entry, bool) {
	for _, e := range t.Entries() {
		if !slices.Contains(known, e.Key) && diag.Nearest(e.Key, known) == key {
			return e, true
		}
	}
	return table.Entry{}, false
}

// reportMissing reports a key that a table needs: at the key that was meant to be it, else at the
// table's header, which is so many bytes long.
func reportMissing(t *table.Table, key string, known []string, header int, rule, message, hint string) {
	if e, ok := misspeltKey(t, key, known); ok {
		t.Get(e.Key) // told here: WarnUnknown need not say it again
		t.ReportAt(e.KeyAt, len(e.Key), diag.Error, rule, message, "把 "+e.Key+" 改成 "+key)
		return
	}
	t.ReportAt(t.At, header, diag.Error, rule, message, hint)
}
