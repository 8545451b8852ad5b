package table

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"qizhi/generator/diag"
)

// Most front matter is a few lines of the simplest TOML there is: a bare key, and a text, a list of
// texts, a whole number, a truth value or a day. Such lines are read here, in one go, at a tenth of
// what a decoder and a scanner cost. Anything else, and anything doubtful, is left to the decoder;
// FuzzPlain holds what is read here to what the decoder makes of it.

// maxPlain is the most lines that are read so. Each is compared with all before it, and front matter has
// a dozen; what has more is no front matter, or was made to take long.
const maxPlain = 100

// plainTOML reads the bytes [from, to) of text when every line of them is that simple.
func plainTOML(text *diag.Text, from, to int, rule string, problems *diag.List) (*Table, bool) {
	t := newTable(text, from, rule, problems, tomlDialect)
	t.entries = make([]Entry, 0, 8)
	p := plainReader{src: text.String()[:to], at: from}
	if !utf8.ValidString(p.src[from:]) {
		return nil, false
	}
	for p.skip(); p.at < len(p.src); p.skip() {
		entry, ok := p.pair()
		if !ok || len(t.entries) >= maxPlain || t.Has(entry.Key) {
			return nil, false
		}
		t.entries = append(t.entries, entry)
	}
	return t, !p.doubtful
}

// plainReader walks the lines.
type plainReader struct {
	src      string
	at       int
	doubtful bool
}

// skip passes over empty lines and comments.
func (p *plainReader) skip() {
	for p.at < len(p.src) {
		switch p.src[p.at] {
		case ' ', '\t', '\n':
			p.at++
		case '#':
			p.comment()
		default:
			return
		}
	}
}

// comment passes over the rest of a line, which may hold no control characters.
func (p *plainReader) comment() {
	for ; p.at < len(p.src) && p.src[p.at] != '\n'; p.at++ {
		if c := p.src[p.at]; c < ' ' && c != '\t' || c == 0x7f {
			p.doubtful = true
		}
	}
}

// pair reads key = value and the end of the line.
func (p *plainReader) pair() (e Entry, ok bool) {
	e.KeyAt = p.at
	for p.at < len(p.src) && bare(p.src[p.at]) {
		p.at++
	}
	e.Key = p.src[e.KeyAt:p.at]
	p.spaces()
	if e.Key == "" || !p.take('=') {
		return e, false
	}
	p.spaces()
	if e.Value, ok = p.value(); !ok {
		return e, false
	}
	p.spaces()
	if p.at < len(p.src) && p.src[p.at] == '#' {
		p.comment()
	}
	return e, p.at == len(p.src) || p.src[p.at] == '\n'
}

// bare are the characters of a bare key (TOML 1.0, Keys).
func bare(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-'
}

func (p *plainReader) spaces() {
	for p.at < len(p.src) && (p.src[p.at] == ' ' || p.src[p.at] == '\t') {
		p.at++
	}
}

func (p *plainReader) take(c byte) bool {
	if p.at < len(p.src) && p.src[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *plainReader) value() (v Value, ok bool) {
	v.At = p.at
	switch {
	case p.at == len(p.src):
		return v, false
	case p.src[p.at] == '"':
		v.Data, ok = p.text()
	case p.src[p.at] == '[':
		v.Data, ok = p.list()
	default:
		v.Data, ok = p.word()
	}
	v.Len, v.Raw = p.at-v.At, p.src[v.At:p.at]
	return v, ok
}

// text reads a text in quotes without escapes.
func (p *plainReader) text() (string, bool) {
	p.at++
	from := p.at
	for ; p.at < len(p.src); p.at++ {
		switch c := p.src[p.at]; {
		case c == '"':
			p.at++
			// Three quotes open a text of many lines.
			return p.src[from : p.at-1], p.at-1 > from || p.at == len(p.src) || p.src[p.at] != '"'
		case c == '\\' || c < ' ' && c != '\t' || c == 0x7f:
			return "", false
		}
	}
	return "", false
}

// list reads texts between brackets on one line.
func (p *plainReader) list() ([]Value, bool) {
	p.at++
	out := []Value{}
	for p.spaces(); !p.take(']'); p.spaces() {
		if len(out) > 0 {
			if !p.take(',') {
				return nil, false
			}
			p.spaces()
		}
		v := Value{At: p.at}
		if p.at == len(p.src) || p.src[p.at] != '"' {
			return nil, false
		}
		text, ok := p.text()
		if !ok {
			return nil, false
		}
		v.Len, v.Raw, v.Data = p.at-v.At, p.src[v.At:p.at], text
		out = append(out, v)
	}
	return out, true
}

// word reads a whole number, a truth value or a day.
func (p *plainReader) word() (any, bool) {
	from := p.at
	for p.at < len(p.src) && bare(p.src[p.at]) {
		p.at++
	}
	switch word := p.src[from:p.at]; {
	case word == "true":
		return true, true
	case word == "false":
		return false, true
	case len(word) == len("2022-06-30") && isoDay(word) && word[0] != '0':
		return Moment(word), isDay(number(word[:4]), number(word[5:7]), number(word[8:]))
	case len(word) > 0 && len(word) < 16 && digitsOnly(word) && (word[0] != '0' || len(word) == 1):
		n, err := strconv.ParseInt(word, 10, 64)
		return n, err == nil && !p.goesOn()
	}
	return nil, false
}

// goesOn reports a number that is not over: 1.5, 1:30, 1+2.
func (p *plainReader) goesOn() bool {
	return p.at < len(p.src) && !strings.ContainsRune(" \t\n#", rune(p.src[p.at]))
}
