package plan

import (
	"net/url"
	"strings"
)

// resolve makes a relative URL absolute and drops index.html.
func resolve(base, relative string) string {
	u, ok := joinPlain(base, relative)
	if !ok {
		u = joinURL(base, relative)
	}
	return strings.TrimSuffix(u, "index.html")
}

// joinURL resolves a relative URL against an absolute one.
func joinURL(base, relative string) string {
	b, err := url.Parse(base)
	if err != nil {
		return ""
	}
	u, err := b.Parse(relative)
	if err != nil {
		return ""
	}
	return u.String()
}

// joinPlain is joinURL for the addresses that Qizhi makes, of a site at an ordinary address: names and ../ in front,
// in which nothing is to be taken apart or escaped. It is not ok with any other.
func joinPlain(base, relative string) (joined string, ok bool) {
	host, found := strings.CutPrefix(base, "https://")
	if !found {
		host, found = strings.CutPrefix(base, "http://")
	}
	end := strings.LastIndexByte(host, '/')
	if !found || end < 1 || !plainPath(host) {
		return "", false
	}
	for strings.HasPrefix(relative, "../") {
		if end = strings.LastIndexByte(host[:end], '/'); end < 1 {
			return "", false
		}
		relative = relative[len("../"):]
	}
	if relative == "" || relative[0] == '/' || relative[0] == '.' || !plainPath(relative) {
		return "", false
	}
	return base[:len(base)-len(host)+end+1] + relative, true
}

// plainPath reports a path of names that stand for themselves in an address, none of which is empty or begins with a dot.
func plainPath(path string) bool {
	for i := range len(path) {
		switch c := path[i]; {
		case c >= 'a' && c <= 'z', c >= '0' && c <= '9', c >= 'A' && c <= 'Z', c == '-', c == '_', c == '.':
		case c == '/' && (i+1 == len(path) || path[i+1] != '/' && path[i+1] != '.'):
		default:
			return false
		}
	}
	return true
}
