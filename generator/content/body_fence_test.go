package content

import (
	"fmt"
	"testing"
)

// TestFenceWords: a block whose word is misspelt is published as code, and said to be; code is not.
func TestFenceWords(t *testing.T) {
	for word, want := range map[string]string{"图表": "chart", "相册": "gallery", "Chart": "chart", "charts": "chart", "galery": "gallery", "Gallery": "gallery",
		"chart": "", "gallery": "", "": "", "go": "", "dart": "", "c": "", "css": "", "csharp": "", "graphql": "", "html": "", "toml": "", "cart": "chart"} {
		doc, _ := Parse("a.md", []byte("+++\ntitle = \"题\"\n+++\n\n```"+word+"\ntype = \"bar\"\n```\n"))
		got := ""
		for _, d := range doc.Diagnostics {
			got += fmt.Sprintf("%d:%d %s %s", d.Line, d.Column, d.Rule, d.Hint)
		}
		if want != "" {
			want = "5:1 markdown/fence 是不是 " + want + "？写成 ```" + want
		}
		if got != want {
			t.Errorf("%s: %s, want %s", word, got, want)
		}
	}
}
