package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean makes a text as the index keeps it: without control, formatting and variation characters, in
// Unicode form NFC, every run of white space one space, and none at either end. What a
// visitor types is cleaned the same way before it is cut into words.
func Clean(s string) string { return string(utf16.Decode(appendClean(nil, s))) }

// appendClean appends the UTF-16 units of the cleaned text. The whole index counts in UTF-16 units,
// because that is what a browser counts in.
func appendClean(dst []uint16, s string) []uint16 {
	if out, ok := appendInert(dst, s, false); ok {
		return out
	}
	visible := strings.Map(func(r rune) rune {
		if dropped(r) && !blank(r) {
			return -1
		}
		return r
	}, s)
	out, _ := appendInert(dst, norm.NFC.String(visible), true)
	return out
}

// appendInert does it for a text in form NFC. Unless the text is known to be, it gives up at the
// first character that normalisation could touch; nearly all texts have none, which is much cheaper
// to see than to normalise.
func appendInert(dst []uint16, s string, normal bool) (out []uint16, ok bool) {
	start, gap := len(dst), false
	dst = slices.Grow(dst, len(s))
	for i := 0; i < len(s); {
		if !gap {
			var read int
			if dst, read = appendPlain(dst, s[i:]); read > 0 {
				i += read
				continue
			}
		}
		r, n := rune(s[i]), 1
		if r >= 0x80 {
			r, n = utf8.DecodeRuneInString(s[i:])
		}
		i += n
		if r < 0x3400 || r > 0x9FFF {
			if blank(r) {
				gap = true
				continue
			}
			if dropped(r) {
				continue
			}
			if !normal && !inert(r) {
				return dst, false
			}
		}
		if gap && len(dst) > start {
			dst = append(dst, ' ')
		}
		gap = false
		dst = utf16.AppendRune(dst, r)
	}
	return dst, true
}

// appendPlain appends the characters at the start of s that stay as they are and are all that most
// texts have: ASCII signs, Han and the punctuation that goes with them. It says how many bytes they
// are; dst has room for them.
func appendPlain(dst []uint16, s string) (out []uint16, read int) {
	free, n := dst[len(dst):cap(dst)], 0
	for read < len(s) && n < len(free) {
		c := s[read]
		if c-0xE4 <= 0xE9-0xE4 && read+2 < len(s) { // U+4000 to U+9FFF
			tail := uint16(s[read+1])<<8 | uint16(s[read+2])
			if tail&0xC0C0 != 0x8080 {
				break
			}
			free[n] = uint16(c)<<12 | tail>>2&0xFC0 | tail&0x3F
			n++
			read += 3
			continue
		}
		if c > ' ' && c < 0x7F {
			free[n] = uint16(c)
			n++
			read++
			continue
		}
		if c < 0xE3 || c > 0xEF || read+2 >= len(s) || s[read+1]&0xC0 != 0x80 || s[read+2]&0xC0 != 0x80 {
			break
		}
		u := uint16(c)<<12 | uint16(s[read+1]&0x3F)<<6 | uint16(s[read+2]&0x3F)
		if !plain(u) {
			break
		}
		free[n] = u
		n++
		read += 3
	}
	return dst[:len(dst)+n], read
}

// plain reports whether u is Han, or of the CJK punctuation and full-width forms that are inert and
// seen.
func plain(u uint16) bool {
	return u-0x3400 <= 0x9FFF-0x3400 || u-0x3001 <= 0x3098-0x3001 || u-0xFF01 <= 0xFFEF-0xFF01
}

// inert reports whether r is in one of the common ranges in which no character composes with a
// neighbour from these ranges or has a canonical spelling of its own.
func inert(r rune) bool {
	return r >= 0x3400 && r <= 0x9FFF || r < 0x300 || r >= 0x2002 && r < 0x2100 ||
		r >= 0x3000 && r < 0x3099 || r >= 0x309B && r < 0x3400 || r >= 0xFF00 && r < 0xFFF0
}

// blank reports whether r is white space, as engine.js says it.
func blank(r rune) bool {
	switch {
	case r <= 0x20:
		return r == ' ' || r >= '\t' && r <= '\r'
	case r < 0x85:
		return false
	}
	return r == 0x85 || r == 0xA0 || r == 0x1680 || r >= 0x2000 && r <= 0x200A ||
		r == 0x2028 || r == 0x2029 || r == 0x202F || r == 0x205F || r == 0x3000 || r == 0xFEFF
}

// dropped reports whether r is invisible: a control, a formatting character or a variation selector.
// The index uses the controls below 0x20 as marks of its own.
func dropped(r rune) bool {
	switch {
	case r < 0xAD:
		return r < 0x20 || r >= 0x7F && r < 0xA0
	case r == 0xAD || r >= 0xFE00 && r <= 0xFE0F:
		return true
	}
	return r > 0x5FF && (r < 0x3000 || r > 0xFEFE) && unicode.Is(unicode.Cf, r)
}
