package check

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
	"qizhi/generator/statistics"
	"qizhi/generator/table"
)

// largeAttachment is the size beyond which a visitor on a phone should not be sent to a file.
const largeAttachment = 20 << 20

// siteRules holds the resolved site to the rules that need all of it.
func siteRules(in Input) diag.List {
	s := &siteRuler{Input: in}
	for _, p := range in.Site.Pages {
		if p.Withdrawn == "" && !unread(p) { // of a page half read nothing is certain
			s.page(p)
		}
	}
	s.starter()
	s.starterSections()
	s.columns()
	s.attachments()
	return s.list
}

// starterAddress is the base_url that a new site is given, which nobody owns.
const starterAddress = "https://www.example.org/"

// identityKeys are the settings of site.toml that say whose site it is.
var identityKeys = []string{"title", "short_title", "description", "name", "copyright", "address"}

// starter asks for the site's own address and words once there are pages that are no samples: feeds, the site map
// and printed QR codes name the address, and every page the names and descriptions. The words of the home page's
// blocks may speak of samples as long as there are any.
func (s *siteRuler) starter() {
	if !slices.ContainsFunc(s.Site.Pages, func(p *site.Page) bool { return !p.Document.Front.Sample }) {
		return
	}
	at := slices.IndexFunc(s.Snapshot.Sources, func(src snapshot.Source) bool { return src.Path == "site.toml" })
	if at < 0 {
		return
	}
	raw, err := s.Snapshot.Sources[at].Read()
	if err != nil {
		return
	}
	text := decoded("site.toml", raw)
	t, left := settingsOf(text, 0, len(text.String()), false), len(Samples(s.Site)) > 0
	if t == nil {
		return
	}
	eachText(t, func(key string, v table.Value) {
		if key == "base_url" && v.Data == starterAddress {
			s.list = append(s.list, text.Report(v.At, v.Len, diag.Warning, ruleStarter, "base_url 还是示例的网址 "+starterAddress+"，订阅、站点地图和二维码都会指到那里",
				"改成本单位的网址；还没有网址，就删去这一行"))
		}
		if strings.Contains(v.Raw, "示例") && (slices.Contains(identityKeys, key) || !left && (key == "note" || key == "text")) {
			s.list = append(s.list, text.Report(v.At, v.Len, diag.Warning, ruleStarter, "这里还是示例的文字", "换成本单位的"))
		}
	})
}

// starterWords are what the _index.md of a new site says of all that it holds, by folder.
var starterWords = map[string][]string{
	"":           {"这里的文字都是**示例**。", "summary = \"某市商会行业党委的党建工作。\""},
	"statistics": {"这里的数字都是**示例**。"},
}

// starterSections asks for the words of a new site to go from above what is no sample: they would call it one. A
// section that says of itself that it is a sample is named with the others.
func (s *siteRuler) starterSections() {
	real := map[string]bool{
		"":           slices.ContainsFunc(s.Site.Pages, func(p *site.Page) bool { return !p.Document.Front.Sample }),
		"statistics": slices.ContainsFunc(s.Site.Statistics.Periods, func(p *statistics.Period) bool { return !p.Sample }),
	}
	for folder, words := range starterWords {
		section := s.Site.SectionAt(folder)
		if !real[folder] || section == nil || section.Document == nil || section.Document.Front.Sample {
			continue
		}
		for _, src := range s.Snapshot.Sources {
			if src.Path != section.Document.Path {
				continue
			}
			raw, err := src.Read()
			if err != nil {
				return
			}
			text := decoded(src.Path, raw)
			for _, w := range words {
				if at := strings.Index(text.String(), w); at >= 0 {
					s.list = append(s.list, text.Report(at, len(w), diag.Warning, ruleStarter, "这里还是新建网站时的示例文字", "换成本单位的，或删去这一行"))
				}
			}
		}
	}
}

