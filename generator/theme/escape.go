package theme

import (
	"html/template"
	"reflect"
	"strconv"
	"strings"
	"text/template/parse"
)

// The escapers that html/template puts at the end of a pipeline, by the place in which the value
// stands. Programs escape as little as the place needs and mean the same to a browser; FuzzEscapers
// holds them to html/template.
const (
	escapeText   = "_html_template_htmlescaper"
	escapeTitle  = "_html_template_rcdataescaper"
	escapeValue  = "_html_template_attrescaper"
	filterURL    = "_html_template_urlfilter"
	normalizeURL = "_html_template_urlnormalizer"
	filterSrcset = "_html_template_srcsetescaper"
	escapeURL    = "_html_template_urlescaper"
)

// unsafeURL is what html/template writes in place of an address that could run a script.
const unsafeURL = "#ZgotmplZ"

// action compiles {{…}}: a pipeline and the escapers that html/template added to it.
func (a *assembler) action(p *parse.PipeNode, dot reflect.Type) step {
	if len(p.Decl) > 0 {
		at := a.pipe(p, dot).at()
		return func(f *frame) { at(f) }
	}
	commands, escapers := p.Cmds, []string(nil)
	for len(commands) > 1 {
		id, ok := commands[len(commands)-1].Args[0].(*parse.IdentifierNode)
		if !ok || !strings.HasPrefix(id.Ident, "_html_template_") {
			break
		}
		escapers = append([]string{id.Ident}, escapers...)
		commands = commands[:len(commands)-1]
	}
	place := strings.Join(escapers, " ")
	if s := a.direct(commands, dot, place); s != nil {
		return s
	}
	return emit(a.chain(commands, dot), place)
}

// markers are the functions that mark up a text as they write it.
var markers = map[string]func(out []byte, s string) []byte{
	"masked": appendMasked, "phrases": appendPhrases, "slip": appendSlip, "numerals": appendNumerals,
}

// direct compiles {{masked .Title}} between tags without a text in between; nil when it is not that.
func (a *assembler) direct(commands []*parse.CommandNode, dot reflect.Type, place string) step {
	if place != escapeText || len(commands) != 1 || len(commands[0].Args) != 2 {
		return nil
	}
	id, ok := commands[0].Args[0].(*parse.IdentifierNode)
	if !ok || markers[id.Ident] == nil {
		return nil
	}
	e, write := a.operand(commands[0].Args[1], dot), markers[id.Ident]
	if e.typ != reflect.TypeFor[string]() {
		return nil
	}
	at := e.at()
	return func(f *frame) { f.out = write(f.out, *(*string)(at(f))) }
}

// emit writes the value of an expression into its place.
func emit(e expression, escapers string) step {
	at := e.at()
	switch e.typ {
	case nil:
		panic(unsupported{"printing a value of many types"})
	case reflect.TypeFor[string]():
		write := writer(escapers)
		return func(f *frame) { f.out = write(f.out, *(*string)(at(f))) }
	case reflect.TypeFor[int]():
		return func(f *frame) { f.out = strconv.AppendInt(f.out, int64(*(*int)(at(f))), 10) }
	case reflect.TypeFor[template.HTML]():
		if escapers == escapeText {
			return func(f *frame) { f.out = appendMarkup(f.out, *(*string)(at(f))) }
		}
	case reflect.TypeFor[template.URL]():
		if escapers == filterURL+" "+normalizeURL+" "+escapeValue || escapers == filterURL+" "+normalizeURL {
			return func(f *frame) { f.out = appendURL(f.out, *(*string)(at(f))) }
		}
	}
	panic(unsupported{"printing a " + e.typ.String() + " through " + escapers})
}

// writer is how a text is written into the place that the escapers stand for.
func writer(escapers string) func(out []byte, s string) []byte {
	switch escapers {
	case escapeText, escapeTitle:
		return appendText
	case escapeValue:
		return appendValue
	case filterURL + " " + normalizeURL + " " + escapeValue, filterURL + " " + normalizeURL:
		return appendSafeURL
	case normalizeURL + " " + escapeValue, normalizeURL:
		return appendURL
	case filterSrcset + " " + escapeValue, filterSrcset:
		return appendSrcset
	case escapeURL + " " + escapeValue, escapeURL:
		return appendComponent
	case filterURL + " " + escapeValue:
		return appendRefresh
	}
	panic(unsupported{"escapers " + escapers})
}

