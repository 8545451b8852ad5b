package table

import (
	"qizhi/generator/diag"
	"qizhi/generator/pack"
)

func init() {
	pack.Register(Moment(""))
	pack.Register([]Value(nil))
	pack.RegisterAs(
		func(t *Table) kept { return kept{t.At, t.entries} },
		func(k kept) *Table {
			t := newTable(diag.NewText("", ""), k.At, "", &diag.List{}, tomlDialect)
			t.entries = k.Entries
			return t
		})
}

// kept is a table as a cache keeps it: its entries, without the source they were read from.
type kept struct {
	At      int
	Entries []Entry
}
