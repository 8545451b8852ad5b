package statistics

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

// kinds of body that a site may be of: 全院, 我校, 本局. The first few may stand by themselves (集团党员).
var kinds = []string{"医院", "学院", "学校", "集团公司", "集团", "公司", "企业", "街道", "社区", "机关", "单位", "系统", "中心",
	"院", "校", "局", "镇", "乡", "村", "厂", "行", "所", "馆", "站", "队", "州", "市", "区", "县", "省", "盟", "旗"}

// alone is how many of the kinds may stand by themselves.
const alone = 6

// words that end in 全, 我 or 本 and say nothing of a whole: 安全局, 基本单位.
const notWhole = "安健完齐保周基根样日资成自"

// endsWhole finds 全院, 我校, 本局 and, at the beginning of what is said, 集团 and 公司, but not of a rate (公司组建率). On the site of a county the same
// words are those of one of its bureaus.
func endsWhole(head string, i *Indicator) bool {
	k := slices.IndexFunc(kinds, func(w string) bool { return strings.HasSuffix(head, w) })
	if k < 0 {
		return false
	}
	rest := strings.TrimSuffix(head, kinds[k])
	of := lastRune(rest)
	if strings.ContainsRune("全我本", of) {
		return !strings.ContainsRune(notWhole, lastRune(strings.TrimSuffix(rest, string(of))))
	}
	return k < alone && !han.Is(of) && !i.IsRate()
}

// endsInTime finds a time that names its year and ends right here: 2024年｜党员, 2024年底｜党员.
func endsInTime(head string) bool {
	if !strings.ContainsRune("年月日度底末", lastRune(head)) {
		return false
	}
	from := max(len(head)-48, 0)
	for from < len(head) && !utf8.RuneStart(head[from]) {
		from++
	}
	found := moments(head[from:], 0)
	return len(found) > 0 && found[len(found)-1].year && found[len(found)-1].end == len(head)-from
}

// countsAll reports whether a number in front of its label is said to be all there is, as one behind it is:
// 2024年共有243名党员, but not 2024年，3名党员.
func (t typed) countsAll(text string) bool {
	if t.number.at > t.label.at {
		return true
	}
	head := strings.TrimRight(text[:t.number.at], " *_　")
	return endsWhole(head, t.label.of) || slices.ContainsFunc([]string{"有", "共", "计", "为", "达", "是", "到"},
		func(w string) bool { return strings.HasSuffix(head, w) })
}

// midway reports whether a stock is told of a month within the period: it may have been another one then.
func (t typed) midway(p *Period, last moment) bool {
	return last.year && last.span.months() == 1 && last.span.end != p.span.end && t.label.of.Nature() != Flow
}
