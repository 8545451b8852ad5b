package office

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

// PlainText reads bytes that are text: UTF-8, UTF-16 with its mark, GB18030. ok is false for others.
// Of rich text (RTF) the marks are left out.
func PlainText(raw []byte) (text string, ok bool) {
	if bytes.HasPrefix(raw, []byte("\xFF\xFE")) || bytes.HasPrefix(raw, []byte("\xFE\xFF")) {
		out, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(raw)
		return string(out), err == nil
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		return "", false
	}
	if text = string(raw); !utf8.Valid(raw) {
		out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
		if text = string(out); err != nil || strings.ContainsRune(text, utf8.RuneError) {
			return "", false
		}
	}
	if strings.HasPrefix(text, "{\\rtf") {
		text = rich(text)
	}
	return text, true
}

// rich leaves the control words, control signs and braces out of rich text; \'hh is a byte of GBK, in
// which no digit is written so.
func rich(text string) string {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case c == '{' || c == '}' || c == '\n' || c == '\r':
		case c != '\\' || i+1 == len(text):
			b.WriteByte(c)
		case text[i+1] == '\'':
			i += 3
			b.WriteByte('?')
		default:
			from := i + 1
			for i+1 < len(text) && (text[i+1]|0x20 >= 'a' && text[i+1]|0x20 <= 'z') {
				i++
			}
			word := text[from : i+1]
			for word != "" && i+1 < len(text) && (text[i+1] == '-' || text[i+1] >= '0' && text[i+1] <= '9') {
				i++
			}
			switch {
			case word == "":
				i++
				b.WriteByte(map[byte]byte{'_': '-', '~': ' '}[text[i]])
			case word == "par" || word == "line" || word == "row":
				b.WriteByte('\n')
			case word == "tab" || word == "cell":
				b.WriteByte('\t')
			}
			if word != "" && i+1 < len(text) && text[i+1] == ' ' {
				i++
			}
		}
	}
	return strings.ReplaceAll(b.String(), "\x00", "")
}
