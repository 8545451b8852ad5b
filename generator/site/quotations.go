package site

import (
	"strings"
	"unicode/utf8"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/statistics"
	"qizhi/generator/table"
)

// Quotation is one {{…}} in a text of site.toml.
type Quotation struct {
	Key    string // of the text: "description", "title"
	Target string // the inside of {{…}}
	// Allowed says that figures are filled in there; in names and addresses they are not.
	Allowed bool
	Place   content.Place
}

// notShown are the tables of site.toml whose texts are not shown as they stand.
var notShown = map[string]bool{"params": true, "check": true, "build": true, "kinds": true}

// quotations finds every figure that site.toml quotes.
func quotations(t *table.Table) []Quotation {
	var out []Quotation
	if !strings.Contains(t.Text().String(), "{{") {
		return nil
	}
	for _, e := range t.Entries() {
		if !notShown[e.Key] {
			out = quotationsIn(out, t, e.Key, e.Value, e.Key == "description")
		}
	}
	return out
}

// quotationsIn looks through one value; the texts and notes of the home page's blocks may quote.
func quotationsIn(out []Quotation, t *table.Table, key string, v table.Value, allowed bool) []Quotation {
	switch data := v.Data.(type) {
	case *table.Table:
		for _, e := range data.Entries() {
			out = quotationsIn(out, t, e.Key, e.Value, e.Key == "text" || e.Key == "note")
		}
	case []table.Value:
		for _, item := range data {
			out = quotationsIn(out, t, key, item, allowed)
		}
	case string:
		statistics.References(v.Raw, func(at, end int) {
			place := t.Position(v.At + at)
			out = append(out, Quotation{Key: key, Target: v.Raw[at+2 : end-2], Allowed: allowed, Place: content.Place{Position: place,
				Excerpt: t.Text().Line(place.Line), Width: utf8.RuneCountInString(v.Raw[at:end])}})
		})
	}
	return out
}

// marks warns of Markdown in the texts of site.toml: all are shown as they are written.
func (r reader) marks() {
	for _, e := range r.Entries() {
		if notShown[e.Key] {
			continue
		}
		content.EachMark(e.Value, func(at, length int, mark string) {
			r.ReportAt(at, length, diag.Warning, "site/markdown", mark+content.MarkMessage, "这里只写文字；首页要粗体、链接，写到 content/_index.md 的正文里")
		})
	}
}
