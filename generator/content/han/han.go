// Package han tells the characters of Chinese text apart, as typesetting does.
//
// It promises one answer for the whole generator to "is this Han", "does this character leave no
// room for a space beside it" and "is this a quotation mark that may be Chinese or Western". The
// ranges are those of the Unicode blocks; East Asian Width (UAX #11) decides what is wide. Hangul is
// not wide here, since Korean does put spaces between words.
package han

import "unicode/utf8"

// Is reports whether r is a Han character, 〇 and 々 among them.
func Is(r rune) bool {
	switch {
	case r < 0x2E80:
		return false
	case r >= 0x4E00 && r <= 0x9FFF, r >= 0x3400 && r <= 0x4DBF:
		return true
	case r == 0x3005 || r == 0x3007 || r <= 0x2FDF:
		return true
	}
	return r >= 0xF900 && r <= 0xFAFF || r >= 0x20000 && r <= 0x3FFFF
}

// IsWide reports whether r stands in running text without a space beside it: Han, kana, and the
// full-width punctuation, digits and letters among them.
func IsWide(r rune) bool {
	if r < 0x2E80 {
		return false
	}
	return Is(r) || r >= 0x3000 && r <= 0x312F || r >= 0x31A0 && r <= 0x33FF ||
		r >= 0xFE30 && r <= 0xFE4F || r >= 0xFF01 && r <= 0xFF9F || r >= 0xFFE0 && r <= 0xFFE6
}

// IsPunct reports whether r is punctuation of Chinese text that is full-width in every script.
func IsPunct(r rune) bool {
	switch {
	case r >= 0x3001 && r <= 0x303F:
		return !Is(r)
	case r >= 0xFF01 && r <= 0xFF0F, r >= 0xFF1A && r <= 0xFF20, r >= 0xFF3B && r <= 0xFF40,
		r >= 0xFF5B && r <= 0xFF65, r >= 0xFE30 && r <= 0xFE4F, r >= 0xFFE0 && r <= 0xFFE6:
		return true
	}
	return false
}

// IsShared reports whether r is punctuation that Chinese and Western text write with the same
// character: “ ” ‘ ’ — … · and the like. What it belongs to is seen from its neighbour.
func IsShared(r rune) bool {
	switch r {
	case '“', '”', '‘', '’', '—', '―', '…', '·', '‖', '⸺':
		return true
	}
	return false
}

// Belongs reports whether r is Chinese: wide, or shared punctuation standing next to beside, which
// is wide.
func Belongs(r, beside rune) bool {
	return IsWide(r) || IsShared(r) && IsWide(beside)
}

// First returns the first character of s that is not shared punctuation; 0 when there is none.
func First(s []byte) rune {
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		if !IsShared(r) {
			return r
		}
		s = s[n:]
	}
	return 0
}

// Last returns the last character of s that is not shared punctuation; 0 when there is none.
func Last(s []byte) rune {
	for len(s) > 0 {
		r, n := utf8.DecodeLastRune(s)
		if !IsShared(r) {
			return r
		}
		s = s[:len(s)-n]
	}
	return 0
}

// IsBlank reports whether r is white space that a Chinese text is indented with: the ASCII ones,
// the no-break space, the em and en spaces, the full-width space, and the marks without a width.
func IsBlank(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\f', 0x00A0, 0x3000, 0x200B, 0xFEFF:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

// TrimIndent cuts the white space at the beginning of s.
func TrimIndent(s []byte) []byte {
	for len(s) > 0 {
		r, n := utf8.DecodeRune(s)
		if !IsBlank(r) {
			break
		}
		s = s[n:]
	}
	return s
}
