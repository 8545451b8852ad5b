package site

import (
	"net/url"
	"path"
	"slices"
	"strings"
)

// Destination is what a link or a picture of a document leads to. Address is relative to the
// site's root; one of Page, Section and File is set, or none for the figures of a period and the
// lists that come from no document. Outside is set instead for what has an address of its own
// (https:, mailto:) and is to be printed as it is written.
type Destination struct {
	Address, Fragment string
	Page              *Page
	Section           *Section
	File              *File
	Outside           bool
}

// outsideSchemes are those that a link may have.
var outsideSchemes = []string{"http", "https", "mailto", "tel", "sms", "ftp", "geo"}

// unsafeSchemes run or hide something instead of leading somewhere.
var unsafeSchemes = []string{"javascript", "vbscript", "data", "blob"}

// made are the published files that come from no document, that people link to and that every site
// has.
var made = map[string]string{
	"map.html": "map.html", "404.html": "404.html", "search": "search/index.html", "search/index.html": "search/index.html",
}

// Destination resolves the target of a link or picture as it is written in the document at
// fromPath (relative to content/; "" for site.toml): the path of a source, relative to the document
// or from the top with a leading slash, raw or percent-encoded, in either Unicode form, with or
// without a fragment; a folder, for its section; or a published address. The error is an
// *Unresolved.
func (s *Site) Destination(fromPath, dest string) (Destination, error) {
	dest = s.ownAddress(strings.TrimSpace(dest))
	from := composed(fromPath)
	switch scheme := schemeOf(dest); {
	case dest == "":
		return Destination{}, &Unresolved{"link/broken", "链接是空的", "写上要去的文件，例如 ../cases/x.md"}
	case isLocal(dest):
		return Destination{}, s.localPath(from, dest)
	case strings.HasPrefix(dest, "//") || slices.Contains(outsideSchemes, scheme):
		return Destination{Outside: true}, nil
	case slices.Contains(unsafeSchemes, scheme):
		return Destination{}, &Unresolved{"link/unsafe", "不能用 " + scheme + ": 开头的链接", "写网址或文件的路径"}
	}
	if s.oddNames && dest[0] != '#' && strings.ContainsAny(dest, "#?") {
		if d, ok := s.find(from, dest); ok {
			return d, nil
		}
	}
	name, fragment, _ := strings.Cut(dest, "#")
	name, _, _ = strings.Cut(name, "?")
	d, ok := s.self(from)
	if name != "" {
		d, ok = s.find(from, name)
	}
	if !ok && name == "" {
		return Destination{}, &Unresolved{"link/broken", "“" + dest + "”没有写是哪一页", "在前面写上文件，例如 about.md#" + fragment}
	}
	if !ok {
		return Destination{}, s.unresolved(from, name)
	}
	return s.anchored(d, fragment)
}

// ownAddress is a destination that is written as an address of the site itself (https://…/news/a.html), as
// a path from its top; others are what they are.
func (s *Site) ownAddress(dest string) string {
	base := s.Config.BaseURL
	if len(dest)+1 < len(base) || base == "" || !strings.EqualFold(dest[:len(base)-1], base[:len(base)-1]) {
		return dest
	}
	switch rest := dest[len(base)-1:]; {
	case rest == "":
		return "/"
	case rest[0] == '/':
		return rest
	case rest[0] == '#' || rest[0] == '?':
		return "/" + rest
	}
	return dest
}

// schemeOf is the scheme of a URL in lower case, or "" (RFC 3986, 3.1).
func schemeOf(dest string) string {
	for i := 0; i < len(dest); i++ {
		switch c := dest[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		case i > 0 && (c >= '0' && c <= '9' || c == '+' || c == '-' || c == '.'):
		case i > 0 && c == ':':
			return strings.ToLower(dest[:i])
		default:
			return ""
		}
	}
	return ""
}

