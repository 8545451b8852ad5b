package plan

import (
	"strings"
	"testing"
)

// TestStructured: JSON-LD escapes what encoding/json escapes, so that no text can end the element.
func TestStructured(t *testing.T) {
	for text, want := range map[string]string{
		"“两新”——组织": `"“两新”——组织"`, "a\u2028b": `"a\u2028b"`, "</script>": `"\u003c/script\u003e"`, `"\`: `"\"\\"`, "a\xe2": `"a\ufffd"`, "\xe2\x80": `"\ufffd\ufffd"`,
	} {
		if got := string(appendText(nil, text)); got != want {
			t.Errorf("%q is %s, not %s", text, got, want)
		}
	}
	g := newGraph()
	g.begin("Article")
	g.text("headline", "甲")
	g.text("image", "")
	g.beginIn("author", "Person")
	g.text("name", "乙")
	g.end()
	g.end()
	g.begin("BreadcrumbList")
	g.beginList("itemListElement")
	g.item(1, "首页", "https://x.cn/")
	g.item(2, "案例", "https://x.cn/cases/")
	g.endList()
	g.end()
	want := `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"Article","headline":"甲","author":{"@type":"Person","name":"乙"}},` +
		`{"@type":"BreadcrumbList","itemListElement":[{"@type":"ListItem","position":1,"name":"首页","item":"https://x.cn/"},{"@type":"ListItem","position":2,"name":"案例","item":"https://x.cn/cases/"}]}]}</script>`
	if got := string(g.script()); got != want {
		t.Errorf("the graph is %s", strings.ReplaceAll(got, ",{", ",\n{"))
	}
}
