package office

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

// pack makes a zip archive of names and contents.
func pack(t testing.TB, members ...string) []byte {
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(members); i += 2 {
		f, err := w.Create(members[i])
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprint(f, members[i+1])
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// read returns what Text visits, a line a piece.
func read(name string, raw []byte) (string, error) {
	var b strings.Builder
	err := Text(name, raw, func(where, text string) { fmt.Fprintf(&b, "%s|%s\n", where, text) })
	return b.String(), err
}

func TestText(t *testing.T) {
	letter := pack(t,
		"word/document.xml", `<w:document xmlns:w="x"><w:body><w:p><w:r><w:t>电话138</w:t></w:r><w:r><w:t>00138000</w:t></w:r></w:p><w:p><w:del><w:delText>旧号</w:delText></w:del></w:p></w:body></w:document>`,
		"word/header1.xml", `<w:hdr><w:p><w:t>内部</w:t></w:p></w:hdr>`,
		"word/media/a.png", "not text")
	for _, c := range []struct {
		name string
		raw  []byte
		want string
	}{
		{"a.docx", letter, "|电话13800138000\n|旧号\n页眉|内部\n"},
		{"A.XLSX", pack(t,
			"xl/sharedStrings.xml", `<sst><si><r><t>张</t></r><r><t>某</t></r></si><si><t>删去的</t></si></sst>`,
			"xl/worksheets/sheet1.xml", `<worksheet><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="B1"><v>1.3800138E10</v></c><c r="C1" t="inlineStr"><is><t>行内</t></is></c><c r="D1" t="s"><v>0</v></c></row></sheetData></worksheet>`),
			"第 1 个工作表 A1|张某\n第 1 个工作表 B1|13800138000\n第 1 个工作表 C1|行内\n第 1 个工作表 D1|\n已从表里删去、文件里还留着的文字|删去的\n"},
		{"a.pptx", pack(t, "ppt/slides/slide1.xml", `<p:sld><a:p><a:r><a:t>名单</a:t></a:r></a:p></p:sld>`), "幻灯片|名单\n"},
		{"a.odt", pack(t, "content.xml", `<office:text><text:p>甲<text:span>乙</text:span></text:p></office:text>`), "|甲乙\n"},
		{"a.zip", pack(t, "名单.csv", "甲,1\n", "b.docx", string(letter), "c.exe", "x"),
			"压缩包里的文件名|名单.csv\n压缩包里的 名单.csv|甲,1\n\n压缩包里的文件名|b.docx\n压缩包里的 b.docx|电话13800138000\n压缩包里的 b.docx|旧号\n压缩包里的 b.docx 页眉|内部\n压缩包里的文件名|c.exe\n压缩包里的 c.exe|x\n"},
	} {
		got, err := read(c.name, c.raw)
		if err != nil || got != c.want {
			t.Errorf("%s: %v\ngot\n%swant\n%s", c.name, err, got, c.want)
		}
	}
}

// Whatever part of a file a number is in, it is read; what cannot be read is said.
func TestEveryPart(t *testing.T) {
	const n = "13800138000"
	utf16 := "\xFF\xFE1\x003\x008\x000\x000\x001\x003\x008\x000\x000\x000\x00"
	for _, c := range []struct {
		name string
		raw  []byte
		want error
	}{
		{"alt.docx", pack(t, "word/document.xml", `<w:p><wp:docPr descr="`+n+`"/></w:p>`), nil},
		{"props.docx", pack(t, "docProps/core.xml", `<dc:title>`+n+`</dc:title>`), nil},
		{"chart.docx", pack(t, "word/charts/chart1.xml", `<c:v>`+n+`</c:v>`), nil},
		{"rels.docx", pack(t, "word/_rels/document.xml.rels", `<r Target="tel:`+n+`"/>`), nil},
		{"math.docx", pack(t, "word/document.xml", `<w:p><m:t>`+n+`</m:t></w:p>`), nil},
		{"custom.docx", pack(t, "customXml/item1.xml", `<a>`+n+`</a>`), nil},
		{"case.docx", pack(t, "Word\\Document.XML", `<w:p><w:t>`+n+`</w:t></w:p>`), nil},
		{"utf16.docx", pack(t, "word/header1.xml", "\xFF\xFE<\x00a\x00>\x00"+utf16[2:]+"<\x00/\x00a\x00>\x00"), nil},
		{"pivot.xlsx", pack(t, "xl/pivotCache/r.xml", `<s v="`+n+`"/>`), nil},
		{"name.xlsx", pack(t, "xl/workbook.xml", `<definedName>`+n+`</definedName>`), nil},
		{"comment.xlsx", pack(t, "xl/threadedComments/a.xml", `<text>`+n+`</text>`), nil},
		{"formula.xlsx", pack(t, "xl/worksheets/sheet1.xml", `<c r="A1"><f>LEFT("`+n+`",3)</f><v>138</v></c>`), nil},
		{"value.ods", pack(t, "content.xml", `<c office:value="`+n+`"><text:p>1.4E10</text:p></c>`), nil},
		{"utf16.zip", pack(t, "a.txt", utf16), nil},
		{"plain.zip", pack(t, "a.toml", n, "b.vcf", n), nil},
		{"rich.zip", pack(t, "a.rtf", `{\rtf1 138\f1 0013\b 8000}`), nil},
		{"letter.zip", pack(t, "a.eml", n), ErrUnknown},
		{"old.zip", pack(t, "a.txt", n, "a.doc", "\xD0\xCF\x11\xE0\x00"), ErrUnknown},
	} {
		got, err := read(c.name, c.raw)
		if !strings.Contains(got, n) || !errors.Is(err, c.want) {
			t.Errorf("%s: %v\n%s", c.name, err, got)
		}
	}
}

func TestRefused(t *testing.T) {
	inner := pack(t, "a.txt", "x")
	for range maxDepth + 1 {
		inner = pack(t, "a.zip", string(inner))
	}
	for _, c := range []struct {
		name string
		raw  []byte
		want error
	}{
		{"a.pdf", []byte("%PDF-1.7"), ErrUnknown},
		{"a.docx", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"), ErrEncrypted},
		{"a.docx", nil, ErrBroken},
		{"a.docx", []byte("PK\x03\x04 cut off"), ErrBroken},
		{"a.docx", pack(t, "word/document.xml", "<w:p><w:t>a</w:p"), ErrBroken},
		{"a.zip", inner, ErrUnknown},
	} {
		if _, err := read(c.name, c.raw); !errors.Is(err, c.want) {
			t.Errorf("%s %.20q: %v, want %v", c.name, c.raw, err, c.want)
		}
	}
}

// A small file that unpacks to gigabytes ends soon.
func TestBomb(t *testing.T) {
	if testing.Short() {
		t.Skip("packs 60 MB")
	}
	start := time.Now()
	bomb := pack(t, "word/document.xml", strings.Repeat("<w:p><w:t>"+strings.Repeat("党", 1000)+"</w:t></w:p>", maxText/3000+1000))
	if _, err := read("a.docx", bomb); !errors.Is(err, ErrLarge) {
		t.Error(err)
	}
	if took := time.Since(start); took > 20*time.Second {
		t.Errorf("%d bytes took %v", len(bomb), took)
	}
}

func FuzzText(f *testing.F) {
	f.Add("a.docx", pack(f, "word/document.xml", "<w:p><w:t>a</w:t></w:p>"))
	f.Add("a.xlsx", pack(f, "xl/sharedStrings.xml", "<sst><si><t>a</t></si></sst>", "xl/worksheets/sheet1.xml", `<c r="A1" t="s"><v>-1</v></c>`))
	f.Add("a.zip", []byte("PK"))
	f.Fuzz(func(t *testing.T, name string, raw []byte) {
		_ = Text(name, raw, func(string, string) {})
	})
}
