package build

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode"

	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
)

// NewPage writes a page of a kind with its fields listed, ready to fill in, and returns its file
// name. The kind is named by its English name, its Chinese label or its folder. A file that exists
// is never overwritten.
func NewPage(source, kind, title string, now time.Time) (string, error) {
	title = oneLine(title)
	var problems diag.List
	snap := snapshot.Take(filepath.Join(source, "content"), "content/")
	in := sorted(snap)
	if in.config == nil {
		return "", fmt.Errorf("%s 不是网站文件夹（没有 content/site.toml）；用 -s 指明，或先用 qizhi init 新建", source)
	}
	settings := newSettings(Options{Source: source}, in)
	config := loadConfig(Options{Source: source}, settings.config, &problems)
	kinds := site.NewKinds(config)
	k := findKind(kinds, kind)
	if k == nil {
		var names []string
		for _, k := range kinds.All() {
			names = append(names, k.Name+"（"+k.Label+"）")
		}
		return "", fmt.Errorf("没有“%s”这个类型；可以是：%s", kind, strings.Join(names, "、"))
	}
	if k.Name == "statistics" {
		return "", fmt.Errorf("统计数据不是文章：在 content/statistics 里复制一期的 .toml 文件，改名为新的一期（例如 2023-H1.toml），再改里面的数")
	}
	l, _ := newLibrary(nil)
	docs := l.parseAll(in.documents, silent{}, &problems)
	resolved := site.Resolve(site.Input{Config: config, Documents: documents(docs), Statistics: settings.load(&problems), Now: now, Drafts: true})
	file := filepath.Join(source, "content", filepath.FromSlash(folderOf(resolved, k)), fileName(title)+".md")
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return "", err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if os.IsExist(err) {
		return "", fmt.Errorf("%s 已经有了，没有改动它；换一个标题", file)
	}
	if err != nil {
		return "", err
	}
	if _, err := f.WriteString(template(k, title, now)); err != nil {
		f.Close()
		return "", err
	}
	return file, f.Close()
}

func findKind(kinds *site.Kinds, word string) *site.Kind {
	all := kinds.All()
	i := slices.IndexFunc(all, func(k *site.Kind) bool { return word == k.Name || word == k.Label || word == k.Folder && word != "" })
	if i < 0 {
		return nil
	}
	return all[i]
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

// template is a new page: what is required first, the rest as comments to take the # from.
func template(k *site.Kind, title string, now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "+++\ntitle = %s\n", quoted(title))
	if k.Dated {
		fmt.Fprintf(&b, "date = %s\n", now.Format(time.DateOnly))
	}
	b.WriteString("draft = true             # 写好后删去这一行，才会发布\nsummary = \"\"             # 一两句话的摘要，显示在列表里\n# tags = [\"诚信经营\"]      # 标签\n")
	if k.Dated {
		b.WriteString("# source = \"\"            # 来源\n# author = \"\"            # 作者\n# editor = \"\"            # 责任编辑\n")
	}
	for _, f := range k.Fields {
		if f.Type != site.RowsField {
			b.WriteString(fieldLine(f))
		}
	}
	for _, f := range k.Fields { // last: what follows a table belongs to it
		if f.Type == site.RowsField {
			b.WriteString(rowsLines(f))
		}
	}
	b.WriteString("# 正文写在下面这行 +++ 之后：空一行就是另起一段，## 开头的一行是小标题\n+++\n\n")
	return b.String()
}

// fieldLine is a field with an example value, a comment unless it is required.
func fieldLine(f site.Field) string {
	value := `""`
	switch f.Type {
	case site.ListField, site.RelationsField, site.FileField:
		value = `[""]`
	case site.NumberField:
		value = "0"
	case site.DateField:
		value = `"2022-06-30"`
	case site.LongField:
		value = `""`
		f.Hint = strings.TrimPrefix(f.Hint+"；多段时两头各写三个引号", "；")
	case site.ChoiceField:
		value = quoted(f.Options[0])
	}
	note := f.Label
	if f.Hint != "" {
		note += "：" + f.Hint
	}
	if f.Type == site.ChoiceField {
		note += "：" + strings.Join(f.Options, "、")
	}
	if f.Required {
		return fmt.Sprintf("%s = %s  # %s（必填）\n", f.Name, value, note)
	}
	line := fmt.Sprintf("%s = %s", f.Name, strings.ReplaceAll(value, "\n", "\n# "))
	return fmt.Sprintf("# %s  # %s\n", line, note)
}

// rowsLines is one row of a field of rows, a comment unless the field is required.
func rowsLines(f site.Field) string {
	note := f.Label
	if f.Hint != "" {
		note += "：" + f.Hint
	}
	lines := "[[" + f.Name + "]]  # " + note + "，每一行写一节\n"
	for _, c := range f.Columns {
		lines += fieldLine(c)
	}
	if f.Required {
		return lines
	}
	var b strings.Builder
	for line := range strings.Lines(lines) {
		b.WriteString("# " + strings.TrimPrefix(line, "# "))
	}
	return b.String()
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
