package preview

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// admit rewrites the page's policy elements so that they allow the preview's script, style sheet
// and stream, which come from the page's own host. A page whose policy allows them already, or that
// has none, is left as it is.
func admit(page []byte) []byte {
	z := html.NewTokenizer(bytes.NewReader(page))
	var out []byte
	done := 0 // bytes of the page that are in out
	for at := 0; ; {
		kind := z.Next()
		start := at
		at += len(z.Raw())
		token := z.Token()
		if kind == html.ErrorToken || token.Data == "body" || kind == html.EndTagToken && token.Data == "head" {
			break
		}
		if policy, ok := policyOf(token); ok {
			if wider := widen(policy); wider != policy {
				out = append(append(out, page[done:start]...), `<meta http-equiv="Content-Security-Policy" content="`+attribute(wider)+`">`...)
				done = at
			}
		}
	}
	if done == 0 {
		return page
	}
	return append(out, page[done:]...)
}

// policyOf is the policy that a meta element sets.
func policyOf(t html.Token) (policy string, ok bool) {
	if t.Data != "meta" || t.Type != html.StartTagToken && t.Type != html.SelfClosingTagToken {
		return "", false
	}
	for _, a := range t.Attr {
		switch a.Key {
		case "http-equiv":
			ok = strings.EqualFold(a.Val, "Content-Security-Policy")
		case "content":
			policy = a.Val
		}
	}
	return policy, ok
}

// directive is one part of a policy: a kind of request and where it may go.
type directive struct {
	name    string
	sources []string
}

// widen adds 'self' to what the preview needs, where a policy does not allow it already.
func widen(policy string) string {
	var list []directive
	for d := range strings.SplitSeq(policy, ";") {
		if words := strings.Fields(d); len(words) > 0 {
			list = append(list, directive{strings.ToLower(words[0]), words[1:]})
		}
	}
	changed := false
	for _, name := range []string{"script-src", "worker-src", "style-src", "connect-src"} {
		list, changed = allow(list, name, changed)
	}
	if !changed {
		return policy
	}
	parts := make([]string, len(list))
	for i, d := range list {
		parts[i] = strings.Join(append([]string{d.name}, d.sources...), " ")
	}
	return strings.Join(parts, ";")
}

// fallbacks are the directives that stand for one that a policy does not name (CSP level 3, 6.8.3).
var fallbacks = map[string][]string{
	"script-src": {"default-src"}, "style-src": {"default-src"}, "connect-src": {"default-src"},
	"worker-src": {"child-src", "script-src", "default-src"},
}

// allow adds 'self' to one kind of request, unless nothing forbids it.
func allow(list []directive, name string, changed bool) ([]directive, bool) {
	for _, n := range append([]string{name}, fallbacks[name]...) {
		i := slices.IndexFunc(list, func(d directive) bool { return d.name == n })
		if i < 0 {
			continue
		}
		if slices.Contains(list[i].sources, "'self'") {
			return list, changed
		}
		sources := slices.DeleteFunc(slices.Clone(list[i].sources), func(s string) bool { return s == "'none'" })
		wider := directive{name, append(sources, "'self'")}
		if n == name {
			list[i] = wider
			return list, true
		}
		return append(list, wider), true
	}
	return list, changed
}
