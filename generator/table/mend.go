package table

import (
	"strings"
	"unicode/utf8"
)

// mendValue returns the value of a key as it should be written, the offset of the first wrong
// character and what is wrong there; what is empty when the value needs nothing. It gives up on what
// it cannot be sure of: the decoder's own words are then the better answer.
func mendValue(key, s string, d dialect) (mended string, at int, what string, ok bool) {
	if d.accepts("x "+d.separator+" "+s) && !(d.separator == ":" && wrapped(s)) {
		return s, 0, "", true
	}
	body := trimTail(s)
	first, n := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune("[【［", first):
		return mendList(s)
	case first == '"' || first == '\'':
		return mendQuoted(s)
	case strings.ContainsRune(openQuotes, first):
		return quote(trimQuotes(s[n:])), 0, "引号是中文的，要用英文引号", true
	case truth[body] != "":
		return truth[body], 0, "是或否要写成 true 或 false", true
	case (key == "tags" || key == "aliases") && strings.ContainsAny(body, "，、"):
		return list(body), 0, "几个值要写成列表", true
	case len(body) < len(s) && first < utf8.RuneSelf && first != '"' && first != '\'' && d.accepts("x "+d.separator+" "+body):
		return body, len(body), "值的后面多了一个标点", true
	case digitsOnly(s) || isoDay(body):
		return "", 0, "", false
	}
	if plain := narrow(body); plain != s && d.accepts("x "+d.separator+" "+plain) {
		return plain, firstDifference(s, plain), "这里有全角字符，要用半角", true
	}
	if datelike(s) {
		return quote(body), 0, "日期要么写成 2022-06-30，要么两边加英文引号", true
	}
	return quote(body), 0, "文字两边要加英文引号", true
}

// truth are the words staff write for a yes or no.
var truth = map[string]string{"是": "true", "真": "true", "yes": "true", "True": "true", "TRUE": "true", "对": "true",
	"否": "false", "假": "false", "no": "false", "False": "false", "FALSE": "false", "不": "false"}

func digitsOnly(s string) bool { return strings.Trim(s, "0123456789") == "" }

// isoDay reports a date that is written as it should be: there is then no such day or time.
func isoDay(s string) bool {
	return len(s) >= 10 && datelike(s) && s[4] == '-' && s[7] == '-' && digitsOnly(s[5:7]+s[8:10])
}

// The quotation marks of a Chinese keyboard, opening and closing; people mix them up.
const (
	openQuotes  = "“”＂「『‘’＇"
	closeQuotes = "”“＂」』’‘＇\""
)

// wrapped reports a text set in Chinese quotation marks as a whole.
func wrapped(s string) bool {
	first, n := utf8.DecodeRuneInString(s)
	last, _ := utf8.DecodeLastRuneInString(s)
	return len(s) > n && strings.ContainsRune(openQuotes, first) && strings.ContainsRune(closeQuotes, last)
}

