package check

import (
	"strings"
	"testing"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/picture/phototest"
)

// A number that markup takes apart is read by visitors as one.
func TestShown(t *testing.T) {
	const head = "+++\ntitle = \"题\"\n+++\n\n联系办公室。\n\n"
	for _, c := range []struct{ body, want string }{
		{"&#49;3800138000", "7:1"}, {"1380013&#x38;000", "7:1"}, {"138&nbsp;0013&nbsp;8000", "7:1"}, {"138\\-0013\\-8000", "7:1"},
		{"张某138**0013**8000", "7:3"}, {"*138*00138000", "7:2"}, {"[13800](https://a.example/2022)138000", "7:2"},
		{"138<br>0013<br>8000", "7:1"}, {"13800\n138000", "7:1"}, {"138\\\n0013\\\n8000", "7:1"}, {"`138`00138000", "7:2"},
		{"- 甲\n- 138**0013**8000", "8:3"}, {"<p>138<b>0013</b>8000</p>", "7:4"}, {"文[^1]。\n\n[^1]: 138**0013**8000", "9:7"},
		{"<table><tr><td>138</td><td>0013</td><td>8000</td></tr></table>", "7:16"},
		{"<table>\n<tr><td><p>手机</p></td><td><p>138</p></td><td><p>0013</p></td><td><p>8000</p></td></tr>\n</table>", "8:30"},
		{"![138**0013**8000](x.png)", "7:3"}, {"![138&#48;0138000](x.png)", "7:3"}, {"![图](x.png \"138&#48;0138000\")", "7:6"}, {"![电话138\\-0013\\-8000](x.png)", "7:5"},
		{"| 甲 | 乙 | 丙 |\n|---|---|---|\n| 138 | 0013 | 8000 |", "9:3"},
		{"| 姓名 | 电话1 | 电话2 | 电话3 |\n|---|---|---|---|\n| 张 | 138 | 0013 | 8000 |", "9:7"},
		{"<table><tr><td>110101</td><td>19900307</td><td>109X</td></tr></table>", "7:16"},
		{"110101\n19900307\n109X", ""}, {"一三八**〇〇一三**八〇〇〇", "7:1"}, {"| 甲 | 乙 | 丙 |\n|---|---|---|\n| 一三八 | 〇〇一三 | 八〇〇〇 |", "9:3"},

		{"<span title=\"1380013800&#48;\">甲</span>", "7:1"}, {"文<abbr title=\"电话138&#45;0013&#45;8000\">甲</abbr>", "7:2"},
		{"文<img src=\"a.png\" alt=\"1380013800&#x30;\">", "7:2"}, {"<div>\n<img src=\"a.png\"\n alt=\"1380013800&#48;\">\n</div>", "8:1"},
		{"<a href=\"tel:1380013800&#48;\">甲</a>", "7:1"}, {"[甲](tel:1380013800&#48;)", "7:1"}, {"[甲](tel:1380013800%30)", "7:1"},
		{"[甲](https://a.example/ \"1380013800&#48;\")", "7:5"}, {"![1380013800&#48;](a.png)", "7:3"},
		{"```gallery\nalt = \"1380013800\\u0030\"\npictures = [\"a.jpg\"]\n```", "8:7"}, {"```gallery\n[[picture]]\nfile = \"b.jpg\"\ncaption = \"1380013800\\u0030\"\n```", "10:11"},
		{"```chart\ntitle = \"1380013800\\u0030\"\n```", "8:9"},
		{"138<wbr>0013<wbr>8000", "7:1"}, {"1380013&shy;8000", "7:1"}, {"1380013&ZeroWidthSpace;8000", "7:1"},
		{"<!-- qizhi-ignore personal/mobile -->\n\n```gallery\nalt = \"1380013800\\u0030\"\npictures = [\"a.jpg\"]\n```", ""},

		{"| 甲 | 乙 | 丙 | 丁 |\n|---|---|---|---|\n| 会员 | 150 | 2000 | 3000 |", ""},
		{"共**13812345678**元，增长\n138人。", ""},
		{"<!-- qizhi-ignore personal/mobile -->\n\n138**0013**8000", ""},
	} {
		raw := []byte(head + c.body + "\n")
		doc, body := content.Parse("a.md", raw)
		got := Shown(content.Read("a.md", raw), doc, body)
		if len(got) > 1 || len(got) == 0 && c.want != "" || len(got) == 1 && !strings.HasPrefix(said(got), "content/a.md:"+c.want+" personal/") {
			t.Errorf("%q\ngot  %s\nwant %s", c.body, said(got), c.want)
		}
		for _, d := range got {
			if strings.Contains(d.Excerpt, "8000") || strings.Contains(d.Message, "13800138000") {
				t.Errorf("%q is shown in %+v", c.body, d)
			}
		}
		if twice := append(got, Stopping("a.md", raw)...); c.want != "" && len(twice) != 1 {
			t.Errorf("%q is reported %d times", c.body, len(twice))
		}
	}
}

// What is written and shown, in two places of one mark, is one finding.
func TestFoundOnce(t *testing.T) {
	for _, body := range []string{"[甲](tel:13800138000)", "[甲](tel:13800138000 \"电话&#49;3800138000\")", "<a href=\"tel:13800138000\" title=\"&quot;\">甲</a>",
		"![13800138000](a.png \"&quot;\")", "138\u20280013\u20288000"} {
		numbers, _ := everyNumber("a.md", []byte("+++\ntitle = \"题\"\n+++\n\n"+body+"\n"))
		if len(numbers) != 1 {
			t.Errorf("%q is reported %d times: %+v", body, len(numbers), numbers)
		}
	}
}

