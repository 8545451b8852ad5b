package statistics

import (
	"slices"
	"strings"
)

// rowMarks may stand around what a cell says.
const rowMarks = " *_　\t"

// ContradictedInRow is Contradictions for the row of a table: what its cells say, the head of each column (of a
// table of two columns it may make the number something narrower, of a wider one it says of what time it
// is), and what is said above it, the page's title. At counts from the beginning of the cell.
func (s *Set) ContradictedInRow(above string, heads, cells []string, period string) []Contradiction {
	p := s.byPeriod[period]
	if p == nil || s.faults.found || !s.labelled(cells[0]) || slices.ContainsFunc(cells, brokenCell) {
		return nil
	}
	head := ""
	if len(cells) == 2 {
		above += "，" + heads[1]
	} else if !slices.ContainsFunc(heads, brokenCell) {
		head = strings.Join(heads, " | ") + "\n"
	}
	p, last := s.meant(above, p, 0)
	if p == nil || last.day || narrower(above) {
		return nil
	}
	var found []Contradiction
	for _, c := range s.Contradictions(head+strings.Join(cells, " | "), p.Name) {
		if c.At -= len(head); c.At < 0 {
			continue
		}
		for c.At > len(cells[c.Cell]) {
			c.At -= len(cells[c.Cell]) + len(" | ")
			c.Cell++
		}
		c.elsewhere = c.elsewhere || p.Name != period
		if c.Cell > 0 && c.At >= 0 {
			found = append(found, c)
		}
	}
	return found
}

// labelled reports whether a text names an indicator; most rows of most tables do not.
func (s *Set) labelled(text string) (is bool) {
	s.labels.find(text, func(match) { is = true })
	return is
}

func brokenCell(text string) bool { return strings.ContainsAny(text, "\n|") }

// column is the column of a number in the row of a table of more than two cells.
type column struct {
	head string
	only bool // no other cell of the row has a number
}

// plainHeads are what a column is called that says nothing but that numbers stand in it.
var plainHeads = []string{"", "数", "数量", "数值", "数字", "人数", "总数", "合计", "值", "本期", "现有"}

// unclear reports whether a column does not say of what time its numbers are: neither does its head, nor is it the
// only one with a number.
func (c *column) unclear(said moment) bool {
	return c != nil && said.end == 0 && !(c.only && slices.Contains(plainHeads, strings.Trim(c.head, rowMarks)))
}

// numbersInRow reads the row of a table that begins with a label: the number behind it where that is all,
// | 党员 | 363 |, 党员（人）| 363, else every number with the head of its column: | 党员 | 350 | 363 |.
func numbersInRow(text string, m match) []typed {
	from, ok := rowBegin(text[:m.at])
	if !ok {
		return nil
	}
	at, ok := labelCellEnd(text, m)
	if !ok {
		return nil
	}
	end := len(text)
	if k := strings.IndexByte(text[at:], '\n'); k >= 0 {
		end = at + k
	}
	end = at + len(strings.TrimRight(text[at:end], rowMarks+"\r"))
	if end = max(at, end); end > at && text[end-1] == '|' {
		end--
	}
	found, cells := numbersInCells(text[:end], at, m)
	if cells < 2 && len(found) > 0 {
		found[0].column = nil
	}
	if cells < 2 || len(found) == 0 {
		return found
	}
	heads := headsOver(text[:from])
	if len(heads) <= cells { // fewer cells than heads end in empty ones
		return nil
	}
	for k := range found {
		c := found[k].column
		c.head, c.only = heads[1+strings.Count(text[at:found[k].number.at], "|")], len(found) == 1
		found[k].loose = true
	}
	return found
}

// rowBegin is where the line begins that ends in the middle of a row's first cell, when it is one. It looks no farther
// back than what may stand before a label: a line may name a hundred thousand.
func rowBegin(before string) (from int, ok bool) {
	rest := strings.TrimRight(before, rowMarks+"\r")
	rest = strings.TrimRight(strings.TrimSuffix(rest, "|"), rowMarks+"\r")
	return len(rest), rest == "" || strings.HasSuffix(rest, "\n")
}

// numbersInCells reads the cells from a byte offset up to the end of the text that are a number of the label and
// nothing else, and says how many cells there are.
func numbersInCells(text string, at int, m match) (found []typed, cells int) {
	for cells = 1; ; cells++ {
		cell, rest, more := strings.Cut(text[at:], "|")
		lead := len(cell) - len(strings.TrimLeft(cell, rowMarks))
		if t, ok := numberInCell(text, at+lead, at+len(cell), m); ok {
			found = append(found, t)
		}
		if !more {
			return found, cells
		}
		at = len(text) - len(rest)
	}
}

// numberInCell reads the number of a cell; its unit may follow.
func numberInCell(text string, at, stop int, m match) (typed, bool) {
	n, _ := readNumeral(text[:stop], at)
	if n == nil || n.percent && !m.of.IsRate() {
		return typed{}, false
	}
	end := n.end
	if unit, written, has := withUnit(text[:stop], n, m.of); has {
		n, end = unit, written
	}
	return typed{label: m, number: n, end: end, column: &column{}}, strings.Trim(text[end:stop], rowMarks) == ""
}

// headsOver are the cells of the first line of the table whose next line begins where the text ends.
func headsOver(text string) []string {
	head := ""
	for text != "" {
		text = strings.TrimSuffix(text, "\n")
		from := strings.LastIndexByte(text, '\n') + 1
		if !strings.Contains(text[from:], "|") {
			break
		}
		head, text = text[from:], text[:from]
	}
	head = strings.Trim(head, rowMarks+"\r")
	heads := strings.Split(strings.TrimSuffix(strings.TrimPrefix(head, "|"), "|"), "|")
	for k := range heads {
		heads[k] = strings.Trim(heads[k], rowMarks)
	}
	return heads
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
