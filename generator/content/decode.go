package content

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"qizhi/generator/content/han"
	"qizhi/generator/diag"
	"qizhi/generator/snapshot"
)

// Decode turns the bytes of a source into text with \n line ends. path is relative to the site's
// folder and only names the source in diagnostics.
//
// A byte order mark, UTF-16 (with a mark, or without one where it is certain) and CRLF are accepted
// without a word. What is not UTF-8 is read as GB18030 and reported as a warning that offers to
// convert it. What is neither, or holds characters that no text holds, is an error at its place and
// gives an empty text: a damaged character is never published.
//
// The text may share memory with raw, which must not change any more.
func Decode(path string, raw []byte) (text string, list diag.List) {
	switch {
	case bytes.HasPrefix(raw, []byte("\xEF\xBB\xBF")):
		raw = raw[3:]
	case bytes.HasPrefix(raw, []byte("\xFF\xFE")):
		return decodeUTF16(path, raw[2:], false)
	case bytes.HasPrefix(raw, []byte("\xFE\xFF")):
		return decodeUTF16(path, raw[2:], true)
	}
	if bytes.IndexByte(raw, 0) >= 0 {
		if big, certain := guessUTF16(raw); certain {
			return decodeUTF16(path, raw, big)
		}
		return "", diag.List{binaryFile(path)}
	}
	if han.Valid(raw) {
		return unixLines(snapshot.Text(raw)), nil
	}
	if at, broken := brokenUTF8(raw); broken {
		return "", diag.List{brokenByte(path, raw, at)}
	}
	return decodeGB18030(path, raw)
}

// unixLines makes every line end a \n; the count of lines and columns stays the same.
func unixLines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

func decodeGB18030(path string, raw []byte) (string, diag.List) {
	decoded, err := simplifiedchinese.GB18030.NewDecoder().Bytes(raw)
	if err != nil || bytes.ContainsRune(decoded, utf8.RuneError) {
		return "", diag.List{binaryFile(path)}
	}
	return unixLines(string(decoded)), diag.List{{
		Position: diag.Position{Path: path}, Severity: diag.Warning, Rule: "encoding/gb18030",
		Message: "文件不是 UTF-8 编码，已按 GB18030（GBK）读取",
		Hint:    "用记事本打开，“另存为”时编码选 UTF-8；qizhi check --fix 可代为转换",
	}}
}

// brokenUTF8 tells a UTF-8 text with damaged bytes from one in GB18030: in the former whole
// characters of three bytes outnumber the bytes that fit nowhere, in the latter they are rare
// accidents. It returns the offset of the first damaged byte.
func brokenUTF8(raw []byte) (first int, broken bool) {
	whole, damaged := 0, 0
	first = -1
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		switch {
		case r == utf8.RuneError && n == 1:
			damaged++
			if first < 0 {
				first = i
			}
		case n >= 3:
			whole++
		}
		i += n
	}
	return first, whole > damaged
}

func brokenByte(path string, raw []byte, at int) diag.Diagnostic {
	text := diag.NewText(path, unixLines(strings.ToValidUTF8(string(raw), "\uFFFD")))
	at = len(unixLines(strings.ToValidUTF8(string(raw[:at]), "\uFFFD")))
	return text.Report(at, len("\uFFFD"), diag.Error, "encoding/invalid",
		"这里有损坏的字符，文件可能没有传完整", "改正这个字，或重新取得这份文件")
}

func binaryFile(path string) diag.Diagnostic {
	return diag.Diagnostic{Position: diag.Position{Path: path}, Severity: diag.Error, Rule: "encoding/unknown",
		Message: "看不懂文件的编码，它可能不是文本文件", Hint: "用记事本打开，“另存为”时编码选 UTF-8；Word 文档要先复制文字"}
}
