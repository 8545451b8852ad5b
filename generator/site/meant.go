package site

import (
	"path"
	"slices"
	"strings"
)

// What a destination that leads nowhere was meant to be is only said where it is very likely. In a site of many
// articles the last part of a path alone is not: README.md, 1.jpg and 照片/ are everywhere.

// namesakesMost is how many sources of one name are worth telling; of more, none is likely the one.
const namesakesMost = 3

// calledAlike are the sources that a moved one may be: their paths end with all that was written. When one of several
// lies nearest to the document, it is that one.
func (s *Site) calledAlike(from, name, p string) []string {
	written := endOf(name)
	if written == "" {
		return nil
	}
	index := s.places.made()
	found := index.bases[baseOf(written)]
	if page, ok := strings.CutSuffix(written, ".html"); ok {
		written, found = page, slices.Concat(found, index.bases[baseOf(page)+".md"])
	}
	exact := path.Ext(baseOf(written)) != "" || strings.Contains(written, "/") || strings.HasSuffix(name, ".html")
	found = slices.DeleteFunc(s.otherThan(from, found), func(c string) bool {
		near := standsIn(c) == folderOf(p) || isBelow(from, standsIn(c))
		return !endsAs(c, written) || !exact && !near
	})
	return nearestTo(from, found)
}

// endOf is what a name says of a path, whatever folder it begins in: without ../ and the slash of the top. A folder
// and the file of its page are the same.
func endOf(name string) string {
	written := strings.ToLower(path.Clean("/" + strings.ReplaceAll(composed(name), `\`, "/"))[1:])
	for _, page := range []string{"/index.md", "/_index.md", "/index.html"} {
		written = strings.TrimSuffix(written, page)
	}
	return written
}

// endsAs reports whether the path of a source ends with what was written, with or without the ending of an article.
func endsAs(source, written string) bool {
	source = "/" + strings.ToLower(strings.TrimSuffix(strings.TrimSuffix(source, "/"), "/index.md"))
	return strings.HasSuffix(source, "/"+written) || strings.HasSuffix(strings.TrimSuffix(source, ".md"), "/"+written)
}

// otherThan leaves out of sources what [Site.holds] the document itself.
func (s *Site) otherThan(from string, paths []string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return s.holds(from, p) })
}

// holds reports whether a source is the document itself or a folder or article that it lies in; and the same of a folder
// beside its own article, which is entered on its own.
func (s *Site) holds(from, p string) bool {
	if folder, is := strings.CutSuffix(p, "/"); is {
		return isBelow(from, folder) || s.pages[inFolder(folder, "index.md")] != nil
	}
	return p == from || baseOf(p) == "index.md" && isBelow(from, folderOf(p))
}

// isBelow reports whether a source lies in a folder or below it.
func isBelow(p, folder string) bool { return folder == "" || strings.HasPrefix(p, folder+"/") }

// standsIn is the folder in which a page, a file or a folder is to be seen: that of its folder for an article in one.
func standsIn(p string) string {
	return folderOf(strings.TrimSuffix(strings.TrimSuffix(p, "/"), "/index.md"))
}

// nearestTo is the one of several sources that shares the most folders with a document; all when there is no such one.
func nearestTo(from string, paths []string) []string {
	shared := func(p string) (n int) {
		folder := standsIn(p)
		for !isBelow(from, folder) {
			folder = folderOf(folder)
		}
		if folder != "" {
			n = strings.Count(folder, "/") + 1
		}
		return n
	}
	most, best := -1, []string(nil)
	for _, p := range paths {
		switch n := shared(p); {
		case n > most:
			most, best = n, []string{p}
		case n == most:
			best = append(best, p)
		}
	}
	if len(best) == 1 {
		return best
	}
	return paths
}

// besideOrBelow are those of several sources that lie beside an article or below it and are no other article's: what
// pictures and attachments are mostly meant to be. Those of other articles are often called alike.
func (s *Site) besideOrBelow(from string, paths []string) (near []string) {
	for _, p := range paths {
		f := s.files[p]
		if f != nil && (f.Page == nil || composed(f.Page.Document.Path) == from) && isBelow(p, folderOf(from)) {
			near = append(near, p)
		}
	}
	return near
}

// calledSo says where else something is called like what an article names; "" for nowhere, and for everywhere.
func calledSo(from string, paths []string) string {
	if len(paths) == 0 || len(paths) > namesakesMost {
		return ""
	}
	var seen []string
	for _, p := range paths {
		seen = append(seen, asSeenFrom(from, p))
	}
	return "；别处有同名的 " + strings.Join(seen, "、") + "，要用它就这样写"
}

// putAt says where a file belongs that is not there.
func putAt(from, p string) string {
	if from != "" && folderOf(p) == folderOf(from) {
		return besideArticle
	}
	return "把文件放到 content/" + p
}
