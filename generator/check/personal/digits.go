package personal

import (
	"unicode"
	"unicode/utf8"
)

// script is how a text is read: which characters are digits, and whether a number may go on in the next
// line.
type script struct{ every, breaks bool }

var (
	// plain reads what people type: ASCII digits and full-width ones.
	plain = script{}
	// folded reads whatever Unicode counts as a digit, and the Chinese ones: 一三八…, ①③⑧…, 𝟏𝟑𝟖…
	folded = script{every: true}
	// broken reads a number, too, that the end of a line takes apart.
	broken = script{every: true, breaks: true}
)

// digitAt reads the digit at the beginning of s; size is 0 when there is none.
func (w script) digitAt(s string) (digit byte, size int) {
	switch {
	case s == "":
	case s[0] < utf8.RuneSelf:
		if s[0] >= '0' && s[0] <= '9' {
			return s[0], 1
		}
	case len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBC && s[2] >= 0x90 && s[2] <= 0x99:
		return s[2] - 0x90 + '0', 3
	case w.every && begins[s[0]]:
		r, size := utf8.DecodeRuneInString(s)
		if r < 0x10000 && digitBits[r>>6]>>(r&63)&1 == 0 {
			return 0, 0
		}
		if d, ok := digitOf(r); ok {
			return d, size
		}
	}
	return 0, 0
}

// begins are the bytes with which a digit may begin, in any script; digitBits has a bit for every character
// below U+10000, set for digits.
var begins, digitBits = func() (first [256]bool, bits [1024]uint64) {
	note := func(from, to rune) {
		for r := from; r <= to; r++ {
			first[utf8.AppendRune(nil, r)[0]] = true
			if r < 0x10000 {
				bits[r>>6] |= 1 << (r & 63)
			}
		}
	}
	for _, t := range unicode.Nd.R16 {
		note(rune(t.Lo), rune(t.Hi))
	}
	for _, t := range unicode.Nd.R32 {
		note(rune(t.Lo), rune(t.Hi))
	}
	for r := range chineseDigits {
		note(r, r)
	}
	for _, row := range digitRows {
		note(row.from, row.to)
	}
	return first, bits
}()

// chineseDigits are those of dates and of sums of money; 幺 is how 1 is read out in a number.
var chineseDigits = func() map[rune]byte {
	digits := map[rune]byte{}
	for _, row := range []string{"〇一二三四五六七八九", "零壹贰叁肆伍陆柒捌玖", "○幺貳叄肆伍陸柒捌玖"} {
		value := byte('0')
		for _, r := range row {
			digits[r] = value
			value++
		}
	}
	return digits
}()

// digitRows are runs of characters that Unicode gives a digit's value (UnicodeData.txt, fields 7 and 8)
// without counting them among the digits: raised, lowered, in circles and brackets, of Suzhou.
var digitRows = []struct {
	from, to rune
	first    byte
}{
	{0x00B2, 0x00B3, 2}, {0x00B9, 0x00B9, 1}, {0x2070, 0x2070, 0}, {0x2074, 0x2079, 4}, {0x2080, 0x2089, 0},
	{0x2460, 0x2468, 1}, {0x2474, 0x247C, 1}, {0x2488, 0x2490, 1}, {0x24EA, 0x24EA, 0}, {0x24F5, 0x24FD, 1}, {0x24FF, 0x24FF, 0},
	{0x2776, 0x277E, 1}, {0x2780, 0x2788, 1}, {0x278A, 0x2792, 1}, {0x3021, 0x3029, 1}, {0x3220, 0x3228, 1}, {0x3280, 0x3288, 1},
	{0x1F100, 0x1F100, 0}, {0x1F101, 0x1F10A, 0}, {0x1F10B, 0x1F10C, 0},
}

// digitOf is the digit that a character is, as ASCII has it.
func digitOf(r rune) (digit byte, ok bool) {
	if d, ok := chineseDigits[r]; ok {
		return d, true
	}
	if r >= 0x4E00 && r < 0xA000 {
		return 0, false
	}
	for _, row := range digitRows {
		if r >= row.from && r <= row.to {
			if row.from == 0x1F10B { // two signs of nought
				return '0', true
			}
			return '0' + row.first + byte(r-row.from), true
		}
	}
	if !unicode.Is(unicode.Nd, r) {
		return 0, false
	}
	for _, t := range unicode.Nd.R16 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return '0' + byte((r-rune(t.Lo))%10), true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if r >= rune(t.Lo) && r <= rune(t.Hi) {
			return '0' + byte((r-rune(t.Lo))%10), true
		}
	}
	return 0, false
}

// IsDigit reports a digit of any script in which a number is found.
func IsDigit(r rune) bool {
	if r < utf8.RuneSelf {
		return r >= '0' && r <= '9'
	}
	_, ok := digitOf(r)
	return ok
}

// isPlain reports a text in which no digit needs folding.
func isPlain(text string) bool {
	for i := 0; i < len(text); {
		if text[i] < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if (r < '０' || r > '９') && IsDigit(r) {
			return false
		}
		i += size
	}
	return true
}