// Samples are the sources that say of themselves that they are samples (示例), in order.
func Samples(s *site.Site) []string {
	var out []string
	for _, p := range s.Pages {
		if p.Document.Front.Sample && p.Withdrawn == "" {
			out = append(out, "content/"+p.Document.Path)
		}
	}
	for _, section := range append([]*site.Section{s.Home}, s.Sections...) {
		if section.Document != nil && section.Document.Front.Sample {
			out = append(out, "content/"+section.Document.Path)
		}
	}
	for _, p := range s.Statistics.Periods {
		if p.Sample {
			out = append(out, "content/statistics/"+p.Name+".toml")
		}
	}
	slices.Sort(out)
	return out
}

type siteRuler struct {
	Input
	list diag.List
}

// warn reports at a key of a document's front matter. Of a key that is not there it names the line of the
// title and draws nothing: there is nothing to see. What the writer silences for the page is left out by
// the site.
func (s *siteRuler) warn(doc *content.Document, key, rule, message, hint string) {
	if rest, ok := strings.CutPrefix(hint, "在开头的设置里"); ok && !doc.HasSettings() && doc.Front.Title != "" {
		title := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(doc.Front.Title)
		hint = "在文件开头写四行：+++、title = \"" + title + "\"、" + strings.TrimPrefix(rest, "写 ") + "、+++，再删去正文里的题目"
	}
	hint = doc.Advice(hint)
	if at, ok := doc.Front.Places.Of(key); ok {
		s.list = append(s.list, at.Report(diag.Warning, rule, message, hint))
		return
	}
	title, _ := doc.Front.Places.Of("title")
	at := diag.Position{Path: "content/" + doc.Path, Line: title.Line}
	s.list = append(s.list, diag.Diagnostic{Position: at, Severity: diag.Warning, Rule: rule, Message: message, Hint: hint})
}

// page holds the public-information fields of one page to what readers are owed (DOMAIN,
// "Public-information fields").
func (s *siteRuler) page(p *site.Page) {
	front := p.Document.Front
	if front.Cover != "" && front.CoverAlt == "" {
		s.warn(p.Document, "cover", ruleCover, "封面图片没有文字说明，看不见图的人不知道是什么", `加一行 cover_alt = "…"，用一句话讲图里有什么`)
	}
	if !front.Sample {
		s.origin(p)
	}
	if s.Site.Config.Check.Reviews {
		s.reviews(p.Document)
	}
}

// origin asks where a report comes from and who wrote it. A notice comes from whoever publishes it; and
// what the institution itself is the source of has it for its author.
func (s *siteRuler) origin(p *site.Page) {
	front := p.Document.Front
	if p.Kind.Dated && p.Kind.Name != "notice" && front.Source == "" {
		s.warn(p.Document, "source", ruleSource, "没有写来源", `在开头的设置里写 source = "…"`)
	}
	if p.Kind.Name == "news" && front.Author == "" && !s.isOurs(front.Source) {
		s.warn(p.Document, "author", ruleAuthor, "没有写作者", `在开头的设置里写 author = "…"`)
	}
}

// isOurs reports a source that is the institution behind the site.
func (s *siteRuler) isOurs(source string) bool {
	c := s.Site.Config
	return source != "" && slices.Contains([]string{c.Organisation.Name, c.Title, c.ShortTitle}, source)
}

// emptyColumn says of a section in which nothing is public what waits there.
func (s *siteRuler) emptyColumn(section *site.Section) {
	drafts, later := 0, 0
	for _, h := range s.Site.Held {
		switch {
		case !strings.HasPrefix(h.Document.Path, section.Folder+"/"):
		case h.Reason == site.Draft:
			drafts++
		case h.Reason == site.Future:
			later++
		}
	}
	var waiting []string
	if drafts > 0 {
		waiting = append(waiting, fmt.Sprintf("有 %d 篇草稿", drafts))
	}
	if later > 0 {
		waiting = append(waiting, fmt.Sprintf("有 %d 篇还没到发布的日子", later))
	}
	if waiting == nil {
		s.column(section, ruleEmpty, "栏目“"+section.Title+"”里一篇也没有", "写一篇，或删去这个栏目")
		return
	}
	hint := "到那天再生成一次就有了"
	if drafts > 0 {
		hint = "写好的删去 draft = true 这一行就会发布"
	}
	s.column(section, ruleEmpty, "栏目“"+section.Title+"”里公开的一篇也没有，"+strings.Join(waiting, "，"), hint)
}

