package search

import (
	"bytes"
	"strconv"
	"unicode/utf8"
)

// asJSON writes a literal of JavaScript, as the minifier leaves it, as JSON: names without quotation
// marks, !0 and !1, 1e3, texts in any quotation marks with control characters in them. What is JSON already
// stays as it is. It reads data, not programs: anything else comes out as it went in, for the decoder
// to refuse.
func asJSON(literal []byte) []byte {
	out := make([]byte, 0, len(literal)+64)
	for i := 0; i < len(literal); {
		c := literal[i]
		switch {
		case c == '"' || c == '\'' || c == '`':
			out, i = appendText(out, literal, i)
		case c == '!' && i+1 < len(literal) && (literal[i+1] == '0' || literal[i+1] == '1'):
			out = strconv.AppendBool(out, literal[i+1] == '0')
			i += 2
		case c >= '0' && c <= '9' || c == '.':
			end := i
			for end < len(literal) && (literal[end] >= '0' && literal[end] <= '9' || literal[end] == '.' || literal[end] == 'e') {
				end++
			}
			out = appendNumber(out, literal[i:end])
			i = end
		case isLetter(c):
			end := i
			for end < len(literal) && isLetter(literal[end]) {
				end++
			}
			if end < len(literal) && literal[end] == ':' {
				out = append(append(append(out, '"'), literal[i:end]...), '"')
			} else {
				out = append(out, literal[i:end]...)
			}
			i = end
		default:
			out = append(out, c)
			i++
		}
	}
	return out
}

// appendNumber writes 1e3 and .5 as 1000 and 0.5.
func appendNumber(out, number []byte) []byte {
	if value, err := strconv.ParseFloat(string(number), 64); err == nil && (number[0] == '.' || bytes.IndexByte(number, 'e') > 0) {
		return strconv.AppendFloat(out, value, 'f', -1, 64)
	}
	return append(out, number...)
}

func isLetter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }

// appendText writes the text that begins at literal[at] as a text of JSON, and says where it ends.
func appendText(out, literal []byte, at int) ([]byte, int) {
	quote := literal[at]
	out = append(out, '"')
	for at++; at < len(literal) && literal[at] != quote; {
		switch c := literal[at]; {
		case c == '\\' && at+1 < len(literal):
			var n int
			out, n = appendEscape(out, literal[at:])
			at += n
		case c == '"':
			out = append(out, '\\', '"')
			at++
		case c < ' ':
			out = appendControl(out, c)
			at++
		default:
			_, n := utf8.DecodeRune(literal[at:])
			out = append(out, literal[at:at+n]...)
			at += n
		}
	}
	return append(out, '"'), min(at+1, len(literal))
}

// appendEscape writes one escape of JavaScript and says how long it was.
func appendEscape(out, escape []byte) ([]byte, int) {
	switch c := escape[1]; {
	case c == 'x' && len(escape) > 3:
		if n, err := strconv.ParseUint(string(escape[2:4]), 16, 8); err == nil {
			return append(append(out, `\u00`...), strconv.FormatUint(n|0x100, 16)[1:]...), 4
		}
	case c == '0':
		return append(out, `\u0000`...), 2
	case c == 'v':
		return append(out, `\u000b`...), 2
	case c == '\'' || c == '`' || c == '$':
		return append(out, c), 2
	}
	return append(out, escape[:2]...), 2
}

func appendControl(out []byte, c byte) []byte {
	return append(append(out, `\u00`...), strconv.FormatUint(uint64(c)|0x100, 16)[1:]...)
}

// isArmoured reports data that is one text without escapes, as shards and segments are.
func isArmoured(data []byte) bool {
	return len(data) > 1 && data[0] == '"' && bytes.IndexByte(data[1:], '"') == len(data)-2
}
