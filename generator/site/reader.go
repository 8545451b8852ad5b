package site

import (
	"fmt"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// reader reads one table of site.toml.
type reader struct{ *table.Table }

// fail records an error at the value of key, or at the table when the key is missing.
func (r reader) fail(key, rule, message, hint string) {
	if v, ok := r.Get(key); ok {
		r.Report(v, diag.Error, rule, message, hint)
		return
	}
	r.ReportAt(r.At, 0, diag.Error, rule, message, hint)
}

// place is where the value of key stands; the table's own place when it is not written.
func (r reader) place(key string) content.Place {
	v, ok := r.Get(key)
	if !ok {
		v = table.Value{At: r.At}
	}
	text := r.Text()
	pos := text.At(v.At)
	return content.Place{Position: pos, Excerpt: text.Line(pos.Line), Width: len([]rune(v.Raw))}
}

// textPlaces are the places of the texts of a list, in order.
func (r reader) textPlaces(key string) []content.Place {
	v, _ := r.Get(key)
	items, ok := v.Data.([]table.Value)
	if !ok {
		items = []table.Value{v}
	}
	var out []content.Place
	for _, item := range items {
		if _, ok := item.Data.(string); ok {
			pos := r.Text().At(item.At)
			out = append(out, content.Place{Position: pos, Excerpt: r.Text().Line(pos.Line), Width: len([]rune(item.Raw))})
		}
	}
	return out
}

// section reads a table and what is in it, then warns of what nobody asked for.
func (r reader) section(key string, read func(reader)) {
	if sub := r.Table.Table(key); sub != nil {
		read(reader{sub})
		sub.WarnUnknown()
	}
}

// each does the same for every table of an array of tables.
func (r reader) each(key string, read func(reader)) {
	for _, sub := range r.Tables(key) {
		read(reader{sub})
		sub.WarnUnknown()
	}
}

// needed reads a text that must be there.
func (r reader) needed(key, label string) string {
	s := strings.TrimSpace(r.String(key))
	if s == "" && !r.wrong(key) {
		r.fail(key, "site/required", "缺少"+label+" "+key, "写上 "+key+` = "…"`)
	}
	return s
}

// wrong reports whether key holds something that is no text, which String has already recorded.
func (r reader) wrong(key string) bool {
	v, ok := r.Get(key)
	if !ok {
		return false
	}
	_, text := v.Data.(string)
	return !text
}

// oneOf records a word that is not among the known ones, with the nearest.
func (r reader) oneOf(key, word string, known []string, rule, label string) bool {
	for _, k := range known {
		if k == word {
			return true
		}
	}
	hint := "可以写：" + strings.Join(known, "、")
	if near := diag.Nearest(word, known); near != "" {
		hint = "是不是 " + near + "？"
	}
	r.fail(key, rule, "不认识的"+label+"“"+word+"”", hint)
	return false
}

// count reads a number of things, which cannot be negative; 0 when it is not written.
func (r reader) count(key string) int {
	n := r.Int(key)
	if n < 0 {
		r.fail(key, "site/number", key+" 不能是负数", "")
		return 0
	}
	return n
}

// size reads how many things one file lists.
func (r reader) size(key string, otherwise int) int {
	if !r.Has(key) {
		return otherwise
	}
	n := r.Int(key)
	if v, _ := r.Get(key); n < 1 || n > largestList {
		if _, whole := v.Data.(int64); whole {
			r.fail(key, "site/number", fmt.Sprintf("%s = %d 超出范围", key, n), fmt.Sprintf("写 1 到 %d 之间的数", largestList))
		}
		return otherwise
	}
	return n
}

// plainTable turns [params] into ordinary values; a date stays the text it was written as.
func plainTable(t *table.Table) map[string]any {
	out := make(map[string]any, len(t.Entries()))
	for _, e := range t.Entries() {
		out[e.Key] = plainValue(e.Value)
	}
	return out
}

func plainValue(v table.Value) any {
	switch data := v.Data.(type) {
	case *table.Table:
		return plainTable(data)
	case table.Moment:
		return string(data)
	case []table.Value:
		out := make([]any, len(data))
		for i, item := range data {
			out[i] = plainValue(item)
		}
		return out
	}
	return v.Data
}
