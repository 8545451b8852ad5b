package build

import (
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
)

// Created are the files that NewPage wrote.
type Created struct {
	Page string
	// Section is the section made for it, where the site had none for the kind; "" else. Menu is what
	// site.toml takes to show it in the menu.
	Section, Menu string
}

// UsageError is what was asked for that cannot be: it lies on the command line, not in the content.
type UsageError struct{ error }

func usage(format string, values ...any) error { return UsageError{fmt.Errorf(format, values...)} }

// NewPage writes a page of a kind with its fields listed, ready to fill in. The kind is named by its
// English name, its Chinese label, its folder, or what the site's menu and sections call it. A kind for
// which the site has no section gets one. A file that exists is never overwritten.
func NewPage(source, kind, title string, now time.Time) (Created, error) {
	if title = oneLine(title); title == "" {
		return Created{}, usage("标题是空的；写成 qizhi new %s 标题", kind)
	}
	resolved, err := resolveSources(source, now)
	if err != nil {
		return Created{}, err
	}
	k, err := findKind(resolved, kind)
	if err != nil {
		return Created{}, err
	}
	if k.Name == "statistics" {
		return Created{}, usage("统计数据不是文章：在 content/statistics 里复制一期的 .toml 文件，改名为新的一期（例如 2023-H1.toml），再改里面的数")
	}
	folder := folderOf(resolved, k)
	dir := filepath.Join(source, "content", filepath.FromSlash(folder))
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return Created{}, cause(err)
	}
	out := Created{Page: filepath.Join(dir, fileName(title)+".md")}
	if err := writeNew(out.Page, template(k, title, now)); err != nil {
		return Created{}, err
	}
	if resolved.SectionAt(folder) == nil {
		out.Section = filepath.Join(dir, "_index.md")
		out.Menu = fmt.Sprintf("[[menu]]\ntitle = %s\ntarget = %s\n", quoted(k.Label), quoted(folder+"/"))
		return out, writeNew(out.Section, fmt.Sprintf("+++\ntitle = %s\nkind = %s\n+++\n", quoted(k.Label), quoted(k.Name)))
	}
	return out, nil
}

// resolveSources is the site as it stands, whatever is wrong with it.
func resolveSources(source string, now time.Time) (*site.Site, error) {
	var problems diag.List
	in := sorted(snapshot.Take(filepath.Join(source, "content"), "content/"))
	if in.config == nil {
		return nil, usage("%s 不是网站文件夹（没有 content/site.toml）；用 -s 指明，或先用 qizhi init 新建", source)
	}
	settings := newSettings(Options{Source: source}, in, snapshot.Source.Read)
	l, _ := newLibrary(nil)
	docs, _ := l.parseAll(in.documents, silent{}, &problems)
	return site.Resolve(site.Input{Config: loadConfig(Options{Source: source}, settings.config, &problems), Documents: documents(docs),
		Statistics: settings.load(&problems), Now: now, Drafts: true}), nil
}

// writeNew writes a file that is not there yet.
func writeNew(file, text string) error {
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if os.IsExist(err) {
		return fmt.Errorf("%s 已经有了，没有改动它；换一个标题", file)
	}
	if err != nil {
		return cause(err)
	}
	_, err = f.WriteString(text)
	return errors.Join(err, f.Close())
}

// everyday are the short names by which people call the kinds of the content model.
var everyday = map[string]string{
	"动态": "news", "新闻": "news", "信息": "news", "要闻": "news", "简报": "news", "报道": "news", "文章": "news",
	"品牌": "brand", "特色": "brand", "党建品牌": "brand", "案例": "case", "典型案例": "case", "工作法": "case", "支部工作法": "case",
	"支部": "branch", "党支部": "branch", "联合党支部": "branch", "组织": "branch", "协会": "chamber", "直属商会": "chamber",
	"通知": "notice", "公告": "notice", "公示": "notice", "先锋": "honour", "模范": "honour", "荣誉": "honour", "表彰": "honour", "先进": "honour",
	"典型": "honour", "人物": "honour", "系列": "series", "手册": "handbook", "制度": "handbook", "规章制度": "handbook",
	"安排": "plan", "计划": "plan", "工作计划": "plan", "网页": "page", "单页": "page", "介绍": "page", "主题党日": "activity", "培训": "activity",
	"统计": "statistics", "数据": "statistics",
}

// findKind finds the kind that a word means.
func findKind(s *site.Site, word string) (*site.Kind, error) {
	names := map[string]*site.Kind{}
	var order, shown []string
	call := func(name string, k *site.Kind) {
		if name != "" && names[name] == nil && k != nil {
			names[name] = k
			order = append(order, name)
		}
	}
	for _, k := range s.Kinds.All() {
		call(k.Name, k)
		call(k.Label, k)
		call(k.Folder, k)
		if k.Name != "statistics" {
			shown = append(shown, k.Label+"（"+k.Name+"）")
		}
	}
	for _, section := range s.Sections {
		call(section.Title, section.Kind)
		call(section.LinkTitle, section.Kind)
	}
	for _, m := range s.Config.Menu {
		switch d, err := s.Destination("", m.Target); {
		case err != nil:
		case d.Section != nil && d.Section != s.Home:
			call(m.Title, d.Section.Kind)
		case d.Page != nil:
			call(m.Title, d.Page.Kind)
		}
	}
	for _, short := range slices.Sorted(maps.Keys(everyday)) {
		call(short, s.Kinds.Get(everyday[short]))
	}
	if k := names[strings.TrimSpace(word)]; k != nil {
		return k, nil
	}
	may := "可以是：" + strings.Join(shown, "、") + "，也可以写菜单里的名称"
	if near := nearestKind(word, order); near != "" {
		return nil, usage("没有“%s”这个类型；是不是 %s（%s）？%s", word, near, names[near].Name, may)
	}
	return nil, usage("没有“%s”这个类型；%s", word, may)
}

