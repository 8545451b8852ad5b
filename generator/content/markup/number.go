package markup

import "bytes"

// Numeric reports whether the text of a table cell is a number as tables hold them: digits with a
// sign, grouping commas, a decimal point, and a percent or permille sign after.
func Numeric(s []byte) bool {
	s = bytes.TrimSpace(s)
	s = bytes.TrimSuffix(bytes.TrimSuffix(s, []byte("%")), []byte("‰"))
	s = bytes.TrimPrefix(bytes.TrimPrefix(s, []byte("-")), []byte("+"))
	s = bytes.TrimPrefix(bytes.TrimPrefix(s, []byte("−")), []byte("¥"))
	digits, points := 0, 0
	for _, c := range s {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c == '.':
			points++
		case c != ',' || digits == 0:
			return false
		}
	}
	return digits > 0 && points <= 1
}

// Vacant reports a cell that holds no value: empty, or a dash that stands for none.
func Vacant(s []byte) bool {
	switch string(bytes.TrimSpace(s)) {
	case "", "-", "—", "——", "/", "－", "\u00a0":
		return true
	}
	return false
}
