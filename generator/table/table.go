// Package table reads what a user wrote as settings (TOML, or YAML front matter) into a tree in
// which every key and every value knows where it stands, so that whatever reads it can point at
// the very characters it means.
//
// TOML is decoded by BurntSushi/toml and YAML by goccy/go-yaml; this package adds the positions,
// says syntax errors in Chinese with the corrected line, and offers typed reads that collect
// diagnostics instead of failing. It knows no key and no kind: what a key means is its reader's.
package table

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/diag"
)

// Value is one value as written. Data is a string, int64, float64, bool, Moment, []Value or *Table.
type Value struct {
	// At and Len are the byte range of the value in the source.
	At, Len int
	// Raw is the value as the user wrote it (quotes and all).
	Raw  string
	Data any
}

// Moment is a date or time as TOML or YAML knows it, kept as written ("2022-06-30"); what it
// means, and in which zone, is decided by whoever reads it.
type Moment string

// Entry is one key with its value.
type Entry struct {
	Key   string
	KeyAt int
	Value Value
}

// Table is a set of entries in the order of the source. Reads record what they find wrong in the
// list given to Parse and remember which keys were asked for; a Table is for one goroutine.
type Table struct {
	// At is where the table begins: its header's offset, or 0.
	At       int
	text     *diag.Text
	entries  []Entry
	read     map[string]bool
	problems *diag.List
	rule     string
	yaml     bool
}

// newTable makes an empty table that reports to the same list as its parent.
func newTable(text *diag.Text, at int, rule string, problems *diag.List, d dialect) *Table {
	return &Table{At: at, text: text, read: map[string]bool{}, problems: problems, rule: rule, yaml: d.separator == yamlDialect.separator}
}

// Line is a key and its value as a line of the language the table was written in: a = b or a: b.
func (t *Table) Line(key, value string) string {
	if t.yaml {
		return key + ": " + value
	}
	return key + " = " + value
}

// section is how a table, or one of a list of tables, is written under a key.
func (t *Table) section(key string, list bool) string {
	switch {
	case t.yaml && list:
		return key + ": 和下面以“- ”开头、缩进的几行“名称: 值”"
	case t.yaml:
		return key + ": 和下面缩进的几行“名称: 值”"
	case list:
		return "[[" + key + "]] 一节"
	}
	return "[" + key + "] 一节"
}

// Entries returns every entry in the order of the source.
func (t *Table) Entries() []Entry { return t.entries }

// Keys returns every key in the order of the source.
func (t *Table) Keys() []string {
	keys := make([]string, len(t.entries))
	for i, e := range t.entries {
		keys[i] = e.Key
	}
	return keys
}

// Get returns the value of key and marks the key as known.
func (t *Table) Get(key string) (Value, bool) {
	t.read[key] = true
	if i := t.index(key); i >= 0 {
		return t.entries[i].Value, true
	}
	return Value{}, false
}

func (t *Table) index(key string) int {
	return slices.IndexFunc(t.entries, func(e Entry) bool { return e.Key == key })
}

// Has reports whether key was written.
func (t *Table) Has(key string) bool { return t.index(key) >= 0 }

// String reads a text. A key that is absent gives ""; another type is reported and gives "".
func (t *Table) String(key string) string {
	v, ok := t.Get(key)
	if !ok {
		return ""
	}
	text, ok := v.Data.(string)
	if !ok {
		t.wrongType(key, v, "文字，两边加英文引号，例如 "+t.Line(key, v.inQuotes()))
	}
	return text
}

// Bool reads true or false.
func (t *Table) Bool(key string) bool {
	return typed[bool](t, key, t.Line(key, "true")+" 或 "+t.Line(key, "false"))
}

// Int reads a whole number.
func (t *Table) Int(key string) int {
	want := "整数，不加引号和单位"
	if i := t.index(key); i >= 0 {
		if n, ok := t.entries[i].Value.WholeNumber(); ok {
			want = t.Line(key, n)
		}
	}
	return int(typed[int64](t, key, want))
}

// WholeNumber is the one whole number that a text holds, as it is to be written without its quotation marks
// and its unit: "12人" is 12. It is false for a text with none, with several, or with a fraction.
func (v Value) WholeNumber() (string, bool) {
	text, ok := v.Data.(string)
	if !ok {
		return "", false
	}
	fields := strings.FieldsFunc(narrow(text), func(r rune) bool { return r < '0' || r > '9' })
	if len(fields) != 1 || len(fields[0]) > 9 || strings.ContainsAny(text, ".-") {
		return "", false
	}
	if n := strings.TrimLeft(fields[0], "0"); n != "" {
		return n, true
	}
	return "0", true
}

// Table reads a table; nil when absent.
func (t *Table) Table(key string) *Table { return typed[*Table](t, key, t.section(key, false)) }

