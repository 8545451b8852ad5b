package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"qizhi/generator/diag"
)

// hasSite reports whether a folder is a site's.
func hasSite(folder string) bool {
	_, err := os.Stat(filepath.Join(folder, "content", "site.toml"))
	return err == nil || errors.Is(err, fs.ErrPermission) // which reading it says
}

// siteAbove finds the site that a file or folder lies in, and where in it that is, as a slash path: the
// nearest folder above it that is a site's. Both are relative to the working folder's view of it.
func siteAbove(name string) (site, inside string, ok bool) {
	abs, err := filepath.Abs(name)
	if err != nil {
		return "", "", false
	}
	for dir := filepath.Dir(abs); ; dir = filepath.Dir(dir) {
		if hasSite(dir) {
			inside, _ = filepath.Rel(dir, abs)
			return shortest(dir), filepath.ToSlash(inside), true
		}
		if dir == filepath.Dir(dir) {
			return "", "", false
		}
	}
}

// shortest is a folder as one would type it: .. rather than the whole path.
func shortest(dir string) string {
	here, err := os.Getwd()
	if err != nil {
		return dir
	}
	if rel, err := filepath.Rel(here, dir); err == nil && len(rel) < len(dir) {
		return rel
	}
	return dir
}

// isSite refuses a folder that is no site's: one line says it, where a build would say of everything
// what is missing. Whoever stands within a site is led out of it.
func isSite(source string) error {
	if hasSite(source) {
		return nil
	}
	if err := withinSite(source); err != nil {
		return err
	}
	return usageError{fmt.Errorf("%s 不是网站文件夹（没有 content/site.toml）；用 -s 指明，或先用 qizhi init 新建", source)}
}

// withinSite refuses a folder that lies in a site.
func withinSite(source string) error {
	site, inside, ok := siteAbove(source)
	if !ok || hasSite(source) {
		return nil
	}
	if source != "." {
		return usageError{fmt.Errorf("%s 不是网站文件夹（没有 content/site.toml），它在网站里面；写成 -s %s", source, diag.Argument(site))}
	}
	return usageError{fmt.Errorf("这里是网站里面的 %s，网站文件夹在 %s：先运行 cd %s，或加上 -s %s", inside, site, diag.Argument(site), diag.Argument(site))}
}

// What a folder given to `qizhi check` is.
type given int

const (
	givenNothing   given = iota // nobody can tell
	givenSite                   // a site, or something in its content
	givenPublished              // what a build has published, or another program
)

// recognise tells what a file or folder is. For a site, site is its folder and inside the part of it that
// is meant, "" for all.
func recognise(name string) (what given, site, inside string) {
	if hasSite(name) {
		return givenSite, name, ""
	}
	above, inside, ok := siteAbove(name)
	switch {
	case ok && inside == "content":
		return givenSite, above, ""
	case ok && strings.HasPrefix(inside, "content/"):
		return givenSite, above, inside
	case hasPages(name):
		return givenPublished, above, ""
	}
	return givenNothing, above, ""
}

// hasPages reports whether there is a page, or the list of published files, in a folder.
func hasPages(folder string) bool {
	found := false
	_ = filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err != nil {
			return nil // what cannot be read is no page; the check says so
		}
		ext := strings.ToLower(filepath.Ext(d.Name()))
		if !d.IsDir() && (ext == ".html" || ext == ".htm" || ext == ".xhtml" || d.Name() == ".qizhi.sha256") {
			found = true
			return fs.SkipAll
		}
		return nil
	})
	return found
}
