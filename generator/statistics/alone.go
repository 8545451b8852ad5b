package statistics

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

var (
	// before are the words that may stand right in front of a label without changing what it means.
	before = []string{"有", "共", "计", "商会", "是", "为", "和", "与", "及", "全市", "全区", "全县", "全省", "全体", "全部", "我市", "目前", "截至目前"}
	// beforeLong do so at the beginning of what is said, or behind the name of a place or a body:
	// 市商会行业党委党员, but not 律师行业党委党员.
	beforeLong = []string{"上半年", "下半年", "季度", "全年", "今年", "本年", "全会", "全系统", "行业党委", "先后"}
	// doing stand in front of what is held and counted (开展主题党日), which is a flow; 组织党员20人
	// says that somebody led twenty.
	doing = []string{"开展", "举办", "举行", "召开", "组织", "完成"}
	// bodies end in 组织 and do nothing: 党组织, 工会组织, 社会组织, 基层组织.
	bodies = "党团会层群社"
)

// endsAlone reports whether a label that follows is a word of its own: 现有党员, not 困难党员.
func endsAlone(head string, i *Indicator) bool {
	if r := lastRune(head); !han.Is(r) {
		return true
	}
	ends := func(w string) bool { return strings.HasSuffix(head, w) }
	if slices.ContainsFunc(before, ends) || asOf(head) || endsInTime(head) {
		return true
	}
	if k := slices.IndexFunc(beforeLong, ends); k >= 0 {
		return begins(strings.TrimSuffix(head, beforeLong[k]))
	}
	if k := slices.IndexFunc(doing, ends); k >= 0 && i.Nature() == Flow {
		return doing[k] != "组织" || !strings.ContainsRune(bodies, lastRune(strings.TrimSuffix(head, "组织")))
	}
	return false
}

// begins reports whether a word after head begins what is said, or goes on after a body, a place, a
// year or another such word: 云岭市商会｜行业党委, 2026年｜上半年, 第一｜季度.
func begins(head string) bool {
	r := lastRune(head)
	return !han.Is(r) || strings.ContainsRune("会市区县省年月", r) || isHanNumeral(r) ||
		slices.ContainsFunc(beforeLong, func(w string) bool { return strings.HasSuffix(head, w) })
}

// asOf finds 截至2026年6月30日, 截至6月底.
func asOf(head string) bool {
	for range 14 {
		r, size := utf8.DecodeLastRuneInString(head)
		if _, digit := foldDigit(r); !digit && !isHanNumeral(r) && !strings.ContainsRune("年月日底末 ", r) {
			break
		}
		head = head[:len(head)-size]
	}
	return strings.HasSuffix(head, "截至") || strings.HasSuffix(head, "截止") || strings.HasSuffix(head, "截止到")
}

// verbs may follow a label whose number counts who does it; what follows another way makes the label a
// longer word (直属商会党组织).
var verbs = []string{"到会", "到场", "参会", "参加", "出席", "全部", "都", "均", "一致", "共同", "响应"}

func doesSomething(rest string) bool {
	return slices.ContainsFunc(verbs, func(w string) bool { return strings.HasPrefix(rest, w) })
}

// ofAll reports whether a number after head counts a stock of the whole: 全市13家.
func ofAll(head string, i *Indicator) bool {
	return i.Nature() == Stock && (endsWhole(head, i) || slices.ContainsFunc([]string{"全市", "全区", "全县", "全省", "我市", "全会", "全体", "全部", "所有"},
		func(w string) bool { return strings.HasSuffix(head, w) }))
}
