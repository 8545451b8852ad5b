package build

import (
	"maps"
	"path"
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/plan"
)

// ruleVanished is the rule of the warning that an address leads nowhere any more.
const ruleVanished = "address/vanished"

// vanished warns of the addresses that visitors may have kept and that lead nowhere any more. Later
// pages of a list and tags come and go by themselves, and drafts and samples were never meant to stay. Of an address that
// vanished in a build before the same is said as then, while the cache remembers it.
func (r *renderer) vanished(pub *publisher, targets []plan.Target, outcomes []outcome) diag.List {
	var out diag.List
	var fresh []moved
	for _, name := range slices.Sorted(maps.Keys(pub.after.vanished)) {
		d := diag.Diagnostic{Position: diag.Position{Path: name}, Severity: diag.Warning, Rule: ruleVanished}
		said := slices.IndexFunc(r.said, func(d diag.Diagnostic) bool { return d.Rule == ruleVanished && d.Path == name })
		switch {
		case pub.before.withdrawn[name]:
			d.Message, d.Hint = "这里原来有一篇撤下的文章的说明，现在没有了，别处的旧链接会失效；这个网址仍然不能再用",
				"把那一篇放回来，留着 title 和 withdrawn 两行，正文可以删去"
		case said >= 0 && pub.before.vanished[name] && stillThere(r.said[said].Hint, targets):
			d = r.said[said]
		default:
			if fresh == nil {
				fresh = r.newPages(targets, outcomes)
			}
			d.Message, d.Hint = "这个网址以前发布过，现在没有了，别处的旧链接会失效", r.waysOut(name, fresh, pub.before.vanished[name])
		}
		out = append(out, d)
	}
	return out
}

// accept is the way out for an address that nobody needs any more.
const accept = `旧网址确实不要了，在 site.toml 的 [check] 一节写 ignore = ["` + ruleVanished + `"]，生成一次再删去`

// waysOut says what to do about an address that is gone. A period of the statistics and a section without pages had
// no article of their own, in which anything could be written.
func (r *renderer) waysOut(name string, fresh []moved, known bool) string {
	alias := "写 aliases = [\"/" + name + "\"]"
	switch {
	case strings.HasPrefix(name, "statistics/"):
		return "把那一期的文件放回 content/statistics；改看别的网页，就在那一篇" + alias + "；" + accept
	case path.Base(name) == "index.html":
		return "栏目要留着，就放回它的文件夹和 _index.md；改看别的网页，就在那一篇" + alias + "；" + accept
	}
	where := "内容搬了家，就在新的那一篇"
	if source, sure := r.movedTo(name, fresh); source != "" && !known {
		if where = movedWords + source + "，就在那一篇"; !sure {
			where = perhaps + where
		}
	}
	return where + alias + "；不再公开，就留着那一篇写 withdrawn = \"原因\"；" + accept
}

// movedWords stand before the source to which a page moved.
const movedWords = "内容搬到了 "

// perhaps stands before movedWords where the source is only the one new page there is.
const perhaps = "要是"

// stillThere reports whether the source that a hint names, if it names one, is published.
func stillThere(hint string, targets []plan.Target) bool {
	named, ok := strings.CutPrefix(strings.TrimPrefix(hint, perhaps), movedWords)
	return !ok || slices.ContainsFunc(targets, func(t plan.Target) bool { return strings.HasPrefix(named, t.Source+"，") })
}

// lasting reports an address that is meant to stay.
func lasting(name string) bool {
	return path.Ext(name) == ".html" && !strings.Contains(name, "/page/") && !strings.HasPrefix(name, "tags/")
}

// moved is a page that was not published before: where it lies, and the digest of its source.
type moved struct {
	source string
	own    digest.Digest
}

// newPages are the articles that the build before did not publish.
func (r *renderer) newPages(targets []plan.Target, outcomes []outcome) []moved {
	out := []moved{}
	for i, t := range targets {
		if _, known := r.before[t.Path]; !known && t.Class == plan.Page && strings.HasPrefix(t.Source, "content/") {
			out = append(out, moved{t.Source, outcomes[i].own})
		}
	}
	return out
}

// movedTo is where the page of an address went: to the new file with the very same text, which is sure, else to the
// only new one.
func (r *renderer) movedTo(name string, fresh []moved) (source string, sure bool) {
	was := r.before[name]
	if i := slices.IndexFunc(fresh, func(m moved) bool { return m.own == was.Own }); i >= 0 && was.Own != (digest.Digest{}) {
		return fresh[i].source, true
	}
	if len(fresh) == 1 {
		return fresh[0].source, false
	}
	return "", false
}
