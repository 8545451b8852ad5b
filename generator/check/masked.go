package check

import (
	"slices"
	"strings"

	"qizhi/generator/check/personal"
	"qizhi/generator/diag"
)

// Veiled is a list of findings beside the same with every number in them hidden. Hiding thousands takes
// milliseconds, and so does sorting them: a list that is shown after every save is veiled once.
type Veiled struct {
	plain, hidden diag.List
	sorted        diag.List       // hidden, in order
	numbered      []diag.Position // the lines of which it says that a number stands there
}

// Veil hides the numbers in all that each finding says: a line shown for another reason, or the name of a
// file, would give away what [Stopping] masks.
func Veil(list diag.List) Veiled {
	list = list.Sorted()
	out, own := Veiled{plain: list, hidden: list, sorted: list}, false
	line, masked := "", "" // many findings may stand on one long line
	for i := range list {
		d := list[i]
		if isNumber(d) {
			out.numbered = append(out.numbered, lineOf(d))
		}
		if d.Excerpt != line {
			line, masked = d.Excerpt, personal.Mask(d.Excerpt)
		}
		d.Path, d.Message, d.Hint, d.Excerpt = personal.Mask(d.Path), personal.Mask(d.Message), personal.Mask(d.Hint), masked
		if d == list[i] {
			continue
		}
		if !own { // few have anything to hide
			out.hidden, own = slices.Clone(list), true
		}
		out.hidden[i] = d
	}
	if own {
		out.sorted = out.hidden.Sorted()
	}
	return out
}

// Masked is everything that lists say with the numbers hidden, also those that marks take apart on a line of
// which another finding says that a number stands there. It is sorted; the first list is best the longest.
func Masked(lists ...Veiled) (out diag.List) {
	numbered := map[diag.Position]bool{}
	for _, v := range lists {
		for _, line := range v.numbered {
			numbered[line] = true
		}
	}
	for i, v := range lists {
		if found := v.on(numbered); i == 0 {
			out = found
		} else {
			out = out.With(found)
		}
	}
	return slices.Clip(out)
}

// on is the hidden list, sorted, where lines hold numbers. It changes nothing of it.
func (v Veiled) on(numbered map[diag.Position]bool) diag.List {
	if len(numbered) == 0 {
		return v.sorted
	}
	var out diag.List
	for i, d := range v.plain {
		if isNumber(d) || !numbered[lineOf(d)] || v.hidden[i].Excerpt != d.Excerpt {
			continue
		}
		if out == nil {
			out = slices.Clone(v.hidden)
		}
		out[i].Excerpt = withoutDigits(d.Excerpt)
	}
	if out == nil {
		return v.sorted
	}
	return out.Sorted()
}

// isNumber reports a finding of a personal number.
func isNumber(d diag.Diagnostic) bool { return strings.HasPrefix(d.Rule, "personal/") }

// lineOf is the line that a finding stands on.
func lineOf(d diag.Diagnostic) diag.Position { return diag.Position{Path: d.Path, Line: d.Line} }
