package check

import (
	"slices"
	"strings"

	"qizhi/generator/check/prose"
	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// machineKeys are the settings whose texts are for the program: names, addresses, patterns. Words
// quoted from a source, or that a correction has replaced, stay as they were.
var machineKeys = []string{"slug", "aliases", "cover", "kind", "index", "period", "ignore", "params", "reviews", "base_url", "target",
	"section", "pages", "indicators", "emblem", "attachments", "photos", "formula", "rule", "icp", "police", "identifier", "id", "type",
	"theme", "language", "zone", "email", "phone", "postcode", "quotes", "terms", "unit", "part_of", "fresh", "was"}

// addressKeys are the settings that hold an address; other texts may hold one by accident.
var addressKeys = []string{"url", "source_url", "target", "base_url", "link"}

// settingsOf reads the settings of a source: of an article its front matter, of a .toml file the whole.
// It is nil when there are none or they cannot be read; whoever loads them says why.
func settingsOf(text *diag.Text, from, to int, yaml bool) *table.Table {
	if from >= to {
		return nil
	}
	var ignored diag.List
	if yaml {
		return table.ParseYAML(text, from, to, "front-matter", &ignored)
	}
	return table.ParseTOML(text, from, to, "front-matter", &ignored)
}

// frontOf finds the front matter of an article: the bytes between its fences, where its closing fence
// begins, and its dialect. from == to when there is none.
func frontOf(name, source string) (from, to int, yaml bool) {
	body, ok := content.BodyText(name, []byte(source))
	if !ok || len(body) == len(source) {
		return 0, 0, false
	}
	head := source[:len(source)-len(body)]
	opening := len(head) - len(strings.TrimLeft(head, "\n \t\uFEFF"))
	end := strings.IndexByte(head[opening:], '\n')
	if end < 0 {
		return 0, 0, false
	}
	from = opening + end + 1
	to = strings.LastIndexByte(strings.TrimRight(head, "\n \t"), '\n') + 1
	return from, max(from, to), strings.HasPrefix(head[opening:], "---")
}

// eachText calls visit with every text of a table, those of inner tables among them, and its key.
func eachText(t *table.Table, visit func(key string, v table.Value)) {
	for _, e := range t.Entries() {
		eachValue(strings.ToLower(e.Key), e.Value, visit)
	}
}

func eachValue(key string, v table.Value, visit func(key string, v table.Value)) {
	switch data := v.Data.(type) {
	case string:
		visit(key, v)
	case []table.Value:
		for _, item := range data {
			eachValue(key, item, visit)
		}
	case *table.Table:
		if !slices.Contains(machineKeys, key) {
			eachText(data, visit)
		}
	}
}

// settingBlocks are the texts of settings that visitors read, as they are written: an escape in one is
// not resolved. named are more keys whose values are for the program.
func settingBlocks(text *diag.Text, t *table.Table, named []string) (blocks []*prose.Block, links []prose.Link) {
	if t == nil {
		return nil, nil
	}
	source := text.String()
	eachText(t, func(key string, v table.Value) {
		if v.At < 0 || v.Len <= 0 || v.At+v.Len > len(source) {
			return
		}
		written := source[v.At : v.At+v.Len]
		inner := strings.TrimLeft(written, "\"'")
		at := v.At + len(written) - len(inner)
		inner = strings.TrimRight(inner, "\"'\n ")
		if slices.Contains(addressKeys, key) {
			links = append(links, prose.Link{Target: inner, At: at, Len: len(inner)})
			return
		}
		if slices.Contains(machineKeys, key) || slices.Contains(named, key) {
			return
		}
		for line := range strings.Lines(inner) {
			kind := prose.Setting
			if key == "now" {
				kind = prose.Piece
			}
			if b := prose.Plain(kind, strings.TrimRight(line, "\n"), at); b != nil {
				blocks = append(blocks, b)
			}
			at += len(line)
		}
	})
	return blocks, links
}
