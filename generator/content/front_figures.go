package content

import (
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// plainKeys are the keys that every kind has and whose texts are shown as they stand: names, not
// sentences, and words that must never change by themselves. A title is checked where the figures are.
var plainKeys = map[string]bool{
	"author": true, "source": true, "editor": true, "index": true, "linktitle": true, "cover": true, "cover_alt": true,
	"tags": true, "categories": true, "withdrawn": true, "corrections": true,
}

// checkPlain reports every {{…}} of a value in which none is filled in: it would be published as it
// is written.
func (r *frontReader) checkPlain(name string, v table.Value) {
	switch data := v.Data.(type) {
	case string:
		for _, p := range Inline(v.Raw) {
			if p.Figure != "" {
				r.table.ReportAt(v.At+p.At, p.Len, diag.Error, "statistics/figure", name+" 里不能用 {{…}}", "直接写文字；正文、摘要和各类文章自己的文字栏里可以用 {{…}}")
			}
		}
	case []table.Value:
		for _, item := range data {
			r.checkPlain(name, item)
		}
	case *table.Table:
		for _, e := range data.Entries() {
			r.checkPlain(name+" 的 "+e.Key, e.Value)
		}
	}
}
