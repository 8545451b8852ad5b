package content

import (
	"fmt"
	"strings"
	"testing"
)

// Pasted lines are told wherever they are: in a list item, and where short lines of names or headings
// stand among those that end a sentence.
func TestPastedAmongOthers(t *testing.T) {
	sentence := func(i int) string {
		return fmt.Sprintf("这是第%d行，讲活动的情况，约三十个字左右，写得比较长一些才像真的。", i)
	}
	var item, names, headings []string
	for i := range 24 {
		item = append(item, "  "+sentence(i))
		if i%3 == 0 {
			names, headings = append(names, "参加人员：各支部书记"), append(headings, "**一、小标题**")
		} else {
			names, headings = append(names, sentence(i)), append(headings, sentence(i))
		}
	}
	for name, body := range map[string]string{"a list item": "- 甲。\n" + strings.Join(item, "\n"), "names": strings.Join(names, "\n"), "headings": strings.Join(headings, "\n")} {
		doc, _ := Parse("a.md", []byte("+++\ntitle = \"题\"\n+++\n\n"+body+"\n"))
		if len(doc.Diagnostics) != 1 || doc.Diagnostics[0].Rule != "markdown/lines" {
			t.Errorf("%s: %v", name, doc.Diagnostics)
		}
	}
}
