package site

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// fold is the form by which names typed by people are compared: composed (NFC), full-width ASCII as
// half-width, lower case, white space at the ends gone and single inside. 【Ａ】 and 【a】 are one.
func fold(s string) string {
	if isFolded(s) {
		return s
	}
	s = strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E: // Halfwidth and Fullwidth Forms: the ASCII ones, in order
			r -= 0xFEE0
		case r == 0x3000 || unicode.IsSpace(r):
			return ' '
		}
		return unicode.ToLower(r)
	}, norm.NFC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// isFolded is the quick answer for what most names are: Han, and lower-case ASCII without spaces.
func isFolded(s string) bool {
	for i := 0; i < len(s); {
		if c := s[i]; c < utf8.RuneSelf {
			if c <= ' ' || c >= 'A' && c <= 'Z' {
				return false
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r < firstHan || r > lastHan {
			return false
		}
		i += size
	}
	return true
}

// composed is the form under which paths are kept: macOS hands over decomposed names.
func composed(path string) string { return norm.NFC.String(path) }
