package plan

import (
	"html"
	"net/url"
	"strings"
)

// outsideLink is how package content writes a link that leaves the site, behind its address.
const outsideLink = `" rel="noopener">`

// markBare gives the class bare to every link of a piece of a body whose text is its own address, so that paper,
// where addresses stand in brackets behind their links, does not say it twice.
func markBare(piece string) string {
	var out strings.Builder
	done := 0
	for at := 0; ; {
		n := strings.Index(piece[at:], outsideLink)
		if n < 0 {
			break
		}
		at += n
		if begin := strings.LastIndex(piece[:at], `<a href="`); begin >= done && isBare(piece[begin+len(`<a href="`):at], piece[at+len(outsideLink):]) {
			out.WriteString(piece[done:begin] + `<a class="bare"`)
			done = begin + len("<a")
		}
		at += len(outsideLink)
	}
	if done == 0 {
		return piece
	}
	return out.String() + piece[done:]
}

// isBare reports whether an address is what its link says, with or without its scheme, in letters or escaped.
func isBare(address, after string) bool {
	text, _, closed := strings.Cut(after, "</a>")
	if !closed || strings.Contains(address, `"`) {
		return false
	}
	address, text = html.UnescapeString(address), html.UnescapeString(text)
	if plain, err := url.PathUnescape(address); err == nil && plain == text {
		return true
	}
	for _, scheme := range [...]string{"", "https://", "http://", "mailto:"} {
		if address == scheme+text || address == scheme+text+"/" {
			return true
		}
	}
	return false
}
