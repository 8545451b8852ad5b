package check

import (
	"slices"
	"strings"

	"qizhi/generator/check/personal"
	"qizhi/generator/diag"
)

// Veiled is a list of findings beside the same with every number in them hidden. Hiding thousands takes
// milliseconds: a list that is shown after every save is veiled once.
type Veiled struct{ plain, hidden diag.List }

// Veil hides the numbers in all that each finding says: a line shown for another reason, or the name of a
// file, would give away what [Stopping] masks.
func Veil(list diag.List) Veiled {
	hidden, own := list, false
	line, masked := "", "" // many findings may stand on one long line
	for i := range list {
		d := list[i]
		if d.Excerpt != line {
			line, masked = d.Excerpt, personal.Mask(d.Excerpt)
		}
		d.Path, d.Message, d.Hint, d.Excerpt = personal.Mask(d.Path), personal.Mask(d.Message), personal.Mask(d.Hint), masked
		if d == list[i] {
			continue
		}
		if !own { // few have anything to hide
			hidden, own = slices.Clone(list), true
		}
		hidden[i] = d
	}
	return Veiled{plain: list, hidden: hidden}
}

// Masked is everything that lists say with the numbers hidden, also those that marks take apart on a line of
// which another finding says that a number stands there.
func Masked(lists ...Veiled) diag.List {
	numbered := map[diag.Position]bool{}
	for _, v := range lists {
		for _, d := range v.plain {
			if strings.HasPrefix(d.Rule, "personal/") {
				numbered[lineOf(d)] = true
			}
		}
	}
	joined := make([]diag.List, len(lists))
	for i, v := range lists {
		joined[i] = v.on(numbered)
	}
	return diag.Join(joined...)
}

// on is the hidden list where lines hold numbers. It changes nothing of it.
func (v Veiled) on(numbered map[diag.Position]bool) diag.List {
	out, own := v.hidden, false
	if len(numbered) == 0 {
		return out
	}
	for i, d := range v.plain {
		if strings.HasPrefix(d.Rule, "personal/") || !numbered[lineOf(d)] || v.hidden[i].Excerpt != d.Excerpt {
			continue
		}
		if !own {
			out, own = append(diag.List(nil), v.hidden...), true
		}
		out[i].Excerpt = withoutDigits(d.Excerpt)
	}
	return out
}

// lineOf is the line that a finding stands on.
func lineOf(d diag.Diagnostic) diag.Position { return diag.Position{Path: d.Path, Line: d.Line} }
