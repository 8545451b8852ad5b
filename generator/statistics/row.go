package statistics

import "strings"

// rowMarks may stand around what a cell says.
const rowMarks = " *_　\t"

// ContradictedInRow is Contradictions for the row of a table: its two cells, and what is said above it
// (the page's title, the head of the column), which may make it something narrower or of another time. At
// counts from the beginning of the value.
func (s *Set) ContradictedInRow(above, label, value, period string) (c Contradiction, wrong bool) {
	p := s.byPeriod[period]
	if p == nil || s.faults.found || strings.ContainsAny(label+value, "\n|") {
		return c, false
	}
	p, last := s.meant(above, p, 0)
	if p == nil || last.day || narrower(above) {
		return c, false
	}
	for _, c := range s.Contradictions(label+" | "+value, p.Name) {
		if c.At -= len(label + " | "); c.At >= 0 {
			c.elsewhere = c.elsewhere || p.Name != period
			return c, true
		}
	}
	return c, false
}

// numberInRow reads the row of a table that has a label and a bare number and nothing else:
// | 党员 | 363 |, 党员（人）| 363.
func numberInRow(text string, m match) (typed, bool) {
	line := text[:m.at]
	line = strings.Trim(line[strings.LastIndexByte(line, '\n')+1:], rowMarks+"\r")
	if line != "" && line != "|" {
		return typed{}, false
	}
	at, ok := labelCellEnd(text, m)
	if !ok {
		return typed{}, false
	}
	n, _ := readNumeral(text, at)
	if n == nil || n.percent && !m.of.IsRate() {
		return typed{}, false
	}
	end := n.end
	if unit, written, has := withUnit(text, n, m.of); has {
		n, end = unit, written
	}
	rest, _, _ := strings.Cut(text[end:], "\n")
	rest = strings.Trim(rest, rowMarks+"\r")
	return typed{label: m, number: n, end: end}, rest == "" || rest == "|"
}

// labelCellEnd is where the cell behind the label's begins; the label may say its unit.
func labelCellEnd(text string, m match) (int, bool) {
	rest := text[m.end:]
	for _, w := range []string{"人数", "总数", "数量", "数"} {
		if after, has := strings.CutPrefix(rest, w); has {
			rest = after
			break
		}
	}
	for _, unit := range append(m.of.units(), m.of.Unit) {
		for _, w := range []string{"（" + unit + "）", "(" + unit + ")"} {
			rest = strings.TrimPrefix(rest, w)
		}
	}
	rest, has := strings.CutPrefix(strings.TrimLeft(rest, rowMarks), "|")
	rest = strings.TrimLeft(rest, rowMarks)
	return len(text) - len(rest), has
}
