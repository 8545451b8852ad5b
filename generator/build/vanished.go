package build

import (
	"path"
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/digest"
	"qizhi/generator/plan"
)

// vanished warns of the addresses that visitors may have kept and that lead nowhere any more. Later
// pages of a list and tags come and go by themselves, and drafts and samples were never meant to stay.
func (r *renderer) vanished(pub *publisher, targets []plan.Target, outcomes []outcome) diag.List {
	var out diag.List
	warn := func(name, message, hint string) {
		out = append(out, diag.Diagnostic{Position: diag.Position{Path: name}, Severity: diag.Warning, Rule: "address/vanished", Message: message, Hint: hint})
	}
	var fresh []moved
	for _, name := range pub.removed {
		switch {
		case !lasting(name) || slices.Contains(r.retired, name) || pub.before.marks[name] != "":
		case pub.before.withdrawn[name]:
			warn(name, "这里原来有一篇撤下的文章的说明，现在没有了，别处的旧链接会失效；这个网址仍然不能再用",
				"把那一篇放回来，留着 title 和 withdrawn 两行，正文可以删去")
		default:
			if fresh == nil {
				fresh = r.newPages(targets, outcomes)
			}
			where := "内容搬了家，就在新的那一篇"
			if source := r.movedTo(name, fresh); source != "" {
				where = "内容搬到了 " + source + "，就在那一篇"
			}
			warn(name, "这个网址以前发布过，现在没有了，别处的旧链接会失效", where+"写 aliases = [\"/"+name+"\"]；不再公开，就留着那一篇写 withdrawn = \"原因\"")
		}
	}
	return out
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

// movedTo is where the page of an address went: to the new file with the very same text, else to the only new one.
func (r *renderer) movedTo(name string, fresh []moved) string {
	was := r.before[name]
	if i := slices.IndexFunc(fresh, func(m moved) bool { return m.own == was.Own }); i >= 0 && was.Own != (digest.Digest{}) {
		return fresh[i].source
	}
	if len(fresh) == 1 {
		return fresh[0].source
	}
	return ""
}
