package plan

import (
	"path"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/picture"
	"qizhi/generator/picture/film"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// assets adds the theme's style sheet, script and pictures.
func (p *planner) assets() {
	for _, a := range p.Theme.Assets() {
		p.fixed(a.Path, Asset, "主题文件 "+a.Name, a.Bytes)
	}
}

// files adds the renditions of the pictures that published pages show, and the attachments that they
// offer: what lies in the folder unused, or only beside a draft, stays private. Of a picture nothing
// is published but what was made of it, unless it is asked for.
func (p *planner) files() {
	for _, page := range p.Site.Pages {
		if page.Withdrawn == "" {
			p.documentFiles(page.Document)
			p.hearCover(page.Document)
			p.fieldFiles(page)
		}
	}
	for _, s := range append([]*site.Section{p.Site.Home}, p.Site.Sections...) {
		if s.Document != nil {
			p.documentFiles(s.Document)
		}
	}
	p.configFiles()
	p.pictureTargets()
	for _, f := range p.Site.Files {
		if p.album.originals[f] {
			p.add(p.original(f))
		} else if p.album.offered[f] {
			p.add(p.attachment(f))
		} else if !p.album.refused[f] {
			p.checkUnused(f)
		}
	}
}

// configFiles are those that site.toml names.
func (p *planner) configFiles() {
	c, none := p.Site.Config, &content.Document{}
	if f := p.Site.FileAt(c.Organisation.Emblem); f != nil {
		p.offer(none, f, c.Organisation.Place)
	}
	for _, m := range c.Menu {
		if d, ok := p.configTarget(m.Target); ok && d.File != nil {
			p.offer(none, d.File, m.Place)
		}
	}
}

// emblem is the unit's own file, its pixels untouched.
func (p *planner) emblem(u urls, f *site.File) *theme.Picture {
	v := &theme.Picture{URL: u.to(f.Address), Alt: p.Site.Config.Organisation.Name}
	if ph := p.album.photos[f]; ph != nil {
		v.Width, v.Height = ph.info.Width, ph.info.Height
	}
	return v
}

// documentFiles are those that a document's text and cover name.
func (p *planner) documentFiles(doc *content.Document) {
	for _, r := range doc.References {
		switch r.Kind {
		case content.PictureReference:
			if f := p.fileOf(doc, r.Target); f != nil {
				p.show(doc, f, picture.Crop{}, r.Place)
				p.hear(doc, f, r.Text, r.Place)
			}
		case content.LinkReference:
			if f := p.fileOf(doc, r.Target); f != nil {
				p.linked(doc, f, r.Place)
			}
		case content.BlockReference:
			if r.Target == galleryBlock {
				p.readGallery(doc, r)
			}
		}
	}
	p.coverFile(doc)
}

func (p *planner) coverFile(doc *content.Document) {
	front := &doc.Front
	if front.Cover == "" {
		return
	}
	if _, err := picture.ParseFocus(front.CoverFocus); err != nil {
		p.report(doc, asProblem(err), placeOfKey(doc, "cover_focus", "cover"))
	}
	if f := p.fileOf(doc, front.Cover); f != nil {
		p.show(doc, f, coverCrop(front), placeOfKey(doc, "cover"))
	}
}

// placeOfKey is where the first of some keys that is written stands.
func placeOfKey(doc *content.Document, keys ...string) content.Place {
	for _, key := range keys {
		if at, ok := doc.Front.Places.Of(key); ok {
			return at
		}
		for _, f := range doc.Front.Fields {
			if f.Key == key {
				return f.Place
			}
		}
	}
	return content.Place{Position: diag.Position{Path: "content/" + doc.Path}}
}

// fieldFiles are those that a page's fields name: pictures to show, and files to download.
func (p *planner) fieldFiles(page *site.Page) {
	doc := page.Document
	for _, f := range page.Fields {
		if f.Field.Type != site.FileField {
			continue
		}
		at := placeOfKey(doc, f.Field.Name)
		var silent []string
		for _, file := range f.Files {
			switch {
			case file == nil:
			case f.Field.Name == downloadField || !file.NamedLikePicture() && p.look(doc, file, at) == nil:
				p.offer(doc, file, at)
			case p.show(doc, file, picture.Crop{}, at) != nil && spokenName(file.Path) == "":
				silent = append(silent, path.Base(file.Path))
			}
		}
		if len(silent) > 0 {
			p.report(doc, &picture.Problem{Severity: diag.Warning, Rule: "picture/alt", Message: f.Field.Label + "里的" + wordlessPictures(silent),
				Hint: "给图片起名，例如 授牌现场.jpg，名称就是说明"}, at)
		}
	}
}

// linked is a file that a link leads to: a picture is shown in full, anything else is downloaded.
func (p *planner) linked(doc *content.Document, f *site.File, at content.Place) {
	if p.isPicture(doc, f, at) {
		p.show(doc, f, picture.Crop{}, at)
	} else {
		p.offer(doc, f, at)
	}
}

// isPicture reports whether a file is a picture, good or not, by its name or its bytes: a photo under
// another name has its place and time in it all the same.
func (p *planner) isPicture(doc *content.Document, f *site.File, at content.Place) bool {
	if p.look(doc, f, at) != nil || f.NamedLikePicture() {
		return true
	}
	rule := p.album.problems[f].Rule
	return rule == "picture/heic" || rule == "picture/unsupported"
}

// offer publishes a file for downloading; a picture without its metadata.
func (p *planner) offer(doc *content.Document, f *site.File, at content.Place) {
	switch {
	case isActive(f.Path):
		p.album.refused[f] = true
		p.report(doc, &picture.Problem{Severity: diag.Error, Rule: "file/active", Message: "附件“" + path.Base(f.Path) + "”是网页或脚本，打开就会运行里面的代码，不能发布",
			Hint: "改成 PDF、Word 或图片；网页的内容写成文章"}, at)
	case !p.isPicture(doc, f, at):
		if f.Size == 0 {
			p.report(doc, &picture.Problem{Severity: diag.Warning, Rule: "file/empty", Message: "附件“" + path.Base(f.Path) + "”是空文件（0 字节）", Hint: "请重新拷贝这个文件"}, at)
		}
		if film.Keeps(f.Path) {
			p.report(doc, &picture.Problem{Severity: diag.Warning, Rule: "file/film", Message: "视频“" + path.Base(f.Path) + "”里可能记着拍摄的时间、地点和设备，这种格式的发布时去不掉",
				Hint: "用剪辑软件或手机另存为 MP4 再放进来，发布时会去掉"}, at)
		}
		p.album.offered[f] = true
	case p.look(doc, f, at) == nil:
		p.report(doc, p.album.problems[f], at)
	default:
		p.album.originals[f] = true
	}
}

// activeEndings are files that a browser runs when it opens them, or a server before it hands them out:
// at the site's own address a page of somebody else's could do what the site's own may.
var activeEndings = []string{".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".hta", ".xml", ".xsl", ".xslt", ".svgz", ".swf",
	".js", ".mjs", ".wasm", ".php", ".phtml", ".asp", ".aspx", ".ashx", ".jsp", ".jspx", ".cgi"}

func isActive(name string) bool {
	return slices.Contains(activeEndings, strings.ToLower(path.Ext(strings.TrimRight(name, ". "))))
}

// listed are the pages that feeds and the sitemap name, in the order of their addresses.
func (p *planner) listed() []*site.Page {
	return slices.DeleteFunc(slices.Clone(p.Site.Pages), func(page *site.Page) bool { return !page.Listed || page.Withdrawn != "" })
}
