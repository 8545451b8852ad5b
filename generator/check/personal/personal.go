// Package personal finds the numbers that name a person and must not stand on a public page: resident
// ID numbers, mobile numbers and bank cards.
//
// It promises to find them in any text, with full-width digits and the separators people write
// (138-0013-8000, 6222 0200 …), characters that nobody sees among them, never to take a piece of a longer number for one, and never to give a
// number away: what it says of one is masked. It is pure and allocates nothing for a text in which
// there is no candidate.
//
// A number is certain by its own arithmetic where it has one: the checksum of GB 11643-1999 and a day
// that exists for an ID number, Luhn's for a card. A mobile number has none; what is plainly an amount
// (15000000000元), a part of an address on the web or of a decimal fraction is left alone.
package personal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

// Kind is what a number is.
type Kind uint8

// The kinds.
const (
	IDNumber Kind = iota + 1 // 居民身份证号, 18 places, once 15
	Mobile                   // 手机号, 11 digits
	BankCard                 // 银行卡号, 16 to 19 digits
)

// Label is the word staff read.
func (k Kind) Label() string {
	switch k {
	case IDNumber:
		return "身份证号"
	case Mobile:
		return "手机号"
	}
	return "银行卡号"
}

// ends is how many places at the beginning and at the end of a number stay readable: enough to find
// it in the source, too few to know it.
func (k Kind) ends() (head, tail int) {
	if k == Mobile {
		return 3, 4
	}
	return 6, 4
}

// Number is one number of a text.
type Number struct {
	Kind Kind
	// At and Len are its bytes, separators among them; a country code is not.
	At, Len int
	// Digits are its places in ASCII, without separators.
	Digits string
}

// Masked is the number as it may be shown: 110101********1234, 138****8000.
func (n Number) Masked() string {
	head, tail := n.Kind.ends()
	return n.Digits[:head] + strings.Repeat("*", len(n.Digits)-head-tail) + n.Digits[len(n.Digits)-tail:]
}

// Find returns the numbers of a text from left to right; they do not overlap.
func Find(text string) []Number {
	if !May(text) {
		return nil
	}
	found := plain.scan(text)
	if !isPlain(text) {
		found = added(found, folded.scan(text))
	}
	if strings.IndexByte(text, '\n') >= 0 {
		taken := slices.DeleteFunc(broken.scan(text), func(n Number) bool { return !n.isBroken(text) })
		found = added(found, taken)
	}
	return found
}

// added are the numbers of both lists from left to right, as each of them is; where two overlap, the first
// list's.
func added(found, more []Number) []Number {
	if len(more) == 0 {
		return found
	}
	all := make([]Number, 0, len(found)+len(more))
	for _, n := range more {
		for len(found) > 0 && found[0].At+found[0].Len <= n.At {
			all, found = append(all, found[0]), found[1:]
		}
		if len(found) == 0 || n.At+n.Len <= found[0].At {
			all = append(all, n)
		}
	}
	return append(all, found...)
}

// isBroken reports a number that the end of a line takes apart. An ID number is sure of itself; what else
// stands in two lines may be figures of a column, unless the words before say what it is, or it goes on
// from a word.
func (n Number) isBroken(text string) bool {
	lines := strings.Count(text[n.At:n.At+n.Len], "\n")
	if lines == 0 || n.Kind == IDNumber {
		return lines > 0
	}
	before, _ := utf8.DecodeLastRuneInString(text[:n.At])
	return speaksOfPhone(text[:n.At]) || speaksOfCard(text[:n.At]) || lines == 1 && han.Is(before)
}

// scan reads a text in one script.
func (w script) scan(text string) []Number {
	var found []Number
	var c chain
	for from := 0; ; {
		at := w.candidate(text, from)
		if at < 0 {
			return found
		}
		if yes, end := w.enough(text, at); !yes {
			from = end
			continue
		}
		if c.before = -1; len(found) > 0 {
			c.before = found[len(found)-1].At + found[len(found)-1].Len
		}
		c.read(w, text, at)
		found = c.numbers(found)
		from = c.end
	}
}

// Mask returns a text with the middle of every number in it hidden. Separators stay and every
// character is still one character, so that columns in it stay true.
func Mask(text string) string {
	numbers := Find(text)
	if len(numbers) == 0 {
		return text
	}
	var b strings.Builder
	from := 0
	for _, n := range numbers {
		b.WriteString(text[from:n.At])
		n.hide(&b, text[n.At:n.At+n.Len])
		from = n.At + n.Len
	}
	b.WriteString(text[from:])
	return b.String()
}

func (n Number) hide(b *strings.Builder, written string) {
	head, tail := n.Kind.ends()
	place := 0
	for _, r := range written {
		switch {
		case !isPlace(r):
			b.WriteRune(r)
			continue
		case place >= head && place < len(n.Digits)-tail:
			b.WriteByte('*')
		default:
			b.WriteRune(r)
		}
		place++
	}
}

// isPlace reports a digit or the X of an ID number.
func isPlace(r rune) bool { return r >= '0' && r <= '9' || isX(r) || r >= utf8.RuneSelf && IsDigit(r) }

// isX reports an X, or what is typed for one: the Cyrillic letter, the sign of multiplication, the Roman ten.
func isX(r rune) bool { return strings.ContainsRune("XxＸｘХх×Ⅹⅹ", r) }
