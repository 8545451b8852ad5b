package theme

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/digest"
)

// file is one file of a layer.
type file struct {
	path string // inside the theme: "layouts/partials/card.html"
	full string // as diagnostics name it: "themes/hongyan/layouts/partials/card.html"
	data []byte
}

// overlay reads layouts and assets of all layers; the upper layer's file wins.
func overlay(layers []Layer, problems *diag.List) map[string]*file {
	files := map[string]*file{}
	for _, l := range slices.Backward(layers) {
		for _, folder := range []string{"layouts", "assets"} {
			l.walk(folder, problems, func(f *file) { files[f.path] = f })
		}
	}
	return files
}

// Sum is the digest of every file of the layer that Load reads, links followed as Load follows them.
func (l Layer) Sum() digest.Digest {
	var problems diag.List
	var all []any
	if data, err := fs.ReadFile(l.FS, "theme.toml"); err == nil {
		all = append(all, data)
	}
	for _, folder := range []string{"layouts", "assets", "i18n"} {
		l.walk(folder, &problems, func(f *file) { all = append(all, f.path, f.data) })
	}
	return digest.Of(append(all, problems)...)
}

// walk hands every file below a folder to add. A folder that is not there has none.
func (l Layer) walk(folder string, problems *diag.List, add func(*file)) {
	err := fs.WalkDir(l.FS, folder, func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != folder && hidden(path.Base(p)):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		data, err := fs.ReadFile(l.FS, p)
		if err != nil {
			return err
		}
		add(&file{path: p, full: l.folder() + "/" + p, data: data})
		return nil
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		*problems = append(*problems, diag.Diagnostic{Position: diag.Position{Path: l.folder() + "/" + folder},
			Severity: diag.Error, Rule: "theme/read", Message: "读不了主题文件：" + err.Error()})
	}
}

// hidden are dot-files and what editors and systems leave behind.
func hidden(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasSuffix(name, "~") || name == "Thumbs.db" || name == "desktop.ini"
}

// sortedPaths are the paths of the files in a folder (not below it) with an ending, in order.
func sortedPaths(files map[string]*file, folder, ending string) []string {
	var out []string
	for p := range files {
		if path.Dir(p) == folder && strings.HasSuffix(p, ending) {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}
