package preview

import "testing"

// The journal names what was saved, not what an editor wrote beside it.
func TestChangesNamed(t *testing.T) {
	for _, c := range []struct {
		names []string
		want  string
	}{
		{[]string{"news/sedAWcJUV", "news/a.md"}, "content/news/a.md "},
		{[]string{"news/b.md", "news/a.md"}, "content/news/a.md 等 2 个文件"},
		{[]string{"news"}, "content/news "},
	} {
		var seen changes
		for _, name := range c.names {
			seen.note(name)
		}
		if got := seen.words(); got != c.want {
			t.Errorf("%v: %q, want %q", c.names, got, c.want)
		}
	}
}
