package preview

import (
	"fmt"
	"path"
	"slices"
	"time"

	"qizhi/generator/diag"
)

// report says in the journal what was loaded, and what is wrong now that was not said before. A
// warning is said once; errors are said whenever the list is another.
func (f *follower) report(c changes, s *state, took time.Duration) {
	list := s.current.Diagnostics
	errors, warnings := s.current.errors, s.current.warnings
	milliseconds := took.Round(time.Millisecond)
	switch {
	case s.generation > 1 && errors > 0:
		f.journal.say("%s %s已看过，有错误", time.Now().Format("15:04:05"), c.words())
	case s.generation > 1:
		f.journal.say("%s %s已更新，%s", time.Now().Format("15:04:05"), c.words(), milliseconds)
	case errors > 0:
		f.journal.say("看过了，有错误")
	default:
		f.journal.say("准备好了：%d 个网页，%s", s.shown.pages(), milliseconds)
	}
	fresh := unsaid(f.said, list)
	if len(fresh) > 0 {
		f.journal.list(fresh, errors, warnings)
	}
	if errors == 0 && f.erred {
		f.journal.say("错误都改好了")
	}
	f.said, f.erred = list, errors > 0
}

// unsaid are the errors, when anything about them is new, and the warnings that are new. Both lists
// are sorted, and after an edit nearly all of ten thousand warnings are where they were: what the
// lists begin and end with alike is not looked at further.
func unsaid(said, now diag.List) diag.List {
	if said.Is(now) {
		return nil
	}
	before, after := said, now
	for len(before) > 0 && len(after) > 0 && before[0] == after[0] {
		before, after = before[1:], after[1:]
	}
	for len(before) > 0 && len(after) > 0 && before[len(before)-1] == after[len(after)-1] {
		before, after = before[:len(before)-1], after[:len(after)-1]
	}
	known := make(map[diag.Diagnostic]bool, len(before))
	for _, d := range before {
		known[d] = true
	}
	fresh := slices.DeleteFunc(slices.Clone(after), func(d diag.Diagnostic) bool { return known[d] })
	if !fresh.HasErrors() {
		return fresh
	}
	errors := slices.DeleteFunc(slices.Clone(now), func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
	return append(slices.DeleteFunc(fresh, func(d diag.Diagnostic) bool { return d.Severity == diag.Error }), errors...)
}

// saved leaves out the names without an ending that come with others: editors write beside a file and
// rename, and nobody knows those names.
func saved(names []string) []string {
	var kept []string
	for _, name := range names {
		if path.Ext(name) != "" {
			kept = append(kept, name)
		}
	}
	if len(kept) == 0 {
		return names
	}
	return kept
}

// words name what changed: one file, or how many.
func (c *changes) words() string {
	names := saved(c.paths())
	switch {
	case c.rescan, len(names) == 0 && !c.theme:
		return ""
	case len(names) == 0:
		return "主题"
	case len(names) == 1:
		return "content/" + names[0] + " "
	}
	return fmt.Sprintf("content/%s 等 %d 个文件", names[0], len(names))
}
