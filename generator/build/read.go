package build

import (
	"errors"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
	"qizhi/generator/table"
)

// sources are a snapshot sorted by what each source is.
type sources struct {
	documents []snapshot.Source
	figures   []snapshot.Source
	config    *snapshot.Source
	files     []snapshot.Source
}

// kind is what a source is, by its name alone.
type kind uint8

const (
	attached kind = iota // a picture or an attachment
	document
	figures
	settingsFile
	program // the sample content's own embedding file
)

func kindOf(name string) kind {
	switch {
	case name == "site.toml":
		return settingsFile
	case strings.HasPrefix(name, "statistics/") && strings.EqualFold(path.Ext(name), ".toml"):
		return figures
	case strings.EqualFold(path.Ext(name), ".md"):
		return document
	case path.Ext(name) == ".go":
		return program
	}
	return attached
}

// kinds are those of the sources of a snapshot. The names of ten thousand lie all over the memory: those of the
// snapshot before are not looked at again.
type kinds struct {
	sources []snapshot.Source
	kinds   []kind
}

// sorted tells the sources of content/ apart.
func (k *kinds) sorted(snap *snapshot.Snapshot) sources {
	now := kinds{snap.Sources, make([]kind, len(snap.Sources))}
	out := sources{documents: make([]snapshot.Source, 0, len(snap.Sources))}
	for i, s := range snap.Sources {
		if i < len(k.sources) && k.sources[i].Path == s.Path {
			now.kinds[i] = k.kinds[i]
		} else {
			now.kinds[i] = kindOf(s.Path)
		}
		switch now.kinds[i] {
		case settingsFile:
			out.config = &snap.Sources[i]
		case figures:
			out.figures = append(out.figures, s)
		case document:
			out.documents = append(out.documents, s)
		case attached:
			out.files = append(out.files, s)
		}
	}
	*k = now
	return out
}

// sorted tells the sources of content/ apart by their names alone.
func sorted(snap *snapshot.Snapshot) sources { return new(kinds).sorted(snap) }

func unreadable(s snapshot.Source, err error) diag.Diagnostic {
	hint := "检查文件是否正被别的程序占用、有没有读取权限"
	if errors.Is(err, snapshot.ErrTooLarge) {
		hint = "拆分、压缩，或者另行存放"
	}
	return diag.Diagnostic{Position: diag.Position{Path: "content/" + s.Path}, Severity: diag.Error, Rule: "source/unreadable",
		Message: "读不出这个文件：" + err.Error(), Hint: hint}
}

// themeLayers are the folders a theme is read from, the most specific first: the folder of --theme,
// the site's own themes/<name>, the built-in themes, each followed by what it extends.
func themeLayers(o Options, config *site.Config, builtin map[string]fs.FS) ([]themeFolder, *diag.Diagnostic) {
	var out []themeFolder
	name, seen, extended := config.Theme, map[string]bool{}, false
	if o.Theme != "" {
		if info, err := os.Stat(o.Theme); err != nil || !info.IsDir() {
			return nil, &diag.Diagnostic{Position: diag.Position{Path: "--theme"}, Severity: diag.Error, Rule: "theme/missing",
				Message: "找不到主题文件夹 " + o.Theme, Hint: "检查文件夹的名称，它要从运行 qizhi 的地方写起"}
		}
		folder := themeFolder{filepath.Base(o.Theme), filepath.ToSlash(filepath.Clean(o.Theme)), os.DirFS(o.Theme), false}
		out = append(out, folder)
		if next := extends(folder.fs); next != "" {
			name, extended = next, true
		}
	}
	for name != "" && !seen[name] {
		seen[name] = true
		next := ""
		own := filepath.Join(o.Source, "themes", name)
		info, err := os.Stat(own)
		if err == nil && info.IsDir() {
			folder := themeFolder{name, "", os.DirFS(own), false}
			out = append(out, folder)
			next = extends(folder.fs)
		}
		if b, ok := builtin[name]; ok {
			out = append(out, themeFolder{name, "", b, true})
			next = extends(b)
		} else if err != nil && extended {
			return out, nil // the theme.toml that names it is blamed when the theme is loaded
		} else if err != nil {
			return nil, noTheme(o, config, builtin)
		}
		name, extended = next, true
	}
	return out, nil
}

// noTheme says that site.toml names a theme there is not, and which was meant.
func noTheme(o Options, config *site.Config, builtin map[string]fs.FS) *diag.Diagnostic {
	known := slices.Collect(maps.Keys(builtin))
	for _, folder := range subfolders(filepath.Join(o.Source, "themes")) {
		known = append(known, filepath.Base(folder))
	}
	slices.Sort(known)
	hint := "可以写：" + strings.Join(slices.Compact(known), "、") + "；自己的主题放到 themes/" + config.Theme + "/"
	if near := diag.Nearest(config.Theme, known); near != "" {
		hint = "是不是 " + near + "？"
	}
	d := config.ThemePlace.Report(diag.Error, "theme/missing", "没有主题“"+config.Theme+"”", hint)
	return &d
}

type themeFolder struct {
	name   string
	folder string // as it was given to --theme; "" for those of themes/ and the built-in ones
	fs     fs.FS
	proved bool // it is inside the program
}

// extends is the theme that a theme's theme.toml names as its base.
func extends(fsys fs.FS) string {
	raw, err := fs.ReadFile(fsys, "theme.toml")
	if err != nil {
		return ""
	}
	var ignored diag.List // the theme reports its own problems
	t := table.ParseTOML(diag.NewText("theme.toml", string(raw)), 0, len(raw), "theme", &ignored)
	if t == nil {
		return ""
	}
	return t.String("extends")
}
