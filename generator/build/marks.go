package build

import (
	"maps"
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/plan"
	"qizhi/generator/site"
)

// mark says that a published page was never meant to stay; the manifest remembers it, so that nobody is
// warned when the page goes.
type mark string

const (
	markDraft  mark = "draft"  // published by --drafts
	markSample mark = "sample" // sample = true: it showed how it is done
)

// marksOf finds the drafts and samples of a site by the path of their source.
func marksOf(s *site.Site) map[string]mark {
	marks := map[string]mark{}
	note := func(path string, draft, sample bool) {
		if draft {
			marks["content/"+path] = markDraft
		} else if sample {
			marks["content/"+path] = markSample
		}
	}
	for _, section := range append([]*site.Section{s.Home}, s.Sections...) {
		if doc := section.Document; doc != nil {
			note(doc.Path, doc.Front.Draft, doc.Front.Sample)
		}
	}
	for _, p := range s.Pages {
		note(p.Document.Path, p.Document.Front.Draft, p.Document.Front.Sample)
	}
	for _, p := range s.Statistics.Periods {
		note("statistics/"+p.Name+".toml", false, p.Sample)
	}
	return marks
}

// draftsIn are the sources of the drafts that a build publishes, in order.
func draftsIn(marks map[string]mark) []string {
	var out []string
	for source, m := range marks {
		if m == markDraft {
			out = append(out, source)
		}
	}
	slices.Sort(out)
	return out
}

// warnOfDrafts says which drafts a build publishes: whoever uploads it makes them public.
func warnOfDrafts(drafts []string) diag.List {
	var out diag.List
	for _, source := range drafts {
		out = append(out, diag.Diagnostic{Position: diag.Position{Path: source}, Severity: diag.Warning, Rule: "publish/draft",
			Message: "这一篇是草稿，因为写了 --drafts 也发布了", Hint: "这样生成的只给自己人看；要公开，去掉 --drafts 再生成一次"})
	}
	return out
}

// markOf is the mark of a target: only pages are remembered, since only they have addresses.
func markOf(t plan.Target, marks map[string]mark) (mark, bool) {
	m, ok := marks[t.Source]
	return m, ok && strings.HasSuffix(t.Path, ".html")
}

// markLines are the lines of the manifest that remember marks, in order.
func markLines(marks map[string]mark) []string {
	var out []string
	for _, address := range slices.Sorted(maps.Keys(marks)) {
		out = append(out, "# "+string(marks[address])+" "+address+"\n")
	}
	return out
}

// readMark reads such a line.
func readMark(line string) (address string, m mark, ok bool) {
	for _, m := range []mark{markDraft, markSample} {
		if address, ok := strings.CutPrefix(line, "# "+string(m)+" "); ok {
			return address, m, true
		}
	}
	return "", "", false
}
