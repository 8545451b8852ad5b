package statistics

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

// sentenceStart is where the sentence around a byte offset begins, at most 300 bytes back.
func sentenceStart(text string, at int) int {
	from := max(at-300, 0)
	for from > 0 && from < at && !utf8.RuneStart(text[from]) {
		from++
	}
	start := from
	for k, r := range text[from:at] {
		if strings.ContainsRune("。！？；;\n\r|", r) {
			start = from + k + utf8.RuneLen(r)
		}
	}
	return start
}

// narrowings are words after which a sentence no longer speaks of the whole, of now, or of what is;
// clauseNarrowings do so until the next comma.
var (
	narrowings = []string{"其中", "支部有", "支部现", "支部共", "支部目前", "本会", "我会", "本商会", "某", "之一", "平均", "去年", "上年", "往年", "同期",
		"年初", "年底", "原有", "曾", "力争", "争取", "目标", "计划", "预计", "确保", "如果", "例如"}
	clauseNarrowings = []string{"每", "支委", "新增", "增加", "减少", "增长", "下降", "参加", "参训", "培训", "慰问", "表彰", "评选"}
)

// narrower reports whether the part of the sentence before label and number speaks of something
// else than the whole.
func narrower(head string) bool {
	clause := head[max(strings.LastIndex(head, "，"), 0):]
	said := func(in string) func(string) bool { return func(w string) bool { return strings.Contains(in, w) } }
	return slices.ContainsFunc(narrowings, said(head)) || slices.ContainsFunc(clauseNarrowings, said(clause)) ||
		thatOne(head) || oneChamber(head) || oneBranch(head)
}

// oneBranch finds a clause that ends with the name of one branch, of which the next one tells: 甲市小吃联合党支部，党员24人.
func oneBranch(head string) bool {
	clauses := strings.FieldsFunc(head, func(r rune) bool { return strings.ContainsRune("，,、：:（(。；*_ 　", r) })
	return slices.ContainsFunc(clauses, func(clause string) bool {
		name, is := strings.CutSuffix(clause, "支部")
		return is && isOwnName(strings.TrimSuffix(strings.TrimSuffix(name, "党"), "联合"))
	})
}

// founding are the words beside which branches are counted, founded or all meant, none of them named.
var founding = []string{"建", "成立", "商会", "全", "各", "所有", "每", "基层", "下属", "直属", "有", "是", "在", "以", "把"}

// isOwnName reports what may stand before 党支部 to name one: 甲市小吃, but not 6家商会建立, 全市, 各.
func isOwnName(name string) bool {
	return utf8.RuneCountInString(name) >= 2 && han.Is(lastRune(name)) && len(numerals(name)) == 0 &&
		!slices.ContainsFunc(founding, func(w string) bool { return strings.Contains(name, w) })
}

// IsOneBody reports the title of a page about one branch or chamber, whose numbers are its own: 甲市小吃联合党支部, 火锅商会.
func IsOneBody(title string) bool {
	title = strings.TrimSpace(title)
	return (strings.HasSuffix(title, "支部") || strings.HasSuffix(title, "商会")) && (oneBranch(title) || oneChamber(title))
}

// thatOne finds 该 (该商会), but not 应该.
func thatOne(head string) bool {
	return strings.Contains(strings.ReplaceAll(head, "应该", ""), "该")
}

// chamberOf may stand before 商会 without naming one of them.
const chamberOf = "市区县省属家各的个有全对向由在是和与及等为了进导强合织行动助持促让使把以立领"

// oneChamber finds a named chamber: 市*商会, 餐饮商会.
func oneChamber(head string) bool {
	for {
		at := strings.Index(head, "商会")
		if at < 0 {
			return false
		}
		if r := lastRune(head[:at]); han.Is(r) && !strings.ContainsRune(chamberOf, r) || r == '*' || r == '＊' {
			return true
		}
		head = head[at+len("商会"):]
	}
}
