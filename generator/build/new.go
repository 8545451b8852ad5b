package build

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
)

// NewPage writes a page of a kind with its fields listed, ready to fill in, and returns its file
// name. The kind is named by its English name, its Chinese label or its folder. A file that exists
// is never overwritten.
func NewPage(source, kind, title string, now time.Time) (string, error) {
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

// fileName is the title as a file name that Windows allows.
func fileName(title string) string {
	name := strings.Map(func(r rune) rune {
		if r < ' ' || strings.ContainsRune(`<>:"/\|?*“”`, r) {
			return -1
		}
		return r
	}, title)
	name = strings.Trim(name, " .")
	if runes := []rune(name); len(runes) > 60 {
		name = string(runes[:60])
	}
	if name == "" {
		return "新文章"
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
		b.WriteString(fieldLine(f))
	}
	b.WriteString("+++\n\n从这里开始写正文。空一行就是另起一段。\n\n## 小标题\n\n")
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
		value = `"""` + "\n\"\"\""
	case site.ChoiceField:
		value = quoted(f.Options[0])
	case site.RowsField:
		return ""
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

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}
