package content

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

const (
	// areas are the characters with which the name of an area ends, and after which masks stand: 某市**商会.
	areas = "市县区省镇乡某"
	// commonAreas stand before them where no name is meant: 全市, 城乡, 园区.
	commonAreas = "全本各我该每两城都股超门夜社园校山地景片辖牧节家故"
	// surnames are the most common ones.
	surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
	// joining parts the names of a list.
	joining = "、，。；和与及或"
	// pausing are the signs behind which a text goes on or ends: no emphasis begins with one.
	pausing = "、，。；：！？）》」』】”’,;)"
	// opening are the signs that no emphasis ends with.
	opening = "（《「『【“‘("
	// shortEmphasis is how many characters between two asterisks nobody takes for more than a stressed word.
	shortEmphasis = 4
)

// organisations are what follows a mask in the name of one: 市*商会, 市**物流园.
var organisations = []string{"商会", "公司", "企业", "集团", "协会", "学会", "联合会", "物流", "市场", "大学", "学院", "学校",
	"中学", "小学", "医院", "银行", "酒店", "科技", "实业", "商贸", "有限", "某"}

// surelyOrganisations are those of them that are not said of many: 企业发展, but 某**公司.
var surelyOrganisations = []string{"商会", "公司", "集团", "协会", "学会", "联合会", "大学", "学院", "医院", "银行", "酒店"}

// titles are what stands before the mask of a person: 党支部书记*，.
var titles = []string{"书记", "会长", "主席", "主任", "经理", "委员", "总裁", "董事长", "秘书长", "理事", "同志", "某"}

// hidesOrganisation reports asterisks between the name of an area and what an organisation is: 市*商会.
func hidesOrganisation(before, after []byte) bool {
	if !endsArea(before) || !hasAnyPrefix(string(after[:min(len(after), 12)]), organisations...) {
		return false
	}
	_, n := utf8.DecodeLastRune(before)
	return !strings.ContainsRune(commonAreas, last(before[:len(before)-n]))
}

// hidesPerson reports asterisks between a surname or a title and the end of a name: 王*和, 书记*，.
func hidesPerson(before, after []byte) bool {
	if !strings.ContainsRune(surnames, last(before)) && !endsTitle(before) {
		return false
	}
	r := first(after)
	return r == 0 || r == '\n' || strings.ContainsRune(joining+"等）", r)
}

// endsName reports a text that ends with the name of an area or a surname.
func endsName(s []byte) bool {
	return endsArea(s) || strings.ContainsRune(surnames, last(s))
}

// endsArea reports a text that ends with the name of an area.
func endsArea(s []byte) bool {
	return strings.ContainsRune(areas, last(s)) || bytes.HasSuffix(s, []byte("街道"))
}

// last is the last character of s; 0 when there is none.
func last(s []byte) rune {
	if len(s) == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRune(s)
	return r
}

// namesPerson reports a text that ends with a surname and nothing of the word before it: 、李, 副会长王.
func namesPerson(s []byte) bool {
	if !strings.ContainsRune(surnames, last(s)) || len(s) == 0 {
		return false
	}
	_, n := utf8.DecodeLastRune(s)
	s = s[:len(s)-n]
	return !han.Is(last(s)) || strings.ContainsRune(joining, last(s)) || endsTitle(s)
}

// followsName reports a text that goes on as one does behind a person's name.
func followsName(s []byte) bool {
	return strings.ContainsRune(pausing+opening+"和与及或等", first(s)) || hasAnyPrefix(string(s[:min(len(s), 12)]), titles...)
}

func endsTitle(s []byte) bool {
	return slices.ContainsFunc(titles, func(t string) bool { return bytes.HasSuffix(s, []byte(t)) })
}

// hidesDigits reports asterisks between two digits, where no emphasis begins or ends: 12**34, 3*4米.
func hidesDigits(before, after []byte) bool {
	return isDigit(last(before)) && isDigit(first(after))
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }
