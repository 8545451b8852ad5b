package personal

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// mobileParts are the ways in which a mobile number is written, by the digits before it that run
// together with it: a country code, or the 0 that was once dialled.
var mobileParts = map[int][][]int{
	0: {{11}, {3, 4, 4}, {4, 4, 3}, {4, 3, 4}, {3, 3, 5}, {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1}},
	1: {{12}, {4, 4, 4}},
	2: {{13}, {5, 4, 4}},
	4: {{15}, {7, 4, 4}},
}

// rareParts are those in which two figures may stand beside each other, too.
var rareParts = [][]int{{3, 8}, {5, 6}, {7, 4}}

// mobile reads a mobile number: 1, a digit from 3 to 9, and nine more, after 86, 0086, 0 or without.
func mobile(c *chain, i, j int, digits []byte) (Number, bool) {
	national, code := countryCode(digits)
	if len(national) != 11 || national[0] != '1' || national[1] < '3' || !c.alone(i, j) {
		return Number{}, false
	}
	if !c.parted(i, j, mobileParts[code]) && !c.wrapped(i, j) && !(code == 0 && (c.parted(i, j, rareParts) && c.rarely(i, j, national) || c.freely(i, j))) || !c.signed(i, j) {
		return Number{}, false
	}
	n := c.number(Mobile, i, j, national)
	skipped := c.skipDigits(c.text[n.At:], code)
	n.At, n.Len = n.At+skipped, n.Len-skipped
	return n, !isAmount(c.text, n) && c.standsAlone(n, i, j)
}

// rarely reports whether two groups are one number. A dash makes a range of them, or a day of a serial
// number (150-20220630); a point makes a decimal fraction.
func (c *chain) rarely(i, j int, digits []byte) bool {
	if speaksOfPhone(c.text[:c.groups[i].at]) {
		return true
	}
	if c.groups[i].count == 3 {
		return c.groups[i+1].gap != '.' && c.groups[i+1].gap != '/' && !isBirthday(digits[3:])
	}
	return c.groups[i+1].gap == ' '
}

// freeParts are the groups of those who write a mobile number as they speak it.
var freeParts = [][]int{{3, 2, 2, 2, 2}, {3, 3, 3, 2}, {3, 2, 3, 3}, {3, 3, 2, 3}}

// freely reports groups of any other lengths that are one number: right behind a word for a phone, or of the
// lengths that are spoken where they are joined by dashes or a phone is spoken of. Figures beside each other are none.
func (c *chain) freely(i, j int) bool {
	if j-i < 2 || !strings.ContainsRune(" -.·", c.groups[i+1].gap) {
		return false
	}
	head := c.text[:c.groups[i].at]
	return isPhoneLabel(head) || c.parted(i, j, freeParts) && (c.groups[i+1].gap == '-' || speaksOfPhone(head))
}

// signed reports whether the signs between the groups are those of a number. Tabs part the columns of a
// table: what is parted by them is a number only by itself or where a phone is spoken of. A closing
// bracket needs its opening.
func (c *chain) signed(i, j int) bool {
	if j-i < 2 {
		return true
	}
	from, end := c.groups[i].at, c.groups[j-1].end
	switch c.groups[i+1].gap {
	case '\t':
		return speaksOfPhone(c.text[:from]) || isLine(c.text, from, end)
	case ')':
		before, _ := utf8.DecodeLastRuneInString(c.text[:from])
		return c.groups[i].count == 3 && (before == '(' || before == '（')
	}
	return true
}

// isLine reports whether nothing else stands on the line of the bytes [from, end).
func isLine(text string, from, end int) bool {
	before, after := nearby(text[:from]), text[end:]
	before = before[strings.LastIndexByte(before, '\n')+1:]
	if k := strings.IndexByte(after, '\n'); k >= 0 {
		after = after[:k]
	}
	return strings.TrimSpace(before) == "" && strings.TrimSpace(after) == ""
}

// countryCode cuts 86, 0086 or 0 off; code is how many digits that were.
func countryCode(digits []byte) (national []byte, code int) {
	switch {
	case len(digits) == 13 && string(digits[:2]) == "86":
		return digits[2:], 2
	case len(digits) == 15 && string(digits[:4]) == "0086":
		return digits[4:], 4
	case len(digits) == 12 && digits[0] == '0':
		return digits[1:], 1
	}
	return digits, 0
}

// skipDigits is how many bytes the first n digits of s take.
func (w script) skipDigits(s string, n int) int {
	at := 0
	for range n {
		_, size := w.digitAt(s[at:])
		at += size
	}
	return at
}

// standsAlone reports that a number is no part of something longer: a word, a decimal fraction, or an
// address on the web.
func (c *chain) standsAlone(n Number, i, j int) bool {
	if fraction(c, i, j) || inAddress(c.text, c.groups[i].at) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(c.text[n.At+n.Len:])
	return !isLetter(after) && (n.At > c.groups[i].at || n.At == c.before || wordBefore(c.text[:n.At]))
}

// fraction reports a point beside the number that makes a decimal of it. 1.13800138000 at the beginning
// of a line is the first of a list.
func fraction(c *chain, i, j int) bool {
	point := func(r rune) bool { return r == '.' || r == '．' }
	if j < len(c.groups) && point(c.groups[j].gap) && !(j-i > 1 && point(c.groups[j-1].gap)) {
		return true
	}
	if i == 0 || !point(c.groups[i].gap) {
		return false
	}
	g := c.groups[i-1]
	head := nearby(c.text[:g.at])
	line := strings.TrimLeft(head[strings.LastIndexByte(head, '\n')+1:], " \t　-*>#")
	return i > 1 || g.count > 2 || c.digits[g.from] == '0' || line != ""
}

// numberWords may run into a number: Tel13800138000.
var numberWords = []string{"tel", "phone", "mobile", "cell", "sms", "wechat", "weixin", "wx", "vx", "dh", "sj", "qq", "no", "card"}

// wordBefore reports whether a number may begin behind head: not within a word of Latin letters, nor
// as the American number that +1… is.
func wordBefore(head string) bool {
	r, _ := utf8.DecodeLastRuneInString(head)
	if r == '+' || r == '＋' {
		return false
	}
	if !isLetter(r) {
		return true
	}
	word := strings.ToLower(head[max(len(head)-8, 0):])
	return slices.ContainsFunc(numberWords, func(w string) bool { return strings.HasSuffix(word, w) })
}

// nearby is the end of head that is looked at: no address and no mark of a list is longer.
func nearby(head string) string { return head[max(len(head)-2048, 0):] }

// inAddress reports whether the byte at lies within an address on the web, where numbers name pages.
func inAddress(text string, at int) bool {
	head := nearby(text[:at])
	if start := strings.LastIndexAny(head, " \t\n\"'<>()（）[]，。；、"); start >= 0 {
		head = head[start+1:]
	}
	return strings.Contains(head, "://") || strings.HasPrefix(head, "//") || strings.HasPrefix(head, "www.")
}

// isLetter reports a Latin letter, of either width.
func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 'ａ' && r <= 'ｚ' || r >= 'Ａ' && r <= 'Ｚ'
}
