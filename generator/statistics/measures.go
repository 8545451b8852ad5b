package statistics

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// families are measure words of one sort each: an indicator in one of them may be quoted in another of its
// sort (12次 for 12场), and never in a word of another sort (12人). The last ones are of no sort but their own.
var families = [][]string{
	{"人", "名", "位"},
	{"家", "户", "所"},
	{"次", "场", "期", "批", "届", "轮", "场次", "批次"},
	{"份", "篇", "条", "件", "项", "册", "则"},
	{"元"},
	{"年", "月", "日", "天", "周", "小时", "分钟", "个月", "个小时", "个工作日", "学时", "课时"},
	{"倍", "个百分点"},
	{"米", "公里", "平方米", "平方公里", "亩", "公顷", "吨", "公斤", "度"},
	{"人次"}, {"家次"}, {"户次"}, {"件次"},
}

// familyOf is the sort of a measure word; -1 when it has none.
func familyOf(word string) int {
	return slices.IndexFunc(families, func(f []string) bool { return slices.Contains(f, word) })
}

// measureAt is the longest measure word that a text begins with; 个 goes with nearly everything, and is none.
func measureAt(text string) string {
	longest := ""
	for _, f := range families {
		for _, w := range f {
			if len(w) > len(longest) && strings.HasPrefix(text, w) {
				longest = w
			}
		}
	}
	return longest
}

// otherMeasure is the measure word right behind a number that counts something else than the indicator; "" when
// there is none. Units of which no sort is known say nothing.
func otherMeasure(rest string, i *Indicator) string {
	rest = strings.TrimLeftFunc(rest, unicode.IsSpace)
	word := measureAt(rest)
	if hasUnit(rest, i) && !slices.ContainsFunc(i.units(), func(u string) bool { return strings.HasPrefix(word, u) && word != u }) {
		return ""
	}
	bare := strings.TrimLeft(i.Unit, "十百千万亿") // 元 of 万元: 12元 are not 12万元
	unit, of := familyOf(bare), familyOf(word)
	if word == "" || unit < 0 && i.Unit != "个" || unit == of && bare == i.Unit || i.Unit == "个" && (of == 1 || of == 3) {
		return ""
	}
	return word
}

// inexact stand right in front of a number that is not the count itself; each with what may come before it to
// make another word (附近, 签约).
var inexact = []struct{ word, unless string }{
	{"近", "附最邻就临亲"}, {"约", "签预履节制合相违公条赴续邀特契解"}, {"超过", ""}, {"超", "赶"}, {"逾", ""}, {"不足", ""}, {"不到", ""},
	{"至少", ""}, {"最多", ""}, {"多于", ""}, {"少于", ""}, {"接近", ""}, {"大概", ""},
}

// steps stand in front of a number by which something has changed; an indicator that counts the change says so in
// its label.
var steps = []string{"增加", "增长", "减少", "下降", "上升", "提高", "提升", "新增", "净增", "增", "降低"}

// inexactBefore is the word by which the number behind a text is not the count of an indicator: 近12场,
// 增加12场.
func inexactBefore(head string, i *Indicator) string {
	head = strings.TrimRightFunc(head, unicode.IsSpace)
	for _, w := range inexact {
		if rest, ok := strings.CutSuffix(head, w.word); ok && !strings.ContainsRune(w.unless, lastRune(rest)) {
			return w.word
		}
	}
	head = strings.TrimSuffix(head, "了")
	k := slices.IndexFunc(steps, func(w string) bool { return strings.HasSuffix(head, w) })
	if k < 0 {
		return ""
	}
	r, _ := utf8.DecodeRuneInString(steps[k])
	if slices.ContainsFunc(append([]string{i.Label}, i.Aliases...), func(l string) bool { return strings.ContainsRune(l, r) || strings.Contains(l, steps[k]) }) {
		return ""
	}
	return steps[k]
}

// otherCount says why a number of a quotation is not the indicator's count; "" when it may be.
func otherCount(quote string, n *numeral, i *Indicator) string {
	if w := inexactBefore(quote[:n.at], i); w != "" {
		return fmt.Sprintf("“%s%s”不是%s的准数", w, quote[n.at:n.end], i.Label)
	}
	if n.percent {
		return ""
	}
	rest := quote[n.end:]
	if r, _ := utf8.DecodeRuneInString(rest); strings.ContainsRune("余多几", r) {
		return fmt.Sprintf("“%s%c”不是%s的准数", quote[n.at:n.end], r, i.Label)
	}
	for reading := n; reading != nil; reading = reading.bare {
		if otherMeasure(quote[reading.end:], i) == "" {
			return ""
		}
	}
	return fmt.Sprintf("出处里是 %s%s，%s的单位却是“%s”", quote[n.at:n.end], otherMeasure(rest, i), i.Label, i.Unit)
}
