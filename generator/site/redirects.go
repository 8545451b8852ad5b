package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// makeRedirects leaves a page at every old address. A withdrawn page keeps its old addresses too.
func (r *resolver) makeRedirects() {
	for _, s := range r.sources {
		if len(s.doc.Front.Aliases) == 0 {
			continue
		}
		target := Redirect{Page: r.site.pages[s.path], Place: placeOf(s.doc, "aliases")}
		if s.section {
			target.Section = r.site.sects[s.folder]
		}
		for _, alias := range s.doc.Front.Aliases {
			r.makeRedirect(s.doc, alias, target)
		}
	}
	slices.SortFunc(r.site.Redirects, func(a, b Redirect) int { return strings.Compare(a.Address, b.Address) })
}

func (r *resolver) makeRedirect(doc *content.Document, alias string, target Redirect) {
	address, reason := aliasAddress(alias)
	if reason != "" {
		r.report(doc, "aliases", diag.Error, "alias/format", "旧地址“"+alias+"”"+reason, `写成 aliases = ["/old/x.html"]`)
		return
	}
	if !isASCII(address) {
		r.report(doc, "aliases", diag.Warning, "alias/ascii", "旧地址“"+alias+"”里有中文等字符，做不成转向页", "删去它，或在服务器上设置转向")
		return
	}
	if other := r.occupant(address); other != "" {
		r.report(doc, "aliases", diag.Error, "alias/taken", "旧地址“"+alias+"”已经是 "+other+" 的地址", "删去这个 aliases")
		return
	}
	r.take(claim{address: address, source: sourcePrefix + doc.Path, page: target.Page, section: target.Section})
	for folder := folderOf(address); folder != ""; folder = folderOf(folder) {
		r.oldFolders[strings.ToLower(folder)] = doc.Path
	}
	target.Address = address
	r.site.Redirects = append(r.site.Redirects, target)
}

// aliasAddress is the file that answers at an old address: the index.html of a folder, but for
// addresses that end with .html or .htm. reason says why there is none.
func aliasAddress(alias string) (address, reason string) {
	alias = strings.TrimSpace(alias)
	if u, err := url.Parse(alias); err != nil || u.Scheme != "" || u.Host != "" {
		return "", "要从网站的根写起，不带域名"
	}
	if strings.ContainsAny(alias, "?#\\") {
		return "", "里不能有 ?、# 或 \\"
	}
	if raw, err := url.PathUnescape(alias); err == nil {
		alias = raw
	}
	for _, c := range alias {
		if c < ' ' || c == 0x7F || strings.ContainsRune(`<>:"|*`, c) {
			return "", "里有文件名不许有的字符"
		}
	}
	if slices.Contains(strings.Split(alias, "/"), "..") {
		return "", "里不能有 .."
	}
	address = strings.Trim(path.Clean("/"+alias), "/")
	switch {
	case address == "" || len(address) > maxAddress-len("/index.html"):
		return "", "太短或太长"
	case !strings.HasSuffix(alias, "/") && (strings.HasSuffix(address, ".html") || strings.HasSuffix(address, ".htm")):
		return address, ""
	}
	return address + "/index.html", ""
}

// maxAddress is the most bytes an address may have (DOMAIN, "Search engines").
const maxAddress = 256

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 0x7E })
}

// occupant is who already has an address, or a file on the way to it; "" for nobody.
func (r *resolver) occupant(address string) string {
	parts := strings.Split(address, "/")
	top := strings.TrimSuffix(strings.ToLower(parts[0]), path.Ext(parts[0]))
	if slices.Contains(reservedAtTop, top) && top != statisticsFolder || isListPage(parts, r.site) {
		return "网站自己"
	}
	for i := range parts {
		if c, taken := r.site.claims[strings.ToLower(strings.Join(parts[:i+1], "/"))]; taken {
			return strings.TrimPrefix(c.source, sourcePrefix)
		}
	}
	return r.oldFolders[strings.ToLower(address)]
}

// isListPage reports whether an address is one that a section's own lists may come to have:
// news/page/2.html, news/feed.xml.
func isListPage(parts []string, s *Site) bool {
	for i, part := range parts {
		if name := strings.ToLower(stemOf(part)); name != "page" && name != "feed" {
			continue
		}
		if c, ok := s.claims[strings.ToLower(path.Join(path.Join(parts[:i]...), "index.html"))]; ok && c.section != nil {
			return true
		}
	}
	return false
}
