package markup

import (
	"bytes"
	"unicode/utf8"
)

// Numeric reports whether the text of a table cell is a number as tables hold them: digits with a
// sign, a currency, grouping commas, a decimal point, and a percent or permille sign after, in half
// or full width; in brackets it is negative, as accounts write it.
func Numeric(s []byte) bool {
	s = bytes.TrimSpace(s)
	for _, brackets := range [][2]string{{"(", ")"}, {"（", "）"}} {
		if inner, ok := bytes.CutPrefix(s, []byte(brackets[0])); ok {
			if s, ok = bytes.CutSuffix(inner, []byte(brackets[1])); !ok || !startsAmount(s) {
				return false
			}
			break
		}
	}
	s = cutLast(s, "%", "％", "‰")
	s = cutFirst(cutFirst(s, "-", "+", "−", "－", "＋"), "¥", "￥", "$")
	s = cutFirst(s, "-", "−", "－") // ¥-5
	digits, points := 0, 0
	for _, c := range string(s) {
		switch {
		case c >= '0' && c <= '9', c >= '０' && c <= '９':
			digits++
		case c == '.' || c == '．':
			points++
		case c != ',' && c != '，' || digits == 0:
			return false
		}
	}
	return digits > 0 && points <= 1
}

// Amount reports a number that its unit may follow: 40人, 1,362家, 3.5万元. Days and years are none.
func Amount(s []byte) bool {
	return Numeric(cutLast(cutLast(bytes.TrimSpace(s), units...), "万", "亿"))
}

// units are what stands behind a number in a cell of a table.
var units = []string{"个百分点", "人次", "元", "人", "家", "名", "个", "次", "期", "项", "条", "件", "份", "场", "户", "篇"}

// startsAmount reports that what is in brackets has no sign of its own.
func startsAmount(s []byte) bool {
	r, _ := utf8.DecodeRune(s)
	return r >= '0' && r <= '9' || r >= '０' && r <= '９' || r == '¥' || r == '￥' || r == '$'
}

// cutFirst cuts the first of the signs with which s begins.
func cutFirst(s []byte, signs ...string) []byte {
	for _, sign := range signs {
		if rest, ok := bytes.CutPrefix(s, []byte(sign)); ok {
			return rest
		}
	}
	return s
}

// cutLast cuts the first of the signs with which s ends.
func cutLast(s []byte, signs ...string) []byte {
	for _, sign := range signs {
		if rest, ok := bytes.CutSuffix(s, []byte(sign)); ok {
			return rest
		}
	}
	return s
}

// Vacant reports a cell that holds no value: empty, or a dash that stands for none.
func Vacant(s []byte) bool {
	switch string(bytes.TrimSpace(s)) {
	case "", "-", "—", "——", "/", "－", "\u00a0":
		return true
	}
	return false
}
