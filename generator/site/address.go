package site

import (
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/statistics"
)

// folderLimit is the most bytes of a published folder. With one more folder and a file name of
// slugLimit each, an address has at most 256 bytes (sitemaps; DOMAIN, "Search engines").
const folderLimit = 120

// statisticsFolder is where the figures lie and are published.
const statisticsFolder = "statistics"

// reservedAtTop are the names that the site itself uses beside the home page (DESIGN, "Pages").
var reservedAtTop = []string{"assets", "tags", "search", "map", "statistics", "feed", "sitemap", "robots", "404"}

// reservedAnywhere are the names that every section uses for its own lists.
var reservedAnywhere = []string{"index", "page", "feed"}

// claim is who is published at an address.
type claim struct {
	address string
	source  string // the path that claims it, as diagnostics name it
	page    *Page
	section *Section
	period  *statistics.Period
	term    *Term
}

// isFile reports whether a picture or attachment has the address.
func (c claim) isFile() bool {
	return c.page == nil && c.section == nil && c.period == nil && c.term == nil
}

// take records who is published at an address; it returns who already is.
func (r *resolver) take(c claim) (claim, bool) {
	key := strings.ToLower(c.address) // two names that differ in case are one file on Windows
	if other, taken := r.site.claims[key]; taken {
		return other, false
	}
	r.site.claims[key] = c
	return claim{}, true
}

// PeriodAddress is where the figures of a period are published.
func PeriodAddress(period string) string { return statisticsFolder + "/" + period + ".html" }

// claimPeriods reserves the addresses of the figures, which come from no document.
func (r *resolver) claimPeriods() {
	for _, p := range r.in.Statistics.Periods {
		r.take(claim{address: PeriodAddress(p.Name), source: sourcePrefix + periodSource(p.Name), period: p})
	}
}

// periodSource is the path of a period's file, relative to content/.
func periodSource(period string) string { return statisticsFolder + "/" + period + ".toml" }

// sectionAddress finds and claims the address of a section's list page.
func (r *resolver) sectionAddress(s *Section) string {
	folder := ""
	if s.Folder != "" {
		folder = r.sectionFolder(s)
	}
	c := claim{address: inFolder(folder, "index.html"), source: sourcePrefix + s.Folder + "/", section: s}
	switch {
	case s.Document != nil:
		c.source = sourcePrefix + s.Document.Path
	case s.Folder == "":
		c.source = "首页"
	}
	if other, ok := r.take(c); !ok {
		r.twoAtOneAddress(s.Document, c, other)
		folder, c.address = r.freeAddress(folder, "/index.html")
		r.take(c)
	}
	r.folders[s.Folder] = folder
	return c.address
}

// sectionFolder is the published folder of a section: a slug for each folder of its path, of which
// its own may be given in _index.md.
func (r *resolver) sectionFolder(s *Section) string {
	slug := Slug(baseOf(s.Folder))
	if s.Document != nil && s.Document.Front.Slug != "" {
		slug = r.ownSlug(s.Document)
	}
	top := folderOf(s.Folder) == ""
	if s.Folder == statisticsFolder {
		if slug != statisticsFolder {
			r.report(s.Document, "slug", diag.Error, "address/reserved", "statistics/ 的地址不能改", "删去 slug")
		}
		return statisticsFolder
	}
	if isReserved(slug, top) {
		r.reserved(s.Document, sourcePrefix+s.Folder, slug, slug+"-list")
		slug += "-list"
	}
	return bounded(inFolder(r.publishedFolder(folderOf(s.Folder)), slug), s.Folder)
}

// publishedFolder is where the files of a source folder are published; a folder that is no section
// is named like a file.
func (r *resolver) publishedFolder(folder string) string {
	if p, ok := r.folders[folder]; ok {
		return p
	}
	slug := baseOf(folder)
	if !isSlug(slug) || len(slug) > slugLimit {
		slug = marked(slugWithin(slug, slugLimit-markLength-1), folder+"/") // the slash: a file of the same name is elsewhere
	}
	if slug = safeName(slug); isReserved(slug, folderOf(folder) == "") {
		slug += "-files"
	}
	p := bounded(inFolder(r.publishedFolder(folderOf(folder)), slug), folder)
	r.folders[folder] = p
	return p
}

// bounded shortens the published folder of a deep source folder.
func bounded(published, folder string) string {
	if len(published) <= folderLimit {
		return published
	}
	short := published[:folderLimit-hashLength-1]
	if cut := strings.LastIndexByte(short, '/'); cut > 0 {
		short = short[:cut]
	}
	return short + "/" + shortHash(folder)
}

func inFolder(folder, name string) string {
	if folder == "" {
		return name
	}
	return folder + "/" + name
}

