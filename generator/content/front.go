package content

import (
	"errors"
	"strings"
	"time"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// maxFront is how much front matter a source may have: settings are lines, not volumes.
const maxFront = 64 << 10

// frontReader fills a FrontMatter from the table of a source's settings.
type frontReader struct {
	table    *table.Table
	front    *FrontMatter
	yaml     bool
	problems *diag.List
	zone     *time.Location
	common   func(key string) bool // whether every page knows the key
}

// readFront reads the settings of a source. Keys are found whatever the case of their letters, as
// Hugo does; a key that is not common to all kinds becomes a Field.
func readFront(text *diag.Text, f frontier, problems *diag.List) (front FrontMatter, ok bool) {
	if f.to-f.from > maxFront {
		*problems = append(*problems, text.Report(f.at, 3, diag.Error, "front-matter/size", "文件开头的设置超过 64 KB", "正文写在第二行 +++ 的下面"))
		return front, false
	}
	parse := table.ParseTOML
	if f.kind == yamlFence {
		parse = table.ParseYAML
	}
	t := parse(text, f.from, f.to, "front-matter", problems)
	if t == nil {
		return front, false
	}
	LeaveOutDirections(t)
	r := &frontReader{table: t, front: &front, yaml: f.kind == yamlFence, problems: problems, zone: Zone,
		common: func(key string) bool { return commonKeys[strings.ToLower(key)] != nil }}
	front.Places = make(Places, 0, len(t.Entries()))
	for _, e := range t.Entries() {
		r.entry(e)
	}
	if front.Date.IsZero() { // as in Hugo, the day of publishing is the date of a page that has no other
		front.Date = front.Publish
	}
	if _, written := front.Places.Of("title"); !written {
		return front, true
	}
	front.Title = strings.Join(strings.Fields(front.Title), " ")
	return front, true
}

// entry reads one key.
func (r *frontReader) entry(e table.Entry) {
	r.checkPrivate(e)
	name := strings.ToLower(e.Key)
	if own, hugo := hugoNames[name]; hugo {
		if own == "summary" && r.written("summary", "Summary") {
			return // Hugo's pages may have both; the summary is the shorter one
		}
		name = own
	}
	read, common := commonKeys[name]
	if !common && r.chinese(e) {
		return
	}
	if !common {
		r.checkStars(e.Value)
		r.front.Fields = append(r.front.Fields, Field{Key: e.Key, Value: e.Value, Place: r.place(e.Value), At: r.keyPlace(e)})
		return
	}
	if _, twice := r.front.Places.Of(name); twice {
		r.table.ReportAt(e.KeyAt, len(e.Key), diag.Warning, "front-matter/twice", e.Key+" 和前面的 "+name+" 是同一项，只用前面的", "删去其中一行")
		return
	}
	r.front.Places = append(r.front.Places, KeyPlace{name, r.place(e.Value)})
	r.checkStars(e.Value)
	r.checkMarks(name, e.Value)
	r.checkQuotes(name, e)
	if plainKeys[name] {
		r.checkPlain(name, e.Value)
	}
	read(r, e)
}

// written reports whether one of the spellings of a key is in the table.
func (r *frontReader) written(spellings ...string) bool {
	for _, s := range spellings {
		if r.table.Has(s) {
			return true
		}
	}
	return false
}

// place is where a value stands.
func (r *frontReader) place(v table.Value) Place {
	d := r.table.Text().Report(v.At, v.Len, diag.Warning, "", "", "")
	_, below, _ := strings.Cut(v.Raw, "\n")
	return Place{d.Position, d.Excerpt, d.Width, below}
}

func (r *frontReader) keyPlace(e table.Entry) Place {
	d := r.table.Text().Report(e.KeyAt, len(e.Key), diag.Warning, "", "", "")
	return Place{Position: d.Position, Excerpt: d.Excerpt, Width: d.Width}
}

// hugoNames are the keys of a Hugo site that are called otherwise here.
var hugoNames = map[string]string{
	"lastmod": "updated", "modified": "updated", "expirydate": "expires", "unpublishdate": "expires",
	"pubdate": "publishdate", "published": "publishdate", "description": "summary",
	"authors": "author", "coveralt": "cover_alt", "coverfocus": "cover_focus",
}

// commonKeys say how each key that every kind has is read (DESIGN, "Pages").
var commonKeys = map[string]func(*frontReader, table.Entry){
	"title":       func(r *frontReader, e table.Entry) { r.front.Title = r.text(e) },
	"kind":        func(r *frontReader, e table.Entry) { r.front.Kind = r.text(e) },
	"date":        func(r *frontReader, e table.Entry) { r.front.Date = r.date(r.table, e.Value) },
	"publishdate": func(r *frontReader, e table.Entry) { r.front.Publish = r.date(r.table, e.Value) },
	"updated":     func(r *frontReader, e table.Entry) { r.front.Updated = r.date(r.table, e.Value) },
	"expires":     func(r *frontReader, e table.Entry) { r.front.Expires = r.date(r.table, e.Value) },
	"period":      func(r *frontReader, e table.Entry) { r.front.Period = r.period(e) },
	"summary":     func(r *frontReader, e table.Entry) { r.front.Summary = r.text(e) },
	"tags":        readTags,
	"categories":  readTags,
	"slug":        func(r *frontReader, e table.Entry) { r.front.Slug = r.text(e) },
	"url":         func(r *frontReader, e table.Entry) { r.front.URL = r.text(e) },
	"linktitle":   func(r *frontReader, e table.Entry) { r.front.LinkTitle = r.text(e) },
	"aliases":     readAliases,
	"draft":       func(r *frontReader, e table.Entry) { r.front.Draft = r.table.Bool(e.Key) },
	"weight":      func(r *frontReader, e table.Entry) { r.front.Weight = r.table.Int(e.Key) },
	"cover":       readCover,
	"cover_alt":   func(r *frontReader, e table.Entry) { r.front.CoverAlt = r.text(e) },
	"cover_focus": func(r *frontReader, e table.Entry) { r.front.CoverFocus = r.text(e) },
	"author":      func(r *frontReader, e table.Entry) { r.front.Author = r.names(e) },
	"source":      func(r *frontReader, e table.Entry) { r.front.Source = r.names(e) },
	"editor":      func(r *frontReader, e table.Entry) { r.front.Editor = r.names(e) },
	"index":       func(r *frontReader, e table.Entry) { r.front.Index = r.text(e) },
	"sample":      func(r *frontReader, e table.Entry) { r.front.Sample = r.table.Bool(e.Key) },
	"qr":          func(r *frontReader, e table.Entry) { r.front.QR = r.table.Bool(e.Key) },
	"ignore":      func(r *frontReader, e table.Entry) { r.front.Ignore = r.texts(e) },
	"reviews":     readReviews,
	"corrections": readCorrections,
	"withdrawn":   readWithdrawn,
	"params":      readParams,
}

// date reads a value as a date. A bare number is refused: 2022.10 is the number 2022.1.
func (r *frontReader) date(t *table.Table, v table.Value) Date {
	var text string
	switch data := v.Data.(type) {
	case string:
		text = data
	case table.Moment:
		text = string(data)
	case int64, float64:
		t.Report(v, diag.Error, "front-matter/date", "日期 "+v.Raw+" 没有加引号，会当成数字", `写成 "`+quotedDate(v.Raw)+`"`)
		return Date{}
	default:
		t.Report(v, diag.Error, "front-matter/date", "日期的值是"+v.Describe()+"，不是日期", "写成 2022-06-30")
		return Date{}
	}
	if inner, quoted := unquoted(v.Raw); quoted && r.yaml {
		if _, err := ParseDate(inner, r.zone); err == nil {
			t.Report(v, diag.Error, "front-matter/date", "日期的引号是中文的", "不要引号，写成 "+inner)
			return Date{}
		}
	}
	d, err := ParseDate(text, r.zone)
	var wrong *DateError
	if errors.As(err, &wrong) {
		t.Report(v, diag.Error, "front-matter/date", wrong.Message, wrong.Hint)
	}
	return d
}

// quotedDate writes 2022.6 as 2022-06, when it is that.
func quotedDate(raw string) string {
	if d, err := ParseDate(raw, Zone); err == nil {
		return d.ISO()
	}
	return raw
}
