package table

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"
)

// repair is a line as it should have been written, and the characters that are wrong in it.
type repair struct {
	fixed      string
	at, length int // byte range within the line
	message    string
	hint       string // what to do when the line cannot be written for its writer; fixed is then empty
}

// repairLine looks for what a Chinese keyboard does to a line of settings. It is sure of its answer:
// the corrected line is one that the decoder accepts, and the line as written is not.
func repairLine(s string, d dialect) (repair, bool) {
	trimmed := strings.TrimFunc(s, isInvisible)
	if trimmed == "" || trimmed[0] == '#' {
		return repair{}, false
	}
	indent := strings.Index(s, trimmed)
	if d.accepts(trimmed) && !disguised(trimmed, d) {
		at := indexInvisible(s)
		if at < 0 || at > indent && at < indent+len(trimmed) {
			return repair{}, false // within the value, or none
		}
		return repair{trimmed, at, runeLength(s[at:]), invisible(s[at:]), ""}, true
	}
	r, ok := repairKind(trimmed, d)
	if ok && r.hint != "" {
		r.at += indent
		return r, true
	}
	if !ok || r.fixed == trimmed || !d.accepts(r.fixed) && !d.accepts("x "+d.separator+" ["+r.fixed+"]") {
		return repair{}, false
	}
	r.at += indent
	return r, true
}

// disguised reports a line that YAML takes for a text, although it was meant as a key and a value.
func disguised(s string, d dialect) bool {
	if d.separator != ":" {
		return false
	}
	before, _, wide := strings.Cut(s, "：")
	return wide && !strings.ContainsAny(before, ":-[{\"'# ") && chineseKeys[before] != ""
}

func repairKind(s string, d dialect) (repair, bool) {
	switch first, _ := utf8.DecodeRuneInString(s); first {
	case '＃':
		return repair{"#" + s[len("＃"):], 0, len("＃"), "注释的井号是中文的", ""}, true
	case '[', '【', '［':
		if d.separator == "=" {
			return repairHeader(s)
		}
	}
	if r, ok := repairPair(s, d); ok {
		return r, true
	}
	return repairElement(s)
}

// repairElement mends a line of a list of several lines: “甲”，
func repairElement(s string) (repair, bool) {
	body := trimTail(s)
	if body == "" || !wrapped(body) {
		return repair{}, false
	}
	_, n := utf8.DecodeRuneInString(body)
	fixed := quote(trimQuotes(body[n:]))
	if len(body) < len(s) {
		fixed += ","
	}
	return repair{fixed, 0, n, "引号是中文的，要用英文引号", ""}, true
}

// isInvisible reports white space of any kind, and the marks without a width that come along from WeChat
// and Word.
func isInvisible(r rune) bool {
	return unicode.IsSpace(r) || r >= 0x200B && r <= 0x200F || r == 0x2060 || r == 0xFEFF
}

// indexInvisible is where the first such character stands that is neither a space nor a tab; -1 for none.
func indexInvisible(s string) int {
	return strings.IndexFunc(s, func(r rune) bool { return r > unicode.MaxASCII && isInvisible(r) })
}

// invisible names the character with which s begins.
func invisible(s string) string {
	switch r, _ := utf8.DecodeRuneInString(s); r {
	case 0x3000:
		return "这里有一个全角空格"
	default:
		return fmt.Sprintf("这里有一个看不见的字符（U+%04X），多半是从网页、微信或 Word 带来的", r)
	}
}

// repairHeader mends 【params】 and ［［menu］］.
func repairHeader(s string) (repair, bool) {
	at := strings.IndexAny(s, "【】［］")
	if at < 0 {
		return repair{}, false
	}
	fixed := strings.NewReplacer("【", "[", "】", "]", "［", "[", "］", "]").Replace(s)
	return repair{fixed, at, runeLength(s[at:]), "方括号是中文的", ""}, true
}

