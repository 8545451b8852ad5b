package content

import (
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// text reads a text. YAML writes no quotes, so that its numbers and truth values may be meant as
// texts and are taken as written.
func (r *frontReader) text(e table.Entry) string {
	if r.yaml {
		switch e.Value.Data.(type) {
		case int64, float64, bool:
			return e.Value.Raw
		}
	}
	return strings.TrimSpace(r.table.String(e.Key))
}

// names reads one name or a list of them.
func (r *frontReader) names(e table.Entry) string {
	if _, list := e.Value.Data.([]table.Value); list {
		return strings.Join(r.table.Strings(e.Key), "、")
	}
	return r.text(e)
}

// texts reads a list of texts without the blank ones.
func (r *frontReader) texts(e table.Entry) []string {
	var out []string
	for _, s := range r.table.Strings(e.Key) {
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// readAliases reads the old addresses of a page, and where each is written.
func readAliases(r *frontReader, e table.Entry) {
	r.front.Aliases = r.texts(e)
	items, isList := e.Value.Data.([]table.Value)
	if !isList {
		items = []table.Value{e.Value}
	}
	for _, item := range items {
		if text, ok := item.Data.(string); ok && strings.TrimSpace(text) != "" {
			r.front.AliasPlaces = append(r.front.AliasPlaces, r.place(item))
		}
	}
}

// readTags reads tags, and Hugo's categories, which are tags here.
func readTags(r *frontReader, e table.Entry) {
	for _, tag := range r.tags(e) {
		if !slices.Contains(r.front.Tags, tag) {
			r.front.Tags = append(r.front.Tags, tag)
		}
	}
}

// isComma reports what parts tags in one text.
func isComma(c rune) bool { return c == ',' || c == '，' || c == '、' }

// tags reads a list of tags; one text may hold several, parted by commas.
func (r *frontReader) tags(e table.Entry) []string {
	list := r.texts(e)
	if text, ok := e.Value.Data.(string); ok {
		list = strings.FieldsFunc(text, isComma)
	}
	items, _ := e.Value.Data.([]table.Value)
	for _, item := range items {
		if text, ok := item.Data.(string); ok && strings.ContainsFunc(text, isComma) {
			parts := strings.FieldsFunc(strings.ReplaceAll(text, " ", ""), isComma)
			for i, part := range parts {
				if inner, quoted := unquoted(part); quoted {
					parts[i] = inner
				}
			}
			r.table.Report(item, diag.Warning, "tags/joined", "标签“"+text+"”里有逗号或顿号，会当成一个标签",
				"分开写成 "+r.table.Line(e.Key, `["`+strings.Join(parts, `", "`)+`"]`))
		}
	}
	out := list[:0]
	for _, tag := range list {
		if tag = strings.TrimSpace(tag); tag != "" {
			out = append(out, tag)
		}
	}
	return out
}

// checkStars warns of \* in a text of the settings: there the mask * stands for itself, and the stroke
// before it, which the body needs, would be shown.
func (r *frontReader) checkStars(v table.Value) {
	switch data := v.Data.(type) {
	case string:
		if strings.Contains(data, `\*`) {
			r.table.Report(v, diag.Warning, "front-matter/backslash", "设置里的星号 * 前面不用写 \\，写了会照样显示出来",
				"写成 "+strings.ReplaceAll(data, `\*`, "*"))
		}
	case []table.Value:
		for _, item := range data {
			r.checkStars(item)
		}
	}
}

// checkQuotes warns of a text of YAML that is set in Chinese quotation marks as a whole: there they are a
// part of the text, and shown. Dates and joined tags say so by themselves.
func (r *frontReader) checkQuotes(name string, e table.Entry) {
	if !r.yaml || name == "params" || strings.Contains(name, "date") || name == "expires" {
		return
	}
	warn := func(v table.Value, line func(string) string) {
		if inner, quoted := unquoted(v.Raw); quoted {
			r.table.Report(v, diag.Warning, "front-matter/quotes", "中文引号会当作文字显示出来", "不要引号，写成 "+line(inner)+"；就是要显示引号，写成 "+line(`"`+v.Raw+`"`))
		}
	}
	warn(e.Value, func(s string) string { return r.table.Line(e.Key, s) })
	items, _ := e.Value.Data.([]table.Value)
	for _, item := range items {
		warn(item, func(s string) string { return s })
	}
}

// unquoted is a text without the pair of Chinese quotation marks in which it is set as a whole.
func unquoted(s string) (inner string, quoted bool) {
	for _, pair := range [][2]string{{"“", "”"}, {"＂", "＂"}, {"‘", "’"}, {"「", "」"}} {
		rest, opened := strings.CutPrefix(strings.TrimSpace(s), pair[0])
		if inner, quoted = strings.CutSuffix(rest, pair[1]); opened && quoted && inner != "" && !strings.ContainsAny(inner, pair[0]+pair[1]) {
			return inner, true
		}
	}
	return "", false
}

// period reads the name of a statistics period in any form a date has: 2022年上半年 is 2022-H1.
func (r *frontReader) period(e table.Entry) string {
	name := r.text(e)
	if d, err := ParseDate(name, r.zone); err == nil {
		return d.ISO()
	}
	return name
}

// readCover reads a path, or a table with src, alt and focus.
func readCover(r *frontReader, e table.Entry) {
	sub, ok := e.Value.Data.(*table.Table)
	if !ok {
		r.front.Cover = r.text(e)
		return
	}
	r.front.Cover = sub.String("src")
	if r.front.Cover == "" && sub.Has("image") { // a habit of Hugo's themes
		r.front.Cover = sub.String("image")
	}
	r.front.CoverAlt = sub.String("alt")
	r.front.CoverFocus = sub.String("focus")
	sub.WarnUnknown()
}

func readReviews(r *frontReader, e table.Entry) {
	for _, t := range r.table.Tables(e.Key) {
		review := Review{Stage: t.String("stage"), By: t.String("by"), Digest: t.String("digest")}
		if v, ok := t.Get("date"); ok {
			review.Date = r.date(t, v)
		}
		r.warnMisplaced(t, e.Key)
		t.WarnUnknown()
		r.front.Reviews = append(r.front.Reviews, review)
	}
}

func readCorrections(r *frontReader, e table.Entry) {
	for _, t := range r.table.Tables(e.Key) {
		c := Correction{Was: t.String("was"), Now: t.String("now"), Reason: t.String("reason")}
		if v, ok := t.Get("date"); ok {
			c.Date = r.date(t, v)
		} else {
			t.ReportAt(t.At, 0, diag.Warning, "front-matter/correction", "更正没有写日期", "加一行 "+t.Line("date", "2022-06-30"))
		}
		requireTexts(t, "这条更正", "was", "now")
		r.warnMisplaced(t, e.Key)
		t.WarnUnknown()
		r.front.Corrections = append(r.front.Corrections, c)
	}
}

// requireTexts reports the keys that have no text: a correction that does not say what was
// wrong corrects nothing.
func requireTexts(t *table.Table, what string, keys ...string) {
	meaning := map[string]string{"was": "原来怎么写", "now": "改成什么"}
	for _, key := range keys {
		v, written := t.Get(key)
		text, isText := v.Data.(string)
		switch {
		case !written:
			t.ReportAt(t.At, 0, diag.Error, "front-matter/required", what+"没有写 "+key+"（"+meaning[key]+"）", "加一行 "+t.Line(key, `"…"`))
		case isText && strings.TrimSpace(text) == "":
			t.Report(v, diag.Error, "front-matter/required", what+"的 "+key+"（"+meaning[key]+"）是空的", "写成 "+t.Line(key, `"…"`))
		}
	}
}

// readWithdrawn reads why a page was withdrawn. An empty reason would leave the page published, which
// is the contrary of what its writer wanted.
func readWithdrawn(r *frontReader, e table.Entry) {
	text, isText := e.Value.Data.(string)
	if isText && strings.TrimSpace(text) == "" {
		r.table.Report(e.Value, diag.Error, "front-matter/required", "withdrawn 没有写撤下的原因", "写上原因，例如 "+r.table.Line(e.Key, `"内容有误"`)+"；不撤下就删去这一行")
		return
	}
	r.front.Withdrawn = r.text(e)
}

func readParams(r *frontReader, e table.Entry) {
	if t := r.table.Table(e.Key); t != nil {
		r.front.Params = t.Plain()
	}
}
