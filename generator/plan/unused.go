package plan

import (
	"path"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/site"
)

// articleEndings are those of files that were most likely meant as articles, or to be offered by one.
// Pictures are not among them: a folder of photos holds more than a page shows.
var articleEndings = []string{".markdown", ".mdown", ".mkd", ".html", ".htm", ".txt", ".doc", ".docx", ".wps", ".rtf", ".odt"}

// checkUnused warns of a file that looks like an article and is left out, because only .md files are
// articles and no page links to it. What a draft or a waiting page uses, waits with it.
func (p *planner) checkUnused(f *site.File) {
	ending := strings.ToLower(path.Ext(f.Path))
	if !slices.Contains(articleEndings, ending) || strings.HasSuffix(strings.ToLower(f.Path), ".md.txt") || p.usedUnseen(f) {
		return
	}
	stem := strings.TrimSuffix(path.Base(f.Path), path.Ext(f.Path))
	// What lies in content/ is held to the same rules, whether a page uses it yet or not.
	const unneeded = "用不着，就移出 content/（放在里面，个人信息照样检查）"
	hint := "要当文章，把文字放进 " + stem + ".md；要给读者下载，在文章里链接它；" + unneeded
	if strings.HasPrefix(ending, ".m") {
		hint = "改名为 " + stem + ".md；" + unneeded
	}
	p.problems = append(p.problems, diag.Diagnostic{Position: diag.Position{Path: "content/" + f.Path}, Severity: diag.Warning, Rule: "file/unused",
		Message: "这个文件没有发布：只有 .md 文件才是文章，也没有文章链接它", Hint: hint})
}

// usedUnseen reports whether something that is not a public page uses the file: a page that is held or
// withdrawn, or the figures, whose source it is.
func (p *planner) usedUnseen(f *site.File) bool {
	var unseen []*content.Document
	for _, h := range p.Site.Held {
		unseen = append(unseen, h.Document)
	}
	for _, page := range p.Site.Pages {
		if page.Withdrawn != "" {
			unseen = append(unseen, page.Document)
		}
	}
	for _, period := range p.Site.Statistics.Periods {
		if p.sourceFile(period) == f {
			return true
		}
	}
	return slices.ContainsFunc(unseen, func(doc *content.Document) bool {
		folder := path.Dir(doc.Path)
		return strings.HasSuffix(doc.Path, "index.md") && folder != "." && strings.HasPrefix(f.Path, folder+"/") ||
			slices.ContainsFunc(doc.References, func(r content.Reference) bool {
				return r.Kind == content.LinkReference && p.fileOf(doc, r.Target) == f
			}) || slices.ContainsFunc(doc.Front.Fields, func(field content.Field) bool {
			return strings.Contains(field.Value.Raw, path.Base(f.Path))
		})
	})
}