// mendQuoted mends a value that begins with a straight quotation mark: one that ends with a curly
// one, has others inside, or is followed by a stray sign.
func mendQuoted(s string) (string, int, string, bool) {
	body := trimTail(s)
	last, n := utf8.DecodeLastRuneInString(body)
	inner := body[1:]
	if end := strings.IndexByte(inner, s[0]); end >= 0 {
		if rest := strings.TrimLeft(inner[end+1:], " \t"); strings.HasPrefix(rest, "//") {
			return s[:end+2] + " #" + strings.TrimPrefix(rest, "//"), len(body) - len(rest), "注释要用 # 开头", true
		}
	}
	switch {
	case len(body) > 1 && last == rune(s[0]):
		inner = inner[:len(inner)-1]
	case strings.ContainsRune(closeQuotes, last) && len(inner) >= n:
		return quote(inner[:len(inner)-n]), len(body) - n, "结尾的引号是中文的，要用英文引号", true
	}
	if i := strings.Index(inner, `\*`); i >= 0 && strings.Count(inner, `\`) == strings.Count(inner, `\*`) {
		return quote(strings.ReplaceAll(inner, `\*`, "*")), 1 + i, "设置里的星号 * 前面不用写 \\", true
	}
	if i := strings.IndexByte(inner, '\\'); i >= 0 {
		return quote(strings.ReplaceAll(inner, `\`, "/")), 1 + i, "反斜杠 \\ 不能这样用", true
	}
	if i := strings.IndexByte(inner, s[0]); i >= 0 {
		pairs := strings.Split(inner, s[:1])
		return `"` + curly(pairs) + `"`, 1 + i, "引号里面又有英文引号", len(pairs)%2 == 1 && strings.TrimSpace(pairs[1]) != ""
	}
	if len(body) < len(s) {
		return quote(inner), len(body), "值的后面多了一个标点", true
	}
	return quote(inner), len(s) - 1, "引号没有成对，少了结尾的英文引号", true
}

// curly joins the pieces of a text that straight quotation marks parted, with Chinese ones.
func curly(pieces []string) string {
	var b strings.Builder
	for i, p := range pieces {
		if i > 0 {
			b.WriteString([]string{"”", "“"}[i%2])
		}
		b.WriteString(p)
	}
	return b.String()
}

// mendList mends ["甲"，“乙”】: each element on its own, parted by commas.
func mendList(s string) (string, int, string, bool) {
	body := trimTail(s)
	last, n := utf8.DecodeLastRuneInString(body)
	if !strings.ContainsRune("]】］", last) {
		return "", 0, "", false
	}
	inner := body[runeLength(body) : len(body)-n]
	if at := strings.IndexAny(s, "【】［］，、“”＂；"); at >= 0 {
		return list(inner), at, "列表里用了中文标点", true
	}
	if at := gap(s); at >= 0 {
		return list(inner), at, "列表里的两个值之间少了英文逗号", true
	}
	return list(inner), 0, "列表里的文字两边要加英文引号", true
}

// list writes the elements of a text, parted by commas of any script, as a list of texts.
func list(s string) string {
	var items []string
	for _, item := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(",，、；;", r) }) {
		if item = strings.TrimSpace(item); item != "" {
			for _, piece := range neighbours(item) {
				items = append(items, quote(trimQuotes(strings.TrimLeft(piece, openQuotes+"\"'"))))
			}
		}
	}
	return "[" + strings.Join(items, ", ") + "]"
}

// neighbours parts texts in quotation marks that stand side by side without a comma: "甲" "乙".
func neighbours(item string) []string {
	var pieces []string
	for at := gap(item); at >= 0; at = gap(item) {
		pieces, item = append(pieces, item[:at]), item[at:]
	}
	return append(pieces, item)
}

// textMarks are the quotation marks that texts of a list are set in.
const textMarks = `"“”＂`

// gap is where a second text in quotation marks begins behind the end of a first, with nothing but
// white space between them; -1 when there is none.
func gap(s string) int {
	inside := false
	for i, r := range s {
		switch {
		case !strings.ContainsRune(textMarks, r):
		case inside:
			inside = false
		default:
			if last, n := utf8.DecodeLastRuneInString(strings.TrimRight(s[:i], " \t")); n > 0 && strings.ContainsRune(textMarks, last) {
				return i
			}
			inside = true
		}
	}
	return -1
}

// trimTail cuts white space and punctuation that ended the line as if it were a sentence.
func trimTail(s string) string { return strings.TrimRight(s, " \t　；;，,。") }

// trimQuotes cuts the closing quotation mark and what trails it.
func trimQuotes(s string) string {
	s = trimTail(s)
	if last, n := utf8.DecodeLastRuneInString(s); strings.ContainsRune(closeQuotes+"'", last) && s != "" {
		s = s[:len(s)-n]
	}
	return s
}

// quote sets a text in straight quotation marks.
func quote(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(s) + `"`
}

// datelike reports a value that begins with a year.
func datelike(s string) bool {
	if len(s) < 5 {
		return false
	}
	for i := range 4 {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s[4] == '-' || s[4] == '.' || s[4] == '/' || strings.HasPrefix(s[4:], "年")
}

// firstDifference is the offset in a at which b begins to differ.
func firstDifference(a, b string) int {
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return i
		}
	}
	return 0
}
