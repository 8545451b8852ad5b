package content

import (
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// privateKeys are the settings that keep a page from the public, or take it back.
var privateKeys = map[string]bool{"withdrawn": true, "draft": true, "expires": true, "publishdate": true}

// checkPrivate refuses a setting that keeps a page from the public and stands inside another one, as it
// does below a section of TOML: it would have no effect, and the page would be published against the will
// of whoever wrote it.
func (r *frontReader) checkPrivate(e table.Entry) {
	values, isList := e.Value.Data.([]table.Value)
	if !isList {
		values = []table.Value{e.Value}
	}
	for _, v := range values {
		t, isTable := v.Data.(*table.Table)
		if !isTable {
			continue
		}
		for _, inner := range t.Entries() {
			if !privateKeys[ownName(inner.Key)] {
				continue
			}
			t.Get(inner.Key) // known now: WarnUnknown need not say it again
			where, hint := "写在 "+section(e.Key, isList)+" 的下面，成了那一节的内容", "把这一行移到 "+section(e.Key, isList)+" 前面"
			if r.yaml {
				where, hint = "写在 "+e.Key+" 的里面，成了它的内容", "把这一行移到 "+e.Key+" 前面，行首不空格"
			}
			t.ReportAt(inner.KeyAt, len(inner.Key), diag.Error, "front-matter/misplaced", inner.Key+" "+where+"，没有起作用，这一篇会公开", hint)
		}
	}
}

// section is the line that opens a section of TOML.
func section(key string, list bool) string {
	if list {
		return "[[" + key + "]]"
	}
	return "[" + key + "]"
}

// ownName is the name here of a key that may be written as Hugo writes it, or in Chinese.
func ownName(key string) string {
	name := strings.ToLower(key)
	if english, known := table.EnglishKey(key); known {
		name = english
	}
	if own, hugo := hugoNames[name]; hugo {
		return own
	}
	return name
}

// warnMisplaced reports the settings of the page that stand below a section of TOML: they belong to the
// section there, and to delete them, as is the advice for a name that nobody knows, would lose them.
func (r *frontReader) warnMisplaced(t *table.Table, section string) {
	if r.yaml {
		return
	}
	for _, e := range t.Rest() {
		if r.common(e.Key) {
			t.Get(e.Key) // known now: WarnUnknown need not say it again
			t.ReportAt(e.KeyAt, len(e.Key), diag.Warning, "front-matter/unknown-key",
				e.Key+" 写在 [["+section+"]] 的下面，成了那一节的内容，没有起作用", "把这一行移到 [["+section+"]] 前面")
		}
	}
}