// pageAddress finds and claims the address of a page.
func (r *resolver) pageAddress(l *leaf) string {
	if address := r.ownAddress(l.doc); address != "" {
		if _, free := r.take(claim{address: address, source: sourcePrefix + l.doc.Path, page: l.Page}); free {
			return address
		}
	}
	slug := Slug(l.stem)
	if l.doc.Front.Slug != "" {
		slug = r.ownSlug(l.doc)
	}
	if isReserved(slug, l.folder == "") {
		r.reserved(l.doc, sourcePrefix+l.doc.Path, slug, slug+"-page")
		slug += "-page"
	}
	folder := r.folders[l.folder]
	c := claim{address: inFolder(folder, slug+".html"), source: sourcePrefix + l.doc.Path, page: l.Page}
	if other, ok := r.take(c); !ok {
		r.twoAtOneAddress(l.doc, c, other)
		_, c.address = r.freeAddress(inFolder(folder, slug), ".html")
		r.take(c)
	}
	return c.address
}

// ownAddress is the whole address that a document asks for with url, as Hugo's pages do; "" for one
// that asks for none, or for one it cannot have.
func (r *resolver) ownAddress(doc *content.Document) string {
	wanted := doc.Front.URL
	if wanted == "" {
		return ""
	}
	fail := func(message string) string {
		r.report(doc, "url", diag.Error, "address/url", "url“"+wanted+"”"+message, `写成从网站的根写起的地址，例如 url = "/about.html"；只改最后一段就写 slug`)
		return ""
	}
	address, reason := aliasAddress("", wanted)
	switch {
	case reason != "":
		return fail(reason)
	case !isASCII(address):
		return fail("里有中文等字符")
	case (&url.URL{Path: address}).EscapedPath() != address: // links, feeds and sitemap would each have to write it otherwise
		return fail("里有空格等网址里不能直接写的字符")
	}
	if other := r.occupant(address); other != "" {
		return fail("已经是 " + other + " 的地址")
	}
	return address
}

// freeAddress adds the smallest number that makes an address one of its own, so that the rest of
// the site stays sound while the error stands.
func (r *resolver) freeAddress(stem, ending string) (numbered, address string) {
	for n := 2; ; n++ {
		numbered = stem + "-" + strconv.Itoa(n)
		if _, taken := r.site.claims[strings.ToLower(numbered+ending)]; !taken {
			return numbered, numbered + ending
		}
	}
}

// ownSlug is the slug a document asks for; what cannot stand in an address is an error with what
// could.
func (r *resolver) ownSlug(doc *content.Document) string {
	slug := doc.Front.Slug
	if isSlug(slug) && len(slug) <= slugLimit && !isDevice(slug) {
		return slug
	}
	good := Slug(slug)
	message := "slug“" + slug + "”不能用在地址里：只能有小写英文字母、数字和短横线"
	switch {
	case len(slug) > slugLimit:
		message = fmt.Sprintf("slug 超过了 %d 个字符", slugLimit)
	case isDevice(slug):
		message = "slug“" + slug + "”是 Windows 不许用的文件名"
	}
	r.report(doc, "slug", diag.Error, "address/slug", message, `写成 slug = "`+good+`"`)
	return good
}

// isReserved reports whether a name in an address belongs to the site itself.
func isReserved(slug string, top bool) bool {
	return slices.Contains(reservedAnywhere, slug) || top && slices.Contains(reservedAtTop, slug)
}

func (r *resolver) reserved(doc *content.Document, path, slug, other string) {
	at, hint := content.Place{Position: diag.Position{Path: path}}, "改文件夹的名称，或在它的 _index.md 里写上"
	if doc != nil {
		at, hint = placeOf(doc, "slug"), "改名，或写上"
	}
	r.problems = append(r.problems, at.Report(diag.Error, "address/reserved",
		"地址里的 "+slug+" 是网站自己用的", hint+` slug = "`+other+`"`))
}

func (r *resolver) twoAtOneAddress(doc *content.Document, mine, other claim) {
	at := content.Place{Position: diag.Position{Path: strings.TrimSuffix(mine.source, "/")}}
	if doc != nil {
		at = placeOf(doc, "slug")
	}
	slug := strings.TrimSuffix(strings.TrimSuffix(mine.address, ".html"), "/index")
	numbered, _ := r.freeAddress(slug, mine.address[len(slug):])
	advice := "给其中一篇"
	if doc == nil {
		advice = "改文件夹的名称，或在它的 _index.md 里"
	}
	r.problems = append(r.problems, at.Report(diag.Error, "address/duplicate",
		fmt.Sprintf("%s 和 %s 的地址都是 %s", strings.TrimPrefix(mine.source, sourcePrefix), strings.TrimPrefix(other.source, sourcePrefix), mine.address),
		advice+`写上另一个 slug，例如 slug = "`+baseOf(numbered)+`"`))
}