// nearestKind is the name that holds the word or lies in it, else the one spelt most like it; "" for none.
func nearestKind(word string, names []string) string {
	if near := diag.Nearest(word, names); near != "" && utf8.RuneCountInString(word) > 2 { // half of 关爱 is 关于
		return near
	}
	for _, name := range names {
		if len(name) >= len("党建") && word != "" && (strings.Contains(name, word) || strings.Contains(word, name)) {
			return name
		}
	}
	return ""
}

// folderOf is the folder of the section that has the kind, else the kind's own.
func folderOf(s *site.Site, k *site.Kind) string {
	for _, section := range s.Sections {
		if section.Kind == s.Kinds.Get(k.Name) {
			return section.Folder
		}
	}
	return k.Folder
}

// oneLine is a title without line breaks and other control characters.
func oneLine(title string) string {
	title = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, title)
	return strings.Join(strings.Fields(title), " ")
}

// fileName is the title as a file name (without its ending) that Windows allows and that is no
// section's or bundle's.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*“”`, r) {
			return -1
		}
		return r
	}, title)
	name = strings.Trim(name, " .")
	if runes := []rune(name); len(runes) > 60 {
		name = strings.TrimRight(string(runes[:60]), " .")
	}
	if name == "" {
		return "新文章"
	}
	if site.IsDeviceName(name) || strings.EqualFold(name, "index") || strings.EqualFold(name, "_index") {
		stem, ending, dotted := strings.Cut(name, ".")
		if name = strings.TrimRight(stem, " ") + "_"; dotted {
			name += "." + ending
		}
	}
	return name
}

// template is a new page: what is to be filled in first, the rest as comments to take the # from.
func template(k *site.Kind, title string, now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = %s\n", quoted(title))
	if k.Dated {
		fmt.Fprintf(&b, "date = %s\n", now.Format(time.DateOnly))
	}
	b.WriteString(noted("draft = true", "写好后删去这一行，才会发布") + noted(`summary = ""`, "一两句话的摘要，显示在列表里"))
	for _, f := range k.Fields {
		if f.Required && f.Type != site.RowsField {
			b.WriteString(fieldLine(f, offered(f.Required)))
		}
	}
	b.WriteString("\n# 下面的行，开头有井号就不起作用。要用哪一行，先删去行首的“# ”，再填\n" + noted(`# tags = ["诚信经营"]`, "标签"))
	for _, name := range k.Common {
		example := commonExample[name]
		if name == "expires" { // a day gone by would take the page out of its lists at once
			example[0] = now.AddDate(0, 3, 0).Format(time.DateOnly)
		}
		b.WriteString(noted("# "+name+" = "+example[0], example[1]))
	}
	for _, f := range k.Fields {
		if !f.Required && f.Type != site.RowsField {
			b.WriteString(fieldLine(f, offered(f.Required)))
		}
	}
	for _, f := range k.Fields { // last: what follows a table belongs to it
		if f.Type == site.RowsField {
			b.WriteString(rowsLines(f))
		}
	}
	b.WriteString("\n# 正文写在下面这行 +++ 之后：空一行就是另起一段，## 开头的一行是小标题\n+++\n\n")
	return b.String()
}

// commonExample is how the common keys that a kind offers are written, and what they mean.
var commonExample = map[string][2]string{
	"source": {`""`, "来源"}, "author": {`""`, "作者"}, "editor": {`""`, "责任编辑"},
	"expires": {"", "到期后从列表里撤下"}, "weight": {"1", "排第几：数小的在前"},
}

// noted is a line with a note behind it; the notes of short lines stand under each other.
func noted(line, note string) string {
	return line + strings.Repeat(" ", max(24-uniseg.StringWidth(line), 0)) + " # " + note + "\n"
}

// fieldLine is a field with an example value, behind the mark of a comment or none.
func fieldLine(f site.Field, mark string) string {
	value := `""`
	switch f.Type {
	case site.ListField, site.RelationsField, site.FileField:
		value = `[""]`
	case site.NumberField:
		value = "0"
	case site.DateField:
		if f.Required {
			value = `"2022-06-30"`
		}
	case site.LongField:
		value = `""`
		f.Hint = strings.TrimPrefix(f.Hint+"；多段时两头各写三个引号", "；")
	case site.ChoiceField:
		value = quoted(f.Options[0])
	}
	if f.Hint == "" && f.IsRelation() {
		f.Hint = "写那一页的标题"
	}
	note := f.Label
	if f.Hint != "" {
		note += "：" + f.Hint
	}
	if f.Type == site.ChoiceField {
		note += "：" + strings.Join(f.Options, "、")
	}
	if f.Required {
		note += "（必填）"
	}
	return noted(mark+f.Name+" = "+value, note)
}

// rowsLines is one row of a field of rows, a comment unless the field is required.
func rowsLines(f site.Field) string {
	note := f.Label
	if f.Hint != "" {
		note += "：" + f.Hint
	}
	lines := noted(offered(f.Required)+"[["+f.Name+"]]", note+"，每一行写一节")
	for _, c := range f.Columns {
		lines += fieldLine(c, offered(f.Required && c.Required))
	}
	return lines
}

// offered is what stands before a line that is yet without effect.
func offered(needed bool) string {
	if needed {
		return ""
	}
	return "# "
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
