package personal

import (
	"time"
	"unicode/utf8"
)

// idNumber reads a resident ID number (GB 11643-1999): six digits of a region, the day of birth, three
// digits of a sequence, and the check character, which is a digit or X. The number may be parted in any
// way: the arithmetic tells it from a row of figures.
func idNumber(c *chain, i, j int, digits []byte) (Number, bool) {
	if len(digits) < 17 || len(digits) > 18 || !isRegion(digits) || !isBirthday(digits[6:14]) {
		return Number{}, false
	}
	check := checkCharacter(digits)
	n := c.number(IDNumber, i, j, digits)
	if len(digits) == 18 {
		return n, digits[17] == check
	}
	width := c.leadingX(c.text[n.At+n.Len:])
	n.Len += width
	n.Digits += "X"
	return n, check == 'X' && width > 0
}

// oldParts are the ways in which an older ID number is written.
var oldParts = [][]int{{15}, {6, 6, 3}}

// oldIDNumber reads an ID number of 15 digits, which has no century and no checksum. None has been valid
// since 2013, but lists of the time before have them: it is one where the words before it say so.
func oldIDNumber(c *chain, i, j int, digits []byte) (Number, bool) {
	if len(digits) != 15 || !isRegion(digits) || !c.parted(i, j, oldParts) || !c.alone(i, j) {
		return Number{}, false
	}
	born := append([]byte("19"), digits[6:12]...)
	n := c.number(IDNumber, i, j, digits)
	return n, isBirthday(born) && speaksOfID(c.text[:n.At]) && c.standsAlone(n, i, j)
}

// leadingX is the width of the X at the beginning of s with what parts it from the digits; 0 when there
// is none or a word goes on there. Another number may follow.
func (w script) leadingX(s string) int {
	_, width := w.separator(s)
	x, size := utf8.DecodeRuneInString(s[width:])
	if after, _ := utf8.DecodeRuneInString(s[width+size:]); !isX(x) || isLetter(after) {
		return 0
	}
	return width + size
}

// regions are the first two digits of the codes of GB/T 2260, Hong Kong, Macao and Taiwan with the
// codes of their residents' permits.
var regions = func() (t [100]bool) {
	for _, r := range []int{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41, 42, 43, 44, 45, 46,
		50, 51, 52, 53, 54, 61, 62, 63, 64, 65, 71, 81, 82, 83, 91} {
		t[r] = true
	}
	return t
}()

func isRegion(digits []byte) bool { return regions[atoi(digits[:2])] }

// isBirthday reports a day that exists, of somebody who may be alive or has been since 1900.
func isBirthday(digits []byte) bool {
	year, month, day := atoi(digits[:4]), atoi(digits[4:6]), atoi(digits[6:8])
	if year < 1900 || year > 2099 {
		return false
	}
	d := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC)
	return int(d.Month()) == month && d.Day() == day
}

// weights and checks are those of ISO 7064 MOD 11-2.
var weights = [17]int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2}

const checks = "10X98765432"

func checkCharacter(digits []byte) byte {
	sum := 0
	for k, w := range weights {
		sum += w * int(digits[k]-'0')
	}
	return checks[sum%11]
}

func atoi(digits []byte) int {
	n := 0
	for _, d := range digits {
		n = n*10 + int(d-'0')
	}
	return n
}
