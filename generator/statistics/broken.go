package statistics

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"qizhi/generator/diag"
)

// BrokenFigure is a {{…}} that lacks a brace, so that it is published as it stands.
type BrokenFigure struct {
	At, Len int    // bytes
	Written string // "{{members}"
	Name    string // what was meant: "members", "2022-H1.members:number"
}

// Message says what happens: “{{members}”会原样显示在网页上.
func (b BrokenFigure) Message() string {
	return fmt.Sprintf("“%s”不是完整的指标写法，会原样显示在网页上", b.Written)
}

// Hint says what to write.
func (b BrokenFigure) Hint() string {
	return fmt.Sprintf("写成 {{%s}}；要原样显示就两边加反引号 `…`", b.Name)
}

// Broken finds what was meant as a figure, by the name of an indicator inside it: {{members}人, {members},
// {{ members }. A name that is only nearly an indicator's counts behind two braces.
func (s *Set) Broken(text string) []BrokenFigure {
	if len(s.Indicators) == 0 || strings.IndexByte(text, '{') < 0 && !strings.Contains(text, "｛") {
		return nil
	}
	var found []BrokenFigure
	for at := nextBrace(text, 0); at < len(text); at = nextBrace(text, at) {
		opened, end := braces(text, at, '{', '｛')
		inner := figureName(text[end:])
		closed, stop := braces(text, end+len(inner), '}', '｝')
		name := strings.TrimSpace(inner)
		if opened <= 2 && closed <= 2 && opened+closed < 4 && name != "" { // ｛｛members｝｝ is told while the text is read
			if meant := s.meantFigure(name, opened+closed > 2, closed > 0); meant != "" {
				stop -= len(text[at:stop]) - len(strings.TrimRight(text[at:stop], " "))
				found = append(found, BrokenFigure{At: at, Len: stop - at, Written: text[at:stop], Name: meant})
			}
		}
		at = max(stop, end)
	}
	return found
}

// nextBrace is the offset of the first opening brace, full-width or not, at or behind an offset; the
// length of the text where there is none.
func nextBrace(text string, at int) int {
	for ; at < len(text); at++ {
		if text[at] == '{' || text[at] == "｛"[0] && strings.HasPrefix(text[at:], "｛") {
			return at
		}
	}
	return at
}

// braces counts the braces of one kind, full-width or not, that stand together at an offset.
func braces(text string, at int, half, full rune) (n, end int) {
	for end = at; end < len(text); n++ {
		r, size := utf8.DecodeRuneInString(text[end:])
		if r != half && r != full {
			break
		}
		end += size
	}
	return n, end
}

// figureName is what could be a figure's name at the beginning of a text, with blanks around it.
func figureName(text string) string {
	for i, r := range text {
		if i >= 60 || !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("._-: ", r)) {
			return text[:i]
		}
	}
	return text
}

// meantFigure is a figure as it should have been written; "" where no indicator was meant. near says
// that a misspelt name counts, closed that something follows the name that ends it.
func (s *Set) meantFigure(written string, near, closed bool) string {
	period, name := "", written
	if p, rest, ok := strings.Cut(name, "."); ok {
		period, name = p+".", rest
	}
	name, form, _ := strings.Cut(name, ":")
	if form != "" {
		form = ":" + form
	}
	name = strings.TrimSpace(name)
	if s.byName[name] == nil {
		if !near || !closed || len(name) < 4 {
			return ""
		}
		if name = diag.Nearest(name, s.names()); name == "" {
			return ""
		}
	}
	return period + name + form
}
