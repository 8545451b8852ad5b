package statistics

import (
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// numeral is a number as it stands in running Chinese text.
type numeral struct {
	at, end int      // byte range, multiplier and percent sign included
	value   *big.Rat // 85 for 85% and 百分之八十五
	grain   *big.Rat // the worth of the last digit: 1 for 362, 1000 for 1.2万
	percent bool
	bare    *numeral // the same without its multiplier (1.2 of 1.2万), for units such as 万元
}

// foldDigit gives the ASCII form of a digit, full-width or not.
func foldDigit(r rune) (byte, bool) {
	switch {
	case r >= '0' && r <= '9':
		return byte(r), true
	case r >= '０' && r <= '９':
		return byte(r - '０' + '0'), true
	}
	return 0, false
}

// hanDigits and hanPowers are the characters of a Chinese numeral; 〇 and 零 are nothing.
var (
	hanDigits = map[rune]int64{'〇': 0, '零': 0, '一': 1, '二': 2, '两': 2, '三': 3, '四': 4, '五': 5, '六': 6, '七': 7, '八': 8, '九': 9}
	hanPowers = map[rune]int64{'十': 10, '百': 100, '千': 1000}
	hanMyriad = map[rune]int64{'万': 10_000, '亿': 100_000_000}
)

// inNumeral reports whether a rune may stand inside a numeral.
func inNumeral(r rune) bool {
	if _, ok := foldDigit(r); ok || r == '.' || r == ',' || r == '．' {
		return true
	}
	return isHanNumeral(r)
}

func isHanNumeral(r rune) bool {
	switch r {
	case '〇', '零', '一', '二', '两', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '亿':
		return true
	}
	return false
}

// numerals returns every number of a text from left to right.
func numerals(text string) []numeral {
	var found []numeral
	for at := 0; at < len(text); {
		n, end := readNumeral(text, at)
		if n != nil {
			found = append(found, *n)
		}
		at = max(end, at+1)
	}
	return found
}

// readNumeral reads the numeral that begins at a byte offset. end is where reading may go on; the
// numeral is nil where none begins or where the digits are no plain number (2.3.4).
func readNumeral(text string, at int) (n *numeral, end int) {
	start := at
	percent := strings.HasPrefix(text[at:], "百分之")
	if percent {
		at += len("百分之")
	}
	r, size := utf8.DecodeRuneInString(text[at:])
	switch _, digit := foldDigit(r); {
	case digit:
		n, end = readDigits(text, at)
	case isHanNumeral(r):
		n, end = readHan(text, at)
	default:
		return nil, at + size
	}
	if n == nil {
		return nil, end
	}
	n.at, n.percent = start, percent
	for _, sign := range []string{"%", "％"} {
		if strings.HasPrefix(text[n.end:], sign) {
			n.percent, n.end = true, n.end+len(sign)
		}
	}
	return n, n.end
}

// readDigits reads 362, １，０００ without its comma, 1,234, 85.5 and 1.2万.
func readDigits(text string, at int) (*numeral, int) {
	var b strings.Builder
	points, decimals, end := 0, 0, at
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if d, ok := foldDigit(r); ok {
			b.WriteByte(d)
			decimals += min(points, 1)
		} else if (r == '.' || r == '．') && startsDigit(text[end+size:]) {
			b.WriteByte('.')
			points++
		} else if r != ',' || points > 0 || !startsGroup(text[end+size:]) {
			break
		}
		end += size
	}
	if points > 1 || b.Len() > maxDigits {
		return nil, end
	}
	n := &numeral{at: at, end: end, grain: one}
	if whole, err := strconv.ParseInt(b.String(), 10, 64); err == nil {
		n.value = new(big.Rat).SetInt64(whole)
		return multiplied(text, n)
	}
	value, ok := new(big.Rat).SetString(b.String())
	if !ok {
		return nil, end
	}
	n.value = value
	if decimals > 0 {
		n.grain = new(big.Rat).Inv(power10(decimals))
	}
	return multiplied(text, n)
}

// multiplied takes a 万 or 亿 after the digits into the number.
func multiplied(text string, n *numeral) (*numeral, int) {
	r, size := utf8.DecodeRuneInString(text[n.end:])
	times, ok := hanMyriad[r]
	if !ok {
		return n, n.end
	}
	factor := new(big.Rat).SetInt64(times)
	return &numeral{at: n.at, end: n.end + size, bare: n,
		value: new(big.Rat).Mul(n.value, factor), grain: new(big.Rat).Mul(n.grain, factor)}, n.end + size
}

func startsDigit(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	_, ok := foldDigit(r)
	return ok
}

// startsGroup reports whether s begins with exactly three digits, as after a thousands comma.
func startsGroup(s string) bool {
	for range 3 {
		if !startsDigit(s) {
			return false
		}
		_, size := utf8.DecodeRuneInString(s)
		s = s[size:]
	}
	return !startsDigit(s)
}

// readHan reads 三百六十二, 二十八, 十六, 三六二 and 两; characters that make no number (十百, 一支)
// give what makes one.
func readHan(text string, at int) (*numeral, int) {
	end, positional := at, true
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !isHanNumeral(r) {
			break
		}
		if _, digit := hanDigits[r]; !digit {
			positional = false
		}
		end += size
	}
	value, ok := int64(0), false
	if positional {
		value, ok = hanPositional(text[at:end])
	} else {
		value, ok = hanCounted(text[at:end])
	}
	if !ok {
		return nil, end
	}
	n := &numeral{at: at, end: end, value: new(big.Rat).SetInt64(value), grain: one}
	if r, size := utf8.DecodeLastRuneInString(text[at:end]); hanMyriad[r] > 0 {
		n.bare, _ = readHan(text[:end-size], at)
	}
	return n, end
}

// hanPositional reads digits in a row: 三六二, 二〇二二.
func hanPositional(s string) (int64, bool) {
	value := int64(0)
	for _, r := range s {
		if value > 1e14 {
			return 0, false
		}
		value = value*10 + hanDigits[r]
	}
	return value, true
}

// hanCounted reads a numeral with its powers: 三百六十二, 十六, 一万二千. Each power within a myriad
// must be smaller than the one before it.
func hanCounted(s string) (int64, bool) {
	total, section, digit, last := int64(0), int64(0), int64(-1), int64(10_000)
	for _, r := range s {
		if d, ok := hanDigits[r]; ok {
			if digit > 0 {
				return 0, false
			}
			digit = d
			continue
		}
		if power, ok := hanPowers[r]; ok {
			if power >= last || digit == 0 {
				return 0, false
			}
			section += max(digit, 1) * power
			digit, last = -1, power
			continue
		}
		section += max(digit, 0)
		if total += section; total <= 0 || total > 1e10 {
			return 0, false
		}
		total *= hanMyriad[r]
		section, digit, last = 0, -1, 10_000
	}
	return total + section + max(digit, 0), true
}
