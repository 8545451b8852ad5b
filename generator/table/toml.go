package table

import (
	"errors"
	"fmt"
	"time"

	"github.com/BurntSushi/toml"

	"qizhi/generator/diag"
)

// ParseTOML reads the bytes [from, to) of text as TOML. Positions are those of the whole text, so
// front matter keeps the file's line numbers. rule is the first part of the rule names under which
// its problems are reported ("front-matter", "site", "statistics"). A syntax error is recorded in
// problems and gives a nil table.
func ParseTOML(text *diag.Text, from, to int, rule string, problems *diag.List) *Table {
	if t, ok := plainTOML(text, from, to, rule, problems); ok {
		return t
	}
	source := text.String()[from:to]
	if at, message := excess(source); at >= 0 {
		*problems = append(*problems, text.Report(from+at, 0, diag.Error, rule+"/size", message, "分成几个文件；数据多的话用表格附件"))
		return nil
	}
	decoded, err := decodeTOML(source)
	var syntax toml.ParseError
	switch {
	case errors.As(err, &syntax):
		*problems = append(*problems, syntaxErrors(text, from, to, rule, tomlDialect, tomlComplaint(text, from, syntax, rule))...)
		return nil
	case err != nil:
		*problems = append(*problems, text.Report(from, 0, diag.Error, rule+"/syntax", "TOML 写法有误，读不懂", "对照手册里的例子检查"))
		return nil
	}
	return decodedTable(text, from, to, rule, decoded, problems)
}

// decodedTable gives what was decoded its places.
func decodedTable(text *diag.Text, from, to int, rule string, decoded map[string]any, problems *diag.List) *Table {
	s := &scanner{src: text.String()[:to], at: from}
	b := builder{text: text, rule: rule, problems: problems}
	return b.table(s.document(from), decoded)
}

// decodeTOML decodes, and makes an error of what the library panics with when it meets a mistake of
// its own.
func decodeTOML(source string) (decoded map[string]any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("toml: %v", r)
		}
	}()
	_, err = toml.Decode(source, &decoded)
	return decoded, err
}

// builder joins the places the scanner found with the values the decoder made.
type builder struct {
	text     *diag.Text
	rule     string
	problems *diag.List
}

func (b builder) table(n *node, decoded map[string]any) *Table {
	t := newTable(b.text, n.at, b.rule, b.problems, tomlDialect)
	for i, key := range n.keys {
		data, ok := decoded[key]
		if !ok {
			continue
		}
		t.entries = append(t.entries, Entry{Key: key, KeyAt: n.keyAt[i], Value: b.value(n.children[i], data)})
	}
	return t
}

func (b builder) value(n *node, data any) Value {
	v := Value{At: n.at, Len: n.end - n.at, Raw: b.text.String()[n.at:max(n.end, n.at)]}
	switch data := data.(type) {
	case map[string]any:
		v.Data = b.table(n, data)
	case []map[string]any:
		items := make([]Value, 0, len(data))
		for i, item := range data {
			if i < len(n.children) {
				items = append(items, b.value(n.children[i], item))
			}
		}
		v.Data = items
	case []any:
		items := make([]Value, 0, len(data))
		for i, item := range data {
			if i < len(n.children) {
				items = append(items, b.value(n.children[i], item))
			}
		}
		v.Data = items
	case time.Time:
		v.Data = Moment(v.Raw)
	default:
		v.Data = data
	}
	return v
}
