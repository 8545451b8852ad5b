package content

import (
	"strings"
	"unicode/utf8"
)

// Within narrows the place of a value to a part of it, given as a byte range of the value as
// understood. A part that the source does not show as it is (escaped, or broken over two lines) leaves the
// place as it was.
func (p Place) Within(value string, at, length int) Place {
	part := value[at : at+length]
	line := []rune(p.Excerpt)
	if part == "" || p.Column < 1 || p.Column > len(line) {
		return p
	}
	source := string(line[p.Column-1:])
	if p.Below != "" {
		source += "\n" + p.Below
	}
	found := 0
	for skip := strings.Count(value[:at], part); ; skip-- {
		next := strings.Index(source[found:], part)
		if next < 0 {
			return p
		}
		found += next
		if skip == 0 {
			break
		}
		found += len(part)
	}
	p.Width = utf8.RuneCountInString(part)
	above := strings.LastIndexByte(source[:found], '\n')
	if above < 0 {
		p.Column += utf8.RuneCountInString(source[:found])
		return p
	}
	p.Line += strings.Count(source[:found], "\n")
	p.Column = 1 + utf8.RuneCountInString(source[above+1:found])
	p.Excerpt, p.Below, _ = strings.Cut(source[above+1:], "\n")
	return p
}
