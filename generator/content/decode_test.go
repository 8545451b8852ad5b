package content

import (
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/simplifiedchinese"
)

const notice = "+++\ntitle = \"通知\"\n+++\n\n市商会行业党委\n请于6月30日前报送。\n"

func utf16Bytes(s string, big, mark bool) []byte {
	units := utf16.Encode([]rune(s))
	if mark {
		units = append([]uint16{0xFEFF}, units...)
	}
	var out []byte
	for _, u := range units {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	return out
}

// DOMAIN, what staff hand in, 2: accepted without a word.
func TestDecodeInSilence(t *testing.T) {
	crlf := strings.ReplaceAll(notice, "\n", "\r\n")
	cases := map[string][]byte{
		"plain":                  []byte(notice),
		"mark":                   []byte("\uFEFF" + notice),
		"crlf":                   []byte(crlf),
		"old mac":                []byte(strings.ReplaceAll(notice, "\n", "\r")),
		"utf-16 le with a mark":  utf16Bytes(crlf, false, true),
		"utf-16 be with a mark":  utf16Bytes(crlf, true, true),
		"utf-16 le without mark": utf16Bytes(crlf, false, false),
		"utf-16 be without mark": utf16Bytes(notice, true, false),
	}
	for name, raw := range cases {
		text, list := Decode("content/a.md", raw)
		if text != notice || len(list) != 0 {
			t.Errorf("%s: %q %v", name, text, list)
		}
	}
	if text, list := Decode("content/a.md", utf16Bytes("𠮷\n", true, true)); text != "𠮷\n" || list != nil {
		t.Errorf("a pair: %q %v", text, list)
	}
	if text, list := Decode("content/a.md", nil); text != "" || list != nil {
		t.Errorf("nothing: %q %v", text, list)
	}
}

// DOMAIN, what staff hand in, 1: a GBK file is read, and reported with an offer to convert.
func TestDecodeGBK(t *testing.T) {
	for _, s := range []string{notice, "联通", "一支部一案例：𠮷"} {
		raw, err := simplifiedchinese.GB18030.NewEncoder().String(s)
		if err != nil {
			t.Fatal(err)
		}
		text, list := Decode("content/a.md", []byte(raw))
		want := "content/a.md: 警告: 文件不是 UTF-8 编码，已按 GB18030（GBK）读取；用记事本打开，“另存为”时编码选 UTF-8；qizhi check --fix 可代为转换 [encoding/gb18030]"
		if text != s || len(list) != 1 || list[0].String() != want {
			t.Errorf("%s: %q %v", s, text, list)
		}
	}
}

func TestDecodeRefuses(t *testing.T) {
	cases := map[string]struct {
		raw  []byte
		want string
	}{
		"cut in the middle of a character": {[]byte(notice[:len(notice)-5]),
			"content/a.md:6:10: 错误: 这里有损坏的字符，文件可能没有传完整；改正这个字，或重新取得这份文件 [encoding/invalid]"},
		"a picture":     {[]byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), "content/a.md: 错误: 看不懂文件的编码，它可能不是文本文件；用记事本打开，“另存为”时编码选 UTF-8；Word 文档要先复制文字 [encoding/unknown]"},
		"half a unit":   {[]byte("\xFF\xFEa"), "content/a.md: 错误: 看不懂文件的编码"},
		"half a pair":   {[]byte("\xFF\xFE\x42\xD8"), "content/a.md: 错误: 看不懂文件的编码"},
		"no GB18030":    {[]byte("abc\xff\xff\xff"), "content/a.md: 错误: 看不懂文件的编码"},
		"NUL in UTF-8":  {[]byte("标题\x00正文"), "content/a.md: 错误: 看不懂文件的编码"},
		"damaged Latin": {[]byte("党建\n党\xE5建党建"), "content/a.md:2:2: 错误: 这里有损坏的字符"},
	}
	for name, c := range cases {
		text, list := Decode("content/a.md", c.raw)
		if text != "" || len(list) != 1 || !strings.HasPrefix(list[0].String(), c.want) {
			t.Errorf("%s: %q %v", name, text, list)
		}
	}
}
