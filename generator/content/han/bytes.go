package han

import (
	"encoding/binary"
	"math/bits"
	"unicode/utf8"
)

// A page of Chinese is read several times over. What follows does it eight bytes at a time, or a character of three
// bytes at once, where the standard library looks at each byte.

// high are the bits that an ASCII byte does not have.
const high = 0x8080808080808080

// BeforeASCII is how many bytes stand before the first ASCII character of s.
func BeforeASCII(s []byte) int {
	i := 0
	for ; i+8 <= len(s); i += 8 {
		if ascii := ^binary.LittleEndian.Uint64(s[i:]) & high; ascii != 0 {
			return i + bits.TrailingZeros64(ascii)/8
		}
	}
	for i < len(s) && s[i] >= utf8.RuneSelf {
		i++
	}
	return i
}

// Count is how many characters a text has, which is valid UTF-8.
func Count(s []byte) int {
	n, i := len(s), 0
	for ; i+8 <= len(s); i += 8 { // without the bytes 10xxxxxx, which begin no character
		word := binary.LittleEndian.Uint64(s[i:])
		n -= bits.OnesCount64(word & ^(word << 1) & high)
	}
	for ; i < len(s); i++ {
		if !utf8.RuneStart(s[i]) {
			n--
		}
	}
	return n
}

// Valid is utf8.Valid.
func Valid(s []byte) bool {
	i := 0
	for i+4 <= len(s) {
		word := binary.LittleEndian.Uint32(s[i:])
		switch lead := byte(word); {
		case word&0x80808080 == 0:
			i += 4
		case lead < utf8.RuneSelf:
			i++
		case lead > 0xE0 && lead < 0xF0 && lead != 0xED && word&0xC0C000 == 0x808000:
			i += 3
		default:
			r, size := utf8.DecodeRune(s[i:])
			if r == utf8.RuneError && size == 1 {
				return false
			}
			i += size
		}
	}
	return utf8.Valid(s[i:])
}