func TestMetadata(t *testing.T) {
	for _, c := range []struct{ name, raw, want string }{
		{"a.docx", packed(t, "docProps/core.xml", "<cp:coreProperties><dc:creator>zhangsan</dc:creator></cp:coreProperties>"), "附件里记着作者“zhangsan”"},
		{"a.docx", packed(t, "word/media/a.jpg", "\xFF\xD8\xFF\xE1\x00\x10Exif\x00\x00"), "附件里记着照片 a.jpg 的拍摄信息"},
		{"a.pdf", "%PDF-1.4\n4 0 obj\n<</Author(zhangsan)>>\nendobj\n", "附件里记着作者“zhangsan”"},
		{"a.docx", packed(t, "word/media/a.jpg", string(phototest.JPEG(phototest.Corners(8, 8), 90, phototest.ExifSegment(phototest.Exif{Orientation: 6, Latitude: 3600}.Bytes())))), ""},
		{"a.zip", packed(t, "a/IMG_1.HEIC", "\x00\x00\x00\x18ftypheic"), "附件里记着照片 IMG_1.HEIC 的拍摄信息"},
		{"a.pdf", "%PDF-1.4\n4 0 obj\n<</Filter/DCTDecode>>stream\n\xFF\xD8\xFF\xE1\x00\x10Exif\x00\x00II", "附件里记着照片的拍摄信息"},
		{"a.mp4", "\x00\x00\x00\x20moov\x00\x00\x00\x18udta\x00\x00\x00\x10\xA9xyz+29.5678", ""},
		{"a.mp4", "\x00\x00\x00\x18ftypmp42com.apple.quicktime.location.ISO6709+29.5-106.5/", "附件里记着拍摄地点"},
		{"a.docx", packed(t, "word/document.xml", "<a/>"), ""},
	} {
		got := ""
		for _, d := range metadata(c.name, []byte(c.raw)) {
			got += d.Message
		}
		if got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// What cannot be read is never passed in silence.
func TestUnreadFormats(t *testing.T) {
	for name, raw := range map[string]string{"a.xlsb": "PK", "a.epub": "PK", "a.bz2": "BZh9\x00", "a.xyz": "\x00\x0113800138000", "a.dat": "\x00\xFF", "a.eml": "From: a"} {
		if _, unread := numbersIn(name, []byte(raw)); unread == nil {
			t.Errorf("%s is passed", name)
		}
	}
	for name, raw := range map[string]string{"a.mp3": "ID3\x00", "a.jpg": "\xFF\xD8\x00", "a.txt": "甲", "a.rtf": `{\\rtf1 a}`} {
		if _, unread := numbersIn(name, []byte(raw)); unread != nil {
			t.Errorf("%s: %v", name, unread)
		}
	}
	for name, raw := range map[string]string{
		"a.rtf": "{\\rtf1 138\\f1 0013\\b 8000}",
		"a.pdf": "%PDF-1.4\n5 0 obj\n<</Type/Annot/Contents(13800138000)>>\nendobj\n",
		"a.svg": "<svg><text><tspan>138</tspan><tspan>0013</tspan>&#56;000</text></svg>",
		"b.pdf": "%PDF-1.4\n4 0 obj\n<</Title<FEFF00310033003800300030003100330038003000300030>>>\nendobj\n",
	} {
		if numbers, _ := numbersIn(name, []byte(raw)); len(numbers) != 1 {
			t.Errorf("%s: %d numbers", name, len(numbers))
		}
	}
}

// Findings of one rule are counted beyond some, and a long line costs no square of them.
func TestManyFindings(t *testing.T) {
	start := time.Now()
	got := look(t, "-- site.toml --\ntitle = \"站\"\n-- a.md --\n+++\ntitle = \"题\"\n+++\n\n"+strings.Repeat("（", 20_000)+"\n")
	lines := strings.Split(got, "\n")
	if len(lines) != manyFindings+1 || !strings.Contains(lines[manyFindings], "从这里起还有 19950 处") {
		t.Errorf("%d findings, the last %s", len(lines), lines[len(lines)-1])
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("took %v", took)
	}
}

// Only what a row of cells may hold is read a second time: words with a digit in them between figures are not.
func TestMayShow(t *testing.T) {
	cells := func(texts ...string) (blocks []content.Block) {
		for _, text := range texts {
			blocks = append(blocks, content.Block{Text: text})
		}
		return blocks
	}
	for _, c := range []struct {
		blocks []content.Block
		want   bool
	}{
		{cells("138", "0013", "8000"), true},
		{cells("1", "3", "8", "0", "0", "1", "3", "8", "0", "0", "0"), true},
		{cells("张某的联系电话是138", "0013", "8000，工作日"), true},
		{cells("138", "", "00138000"), true},
		{cells("175", "54%", "一支部一特色", "268", "88%", "三会一课", "276", "13%"), false},
		{cells("先锋", "12", "34", "56", "78", "共"), false},
		{cells("2022年1月28日。", "2023年1月28日。"), false},
	} {
		if got := mayShow(c.blocks); got != c.want {
			t.Errorf("%v: %v, want %v", c.blocks, got, c.want)
		}
	}
	dashes := make([]content.Block, 20_000)
	for i := range dashes {
		dashes[i].Text = "——"
	}
	if got := testing.AllocsPerRun(1, func() { mayShow(dashes) }); got > 200_000 || mayShow(dashes) {
		t.Errorf("%v allocations", got)
	}
}
