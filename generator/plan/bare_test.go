package plan

import "testing"

// A link that shows its own address says so; one with words, or without a scheme that can be left out, does not.
func TestMarkBare(t *testing.T) {
	for _, c := range []struct{ body, want string }{
		{`<p>无链接</p>`, `<p>无链接</p>`},
		{`<p>见<a href="https://example.org/a?b=1&amp;c" rel="noopener">https://example.org/a?b=1&amp;c</a>。</p>`,
			`<p>见<a class="bare" href="https://example.org/a?b=1&amp;c" rel="noopener">https://example.org/a?b=1&amp;c</a>。</p>`},
		{`<a href="http://example.org/" rel="noopener">example.org</a>和<a href="https://example.org/" rel="noopener">报道</a>和<a href="mailto:a@example.org" rel="noopener">a@example.org</a>`,
			`<a class="bare" href="http://example.org/" rel="noopener">example.org</a>和<a href="https://example.org/" rel="noopener">报道</a>和<a class="bare" href="mailto:a@example.org" rel="noopener">a@example.org</a>`},
		{`<a href="https://example.org/%E5%95%86%E4%BC%9A" rel="noopener">https://example.org/商会</a>`,
			`<a class="bare" href="https://example.org/%E5%95%86%E4%BC%9A" rel="noopener">https://example.org/商会</a>`},
		{`<a href="a.html">a.html</a><code>&quot; rel=&quot;noopener&quot;&gt;</code>`, `<a href="a.html">a.html</a><code>&quot; rel=&quot;noopener&quot;&gt;</code>`},
		{`<a href="https://example.org/" rel="noopener">https://example.org/`, `<a href="https://example.org/" rel="noopener">https://example.org/`},
	} {
		if got := markBare(c.body); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
}
