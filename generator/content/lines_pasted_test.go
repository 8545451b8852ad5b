package content

import (
	"fmt"
	"strings"
	"testing"
)

// A line that ends in . behind Han ends a sentence too: all lines of such a text are told and parted, none is left over in silence.
func TestPastedWithHalfWidthStops(t *testing.T) {
	for body, paragraphs := range map[string]int{
		"一、会议要求\n会议指出：\"抓落实.\"\n各支部要做好工作。":                      3,
		"　　二、品尝环节\n商会副会长表示：\"我们要把党建做实.\"\n活动共吸引居民２００余人参加。":      3,
		"这一段按窄的宽度断行，见附件 a.docx.\n后面这一行还在同一句话里，一共说了\n好几行，到这里才完。": 1,
	} {
		source := "+++\ntitle = \"题\"\n+++\n\n" + body + "\n"
		doc, _ := Parse("a.md", []byte(source))
		if told := len(doc.Diagnostics) == 1 && doc.Diagnostics[0].Rule == "markdown/lines"; told != (paragraphs > 1) {
			t.Errorf("%s: %v", body, doc.Diagnostics)
		}
		mended := MendLines(source)
		if doc, out := Parse("a.md", []byte(mended)); strings.Count(shown(doc, out), "<p>") != paragraphs || len(doc.Diagnostics) > 0 {
			t.Errorf("%s: %s %v", body, shown(doc, out), doc.Diagnostics)
		}
	}
}

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
