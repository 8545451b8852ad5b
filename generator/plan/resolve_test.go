package plan

import "testing"

// FuzzJoinPlain: the short way of joining addresses gives what net/url gives.
func FuzzJoinPlain(f *testing.F) {
	for _, base := range []string{"https://a.cn/", "https://a.cn", "http://A.cn/x/y.html", "https://a.cn/x//y/", "https://a.cn:80/x/y", "https://a.cn/.x/y", "HTTPS://a.cn/", "https:///x/", "https://a.cn/党/", "https://a.cn/x/../y"} {
		for _, relative := range []string{"index.html", "../index.html", "../../z/index.html", "z//a", "", "/z", ".", "..", "z/..", "z/../a", "#a", "a?b", "b:c", "%61", "tags/zu-zhi.html", "z/", "-._"} {
			f.Add(base, relative)
		}
	}
	f.Fuzz(func(t *testing.T, base, relative string) {
		if got, ok := joinPlain(base, relative); ok && got != joinURL(base, relative) {
			t.Errorf("%q and %q make %q, not %q", base, relative, got, joinURL(base, relative))
		}
	})
}

// TestJoinPlain: the addresses that Qizhi makes are joined the short way.
func TestJoinPlain(t *testing.T) {
	for _, c := range [][3]string{
		{"https://dangjian.example.org/cases/a.html", "index.html", "https://dangjian.example.org/cases/index.html"},
		{"https://dangjian.example.org/cases/2/", "../../index.html", "https://dangjian.example.org/index.html"},
		{"https://x.cn/sub/", "../tags/zu-zhi-e27620.html", "https://x.cn/tags/zu-zhi-e27620.html"},
	} {
		if got, ok := joinPlain(c[0], c[1]); !ok || got != c[2] {
			t.Errorf("%s and %s make %q, %v", c[0], c[1], got, ok)
		}
	}
}
