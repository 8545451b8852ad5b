package site

import (
	"errors"
	"net/url"
	"path"
	"slices"
	"strings"
	"unicode"
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
	paths := s.otherThan(from, s.places.made().bases[strings.ToLower(composed(name))])
	if near := s.besideOrBelow(from, paths); len(near) == 1 {
		hint = "写成 " + asSeenFrom(from, near[0])
	} else {
		hint += calledSo(from, paths)
	}
	return &Unresolved{"link/broken", "“" + dest + "”是写文章那台电脑上的路径，别人打不开", hint}
}

// asSeenFrom is how a document refers to another source.
func asSeenFrom(from, path string) string { return Relative(from, path) }

// unresolved says why a name leads nowhere, with the way out where there very likely is one: it is not
// public yet, its case differs, it has moved, or it was misspelt.
func (s *Site) unresolved(from, name string) *Unresolved {
	if raw, err := url.PathUnescape(name); err == nil && !strings.ContainsFunc(raw, unicode.IsControl) {
		name = raw
	}
	p, inside := joined(from, strings.ReplaceAll(composed(name), `\`, "/"))
	if !inside {
		return &Unresolved{"link/broken", "“" + name + "”指到了 content/ 外面", "只能链接 content/ 里的文件"}
	}
	if a, ok := s.absenceOf(p); ok {
		return &Unresolved{"link/held", "“" + name + "”" + a.String(), a.advice()}
	}
	if message, hint := s.unmade(p); message != "" {
		return &Unresolved{"link/broken", message, hint}
	}
	what := "这个文件"
	if strings.HasSuffix(name, "/") {
		what = "这个文件夹"
	}
	index := s.places.made()
	if paths := index.lower[strings.ToLower(p)]; len(paths) > 0 {
		return &Unresolved{"link/broken", "没有“" + name + "”" + what + "，只是大小写不同", "写成 " + asSeenFrom(from, paths[0])}
	}
	if first := index.below[p]; first != "" {
		return pageless(from, p, first)
	}
	hint := outside(name)
	if hint == "" {
		hint = s.wayOut(from, name, p)
	}
	return &Unresolved{"link/broken", "没有“" + name + "”" + what, hint}
}

// pageless is the answer to a folder of content/ that has no page of its own. first lies in it or below it.
func pageless(from, p, first string) *Unresolved {
	folder := "content/" + p
	message, kind := "文件夹 "+folder+" 没有自己的网页：文章在它下面的文件夹里", "一篇"
	if !isWritten(first) {
		message, kind = "文件夹 "+folder+" 没有自己的网页：里面没有文章", "一个文件"
	}
	return &Unresolved{"link/broken", message, "链接到其中" + kind + "，例如 " + asSeenFrom(from, first) + "；或新建 " + folder + "/_index.md"}
}

// wayOut is the hint to a name by which nothing is found where it leads.
func (s *Site) wayOut(from, name, p string) string {
	if address := strings.Trim(name, "()（）"); address != name && slices.Contains(outsideSchemes, schemeOf(address)) {
		return "去掉网址外面多余的括号"
	}
	alike := s.calledAlike(from, name, p)
	if len(alike) == 0 && !isWritten(p) { // in another folder of the article's own
		alike = s.besideOrBelow(from, s.places.made().bases[strings.ToLower(baseOf(p))])
	}
	if !isWritten(p) && from != "" && len(s.besideOrBelow(from, alike)) == 0 {
		if len(alike) == 0 {
			if near := s.misspelt(from, name, p); near != "" {
				return near
			}
			return "检查文件名，或" + putAt(from, p)
		}
		return putAt(from, p) + calledSo(from, alike)
	}
	switch {
	case len(alike) == 1:
		return "同名的在 content/" + alike[0] + "，是它就写成 " + asSeenFrom(from, alike[0])
	case len(alike) > 1 && len(alike) <= namesakesMost:
		return "叫这个名字的有 " + strings.Join(alike, "、")
	}
	if near := s.misspelt(from, name, p); near != "" {
		return near
	}
	switch {
	case strings.HasSuffix(name, "/"):
		return "检查文件夹的名称"
	case path.Ext(p) == "" && from != "":
		return "检查名称：content/ 里没有 " + p
	}
	return "检查文件名，或" + putAt(from, p)
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

// isWritten reports a path of an article or a folder.
func isWritten(p string) bool {
	ending := path.Ext(p)
	return ending == "" || strings.EqualFold(ending, ".md") || strings.EqualFold(ending, ".html") || unended(baseOf(p)) == baseOf(p)
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
