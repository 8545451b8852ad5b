package site

import (
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// wording reads one field as its writer put it.
type wording struct {
	*resolver
	leaf  *leaf
	field *Field
	place content.Place
}

// read makes the value of the field from what was written; ok is false when it cannot be.
func (w wording) read(written table.Value) (v FieldValue, ok bool) {
	v = FieldValue{Field: w.field}
	switch w.field.Type {
	case NumberField:
		return w.number(written)
	case DateField:
		return w.date(written)
	case RowsField:
		v.Rows, ok = w.rows(written)
		return v, ok
	case ListField, RelationsField, FileField:
		v.Texts, ok = w.texts(written)
	default:
		v.Texts, ok = w.text(written)
	}
	switch {
	case !ok:
	case w.field.Type == LongField:
		v.Texts = paragraphs(v.Texts)
	case w.field.Type == ChoiceField:
		ok = w.chosen(v.Texts)
	case w.field.Type == FileField:
		v.Texts, v.Files = w.files(v.Texts)
	}
	return v, ok
}

// fail records an error at the field.
func (w wording) fail(rule, message, hint string) bool {
	w.problems = append(w.problems, w.place.Report(diag.Error, rule, message, hint))
	return false
}

// wrongType says what was written and what is wanted.
func (w wording) wrongType(written table.Value) bool {
	hint := "写成 " + w.field.example()
	if w.field.Type == NumberField {
		hint = w.field.Name + " 要写整数，不加引号和单位"
		if n, ok := written.WholeNumber(); ok {
			hint = "写成 " + w.field.Name + " = " + n
		}
	}
	return w.fail("front-matter/type", w.field.Label+" "+w.field.Name+" 的值是"+written.Describe(), hint)
}

// text reads one text. For a relation a list of one is as good.
func (w wording) text(written table.Value) ([]string, bool) {
	if list, ok := written.Data.([]table.Value); ok && w.field.Type == RelationField {
		if len(list) > 1 {
			return nil, w.fail("front-matter/type", w.field.Label+" "+w.field.Name+" 只能写一个", "写成 "+w.field.example())
		}
		return w.texts(written)
	}
	s, ok := written.Data.(string)
	if !ok {
		return nil, w.wrongType(written)
	}
	if strings.TrimSpace(s) == "" {
		return nil, true
	}
	return []string{strings.TrimSpace(s)}, true
}

// texts reads a list of texts; a single text is a list of one.
func (w wording) texts(written table.Value) ([]string, bool) {
	list, ok := written.Data.([]table.Value)
	if !ok {
		list = []table.Value{written}
	}
	var out []string
	for _, item := range list {
		s, ok := item.Data.(string)
		if !ok {
			return nil, w.wrongType(item)
		}
		if s = strings.TrimSpace(s); s != "" {
			out = append(out, s)
		}
	}
	return out, true
}

func (w wording) number(written table.Value) (FieldValue, bool) {
	n, ok := written.Data.(int64)
	v := FieldValue{Field: w.field, Number: int(n), Texts: []string{strconv.FormatInt(n, 10)}}
	f := w.field
	switch {
	case !ok:
		return v, w.wrongType(written)
	case f.Most > f.Least && (n < int64(f.Least) || n > int64(f.Most)):
		return v, w.fail("front-matter/number", fmt.Sprintf("%s %s 不能是 %d", f.Label, f.Name, n), fmt.Sprintf("写 %d 到 %d 的整数", f.Least, f.Most))
	}
	return v, true
}

func (w wording) date(written table.Value) (FieldValue, bool) {
	v := FieldValue{Field: w.field}
	text, ok := written.Data.(string)
	if moment, is := written.Data.(table.Moment); is {
		text, ok = string(moment), true
	}
	if !ok {
		return v, w.wrongType(written)
	}
	if strings.TrimSpace(text) == "" {
		return v, true
	}
	date, err := content.ParseDate(text, w.config.Zone)
	if err != nil {
		var reason *content.DateError
		if errors.As(err, &reason) {
			return v, w.fail("front-matter/date", w.field.Label+"："+reason.Message, reason.Hint)
		}
		return v, w.fail("front-matter/date", w.field.Label+"："+err.Error(), "")
	}
	v.Date, v.Texts = date, []string{date.String()}
	return v, true
}

// chosen checks that a choice is among the options.
func (w wording) chosen(texts []string) bool {
	if len(texts) == 0 || slices.Contains(w.field.Options, texts[0]) {
		return true
	}
	hint := "可以写：" + strings.Join(w.field.Options, "、")
	if near := diag.Nearest(texts[0], w.field.Options); near != "" {
		hint = "是不是“" + near + "”？" + hint
	}
	return w.fail("front-matter/choice", w.field.Label+" "+w.field.Name+" 不能是“"+texts[0]+"”", hint)
}

// files finds the files that the texts name; a folder stands for the pictures in it. Each file
// returned has its own text.
func (w wording) files(texts []string) (names []string, files []*File) {
	for _, text := range texts {
		d, err := w.site.Destination(w.leaf.doc.Path, text)
		if d.File != nil {
			names, files = append(names, text), append(files, d.File)
			continue
		}
		if inside := w.site.PicturesIn(w.leaf.doc.Path, text); inside != nil {
			for _, f := range inside {
				names, files = append(names, Relative(w.leaf.doc.Path, f.Path)), append(files, f)
			}
			continue
		}
		if err == nil {
			err = &Unresolved{Rule: "link/broken", Message: "“" + text + "”不是图片或附件", Hint: "把文件放到文章旁边，写它的文件名"}
		}
		message, hint := sentences(err)
		if w.field.Name == "photos" && path.Ext(text) == "" { // a folder is what was meant
			message, hint = w.noFolder(text)
		}
		w.fail("file/missing", w.field.Label+"："+message, hint)
	}
	return names, files
}

// noFolder says why the pictures of a folder cannot be shown: it is not there, or holds none.
func (w wording) noFolder(name string) (message, hint string) {
	p, _ := joined(w.leaf.doc.Path, composed(strings.TrimSuffix(strings.TrimSpace(name), "/")))
	if slices.ContainsFunc(w.site.Files, func(f *File) bool { return strings.HasPrefix(composed(f.Path), p+"/") }) {
		return "文件夹“" + name + "”里没有照片", "把照片放进去"
	}
	return "没有“" + name + "”这个文件夹", "把它放到文章旁边；写的是文件，就连结尾一起写，例如 .jpg"
}

// rows reads a list of tables by the field's columns.
func (w wording) rows(written table.Value) ([]map[string]string, bool) {
	list, ok := written.Data.([]table.Value)
	if !ok {
		list = []table.Value{written}
	}
	var out []map[string]string
	for _, item := range list {
		t, ok := item.Data.(*table.Table)
		if !ok {
			return nil, w.wrongType(item)
		}
		row, ok := w.row(t)
		if !ok {
			return nil, false
		}
		out = append(out, row)
	}
	return out, true
}

// row reads one row; a column that is unknown or missing is reported like a field.
func (w wording) row(t *table.Table) (map[string]string, bool) {
	row, good := map[string]string{}, true
	for _, e := range t.Entries() {
		column := (&Kind{Fields: w.field.Columns}).Field(e.Key)
		if column == nil {
			w.problems = append(w.problems, w.place.Report(diag.Warning, "front-matter/unknown-key",
				w.field.Label+"里没有 "+e.Key+" 这一列", "有的列："+strings.Join(columnNames(w.field), "、")))
			continue
		}
		cell := wording{w.resolver, w.leaf, column, w.place}
		v, ok := cell.read(e.Value)
		if good = good && ok; len(v.Texts) > 0 {
			row[e.Key] = v.Texts[0]
		}
	}
	for _, c := range w.field.Columns {
		if row[c.Name] == "" && c.Required && good {
			good = w.fail("front-matter/required", w.field.Label+"的一行缺少"+c.Label+" "+c.Name, "补上 "+c.Name)
		}
	}
	return row, good
}

func columnNames(f *Field) []string {
	names := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		names[i] = c.Name
	}
	return names
}

// paragraphs splits a long text at its blank lines.
func paragraphs(texts []string) []string {
	var out []string
	for _, text := range texts {
		var lines []string
		for _, line := range append(strings.Split(text, "\n"), "") {
			if line = strings.TrimSpace(line); line != "" {
				lines = append(lines, line)
			} else if len(lines) > 0 {
				out, lines = append(out, strings.Join(lines, "\n")), nil
			}
		}
	}
	return out
}
