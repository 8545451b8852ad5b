package content

import (
	"slices"
	"strings"
	"testing"
)

// Besides headings, the ids of raw HTML and those of footnotes can be linked to; an id that is not
// written cannot.
func TestAnchors(t *testing.T) {
	for body, want := range map[string][]string{
		"## 做法\n\n文字": nil,
		"## 做法 {#how}\n\n<a id=\"anc\"></a> 文字\n\n<h2 id=\"raw\">标题</h2>\n": {"anc", "raw"},
		"甲[^a]乙[^a]\n\n[^a]: 注。":                                            {"fn:1", "fnref1:1", "fnref:1"},
		"<p id=\"_Toc1\">文字</p>\n":                                          nil,
	} {
		doc, _ := Parse("a.md", []byte("+++\ntitle = \"题\"\n+++\n"+body))
		if !slices.Equal(doc.Anchors, want) {
			t.Errorf("%q has %q, want %q", body, doc.Anchors, want)
		}
	}
}

// An anchor in the heading that becomes the title stays in the page, at the head of the text.
func TestAnchorOfTitle(t *testing.T) {
	doc, body := Parse("a.md", []byte("# Minify <a name=\"minify\"></a>\n\n文 <a id=\"b\"></a>字。\n"))
	if doc.Front.Title != "Minify" || !slices.Equal(doc.Anchors, []string{"b", "minify"}) {
		t.Errorf("title %q, anchors %q", doc.Front.Title, doc.Anchors)
	}
	if got, want := strings.Join(body.Literals, "|"), `<a id="minify"></a><p>文 <a id="b"></a>字。</p>`; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// The anchor of a heading keeps every Han character, 〇 and the radicals among them.
func TestAnchorKeepsHan(t *testing.T) {
	for heading, want := range map[string]string{"二〇二二年": "二〇二二年", "⼀支部": "⼀支部", "第 1 期，A": "第-1-期-a"} {
		if got := anchor(heading); got != want {
			t.Errorf("%s: %s, want %s", heading, got, want)
		}
	}
}