// repairPair mends a key, its separator and its value. What is wrong first is what the caret shows.
func repairPair(s string, d dialect) (repair, bool) {
	at, n := separator(s)
	if at <= 0 {
		return repair{}, false
	}
	key, rest := strings.TrimFunc(s[:at], isInvisible), s[at+n:]
	value, comment := cutComment(strings.TrimFunc(rest, isInvisible))
	name, ok := asciiKey(key)
	if !ok || value == "" {
		return repair{}, false
	}
	if message, hint := judgeDay(trimTail(value)); dateKeys[name] && message != "" && !d.accepts(s) {
		return repair{at: at + n + strings.Index(rest, value), length: len(value), message: message, hint: hint}, true
	}
	mended, wrong, what, ok := mendValue(name, value, d)
	if !ok {
		return repair{}, false
	}
	r := repair{at: at, length: n}
	switch sign := s[at : at+n]; {
	case name != key:
		r.at, r.length, r.message = 0, len(key), "名称要用英文，“"+key+"”写作 "+name
	case sign != d.separator:
		r.message = "名称和值之间要用英文的“" + d.separator + "”，这里是“" + sign + "”"
	case d.separator == ":" && !strings.HasPrefix(rest, " "):
		r.message = "冒号后面要空一格"
	case what != "":
		wrong += at + n + strings.Index(rest, value)
		r.at, r.length, r.message = wrong, runeLength(s[wrong:]), what
	case indexInvisible(s[:len(s)-len(strings.TrimLeftFunc(rest, isInvisible))]) >= 0:
		r.at = indexInvisible(s)
		r.length, r.message = runeLength(s[r.at:]), invisible(s[r.at:])
	default:
		return repair{}, false
	}
	r.fixed = name + " = " + mended + comment
	if d.separator == ":" {
		r.fixed = name + ": " + mended + comment
	}
	return r, true
}

// cutComment cuts a comment off a value that is not in quotes.
func cutComment(value string) (string, string) {
	if value == "" || value[0] == '"' || value[0] == '\'' {
		return value, ""
	}
	if i := strings.Index(value, " #"); i > 0 {
		return strings.TrimSpace(value[:i]), value[i:]
	}
	return value, ""
}

// separator finds what stands between key and value: the sign of either dialect or a mistaken one.
func separator(s string) (at, length int) {
	best := -1
	for _, sign := range []string{"=", "＝", ":", "：", "﹦"} {
		if i := strings.Index(s, sign); i >= 0 && (best < 0 || i < best) {
			best, length = i, len(sign)
		}
	}
	return best, length
}

// asciiKey is the key as it should be written: full-width letters narrowed, a Chinese word put into
// the English one; false for a Chinese word nobody knows.
func asciiKey(key string) (string, bool) {
	key = strings.Trim(key, "“”\"'＂")
	if name, ok := chineseKeys[strings.ReplaceAll(strings.ReplaceAll(key, " ", ""), "　", "")]; ok {
		return name, true
	}
	key = narrow(key)
	for _, c := range []byte(key) {
		if c >= utf8.RuneSelf || strings.IndexByte(" \t[]{},", c) >= 0 {
			return "", false
		}
	}
	return key, key != ""
}

// chineseKeys are the words that staff write for the common keys. They are never read as keys: they
// only make the hint a line that can be copied.
var chineseKeys = map[string]string{
	"标题": "title", "题目": "title", "名称": "title", "日期": "date", "时间": "date", "发布日期": "date", "发布时间": "date",
	"更新": "updated", "更新日期": "updated", "更新时间": "updated", "到期": "expires", "有效期": "expires", "截止日期": "expires",
	"摘要": "summary", "简介": "summary", "概要": "summary", "标签": "tags", "关键词": "tags", "作者": "author",
	"来源": "source", "出处": "source", "编辑": "editor", "责任编辑": "editor", "索引号": "index", "草稿": "draft",
	"权重": "weight", "排序": "weight", "封面": "cover", "别名": "aliases", "类型": "kind", "期间": "period",
	"示例": "sample", "说明": "description", "描述": "description", "网址": "base_url", "语言": "language", "主题": "theme",
}

// EnglishKey is the key that a Chinese word for one stands for (标题: title); false for other words.
// It serves hints only: a key is always written in English.
func EnglishKey(word string) (string, bool) {
	key, ok := chineseKeys[word]
	return key, ok
}

// narrow writes full-width ASCII as ASCII.
func narrow(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == 0x3000:
			return ' '
		}
		return r
	}, s)
}

// runeLength is the number of bytes of the first character of s.
func runeLength(s string) int {
	_, n := utf8.DecodeRuneInString(s)
	return n
}
