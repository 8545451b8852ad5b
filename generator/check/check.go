// Package check is the editor's second pair of eyes: it holds a site's sources, and a published tree
// whoever made it, to the rules that an editor would hold them to. The table of rules is in rules.go;
// how often each is wrong on other people's text is in README.md, rule by rule.
//
// It promises to name every finding by a stable rule that can be silenced for a block, a page and the
// site; to show no personal number it finds; to judge a published tree by what a browser would do with
// it; and to mend only what has one right answer, never losing a character of text (see [Mend]).
// Nothing is written but by [Change.Write].
package check

import (
	"strings"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/parallel"
	"qizhi/generator/site"
	"qizhi/generator/snapshot"
)

// Input is a site as it was read and resolved.
type Input struct {
	Site     *site.Site         // required
	Snapshot *snapshot.Snapshot // required: of the content folder
	// Found is what reading, resolving and planning the site has found already.
	Found diag.List
	Now   time.Time // the day for which columns are judged
}

// Sources holds a site's sources to every rule. The list is sorted, without what is silenced, and masks
// personal numbers; what the site's own stages found is in it.
func Sources(in Input) diag.List {
	pages := documentsOf(in.Site)
	e := newEditor(in.Site.Config.Check.Terms, in.Site.Statistics)
	e.named = naming(in.Site.Kinds)
	lists := make([]diag.List, len(in.Snapshot.Sources))
	parallel.Do(len(lists), func(i int) {
		lists[i] = e.source(in.Snapshot.Sources[i], pages)
	})
	found := append(diag.List{}, in.Found...)
	for _, list := range lists {
		found = append(found, list...)
	}
	found = append(found, siteRules(in)...)
	found = Heard(in.Site.Silence(found), in.Site.Config.Check.Ignore)
	return Masked(Veil(found))
}

// source holds one source to the rules that need no other.
func (e *editor) source(s snapshot.Source, pages map[string]known) diag.List {
	raw, err := s.Read()
	if err != nil {
		return nil // whoever loads the site says so
	}
	numbers, unread := everyNumber(s.Path, raw)
	list := append(stopping(numbers), metadata(s.Path, raw)...)
	if unread != nil {
		list = append(list, diag.Diagnostic{Position: diag.Position{Path: "content/" + s.Path}, Severity: diag.Warning, Rule: ruleUnread,
			Message: "附件" + unread.Error() + "，没有查全里面有没有个人信息", Hint: "请打开看一遍；能用 .docx、.xlsx 的就用它们"})
	}
	article := isArticle(s.Path)
	if !article && !strings.HasSuffix(s.Path, ".toml") {
		return list
	}
	source, problems := content.Decode("content/"+s.Path, raw)
	if problems.HasErrors() {
		return list
	}
	k := pages[s.Path]
	if article && k.document == nil {
		k.document, _ = content.Parse(s.Path, raw)
	}
	return append(list, e.read(s.Path, source, k.period, k.document).diagnostics()...)
}

func isArticle(name string) bool {
	return len(name) > 3 && strings.EqualFold(name[len(name)-3:], ".md")
}

// known is a document of the site with the period whose figures it quotes.
type known struct {
	document *content.Document
	period   string
}

// documentsOf finds the documents of a site by source path. Those that are held back quote no period.
func documentsOf(s *site.Site) map[string]known {
	all := make(map[string]known, len(s.Pages)+len(s.Sections)+1)
	for _, h := range s.Held {
		all[h.Document.Path] = known{document: h.Document}
	}
	for _, section := range append([]*site.Section{s.Home}, s.Sections...) {
		if section.Document != nil {
			all[section.Document.Path] = known{section.Document, section.Period}
		}
	}
	for _, p := range s.Pages {
		all[p.Document.Path] = known{p.Document, p.Period}
	}
	all["site.toml"] = known{period: s.Home.Period}
	return all
}
