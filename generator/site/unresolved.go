package site

import (
	"errors"
	"net/url"
	"path"
	"slices"
	"strings"
)

// Unresolved says why a destination leads nowhere, in Chinese. Rule is the rule under which a link
// to it is reported: link/broken, link/anchor, link/held, link/unsafe.
type Unresolved struct{ Rule, Message, Hint string }

// besideArticle is where a file belongs that an article names.
const besideArticle = "把文件放到文章旁边"

// Error is the message and the hint in one sentence.
func (u *Unresolved) Error() string {
	if u.Hint == "" {
		return u.Message
	}
	return u.Message + "；" + u.Hint
}

// sentences takes an error apart again.
func sentences(err error) (message, hint string) {
	var u *Unresolved
	if errors.As(err, &u) {
		return u.Message, u.Hint
	}
	return err.Error(), ""
}

// localPath is the answer to a path of the computer on which the article was written.
func (s *Site) localPath(from, dest string) *Unresolved {
	if raw, err := url.PathUnescape(dest); err == nil {
		dest = raw
	}
	name := baseOf(strings.ReplaceAll(dest, `\`, "/"))
	hint := besideArticle + "，写成 " + name
	paths := s.places.made().bases[strings.ToLower(composed(name))]
	switch {
	case len(paths) > 0 && s.meantElsewhere(from, name, paths):
		hint += "；" + namesake(from, paths)
	case len(paths) > 0:
		hint = "写成 " + asSeenFrom(from, paths[0])
	}
	return &Unresolved{"link/broken", "“" + dest + "”是写文章那台电脑上的路径，别人打不开", hint}
}

// asSeenFrom is how a document refers to another source.
func asSeenFrom(from, path string) string { return Relative(from, path) }

// unresolved says why a name leads nowhere, with the best way out that can be found: it is not
// public yet, its case differs, it has moved, or it was misspelt.
func (s *Site) unresolved(from, name string) *Unresolved {
	if raw, err := url.PathUnescape(name); err == nil {
		name = raw
	}
	p, inside := joined(from, strings.ReplaceAll(composed(name), `\`, "/"))
	if !inside {
		return &Unresolved{"link/broken", "“" + name + "”指到了 content/ 外面", "只能链接 content/ 里的文件"}
	}
	if a, ok := s.absenceOf(p); ok {
		return &Unresolved{"link/held", "“" + name + "”" + a.String(), a.advice()}
	}
	broken := func(message, hint string) *Unresolved {
		return &Unresolved{"link/broken", "没有“" + name + "”这个文件" + message, hint}
	}
	if message, hint := s.unmade(p); message != "" {
		return &Unresolved{"link/broken", message, hint}
	}
	index := s.places.made()
	if paths := index.lower[strings.ToLower(p)]; len(paths) > 0 {
		return broken("，只是大小写不同", "写成 "+asSeenFrom(from, paths[0]))
	}
	if first := index.below[strings.TrimSuffix(p, "/")]; first != "" {
		folder := "content/" + strings.TrimSuffix(p, "/")
		return &Unresolved{"link/broken", "文件夹 " + folder + " 没有自己的网页：里面只有下一层的文件夹", "链接到其中一篇，例如 " + asSeenFrom(from, first) + "；或新建 " + folder + "/_index.md"}
	}
	if hint := outside(name); hint != "" {
		return broken("", hint)
	}
	if paths := index.bases[calledLike(p)]; len(paths) > 0 {
		if s.meantElsewhere(from, p, paths) {
			return broken("", putAt(from, p)+"；"+namesake(from, paths))
		}
		return broken("", s.hintAt(from, paths))
	}
	if near := s.meantBy(p, from); near != "" {
		if s.meantElsewhere(from, p, []string{near}) {
			return broken("", "检查文件名，或"+putAt(from, p)+"；别处有 "+asSeenFrom(from, near))
		}
		return broken("", "是不是 "+asSeenFrom(from, near)+"？")
	}
	return broken("", "检查文件名，或"+besideArticle)
}

// addressEndings are those by which people know a web address that lacks its beginning.
var addressEndings = []string{".cn", ".com", ".net", ".org", ".gov", ".edu"}

// outside is the hint for a web or mail address without its beginning; "" for the name of a file.
func outside(name string) string {
	host, rest, _ := strings.Cut(name, "/")
	address := strings.HasPrefix(host, "www.") || slices.ContainsFunc(addressEndings, func(e string) bool { return strings.HasSuffix(strings.ToLower(host), e) })
	switch {
	case !address:
		return ""
	case strings.Contains(host, "@") && rest == "":
		return "如果是邮箱，写成 mailto:" + name
	}
	return "如果是网址，写成 https://" + name
}

// meantElsewhere reports that what was found by a name that leads nowhere is most likely not what an article means:
// pictures and attachments of other articles are often called alike. What lies in the folder that was written is meant, and
// what lies beside the article or below it and is no other article's.
func (s *Site) meantElsewhere(from, p string, found []string) bool {
	if from == "" || isWritten(p) {
		return false
	}
	folder, written := folderOf(from), folderOf(p)
	return !slices.ContainsFunc(found, func(path string) bool {
		if written != folder && folderOf(path) == written {
			return true
		}
		f := s.files[path]
		return f != nil && (f.Page == nil || composed(f.Page.Document.Path) == from) && (folder == "" || strings.HasPrefix(path, folder+"/"))
	})
}

// namesake says where else something is called like what an article names.
func namesake(from string, paths []string) string {
	var seen []string
	for _, p := range firstFew(paths) {
		seen = append(seen, asSeenFrom(from, p))
	}
	return "别处有同名的 " + strings.Join(seen, "、") + "，要用它就这样写"
}

// putAt says where a file belongs that is not there.
func putAt(from, p string) string {
	if folderOf(p) == folderOf(from) {
		return besideArticle + "（content/" + p + "）"
	}
	return "把文件放到 content/" + p
}

// meantBy is the source that a path which leads nowhere most likely means: one that is called like it, else one whose
// name holds its own; "" for none. Nobody means the document itself, or an article by the name of a picture.
func (s *Site) meantBy(p, from string) string {
	index, called := s.places.made(), unended(calledLike(p))
	others := func(stem string) []string {
		return slices.DeleteFunc(slices.Clone(index.stems[stem]), func(path string) bool { return path == from || isWritten(path) != isWritten(p) })
	}
	paths := others(index.near.find(called, func(stem string) bool { return len(others(stem)) > 0 }))
	if len(paths) == 0 {
		for _, stem := range index.near.holding(called) {
			paths = append(paths, others(stem)...)
		}
	}
	if len(paths) == 0 {
		return ""
	}
	return s.nearestTo(p, paths)
}

// unmade says why a list that sites can have is not published on this one; "" for all else.
func (s *Site) unmade(p string) (message, hint string) {
	switch base := baseOf(p); {
	case (base == feedName || p == "sitemap.xml" || p == "robots.txt") && s.Config.Unread:
		return "网站没有 " + base, "先改好 site.toml 里的 base_url"
	case p == "tags" || p == "tags/index.html":
		return "还没有标签页", "删去这个链接，或给文章写上 tags"
	case (base == feedName || p == "sitemap.xml" || p == "robots.txt") && s.Config.BaseURL == "":
		return "网站没有 " + base, `在 site.toml 写上 base_url = "https://…/" 才有`
	case base == feedName && !s.dated:
		return "网站没有 feed.xml", "给文章写上日期 date 才有：订阅源要写明最近更新的日子"
	case base == feedName:
		return "这里没有 feed.xml", "每个栏目有一个订阅源，网站的在 /feed.xml"
	}
	return "", ""
}

// calledLike is the name under which a moved source would be found: the folder's for a bundle.
func calledLike(p string) string {
	p = strings.ToLower(p)
	if folder, ok := strings.CutSuffix(p, "/index.md"); ok {
		return baseOf(folder)
	}
	return baseOf(p)
}

// hintAt says where the sources of a name are.
func (s *Site) hintAt(from string, paths []string) string {
	if len(paths) == 1 {
		return "它在 content/" + paths[0] + "，写成 " + asSeenFrom(from, paths[0])
	}
	return "叫这个名字的有 " + strings.Join(firstFew(paths), "、")
}

// nearestTo prefers, among sources of one name, one in the folder that was written, and of the same kind of file.
func (s *Site) nearestTo(p string, paths []string) string {
	return slices.MinFunc(paths, func(a, b string) int { return farFrom(p, a) - farFrom(p, b) })
}

// isWritten reports a path of an article or a folder.
func isWritten(p string) bool {
	ending := path.Ext(p)
	return ending == "" || strings.EqualFold(ending, ".md") || unended(baseOf(p)) == baseOf(p)
}

// farFrom is how much of a path another has not: the kind of file counts for more than the folder.
func farFrom(p, other string) (far int) {
	if !strings.EqualFold(path.Ext(strings.TrimSuffix(p, "/")), path.Ext(other)) {
		far += 2
	}
	if folderOf(p) != folderOf(other) {
		far++
	}
	return far
}

// absenceOf says why a source path is not public, itself or by a folder above it.
func (s *Site) absenceOf(p string) (absence, bool) {
	for ; p != ""; p = folderOf(p) {
		if a, ok := s.absent[p]; ok {
			return a, true
		}
	}
	return absence{}, false
}
