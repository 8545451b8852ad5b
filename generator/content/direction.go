package content

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// CheckDirection warns of the invisible characters of a text that turn its direction: pasted from a file's
// properties or a chat, they show 党建展示 as 示展建党, and make two names that look alike differ. A text in a
// script that is written from right to left needs them.
func CheckDirection(text *diag.Text, problems *diag.List) {
	source := text.String()
	first := nextTurn(source, 0)
	if first < 0 || isRightToLeft(source) {
		return
	}
	n := 0
	for at := first; at >= 0; at = nextTurn(source, at+1) {
		n++
	}
	r, size := utf8.DecodeRuneInString(source[first:])
	message := fmt.Sprintf("这里有看不见的控制字符（U+%04X），会把文字的方向倒过来", r)
	if n > 1 {
		message += fmt.Sprintf("，全文共 %d 个", n)
	}
	*problems = append(*problems, text.Report(first, size, diag.Warning, "encoding/direction", message, "删去它：把前后的字连同它一起删掉，再打一遍"))
}

// nextTurn is the offset, from one on, of the next character that turns the direction; -1 for none. It looks for
// the bytes with which the few of them begin, which a Chinese text seldom has.
func nextTurn(s string, from int) int {
	next := -1
	for _, lead := range []byte{0xD8, 0xE2} {
		for at := from; at < len(s); at++ {
			i := strings.IndexByte(s[at:], lead)
			if i < 0 {
				break
			}
			if at += i; next >= 0 && at > next {
				break
			}
			if r, _ := utf8.DecodeRuneInString(s[at:]); unicode.Is(unicode.Bidi_Control, r) {
				next = at
				break
			}
		}
	}
	return next
}

// isRightToLeft reports a text with letters of a script that is written from right to left.
func isRightToLeft(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r >= 0x0590 && r < 0x08FF && !unicode.Is(unicode.Bidi_Control, r) && unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko)
	})
}

// LeaveOutDirections takes the characters that CheckDirection warns of out of the texts of settings: they are shown
// in lists, menus and the titles of windows, among other words.
func LeaveOutDirections(t *table.Table) {
	source := t.Text().String()
	if nextTurn(source, 0) < 0 && strings.IndexByte(source, '\\') < 0 || isRightToLeft(source) { // "\u202e" is one as well
		return
	}
	leaveOut(&table.Value{Data: t})
}

func leaveOut(v *table.Value) {
	switch data := v.Data.(type) {
	case string:
		v.Data = strings.Map(func(r rune) rune {
			if unicode.Is(unicode.Bidi_Control, r) {
				return -1
			}
			return r
		}, data)
	case []table.Value:
		for i := range data {
			leaveOut(&data[i])
		}
	case *table.Table:
		entries := data.Entries()
		for i := range entries {
			leaveOut(&entries[i].Value)
		}
	}
}
