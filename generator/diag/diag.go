// Package diag says what is wrong with a source, where, and what to do about it.
//
// It promises that a [Diagnostic] can be understood without opening another file: it carries the
// position (1-based; columns count characters, never bytes), the line it stands on, a stable rule
// name and a hint. A [List] is collected, never cut short, and always shown in the same order.
// The package knows nothing of where diagnostics come from and reads no file.
package diag

import (
	"cmp"
	"slices"
)

// Severity says whether a diagnostic stops a publication.
type Severity uint8

// The severities. An Error stops the build and nothing is published; a Warning does not.
const (
	Warning Severity = iota + 1
	Error
)

// String is the word staff read: 错误 or 警告.
func (s Severity) String() string {
	if s == Error {
		return "错误"
	}
	return "警告"
}

// Name is the English word of the severity, used in JSON: "error" or "warning".
func (s Severity) Name() string {
	if s == Error {
		return "error"
	}
	return "warning"
}

// Position is a place in a source. Path is slash-separated and relative to the site's folder
// ("content/news/a.md"). Line and Column are 1-based, Column in characters; 0 means the whole file.
type Position struct {
	Path   string
	Line   int
	Column int
}

// Compare orders positions by path, line and column.
func (p Position) Compare(q Position) int {
	if c := cmp.Compare(p.Path, q.Path); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Diagnostic is one finding.
type Diagnostic struct {
	Position
	Severity Severity
	// Rule is the stable English name by which the finding can be looked up and silenced
	// ("front-matter/unknown-key").
	Rule string
	// Message says what is wrong, in Chinese, without a full stop at the end.
	Message string
	// Hint says what to do, in Chinese; empty when there is nothing certain to say.
	Hint string
	// Excerpt is the source line the position names, without its line ending; may be empty.
	Excerpt string
	// Width is how many characters the caret underlines; 0 is drawn as 1.
	Width int
}

// List is a collection of diagnostics in the order they were found.
type List []Diagnostic

// Sorted returns the list ordered by position, errors before warnings at the same place, then by
// rule and message; identical findings appear once. One that is so already is returned itself: of a sorted
// list nobody changes a finding.
func (l List) Sorted() List {
	if len(l) == 0 {
		return nil
	}
	for i := 1; i < len(l); i++ {
		if inOrder(&l[i-1], &l[i]) >= 0 {
			return Join(l)
		}
	}
	return slices.Clip(l)
}

// Join returns what the lists hold, ordered as [List.Sorted] does.
func Join(lists ...List) List { return Kept(nil, lists...) }

// Kept is Join of those findings that keep says yes to, of all where it is nil.
func Kept(keep func(*Diagnostic) bool, lists ...List) List {
	n := 0
	for _, l := range lists {
		n += len(l)
	}
	if n == 0 {
		return nil
	}
	found := make([]*Diagnostic, 0, n) // a diagnostic is large: it is moved once, when its place is known
	for _, l := range lists {
		for i := range l {
			if keep == nil || keep(&l[i]) {
				found = append(found, &l[i])
			}
		}
	}
	out := make(List, 0, len(found))
	for _, d := range mergeRuns(found) {
		if len(out) == 0 || out[len(out)-1] != *d {
			out = append(out, *d)
		}
	}
	return out
}

// With is a sorted list with a few more in their places: what [Join] makes of the two, but that nothing of thousands is
// looked at where the few do not stand. Without any it is the list itself.
func (l List) With(few List) List {
	if len(few) == 0 {
		return slices.Clip(l)
	}
	out := make(List, 0, len(l)+len(few))
	for _, d := range few.Sorted() {
		at, _ := slices.BinarySearchFunc(l, d, func(a, b Diagnostic) int {
			if inOrder(&a, &b) > 0 {
				return 1
			}
			return -1 // what stands in the list already comes first
		})
		if out, l = append(out, l[:at]...), l[at:]; len(out) == 0 || out[len(out)-1] != d {
			out = append(out, d)
		}
	}
	return append(out, l...)
}

// mergeRuns sorts a list that is put together from sorted ones, as those of thousands of warnings are, in
// little more than the time of looking at it: it merges neighbouring runs until one is left. It is stable.
func mergeRuns(list []*Diagnostic) []*Diagnostic {
	ends := []int{}
	for i := 1; i <= len(list); i++ {
		if i == len(list) || inOrder(list[i-1], list[i]) > 0 {
			ends = append(ends, i)
		}
	}
	spare := make([]*Diagnostic, 0, len(list))
	for len(ends) > 1 {
		from, merged := 0, ends[:0:0]
		spare = spare[:0]
		for i := 0; i < len(ends); i += 2 {
			end := ends[min(i+1, len(ends)-1)]
			spare = merge(spare, list[from:ends[i]], list[ends[i]:end])
			from, merged = end, append(merged, end)
		}
		list, spare, ends = spare, list, merged
	}
	return list
}

// merge appends two sorted lists to out, in order.
func merge(out, a, b []*Diagnostic) []*Diagnostic {
	for len(a) > 0 && len(b) > 0 {
		if inOrder(a[0], b[0]) <= 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(out, a...), b...)
}

// inOrder is the order of Sorted.
func inOrder(a, b *Diagnostic) int {
	if c := a.Compare(b.Position); c != 0 {
		return c
	}
	if c := cmp.Compare(b.Severity, a.Severity); c != 0 {
		return c
	}
	return cmp.Or(cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Message, b.Message))
}

// Is reports whether a list is the other itself, and not merely like it.
func (l List) Is(other List) bool {
	return len(l) == len(other) && (len(l) == 0 || &l[0] == &other[0])
}

// Count returns how many errors and how many warnings the list holds.
func (l List) Count() (errors, warnings int) {
	for _, d := range l {
		if d.Severity == Error {
			errors++
		} else {
			warnings++
		}
	}
	return errors, warnings
}

// HasErrors reports whether publication must stop.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}
