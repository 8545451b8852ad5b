package personal

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// mobileParts are the ways in which a mobile number is written, by the digits of a country code that
// runs together with it.
var mobileParts = map[int][][]int{
	0: {{11}, {3, 4, 4}, {4, 4, 3}, {4, 3, 4}, {3, 3, 5}},
	2: {{13}, {5, 4, 4}},
	4: {{15}, {7, 4, 4}},
}

// mobile reads a mobile number: 1, a digit from 3 to 9, and nine more, after 86 or 0086 or without.
func mobile(c *chain, i, j int, digits []byte) (Number, bool) {
	national, code := countryCode(digits)
	if len(national) != 11 || national[0] != '1' || national[1] < '3' || !c.parted(i, j, mobileParts[code]) || !c.alone(i, j) {
		return Number{}, false
	}
	n := c.number(Mobile, i, j, national)
	skipped := skipDigits(c.text[n.At:], code)
	n.At, n.Len = n.At+skipped, n.Len-skipped
	return n, !isAmount(c.text, n) && c.standsAlone(n, i, j)
}

// countryCode cuts 86 or 0086 off; code is how many digits that were.
func countryCode(digits []byte) (national []byte, code int) {
	switch {
	case len(digits) == 13 && string(digits[:2]) == "86":
		return digits[2:], 2
	case len(digits) == 15 && string(digits[:4]) == "0086":
		return digits[4:], 4
	}
	return digits, 0
}

// skipDigits is how many bytes the first n digits of s take.
func skipDigits(s string, n int) int {
	at := 0
	for range n {
		_, size := digitAt(s[at:])
		at += size
	}
	return at
}

// isAmount reports a number that counts something: money before or after it, a multiplier, a percent
// sign, or five zeros at its end.
func isAmount(text string, n Number) bool {
	if strings.HasSuffix(n.Digits, "00000") {
		return true
	}
	before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(text[:n.At], " "))
	after, _ := utf8.DecodeRuneInString(strings.TrimLeft(text[n.At+n.Len:], " "))
	return strings.ContainsRune("¥￥$", before) && n.At > 0 || strings.ContainsRune("元万亿吨%％‰", after) && n.At+n.Len < len(text)
}

// standsAlone reports that a number is no part of something longer: a word, a decimal fraction, or an
// address on the web.
func (c *chain) standsAlone(n Number, i, j int) bool {
	if fraction(c, i, j) || inAddress(c.text, c.groups[i].at) {
		return false
	}
	after, _ := utf8.DecodeRuneInString(c.text[n.At+n.Len:])
	return !isLetter(after) && (n.At > c.groups[i].at || wordBefore(c.text[:n.At]))
}

// fraction reports a point beside the number that makes a decimal of it. 1.13800138000 at the beginning
// of a line is the first of a list.
func fraction(c *chain, i, j int) bool {
	point := func(r rune) bool { return r == '.' || r == '．' }
	if j < len(c.groups) && point(c.groups[j].gap) && !(j-i > 1 && point(c.groups[i+1].gap)) {
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
var numberWords = []string{"tel", "phone", "mobile", "cell", "sms", "wechat", "weixin", "wx", "qq", "no", "card"}

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

// isWord reports a Latin letter or a digit.
func isWord(r rune) bool { return isLetter(r) || r >= '0' && r <= '9' || r >= '０' && r <= '９' }
