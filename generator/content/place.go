package content

import (
	"strings"
	"unicode/utf8"
)

// Within narrows the place of a value to a part of it, given as a byte range of the value as
// understood. A part that the line does not show as it is (escaped, or on a later line of a text of
// several) leaves the place as it was.
func (p Place) Within(value string, at, length int) Place {
	part := value[at : at+length]
	line := []rune(p.Excerpt)
	if part == "" || p.Column < 1 || p.Column > len(line) {
		return p
	}
	rest, column := string(line[p.Column-1:]), p.Column
	for skip := strings.Count(value[:at], part); ; skip-- {
		found := strings.Index(rest, part)
		if found < 0 {
			return p
		}
		column += utf8.RuneCountInString(rest[:found])
		if skip == 0 {
			p.Column, p.Width = column, utf8.RuneCountInString(part)
			return p
		}
		column += utf8.RuneCountInString(part)
		rest = rest[found+len(part):]
	}
}