// columns finds sections that are overdue, and those in which there is nothing.
func (s *siteRuler) columns() {
	for _, section := range s.Site.Sections {
		if isEmpty(section) {
			s.emptyColumn(section)
		}
	}
	for _, o := range s.Site.Overdue(s.Now) {
		switch {
		case isEmpty(o.Section) || slices.ContainsFunc(o.Section.Pages, unread):
		case o.Newest.IsZero():
			s.column(o.Section, ruleOverdue, "栏目“"+o.Section.Title+"”没有一篇写了日期，看不出多久没有更新", "写上日期")
		default:
			s.column(o.Section, ruleOverdue, fmt.Sprintf("栏目“%s”已经 %d 天没有更新，期限是 %d 天", o.Section.Title, o.Days, o.Limit),
				"发一篇新的；期限在 site.toml 的 [check.fresh] 里改")
		}
	}
}

// unread reports a page that could not be read whole; it may have a date.
func unread(p *site.Page) bool { return p.Document.Diagnostics.HasErrors() }

// isEmpty reports a section without a page in it or below. A section of plain pages that has a text of
// its own is a page itself, and statistics come from data.
func isEmpty(section *site.Section) bool {
	doc := section.Document
	if len(section.Pages) > 0 || section.Kind.Name == "statistics" || section.Kind.Name == "page" && doc != nil && doc.HasText {
		return false
	}
	return !slices.ContainsFunc(section.Children, func(c *site.Section) bool { return !isEmpty(c) })
}

func (s *siteRuler) column(section *site.Section, rule, message, hint string) {
	if section.Document != nil {
		s.warn(section.Document, "title", rule, message, hint)
		return
	}
	s.list = append(s.list, diag.Diagnostic{Position: diag.Position{Path: "content/" + section.Folder}, Severity: diag.Warning, Rule: rule, Message: message, Hint: hint})
}

// attachments finds files that are too large to be sent to a phone, where a page links to them.
func (s *siteRuler) attachments() {
	for _, f := range s.Site.Files {
		if f.Size <= largeAttachment || isPicture(f.Path) {
			continue
		}
		message := fmt.Sprintf("附件 %s 有 %d MB，手机上很难下载", path.Base(f.Path), f.Size>>20)
		const hint = "压缩、拆分，或另行存放"
		if doc, at, ok := s.linkTo(f); ok {
			if !doc.Silences(ruleLarge, at.Line) {
				s.list = append(s.list, at.Report(diag.Warning, ruleLarge, message, hint))
			}
			continue
		}
		s.list = append(s.list, diag.Diagnostic{Position: diag.Position{Path: "content/" + f.Path}, Severity: diag.Warning, Rule: ruleLarge, Message: message, Hint: hint})
	}
}

// isPicture reports a file that is never published as it is.
func isPicture(name string) bool {
	return slices.Contains([]string{".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp", ".heic", ".tif", ".tiff"}, strings.ToLower(path.Ext(name)))
}

// linkTo finds the first page that links to a file, and where.
func (s *siteRuler) linkTo(f *site.File) (*content.Document, content.Place, bool) {
	for _, p := range s.Site.Pages {
		for _, ref := range p.Document.References {
			if ref.Kind != content.LinkReference {
				continue
			}
			if d, err := s.Site.Destination(p.Document.Path, ref.Target); err == nil && d.File == f {
				return p.Document, ref.Place, true
			}
		}
		for _, v := range p.Fields {
			if slices.Contains(v.Files, f) {
				for _, field := range p.Document.Front.Fields {
					if field.Key == v.Field.Name {
						return p.Document, field.Place, true
					}
				}
			}
		}
	}
	return nil, content.Place{}, false
}
