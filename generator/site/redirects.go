package site

import (
	"net/url"
	"path"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// makeRedirects leaves a page at every old address; there is none for a withdrawn page, which is not
// to be found by any name.
func (r *resolver) makeRedirects() {
	for _, s := range r.sources {
		if len(s.doc.Front.Aliases) == 0 {
			continue
		}
		target := Redirect{Page: r.site.pages[s.path]}
		if s.section {
			target.Section = r.site.sects[s.folder]
		}
		if target.Page != nil && target.Page.Withdrawn != "" {
			r.retire(target, s.doc.Front.Aliases)
			continue
		}
		for i, alias := range s.doc.Front.Aliases {
			if target.Place = placeOf(s.doc, "aliases"); i < len(s.doc.Front.AliasPlaces) {
				target.Place = s.doc.Front.AliasPlaces[i]
			}
			r.makeRedirect(s.doc, alias, target)
		}
	}
	slices.SortFunc(r.site.Redirects, func(a, b Redirect) int { return strings.Compare(a.Address, b.Address) })
}

// retire notes the old addresses of a withdrawn page, which lead nowhere on purpose.
func (r *resolver) retire(target Redirect, aliases []string) {
	for _, alias := range aliases {
		if address, reason := aliasAddress(target.folder(), alias); reason == "" {
			r.site.Retired = append(r.site.Retired, address)
		}
	}
}

func (r *resolver) makeRedirect(doc *content.Document, alias string, target Redirect) {
	report := func(severity diag.Severity, rule, message, hint string) {
		r.problems = append(r.problems, target.Place.Report(severity, rule, message, hint))
	}
	if offered := spaced(alias); offered != "" {
		report(diag.Error, "alias/format", "旧地址“"+alias+"”里有空格", offered)
		return
	}
	address, reason := aliasAddress(target.folder(), alias)
	if reason != "" {
		report(diag.Error, "alias/format", "旧地址“"+alias+"”"+reason, `写成 aliases = ["/old/x.html"]`)
		return
	}
	if !isASCII(address) {
		report(diag.Warning, "alias/ascii", "旧地址“"+alias+"”里有中文等字符，做不成转向页", "删去它，或在服务器上设置转向")
		return
	}
	if other := r.occupant(address); other != "" {
		report(diag.Error, "alias/taken", "旧地址“"+alias+"”已经是 "+other+" 的地址", "删去这个 aliases")
		return
	}
	r.take(claim{address: address, source: sourcePrefix + doc.Path, page: target.Page, section: target.Section})
	for folder := folderOf(address); folder != ""; folder = folderOf(folder) {
		r.oldFolders[strings.ToLower(folder)] = doc.Path
	}
	target.Address = address
	r.site.Redirects = append(r.site.Redirects, target)
}

// spaced says how an alias with a space in it is to be written, "" for one without: as two, or as browsers show the
// old address. %20 is not refused: where a server had a file with a space in its name, only a file of that name
// answers there, and it is ASCII as all addresses are.
func spaced(alias string) string {
	alias = strings.TrimSpace(alias)
	words := strings.Fields(alias)
	switch {
	case len(words) < 2:
		return ""
	case strings.HasPrefix(words[len(words)-1], "/"):
		return `一个旧地址一对引号：aliases = ["` + strings.Join(words, `", "`) + `"]`
	}
	return `旧地址里真有空格，照浏览器地址栏写成 "` + strings.ReplaceAll(alias, " ", "%20") + `"；否则删去空格`
}

// folder is the published folder of what a redirect leads to.
func (t Redirect) folder() string {
	if t.Page != nil {
		return folderOf(t.Page.Address)
	}
	return folderOf(t.Section.Address)
}

// aliasAddress is the file that answers at an old address: the index.html of a folder, but for
// addresses that end with .html or .htm. An alias without a slash before it is relative to the
// folder of its page, as in Hugo. reason says why there is none.
func aliasAddress(folder, alias string) (address, reason string) {
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
	if address != "" && !strings.HasPrefix(alias, "/") {
		address = inFolder(folder, address)
	}
	for part := range strings.SplitSeq(address, "/") {
		if reason := wrongPart(part); reason != "" {
			return "", reason
		}
	}
	switch {
	case address == "" || len(address) > maxAddress-len("/index.html"):
		return "", "太短或太长"
	case !strings.HasSuffix(alias, "/") && (strings.HasSuffix(address, ".html") || strings.HasSuffix(address, ".htm")):
		return address, ""
	}
	return address + "/index.html", ""
}

// wrongPart says why no file or folder is published under a name: it is hidden, or Windows refuses
// it (Microsoft, "Naming Files, Paths, and Namespaces"); "" when it can be.
func wrongPart(part string) string {
	switch {
	case strings.HasPrefix(part, "."):
		return "里不能有以 . 开头的名称"
	case strings.HasSuffix(part, ".") || strings.TrimSpace(part) != part:
		return "里不能有以 . 结尾的名称，名称的前后也不能有空格"
	case IsDeviceName(part):
		return "里的 " + part + " 是 Windows 不许用的文件名"
	}
	return ""
}

// maxAddress is the most bytes an address may have (DOMAIN, "Search engines").
const maxAddress = 256

func isASCII(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return r > 0x7E })
}

// occupant is who already has an address, or a file on the way to it; "" for nobody.
func (r *resolver) occupant(address string) string {
	parts := strings.Split(address, "/")
	top := stemOf(strings.ToLower(parts[0]))
	if strings.HasPrefix(top, "sitemap-") || slices.Contains(reservedAtTop, top) && top != statisticsFolder || isListPage(parts, r.site) {
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
