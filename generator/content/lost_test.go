package content

import (
	"strings"
	"testing"
)

// What is advised for an angle bracket of the text works where it stands: a backslash in a paragraph, and in a block
// of HTML, where a backslash stays a backslash, a reference.
func TestLostTagAdvice(t *testing.T) {
	for source, want := range map[string]string{
		"用 <file> 打开\n":                            `\<file>；`,
		"<div>\n用 <file> 打开\n</div>\n":             `写成 &lt;file>；`,
		"用 <file> 打开\n\n<div>\n甲 <b2> 乙\n</div>\n": `\<file>；`,
	} {
		doc, _ := Read("news/a.md", []byte("+++\ntitle = \"甲\"\n+++\n\n"+source)).Parse()
		got := ""
		for _, d := range doc.Diagnostics {
			if d.Rule == "html/cleaned" {
				got += d.Hint
			}
		}
		if !strings.Contains(got, want) {
			t.Errorf("%q is advised %q, without %q", source, got, want)
		}
		advised, _, _ := strings.Cut(want, "；")
		mended := strings.Replace(source, "<file>", strings.TrimPrefix(advised, "写成 "), 1)
		doc, _ = Read("news/a.md", []byte("+++\ntitle = \"甲\"\n+++\n\n"+mended)).Parse()
		for _, d := range doc.Diagnostics {
			if d.Rule == "html/cleaned" && strings.Contains(d.Message, "file") {
				t.Errorf("%q, mended as advised, is %q: %s", source, mended, d.Message)
			}
		}
	}
}
