package pdf

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"qizhi/generator/check/personal"
)

// read is the numbers that are found in a PDF, sorted, and what could not be read.
func read(raw []byte) (found []string, err error) {
	err = Text(raw, func(text string) {
		for _, n := range personal.Find(text) {
			if !slices.Contains(found, n.Digits) {
				found = append(found, n.Digits)
			}
		}
	})
	slices.Sort(found)
	return found, err
}

// A page printed by Chromium draws its text glyph by glyph, in fonts of its own.
func TestPrinted(t *testing.T) {
	raw, err := os.ReadFile("testdata/chromium.pdf")
	if err != nil {
		t.Fatal(err)
	}
	found, err := read(raw)
	if want := []string{"11010519491231002X", "13800138000", "13900139000"}; err != nil || !slices.Equal(found[:min(3, len(found))], want) {
		t.Errorf("%v %v", found, err)
	}
	text := ""
	if err := Text(raw, func(s string) { text += s }); err != nil || !strings.Contains(text, "张三") || !strings.Contains(text, "名单") {
		t.Errorf("%v %q", err, text)
	}
}

func packed(s string) string {
	var b bytes.Buffer
	w := zlib.NewWriter(&b)
	_, _ = w.Write([]byte(s))
	_ = w.Close()
	return b.String()
}

func streamOf(number int, keys, data string) string {
	return fmt.Sprintf("%d 0 obj\n<< %s /Length %d >>\nstream\n%s\nendstream\nendobj\n", number, keys, len(data), data)
}

const (
	header = "%PDF-1.7\n"
	latin  = "1 0 obj << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> endobj\n2 0 obj << /Type /Page /Resources << /Font << /F1 1 0 R >> >> /Contents 3 0 R >> endobj\n"
	wide   = "1 0 obj << /Type /Font /Subtype /Type0 /Encoding /Identity-H /ToUnicode 5 0 R >> endobj\n2 0 obj << /Resources << /Font << /F1 1 0 R >> >> >> endobj\n"
	digits = "begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 1 beginbfrange <0010> <0019> <0030> endbfrange 1 beginbfchar <0030> <624B673A> endbfchar endcmap"
)

func TestText(t *testing.T) {
	flate := "/Filter /FlateDecode"
	packedObjects := "1 0 2 60 " + fmt.Sprintf("%-60s", "<< /Type /Font /Subtype /Type1 >>") + "<< /Resources << /Font << /F1 1 0 R >> >> >>"
	for what, c := range map[string]struct {
		source, want string
		err          error
	}{
		"a simple font":       {header + latin + streamOf(3, "", "BT /F1 12 Tf (13800138000) Tj ET"), "[13800138000]", nil},
		"packed":              {header + latin + streamOf(3, flate, packed("BT /F1 12 Tf (13800138000) Tj ET")), "[13800138000]", nil},
		"digit by digit":      {header + latin + streamOf(3, "", "BT /F1 12 Tf [(1) 20 (38) -300 (0013) 5 (8000)] TJ ET"), "[13800138000]", nil},
		"moved in between":    {header + latin + streamOf(3, "", "BT /F1 12 Tf (138001) Tj 30 0 Td (38000) Tj ET"), "[13800138000]", nil},
		"two columns":         {header + latin + streamOf(3, "", "BT /F1 12 Tf (12) Tj 30 0 Td (13800138000) Tj 30 0 Td (7) Tj ET"), "[13800138000]", nil},
		"on two lines":        {header + latin + streamOf(3, "", "BT /F1 12 Tf (138001) Tj 0 -12 Td (38000) Tj ET"), "[]", nil},
		"escapes":             {header + latin + streamOf(3, "", "BT /F1 12 Tf (\\061380\\\n0138\\060\\060\\060 \\(a\\) \\\\) Tj ET"), "[13800138000]", nil},
		"hexadecimal":         {header + latin + streamOf(3, "", "BT /F1 12 Tf <31333830 30313338 303030> Tj ET"), "[13800138000]", nil},
		"a wide font":         {header + wide + streamOf(5, "", digits) + streamOf(3, "", "BT /F1 12 Tf <0030 0011 0013 0018 0010 0010 0011 0013 0018 0010 0010 0010> Tj ET"), "[13800138000]", nil},
		"a packed map":        {header + wide + streamOf(5, flate, packed(digits)) + streamOf(3, "", "BT /F1 12 Tf <001100130018001000100011001300180010 00100010> Tj ET"), "[13800138000]", nil},
		"packed objects":      {header + streamOf(9, "/Type /ObjStm /N 2 /First 9 "+flate, packed(packedObjects)) + streamOf(3, "", "BT /F1 12 Tf (13800138000) Tj ET"), "[13800138000]", nil},
		"a Chinese encoding":  {header + strings.Replace(wide, "Identity-H /ToUnicode 5 0 R", "GBK-EUC-H", 1) + streamOf(3, "", "BT /F1 12 Tf (\xca\xd6\xbb\xfa13800138000) Tj ET"), "[13800138000]", nil},
		"a form":              {header + latin + streamOf(3, "/Type /XObject /Subtype /Form", "BT /F1 12 Tf (13800138000) Tj ET"), "[13800138000]", nil},
		"no map":              {header + strings.Replace(wide, "/ToUnicode 5 0 R", "", 1) + streamOf(3, "", "BT /F1 12 Tf <00110013> Tj ET"), "[]", ErrFont},
		"a scan":              {header + latin + streamOf(3, "/Subtype /Image /Filter /DCTDecode", "\xff\xd8"), "[]", ErrScan},
		"encrypted":           {header + latin + streamOf(3, "", "BT /F1 12 Tf (x) Tj ET") + "trailer << /Encrypt 9 0 R >>", "[]", ErrEncrypted},
		"another compression": {header + latin + streamOf(3, "/Filter /LZWDecode", "xx"), "[]", ErrFilter},
		"no PDF":              {"PK\x03\x04", "[]", ErrNoPDF},
		"nothing":             {header, "[]", ErrNoPDF},
		"broken off":          {header + latin + "3 0 obj << /Length 99 >> stream\nBT /F1 12 Tf (13800138000) Tj", "[13800138000]", nil},
	} {
		found, err := read([]byte(c.source))
		if got := fmt.Sprint(found); got != c.want || !errors.Is(err, c.err) {
			t.Errorf("%s: %s %v, want %s %v", what, got, err, c.want, c.err)
		}
	}
}

