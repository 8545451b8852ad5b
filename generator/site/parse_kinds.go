package site

import (
	"regexp"
	"slices"
	"strings"

	"qizhi/generator/diag"
)

var (
	kindPattern  = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	fieldPattern = regexp.MustCompile(`^[a-z][a-z0-9_]*$`)
)

// fieldTypes are the words by which site.toml names the types of fields.
var fieldTypes = []struct {
	word string
	is   FieldType
}{
	{"text", TextField}, {"long", LongField}, {"list", ListField}, {"number", NumberField},
	{"date", DateField}, {"choice", ChoiceField}, {"relation", RelationField},
	{"relations", RelationsField}, {"files", FileField}, {"rows", RowsField},
}

// columnTypes are those that a column of rows may have.
var columnTypes = []string{"text", "number", "choice"}

// ownKinds reads [kinds.x].
func ownKinds(r reader) []*Kind {
	kinds := r.Table.Table("kinds")
	if kinds == nil {
		return nil
	}
	known := NewKinds(nil)
	var own []*Kind
	for _, name := range kinds.Keys() {
		t := kinds.Table(name)
		if t == nil {
			continue
		}
		one := reader{t}
		kind := one.kind(name)
		t.WarnUnknown()
		if one.mayDefine(kind, known, own) {
			own = append(own, kind)
		}
	}
	checkOwnRelations(reader{kinds}, own)
	return own
}

func (r reader) kind(name string) *Kind {
	kind := &Kind{Name: name, Label: r.String("label"), Folder: r.String("folder"), Layout: "page", Dated: r.Bool("dated"), Fresh: r.count("fresh")}
	if kind.Label == "" {
		kind.Label = name
	}
	if kind.Folder == "" {
		kind.Folder = name
	}
	r.each("fields", func(f reader) {
		field, ok := f.field(kind.Name, kind.Label)
		if ok && kind.Field(field.Name) != nil {
			f.fail("name", "site/field", "字段 "+field.Name+" 写了两次", "换一个名称")
		} else if ok {
			kind.Fields = append(kind.Fields, field)
		}
	})
	return kind
}

// mayDefine checks the kind against those there are already.
func (r reader) mayDefine(kind *Kind, known *Kinds, own []*Kind) bool {
	report := func(message, hint string) bool {
		r.ReportAt(r.At, 0, diag.Error, "site/kind", message, hint)
		return false
	}
	if !kindPattern.MatchString(kind.Name) {
		return report("种类的名称“"+kind.Name+"”不能用", "用小写英文字母、数字和短横线，例如 [kinds.project]")
	}
	if known.Get(kind.Name) != nil {
		return report("种类 "+kind.Name+" 是自带的", "换一个名称")
	}
	if strings.Contains(kind.Folder, "/") {
		return report("种类 "+kind.Name+" 的 folder 只能是一层文件夹", "")
	}
	taken := known.ForFolder(kind.Folder)
	for _, k := range own {
		if k.Folder == kind.Folder {
			taken = k
		}
	}
	if taken != nil {
		return report("文件夹 "+kind.Folder+"/ 已经是“"+taken.Label+"”的", "给 "+kind.Name+` 写另一个 folder = "…"`)
	}
	return true
}

// field reads one [[kinds.x.fields]]; ok is false when it cannot be used.
func (r reader) field(kind, kindLabel string) (field Field, ok bool) {
	field = Field{
		Name: r.needed("name", "字段的名称"), Label: r.String("label"), Required: r.Bool("required"),
		Options: r.Strings("options"), Of: r.String("of"), Inverse: r.String("inverse"),
		InverseLabel: r.String("inverse_label"), Ordered: r.String("ordered"), Hint: r.String("hint"),
	}
	if field.Label == "" {
		field.Label = field.Name
	}
	field.Type, ok = r.fieldType(nil)
	r.each("columns", func(c reader) {
		if column, good := c.column(); good {
			field.Columns = append(field.Columns, column)
		}
	})
	if field.Inverse == "" {
		field.Inverse = kind
	}
	if field.InverseLabel == "" {
		field.InverseLabel = kindLabel
	}
	return field, r.nameFits(field.Name) && ok && r.fieldWhole(field)
}

// column reads one column of a field of rows.
func (r reader) column() (Field, bool) {
	column := Field{Name: r.needed("name", "列的名称"), Label: r.String("label"), Required: r.Bool("required"), Options: r.Strings("options")}
	if column.Label == "" {
		column.Label = column.Name
	}
	var ok bool
	column.Type, ok = r.fieldType(columnTypes)
	return column, ok && column.Name != "" && r.fieldWhole(column)
}

// fieldType reads type; it is text when it is not written. among limits the words, nil for all.
func (r reader) fieldType(among []string) (FieldType, bool) {
	word := r.String("type")
	if word == "" {
		return TextField, !r.wrong("type")
	}
	for _, t := range fieldTypes {
		if t.word == word && (among == nil || slices.Contains(among, word)) {
			return t.is, true
		}
	}
	if among == nil {
		for _, t := range fieldTypes {
			among = append(among, t.word)
		}
	}
	return 0, r.oneOf("type", word, among, "site/field", "字段类型")
}

func (r reader) nameFits(name string) bool {
	switch {
	case name == "":
		return false
	case !fieldPattern.MatchString(name):
		r.fail("name", "site/field", "字段的名称“"+name+"”不能用", "用小写英文字母、数字和下划线；中文写在 label")
		return false
	case slices.Contains(CommonKeys(), name):
		r.fail("name", "site/field", "字段 "+name+" 是每个页面都有的", "换一个名称")
		return false
	}
	return true
}

// fieldWhole checks that a type has what it needs.
func (r reader) fieldWhole(f Field) bool {
	switch {
	case f.Type == ChoiceField && len(f.Options) == 0:
		r.ReportAt(r.At, 0, diag.Error, "site/field", "字段 "+f.Name+" 要选一项，却没有 options", `写上 options = ["…", "…"]`)
	case f.Type == RowsField && len(f.Columns) == 0:
		r.ReportAt(r.At, 0, diag.Error, "site/field", "字段 "+f.Name+" 是表格，却没有列", "写上 [[kinds.….fields.columns]]，各有 name 和 label")
	case f.IsRelation() && f.Of == "":
		r.ReportAt(r.At, 0, diag.Error, "site/field", "字段 "+f.Name+" 指向别的页面，却没有写是哪一种", `写上 of = "branch" 这样的种类名称`)
	default:
		return true
	}
	return false
}

// checkOwnRelations checks, when all kinds are known, what the fields say about other kinds.
func checkOwnRelations(r reader, own []*Kind) {
	known := NewKinds(&Config{OwnKinds: own})
	for _, kind := range own {
		one := reader{r.Table.Table(kind.Name)}
		for _, f := range one.Tables("fields") {
			field := reader{f}
			if of := field.String("of"); of != "" {
				field.oneOf("of", of, known.Names(), "site/kind", "种类")
			}
			ordered := field.String("ordered")
			if by := kind.Field(ordered); ordered != "" && (by == nil || by.Type != NumberField) {
				field.fail("ordered", "site/field", "ordered 所指的 "+ordered+" 不是“"+kind.Label+"”的整数字段", "")
			}
		}
	}
}
