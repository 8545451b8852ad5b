package content

import (
	"bytes"
	"path"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content/han"
	"qizhi/generator/diag"
)

// The signs of Markdown as a Chinese input method types them. They mean nothing there, so that what was
// meant is shown as it was typed.
const (
	wideBraces  = "｛｛"
	wideHash    = "＃"
	widePicture = "！["
	wideBar     = "｜"
	wideStars   = "＊＊"
	wideDash    = "－"
)

// wideLinks are what stands in the middle of a link in Chinese brackets: 【红炉】（../brands/红炉.md）.
var wideLinks = []string{"】（", "】("}

// checkWide warns of Markdown written in full-width signs, but for that in code.
func (w *writer) checkWide() {
	if !hasWideSign(w.source) {
		return
	}
	source, fence := string(w.source), ""
	for at := 0; at < len(source); {
		line, next := lineAt(source, at)
		mark := fenceOf(line)
		switch {
		case fence != "":
			if strings.HasPrefix(mark, fence) {
				fence = ""
			}
		case mark != "":
			fence = mark
		default:
			below, _ := lineAt(source, min(next, len(source)))
			w.wideLine(line, below, at)
		}
		at = next
	}
}

// hasWideSign reports a sign in full width, or the middle of a link in Chinese brackets. All but one of them have a
// character that begins with the same byte, as the commas of a text do.
func hasWideSign(source []byte) bool {
	for at := 0; ; at++ {
		next := bytes.IndexByte(source[at:], wideHash[0])
		if next < 0 {
			return bytes.IndexByte(source, '(') >= 0 && bytes.Contains(source, []byte("】("))
		}
		at += next
		sign := ""
		switch r, _ := utf8.DecodeRune(source[at:]); r {
		case '＃', '｜', '－':
			return true
		case '｛':
			sign = wideBraces
		case '＊':
			sign = wideStars
		case '！':
			sign = widePicture
		case '（':
			if bytes.HasSuffix(source[:at], []byte("】")) {
				return true
			}
		}
		if sign != "" && bytes.HasPrefix(source[at:], []byte(sign)) {
			return true
		}
	}
}

// fenceOf is the fence of a code block that a line opens or closes; "" for none.
func fenceOf(line string) string {
	line = strings.TrimLeft(line, " ")
	for _, sign := range []string{"`", "~"} {
		if rest := strings.TrimLeft(line, sign); len(line)-len(rest) >= 3 {
			return line[:len(line)-len(rest)]
		}
	}
	return ""
}

func (w *writer) wideLine(line, below string, at int) {
	warn := func(from, to int, message, hint string) {
		w.report(at+from, to-from, diag.Warning, "markdown/full-width", message, hint)
	}
	if from, to := between(line, wideBraces, "｝｝"); from >= 0 {
		inside := line[from+len(wideBraces) : to-len("｝｝")]
		warn(from, to, "花括号是中文的，不会换成数字", "写成 {{"+strings.TrimSpace(inside)+"}}")
	}
	if from, to := between(line, widePicture, ")"); from >= 0 && namesPicture(line[from:to]) {
		warn(from, to, "感叹号是中文的，图片会变成链接", "写成 !"+line[from+len("！"):to])
	}
	if from, to := wideLink(line); from >= 0 {
		name, dest, _ := strings.Cut(strings.TrimPrefix(line[from:to], "【"), "】")
		warn(from, to, "括号是中文的，不会成为链接", "写成 ["+name+"]("+strings.Trim(dest, "（()） 　")+")")
	}
	if from, to := wideBold(line); from >= 0 {
		warn(from, to, "星号是中文的，不会加粗", "写成 **"+strings.Trim(line[from:to], "＊")+"**")
	}
	text := strings.TrimLeft(line, " 　\t")
	if rest, is := strings.CutPrefix(text, wideDash); is && strings.TrimLeft(rest, " 　") != rest && han.Is(han.First([]byte(strings.TrimLeft(rest, " 　")))) {
		from := len(line) - len(text)
		warn(from, from+len(wideDash), "减号是中文的，不会成为列表", "写成 - "+strings.TrimSpace(rest))
	}
	if level, rest := wideHeading(text); level > 0 {
		from := len(line) - len(text)
		warn(from, from+level*len(wideHash), "井号是中文的，不会成为标题", "写成 "+strings.Repeat("#", level)+" "+rest)
	}
	if from := strings.Index(line, wideBar); from >= 0 && isRuler(below) && strings.Contains(line+below, wideBar) {
		warn(from, from+len(wideBar), "表格的竖线是中文的，排不成表格", "把整张表里的 ｜ 都换成英文的 |，第二行写成 | --- | --- |")
	}
}

