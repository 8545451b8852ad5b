package statistics

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// A token of an expression. kind is 'n' for a number, 'x' for a name, 'e' for the end, otherwise the
// sign itself in its one spelling: + - * / ( ) = ≠ < ≤ > ≥.
type token struct {
	kind    rune
	text    string // of a number (digits folded to ASCII) or a name
	percent bool   // a number with a percent sign
	at, len int    // bytes in the expression
}

// A mistake is what is wrong with an expression, at its bytes.
type mistake struct {
	at, len       int
	message, hint string
}

// signs spells every sign one way. The longer ones come first.
var signs = []struct {
	written string
	kind    rune
}{
	{"==", '='}, {"!=", '≠'}, {"<=", '≤'}, {">=", '≥'}, {"<>", '≠'},
	{"+", '+'}, {"＋", '+'}, {"-", '-'}, {"−", '-'}, {"－", '-'}, {"–", '-'},
	{"*", '*'}, {"×", '*'}, {"＊", '*'}, {"/", '/'}, {"÷", '/'}, {"／", '/'},
	{"(", '('}, {"（", '('}, {")", ')'}, {"）", ')'},
	{"=", '='}, {"＝", '='}, {"≠", '≠'}, {"<", '<'}, {"＜", '<'}, {">", '>'}, {"＞", '>'},
	{"≤", '≤'}, {"≦", '≤'}, {"≥", '≥'}, {"≧", '≥'},
}

// tokens cuts an expression up; the last token is the end.
func tokens(src string) ([]token, *mistake) {
	var out []token
	for at := 0; at < len(src); {
		t, wrong := readToken(src, at)
		if wrong != nil {
			return nil, wrong
		}
		if t.kind != ' ' {
			out = append(out, t)
		}
		at += t.len
	}
	return append(out, token{kind: 'e', at: len(src)}), nil
}

// readToken reads one token; kind ' ' is a blank.
func readToken(src string, at int) (token, *mistake) {
	r, size := utf8.DecodeRuneInString(src[at:])
	switch {
	case unicode.IsSpace(r):
		return token{kind: ' ', len: size}, nil
	case startsDigit(src[at:]):
		return readNumber(src, at)
	case isNameByte(src[at], true):
		end := at
		for end < len(src) && isNameByte(src[end], false) {
			end++
		}
		return token{kind: 'x', text: src[at:end], at: at, len: end - at}, nil
	}
	for _, s := range signs {
		if strings.HasPrefix(src[at:], s.written) {
			return token{kind: s.kind, at: at, len: len(s.written)}, nil
		}
	}
	if r == ',' || r == '，' {
		return token{}, &mistake{at, size, "式子里不能有逗号", "大数不分节，写成 12000；式子里只有 + - × ÷ 和括号"}
	}
	return token{}, &mistake{at, size, "式子里有不认识的“" + src[at:at+size] + "”", "只用指标的英文名称、数字、+ - * / 和括号"}
}

// isNameByte reports whether an indicator's name may hold c; a name begins with a letter.
func isNameByte(c byte, first bool) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || !first && (c == '_' || c >= '0' && c <= '9')
}

// isName reports whether s can be the name of an indicator.
func isName(s string) bool {
	for i := range len(s) {
		if !isNameByte(s[i], i == 0) {
			return false
		}
	}
	return s != ""
}

func readNumber(src string, at int) (token, *mistake) {
	var b strings.Builder
	end, points := at, 0
	for end < len(src) {
		r, size := utf8.DecodeRuneInString(src[end:])
		if d, ok := foldDigit(r); ok {
			b.WriteByte(d)
		} else if r == '.' || r == '．' {
			b.WriteByte('.')
			points++
		} else {
			break
		}
		end += size
	}
	t := token{kind: 'n', text: b.String(), at: at, len: end - at}
	if points > 1 || strings.HasSuffix(t.text, ".") || len(t.text) > maxDigits {
		return token{}, &mistake{at, end - at, "“" + src[at:end] + "”不是数", "写成 40 或 0.5"}
	}
	for _, sign := range []string{"%", "％"} {
		if strings.HasPrefix(src[end:], sign) {
			t.percent = true
			t.len += len(sign)
			break
		}
	}
	return t, nil
}