// appendText escapes a text between tags.
func appendText(out []byte, s string) []byte {
	return replace(out, s, func(c byte) string {
		switch c {
		case '&':
			return "&amp;"
		case '<':
			return "&lt;"
		case 0:
			return "\uFFFD"
		}
		return ""
	})
}

// appendValue escapes the value of an attribute in quotes of either kind.
func appendValue(out []byte, s string) []byte {
	return replace(out, s, func(c byte) string {
		switch c {
		case '&':
			return "&amp;"
		case '"':
			return "&#34;"
		case '\'':
			return "&#39;"
		case 0:
			return "\uFFFD"
		}
		return ""
	})
}

// replace copies s with some of its bytes replaced.
func replace(out []byte, s string, by func(byte) string) []byte {
	from := 0
	for i := range len(s) {
		if s[i] >= '?' { // nothing above it is ever replaced
			continue
		}
		if r := by(s[i]); r != "" {
			out = append(append(out, s[from:i]...), r...)
			from = i + 1
		}
	}
	return append(out, s[from:]...)
}

// appendSafeURL writes an address, but none of a scheme that could run a script.
func appendSafeURL(out []byte, s string) []byte {
	if !safeURL(s) {
		return append(out, unsafeURL...)
	}
	return appendURL(out, s)
}

// safeURL allows relative addresses, http, https and mailto.
func safeURL(s string) bool {
	colon := strings.IndexByte(s, ':')
	if colon < 0 || strings.IndexByte(s[:colon], '/') >= 0 {
		return true
	}
	for _, scheme := range []string{"http", "https", "mailto"} {
		if strings.EqualFold(s[:colon], scheme) {
			return true
		}
	}
	return false
}

// appendURL writes an address with what may not stand in one percent-encoded, for an attribute.
func appendURL(out []byte, s string) []byte {
	from := 0 // what is not yet written
	for i := range len(s) {
		c := s[i]
		if plainInURL[c] || c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			continue
		}
		out = append(out, s[from:i]...)
		from = i + 1
		if c == '&' {
			out = append(out, "&amp;"...)
		} else {
			out = percent(out, c)
		}
	}
	return append(out, s[from:]...)
}

// appendComponent writes a part of an address, such as the fragment of href="#{{.ID}}": whatever could
// mean something in an address is percent-encoded.
func appendComponent(out []byte, s string) []byte {
	for i := range len(s) {
		if c := s[i]; c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0 {
			out = append(out, c)
		} else {
			out = percent(out, c)
		}
	}
	return out
}

// appendRefresh writes the address of a <meta http-equiv="refresh">.
func appendRefresh(out []byte, s string) []byte {
	if !safeURL(s) {
		return append(out, unsafeURL...)
	}
	return appendValue(out, s)
}

func percent(out []byte, c byte) []byte {
	return append(out, '%', "0123456789abcdef"[c>>4], "0123456789abcdef"[c&15])
}

// plainInURL are the bytes that stand for themselves in an address (RFC 3986), but for & (which HTML
// escapes) and the quotes and brackets that a careless reader could take for an end.
var plainInURL = func() (t [256]bool) {
	for _, c := range []byte("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!#$*+,/:;=?@[]") {
		t[c] = true
	}
	return t
}()

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

// appendSrcset writes the candidates of a srcset, each with a safe address and a plain width.
func appendSrcset(out []byte, s string) []byte {
	for i, candidate := range strings.Split(s, ",") {
		if i > 0 {
			out = append(out, ',')
		}
		rest := strings.TrimLeft(candidate, htmlSpace)
		url, size := rest, ""
		if end := strings.IndexAny(rest, htmlSpace); end >= 0 {
			url, size = rest[:end], rest[end:]
		}
		if !safeURL(url) || strings.IndexFunc(size, func(r rune) bool { return !sizeRune(r) }) >= 0 {
			out = append(out, unsafeURL...)
			continue
		}
		out = append(out, candidate[:len(candidate)-len(rest)]...)
		out = append(appendURL(out, url), size...)
	}
	return out
}

const htmlSpace = " \t\n\f\r"

func sizeRune(r rune) bool {
	return r < 0x80 && (strings.ContainsRune(htmlSpace, r) || r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z')
}