// between is the first stretch of a line from one sign to the next other one, outside code; from is -1
// for none.
func between(line, open, end string) (from, to int) {
	from = strings.Index(line, open)
	if from < 0 || strings.Count(line[:from], "`")%2 == 1 {
		return -1, 0
	}
	length := strings.Index(line[from:], end)
	if length < 0 {
		return -1, 0
	}
	return from, from + length + len(end)
}

// wideLink is the first link of a line in Chinese brackets; from is -1 for none. What stands in the round ones must be
// an address or an article: 【通知】（第1号） is none.
func wideLink(line string) (from, to int) {
	for _, middle := range wideLinks {
		at := strings.Index(line, middle)
		if at < 0 {
			continue
		}
		open := strings.LastIndex(line[:at], "【")
		length := strings.IndexAny(line[at+len(middle):], "）)")
		if open < 0 || length < 0 || strings.Count(line[:open], "`")%2 == 1 {
			continue
		}
		dest := strings.TrimSpace(line[at+len(middle) : at+len(middle)+length])
		if strings.Contains(dest, "://") || strings.HasPrefix(dest, "../") || strings.EqualFold(path.Ext(dest), ".md") {
			_, size := utf8.DecodeRuneInString(line[at+len(middle)+length:])
			return open, at + len(middle) + length + size
		}
	}
	return -1, 0
}

// wideBold is the first stretch of a line between full-width stars that nothing but emphasis can have been meant by: both
// stand at an edge of the words. Within them such stars hide part of a name: 市＊＊商会.
func wideBold(line string) (from, to int) {
	if from, _ = between(line, wideStars, wideStars); from < 0 {
		return -1, 0
	}
	if to = from + len(wideStars) + strings.Index(line[from+len(wideStars):], wideStars) + len(wideStars); to <= from+2*len(wideStars) {
		return -1, 0
	}
	inside := strings.Trim(line[from:to], "＊")
	before, _ := utf8.DecodeLastRuneInString(line[:from])
	after, _ := utf8.DecodeRuneInString(line[to:])
	if inside == "" || han.Is(before) || han.Is(after) || strings.HasSuffix(line[:from], "＊") || strings.HasPrefix(line[to:], "＊") || !han.Is(han.First([]byte(inside))) {
		return -1, 0
	}
	return from, to
}

// namesPicture reports whether a link leads to a picture by its name.
func namesPicture(link string) bool {
	_, dest, ok := strings.Cut(strings.TrimSuffix(link, ")"), "](")
	if !ok {
		return false
	}
	switch dest, _, _ = strings.Cut(dest, " "); strings.ToLower(path.Ext(dest)) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".bmp", ".heic":
		return true
	}
	return false
}

// wideHeading is the level and the words of a heading with full-width signs; ＃话题＃ is a topic.
func wideHeading(line string) (level int, words string) {
	rest := strings.TrimLeft(line, wideHash)
	level = (len(line) - len(rest)) / len(wideHash)
	words = strings.TrimSpace(rest)
	first, _ := utf8.DecodeRuneInString(rest)
	if level == 0 || level > 6 || words == "" || strings.Contains(rest, wideHash) || !(han.Is(first) || first == ' ' || first == '　') {
		return 0, ""
	}
	return level, words
}

// isRuler reports the line under the head of a table, in signs of either width.
func isRuler(line string) bool {
	line = strings.TrimSpace(line)
	return strings.ContainsAny(line, "-－—") && strings.ContainsAny(line, "|｜") && strings.Trim(line, "|｜-－—:： 　\t") == ""
}

// behind is the beginning of the text that follows a figure, past the ends of emphasis.
func behind(html string) string {
	for strings.HasPrefix(html, "</") {
		end := strings.IndexByte(html, '>')
		if end < 0 {
			break
		}
		switch html[2:end] {
		case "strong", "em", "b", "i", "a", "span":
			html = html[end+1:]
			continue
		}
		break
	}
	text, _, _ := strings.Cut(html, "<")
	end, n := len(text), 0
	for at := range text {
		if n++; n > afterLength {
			end = at
			break
		}
	}
	return strings.Clone(text[:end])
}

// afterLength is how many characters of what follows a figure are known.
const afterLength = 4
