package content

import (
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// ruleChinese names a key that is written in Chinese. It is an error where the page is left without a
// title by it.
const ruleChinese = "front-matter/chinese-key"

// chinese reports a key that is a Chinese word for one of the common keys, with the line as it should
// be written; false for any other key. No kind has a Chinese key, so that nothing else can be meant.
func (r *frontReader) chinese(e table.Entry) bool {
	name, known := table.EnglishKey(e.Key)
	own, hugo := hugoNames[name]
	if hugo {
		name = own
	}
	if commonKeys[name] == nil || !known {
		return false
	}
	severity := diag.Warning
	if name == "title" && !r.written("title", "Title") {
		severity = diag.Error
	}
	hint := "把名称改成 " + name
	if raw := strings.TrimSpace(e.Value.Raw); raw != "" && !strings.Contains(raw, "\n") {
		hint = "写成 " + r.table.Line(name, raw)
	}
	r.table.ReportAt(e.KeyAt, len(e.Key), severity, ruleChinese, "名称要用英文，“"+e.Key+"”写作 "+name, hint)
	return true
}
