package content

import (
	"strconv"
	"strings"
)

// hanYearDigits are the numerals of a year, each in the place of its value; 〇 is typed in the ways of hanZero.
const (
	hanYearDigits = "〇一二三四五六七八九"
	hanZero       = "○零Oo"
)

// arabicDate writes the numerals of 二〇二二年六月三十日, the date under an official document, in
// digits: 2022年6月30日. What it does not know it leaves for the reader of dates to refuse.
func arabicDate(s string) string {
	head, rest, _ := strings.Cut(s, "年")
	head = arabicYear(head)
	month, day, ok := strings.Cut(rest, "月")
	if !ok {
		return head + "年" + rest
	}
	number := strings.TrimRight(day, "日号")
	return head + "年" + arabicBelow100(month) + "月" + arabicBelow100(number) + day[len(number):]
}

// arabicYear writes 二〇二二 as 2022, digit by digit.
func arabicYear(s string) string {
	if !strings.ContainsAny(s, hanYearDigits) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(hanZero, r) {
			return '0'
		}
		if before, _, ok := strings.Cut(hanYearDigits, string(r)); ok {
			return '0' + rune(len(before)/len("一"))
		}
		return r
	}, s)
}

// arabicBelow100 writes 六, 十, 十一, 三十 and 三十一 in digits, and every other text as it is.
func arabicBelow100(s string) string {
	tens, ones, ten := strings.Cut(s, "十")
	if !ten {
		tens, ones = "〇", s
	}
	high, okHigh := hanDigit(tens, 1)
	low, okLow := hanDigit(ones, 0)
	if s == "" || !okHigh || !okLow {
		return s
	}
	return strconv.Itoa(10*high + low)
}

// hanDigit is the value of one numeral; of none, what the text says by leaving it out.
func hanDigit(s string, none int) (int, bool) {
	if s == "" {
		return none, true
	}
	before, _, ok := strings.Cut(hanYearDigits, s)
	return len(before) / len("一"), ok && len(s) == len("一")
}