// isLocal reports whether a destination names a file of one computer: C:\…, \\server\…, file:///….
func isLocal(dest string) bool {
	if strings.Contains(dest, "%") {
		if raw, err := url.PathUnescape(dest); err == nil {
			dest = raw
		}
	}
	scheme := schemeOf(dest)
	return scheme == "file" || strings.HasPrefix(dest, `\\`) ||
		len(scheme) == 1 && len(dest) > 2 && (dest[2] == '\\' || dest[2] == '/')
}

// self is the document that is at fromPath.
func (s *Site) self(from string) (Destination, bool) {
	if from == "" {
		return Destination{}, false
	}
	return s.at(from)
}

// find looks for a name in every form it may have been written in.
func (s *Site) find(from, name string) (Destination, bool) {
	forms := [3]string{composed(name)}
	n := 1
	if strings.Contains(name, "%") {
		if raw, err := url.PathUnescape(name); err == nil {
			forms[n] = composed(raw)
			n++
		}
	}
	if strings.Contains(name, `\`) {
		forms[n] = strings.ReplaceAll(forms[n-1], `\`, "/")
		n++
	}
	for _, form := range forms[:n] {
		if p, inside := joined(from, form); inside {
			if d, ok := s.at(p); ok {
				return d, true
			}
		}
		if p, inside := joined(s.publishedPath(from), form); inside {
			if d, ok := s.published(p); ok {
				return d, true
			}
		}
	}
	return Destination{}, false
}

// joined is the path that a name means in the document at from; inside is false when it leads out
// of content/.
func joined(from, name string) (p string, inside bool) {
	if strings.HasPrefix(name, "/") {
		p = path.Clean(name)[1:]
	} else {
		p = path.Join(folderOf(from), name)
	}
	if p == "." {
		p = ""
	}
	return p, p != ".." && !strings.HasPrefix(p, "../")
}

// publishedPath is the address of the document at from, for destinations that are addresses.
func (s *Site) publishedPath(from string) string {
	if d, ok := s.self(from); ok {
		return d.Address
	}
	return from
}

// at is what lies at a source path.
func (s *Site) at(p string) (Destination, bool) {
	if page := s.pages[p]; page != nil {
		return Destination{Address: page.Address, Page: page}, true
	}
	if f := s.files[p]; f != nil {
		return Destination{Address: f.Address, File: f}, true
	}
	if section := s.sects[p]; section != nil {
		return Destination{Address: section.Address, Section: section}, true
	}
	if page := s.pages[inFolder(p, "index.md")]; page != nil {
		return Destination{Address: page.Address, Page: page}, true
	}
	if section := s.sects[folderOf(p)]; section != nil && section.Document != nil && composed(section.Document.Path) == p {
		return Destination{Address: section.Address, Section: section}, true
	}
	if name, ok := strings.CutSuffix(p, ".toml"); ok {
		if c := s.claims[strings.ToLower(name+".html")]; c.period != nil && periodSource(c.period.Name) == p {
			return Destination{Address: c.address}, true
		}
	}
	return Destination{}, false
}

// published is what is published at an address.
func (s *Site) published(p string) (Destination, bool) {
	if address := made[p]; address != "" {
		return Destination{Address: address}, true
	}
	if (p == "tags" || p == "tags/index.html") && len(s.Terms) > 0 {
		return Destination{Address: "tags/index.html"}, true
	}
	if s.Config.BaseURL != "" && (p == "sitemap.xml" || p == "robots.txt" || s.isFeed(p)) { // they name absolute addresses
		return Destination{Address: p}, true
	}
	if s.isBook(p) || s.isLaterList(p) || s.isOfPeriod(p) {
		return Destination{Address: p}, true
	}
	c, ok := s.claims[strings.ToLower(p)]
	if !ok {
		c, ok = s.claims[strings.ToLower(inFolder(p, "index.html"))]
		p = inFolder(p, "index.html")
	}
	if !ok || c.address != p || c.isFile() {
		return Destination{}, false
	}
	switch { // an old address leads to where its page is now
	case c.page != nil:
		c.address = c.page.Address
	case c.section != nil:
		c.address = c.section.Address
	}
	return Destination{Address: c.address, Page: c.page, Section: c.section}, true
}
