package content

import (
	"bytes"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"qizhi/generator/content/han"
	"qizhi/generator/diag"
)

func decodeUTF16(path string, raw []byte, big bool) (string, diag.List) {
	text, ok := readUTF16(raw, big)
	if !ok {
		return "", diag.List{binaryFile(path)}
	}
	return unixLines(text), nil
}

// UTF16 decodes a source that is in UTF-16, keeping its line ends, and returns what writes another text the
// same way, byte order mark included; ok is false for a source in any other encoding.
func UTF16(raw []byte) (text string, write func(string) []byte, ok bool) {
	mark, big := 2, bytes.HasPrefix(raw, []byte("\xFE\xFF"))
	if !big && !bytes.HasPrefix(raw, []byte("\xFF\xFE")) {
		if mark = 0; bytes.IndexByte(raw, 0) < 0 {
			return "", nil, false
		}
		if big, ok = guessUTF16(raw); !ok {
			return "", nil, false
		}
	}
	text, ok = readUTF16(raw[mark:], big)
	return text, func(s string) []byte { return appendUTF16(raw[:mark:mark], s, big) }, ok
}

func appendUTF16(out []byte, s string, big bool) []byte {
	for _, u := range utf16.Encode([]rune(s)) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

// readUTF16 decodes strictly: half a unit, half a pair or a NUL is no text.
func readUTF16(raw []byte, big bool) (string, bool) {
	if len(raw)%2 != 0 {
		return "", false
	}
	out := make([]byte, 0, len(raw)*3/2)
	for i := 0; i < len(raw); i += 2 {
		r := rune(unit(raw[i:], big))
		if utf16.IsSurrogate(r) {
			if i+4 > len(raw) {
				return "", false
			}
			i += 2
			if r = utf16.DecodeRune(r, rune(unit(raw[i:], big))); r == unicode.ReplacementChar {
				return "", false
			}
		}
		if r == 0 {
			return "", false
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out), true
}

func unit(b []byte, big bool) uint16 {
	if big {
		return uint16(b[0])<<8 | uint16(b[1])
	}
	return uint16(b[1])<<8 | uint16(b[0])
}

// guessUTF16 looks for UTF-16 without a mark. It is certain when nearly every character of one
// order is what a Chinese or English text is made of, and the other order gives much else.
func guessUTF16(raw []byte) (big, certain bool) {
	little, great := likeness(raw, false), likeness(raw, true)
	switch {
	case little > 0.95 && great < 0.6:
		return false, true
	case great > 0.95 && little < 0.6:
		return true, true
	}
	return false, false
}

// likeness is the share of characters that are ASCII, Han or their punctuation; 0 for no text.
func likeness(raw []byte, big bool) float64 {
	text, ok := readUTF16(raw, big)
	if !ok || text == "" {
		return 0
	}
	usual, all := 0, 0
	for _, r := range text {
		all++
		if r == '\n' || r == '\r' || r == '\t' || r >= ' ' && r < 0x7F || han.IsWide(r) || han.IsShared(r) {
			usual++
		}
	}
	return float64(usual) / float64(all)
}