// Strings reads a list of texts; a single text is taken as a list of one.
func (t *Table) Strings(key string) []string {
	v, ok := t.Get(key)
	if !ok {
		return nil
	}
	switch data := v.Data.(type) {
	case string:
		return []string{data}
	case []Value:
		out := make([]string, 0, len(data))
		for _, item := range data {
			s, ok := item.Data.(string)
			switch {
			case !ok && t.yaml && item.isPlain():
				s = item.Raw // YAML writes no quotes: a number may be meant as a text
			case !ok:
				t.wrongType(key, item, "文字，两边加英文引号，例如 "+item.inQuotes())
				continue
			}
			out = append(out, s)
		}
		return out
	}
	t.wrongType(key, v, t.Line(key, `["…", "…"]`))
	return nil
}

// Tables reads an array of tables ([[key]]); a single table is taken as an array of one.
func (t *Table) Tables(key string) []*Table {
	v, ok := t.Get(key)
	if !ok {
		return nil
	}
	switch data := v.Data.(type) {
	case *Table:
		return []*Table{data}
	case []Value:
		out := make([]*Table, 0, len(data))
		for _, item := range data {
			sub, ok := item.Data.(*Table)
			if !ok {
				t.wrongType(key, item, t.section(key, true))
				continue
			}
			out = append(out, sub)
		}
		return out
	}
	t.wrongType(key, v, t.section(key, true))
	return nil
}

func typed[T any](t *Table, key, want string) T {
	var zero T
	v, ok := t.Get(key)
	if !ok {
		return zero
	}
	data, ok := v.Data.(T)
	if !ok {
		t.wrongType(key, v, want)
		return zero
	}
	return data
}

func (t *Table) wrongType(key string, v Value, want string) {
	if want[0] < utf8.RuneSelf {
		want = " " + want // 写成 draft = true, but 写成文字
	}
	t.Report(v, diag.Error, t.rule+"/type", fmt.Sprintf("%s 的值是%s，不是所要的类型", key, v.Describe()), "写成"+want)
}

// isPlain reports a number, a truth value or a date: what a writer who forgets the quotation marks of a text writes.
func (v Value) isPlain() bool {
	switch v.Data.(type) {
	case int64, float64, bool, Moment:
		return true
	}
	return false
}

// inQuotes is the value as a text, as far as it can be one.
func (v Value) inQuotes() string {
	if v.isPlain() {
		return `"` + v.Raw + `"`
	}
	return `"…"`
}

// Describe names the type of the value in Chinese: 文字, 整数, 小数, 真假值, 日期, 列表, 表.
func (v Value) Describe() string {
	switch v.Data.(type) {
	case string:
		return "文字"
	case int64:
		return "整数"
	case float64:
		return "小数"
	case bool:
		return "真假值"
	case Moment:
		return "日期"
	case []Value:
		return "列表"
	}
	return "表"
}

// Plain returns the table as plain maps, lists, texts, numbers and truth values; a Moment is the
// text it was written as.
func (t *Table) Plain() map[string]any {
	out := make(map[string]any, len(t.entries))
	for _, e := range t.entries {
		out[e.Key] = e.Value.plain()
	}
	return out
}

func (v Value) plain() any {
	switch data := v.Data.(type) {
	case *Table:
		return data.Plain()
	case []Value:
		list := make([]any, len(data))
		for i, item := range data {
			list[i] = item.plain()
		}
		return list
	case Moment:
		return string(data)
	}
	return v.Data
}

// Report records a diagnostic at a value of this table's source.
func (t *Table) Report(v Value, severity diag.Severity, rule, message, hint string) {
	t.ReportAt(v.At, v.Len, severity, rule, message, hint)
}

// ReportAt records a diagnostic at a byte range of this table's source.
func (t *Table) ReportAt(at, length int, severity diag.Severity, rule, message, hint string) {
	*t.problems = append(*t.problems, t.text.Report(at, length, severity, rule, message, hint))
}

// Position names the place of a byte offset of this table's source.
func (t *Table) Position(at int) diag.Position { return t.text.At(at) }

// KeyPosition names where key is written; the table's own place when it is not.
func (t *Table) KeyPosition(key string) diag.Position {
	if i := t.index(key); i >= 0 {
		return t.text.At(t.entries[i].KeyAt)
	}
	return t.text.At(t.At)
}

// Text is the source the table was read from.
func (t *Table) Text() *diag.Text { return t.text }

// Rest returns the entries nobody asked for yet.
func (t *Table) Rest() []Entry {
	var rest []Entry
	for _, e := range t.entries {
		if !t.read[e.Key] {
			rest = append(rest, e)
		}
	}
	return rest
}

// WarnUnknown reports every entry that nobody asked for, each with the nearest key that somebody
// did. Call it when all reads are done.
func (t *Table) WarnUnknown() {
	known := make([]string, 0, len(t.read))
	for k := range t.read {
		known = append(known, k)
	}
	slices.Sort(known)
	for _, e := range t.Rest() {
		hint := "删去这一行，或改成认识的名称：" + strings.Join(known, "、")
		if near := diag.Nearest(e.Key, known); near != "" {
			hint = "是不是 " + near + "？"
		}
		t.ReportAt(e.KeyAt, len(e.Key), diag.Warning, t.rule+"/unknown-key", "不认识的名称 "+e.Key, hint)
	}
}
