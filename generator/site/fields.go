package site

import (
	"cmp"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// commonKeys are the keys that the front matter of every kind of page may have.
var commonKeys = []string{
	"title", "linkTitle", "kind", "date", "publishDate", "updated", "expires", "period", "summary", "tags", "slug", "url", "aliases", "draft",
	"weight", "cover", "cover_alt", "cover_focus", "author", "source", "editor", "index", "sample", "qr", "ignore",
	"reviews", "corrections", "withdrawn", "params",
}

// CommonKeys returns the keys that every kind of page shares (DESIGN, "Pages").
func CommonKeys() []string { return slices.Clone(commonKeys) }

// readFields reads the fields of every page by its kind.
func (r *resolver) readFields() {
	known := map[*Kind][]string{}
	for _, kind := range r.site.Kinds.All() {
		for _, f := range kind.Fields {
			known[kind] = append(known[kind], f.Name)
		}
	}
	r.eachLeaf(func(r *resolver, l *leaf) {
		if l.Withdrawn != "" {
			return
		}
		r.warnOfUnknownKeys(l.doc, l.Kind, known[l.Kind])
		for i := range l.Kind.Fields {
			if v, ok := r.readField(l, &l.Kind.Fields[i]); ok {
				l.Fields = append(l.Fields, v)
			}
		}
	})
}

// readField reads one field; ok is false when the page does not have it or has it wrong.
func (r *resolver) readField(l *leaf, field *Field) (v FieldValue, ok bool) {
	written, found := fieldOf(l.doc, field.Name)
	if !found {
		if field.Required && !illegible(l.doc) {
			r.requires(l, field, placeOf(l.doc, "title"))
		}
		return v, false
	}
	w := wording{resolver: r, leaf: l, field: field, place: written.Place}
	v, ok = w.read(written.Value)
	if ok {
		w.fill(&v, written.Value)
	}
	if ok && len(v.Texts) == 0 && len(v.Rows) == 0 {
		if field.Required {
			r.requires(l, field, written.Place)
		}
		return v, false
	}
	return v, ok
}

// requires reports a required field that has no value.
func (r *resolver) requires(l *leaf, field *Field, at content.Place) {
	r.problems = append(r.problems, at.Report(diag.Error, "front-matter/required",
		"“"+l.Kind.Label+"”缺少"+field.Label+" "+field.Name, l.doc.Advice("写上 "+field.example())))
}

// example is how the field is written.
func (f *Field) example() string {
	switch f.Type {
	case NumberField:
		return f.Name + " = …（整数）"
	case DateField:
		return f.Name + ` = 2022-06-30，或 "2022-06"、"2022-H1"、"2022"`
	case ListField, RelationsField, FileField:
		return f.Name + ` = ["…", "…"]`
	case ChoiceField:
		return f.Name + ` = "` + strings.Join(f.Options, `" 或 "`) + `"`
	case RowsField:
		return "[[" + f.Name + "]] 一节"
	}
	return f.Name + ` = "…"`
}

// warnOfUnknownKeys reports the keys that neither every page nor this kind of page knows.
func (r *resolver) warnOfUnknownKeys(doc *content.Document, kind *Kind, names []string) {
	for _, f := range doc.Front.Fields {
		if slices.Contains(names, f.Key) || r.untitled(doc, f) {
			continue
		}
		hint := "删去这一行，或写到 [params] 里；认识的有：" + strings.Join(append(slices.Clone(names), everydayKeys...), "、") + " 等"
		if near := meant(f.Key, append(CommonKeys(), names...)); near != "" {
			hint = "是不是 " + near + "？"
		} else if other, field := r.saidBy(kind, f.Key); other != nil {
			hint = "删去这一行：在“" + other.Label + "”那一篇里写 " + field + " = " + quotedText(doc.Front.Title) + "，这一页就会列出它"
		}
		if f.Key == "attachments" {
			hint = "删去这一行，在正文里写链接：[报名表](报名表.docx)，文件放在文章旁边"
		}
		r.problems = append(r.problems, f.At.Report(diag.Warning, "front-matter/unknown-key", "不认识的名称 "+f.Key, doc.Advice(hint)))
	}
}

// everydayKeys are the common keys that a hint names.
var everydayKeys = []string{"title", "date", "summary", "tags", "cover", "draft", "expires", "aliases", "weight"}

// saidBy finds the kind whose pages name those of a kind in the group of that name (brand: cases), and the field in
// which they do it; nil for none.
func (r *resolver) saidBy(kind *Kind, group string) (other *Kind, field string) {
	if kind == nil {
		return nil, ""
	}
	for _, other := range r.site.Kinds.All() {
		for _, f := range other.Fields {
			if f.IsRelation() && f.Of == kind.Name && f.Inverse == group {
				return other, f.Name
			}
		}
	}
	return nil, ""
}

// quotedText is a text as TOML and YAML write it.
func quotedText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// untitled reports a field that has been reported already, because it was meant as the title.
func (r *resolver) untitled(doc *content.Document, f content.Field) bool {
	return slices.ContainsFunc(doc.Diagnostics, func(d diag.Diagnostic) bool {
		return d.Rule == "front-matter/title" && d.Position == f.At.Position
	})
}

// hugoNames are names of Hugo by which a key may have been meant, with ours. Those that content reads
// itself are only met here when they are misspelt.
var hugoNames = map[string]string{
	"categories": "tags", "category": "tags", "keywords": "tags", "description": "summary", "lastmod": "updated",
	"expirydate": "expires", "authors": "author", "images": "cover",
}

// meant is the key that a misspelt one was most likely meant to be, by our names or by Hugo's; "" for
// none.
func meant(key string, known []string) string {
	near := diag.Nearest(key, append(slices.Clone(known), sortedKeys(hugoNames)...))
	return cmp.Or(hugoNames[near], near)
}

// fieldPlace is where a document writes a field of its kind; the document when it does not.
func fieldPlace(doc *content.Document, name string) content.Place {
	if f, written := fieldOf(doc, name); written {
		return f.Place
	}
	return content.Place{Position: diag.Position{Path: sourcePrefix + doc.Path}}
}