// Whatever a file says of itself, reading it ends.
func TestHostile(t *testing.T) {
	bomb := packed(strings.Repeat("(1) Tj ", 12<<20))
	raw, err := os.ReadFile("testdata/chromium.pdf")
	if err != nil {
		t.Fatal(err)
	}
	cases := map[string]string{
		"a bomb":        header + latin + streamOf(3, "/Filter /FlateDecode", bomb),
		"twice packed":  header + latin + streamOf(3, "/Filter [/FlateDecode /FlateDecode]", packed(bomb)),
		"lists":         header + "1 0 obj " + strings.Repeat("[", 1_000_000),
		"dictionaries":  header + "1 0 obj " + strings.Repeat("<< /a ", 300_000),
		"brackets":      header + "1 0 obj " + strings.Repeat("(", 1_000_000),
		"objects":       header + strings.Repeat("1 0 obj ", 300_000),
		"streams":       header + strings.Repeat("1 0 obj << >> stream\n", 100_000),
		"a circle":      header + "1 0 obj 1 0 R endobj 2 0 obj << /Font 2 0 R /F 2 0 R >> endobj 3 0 obj << /Type /ObjStm /First 3 0 R /Length 3 0 R >> stream\nx endstream",
		"a wide range":  header + wide + streamOf(5, "", strings.Repeat("1 beginbfrange <0000> <FFFF> <0030> endbfrange ", 1000)) + streamOf(3, "", "BT /F1 1 Tf <0030> Tj"),
		"an odd length": header + latin + streamOf(3, "/Length -5 /Length 1e300", "BT (x) Tj"),
	}
	for k := range 300 { // one and the same file, damaged in 300 ways
		broken := bytes.Clone(raw)
		for i := k * 7 % 31; i < len(broken); i += 97 + k*13 {
			broken[i] ^= byte(1 << (k % 8))
		}
		cases[fmt.Sprintf("damage %d", k)] = string(broken[:len(broken)-k*100])
	}
	for what, source := range cases {
		begun := time.Now()
		_, _ = read([]byte(source))
		if took := time.Since(begun); took > 20*time.Second {
			t.Errorf("%s took %v", what, took)
		}
	}
}

func FuzzText(f *testing.F) {
	f.Add([]byte(header + latin + streamOf(3, "", "BT /F1 12 Tf [(13) 20 (8)] TJ 1 0 0 1 5 5 Tm <31> ' ET")))
	f.Add([]byte(header + wide + streamOf(5, "", digits) + streamOf(3, "/Filter /FlateDecode", packed("BT /F1 12 Tf <0030> Tj ET"))))
	f.Add([]byte(header + streamOf(9, "/Type /ObjStm /N 1 /First 4", "1 0 << /Font << /F1 << /Subtype /Type1 >> >> >>")))
	f.Add([]byte(header + "1 0 obj [ (a\\)\\053) <4> /b true null -1.5 2 0 R % c\n << /d [ >> ] endobj"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		first, err := read(raw)
		again, err2 := read(raw)
		if !slices.Equal(first, again) || !errors.Is(err, err2) {
			t.Error("the second time is different")
		}
	})
}
