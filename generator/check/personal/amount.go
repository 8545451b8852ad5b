package personal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

// isAmount reports a number of eleven digits that counts or names something else than a phone. What
// stands right before it decides first (电话13800138000元先生), then the unit behind it, then what is
// spoken of before it, then five zeros at its end.
func isAmount(text string, n Number) bool {
	head, after := sentence(text[:n.At]), strings.TrimLeft(text[n.At+n.Len:], " \u00a0")
	switch before, _ := utf8.DecodeLastRuneInString(strings.TrimRight(head, " ")); {
	case head != "" && strings.ContainsRune("¥￥$", before), strings.HasSuffix(strings.TrimRight(head, " "), "人民币"):
		return true
	case before == '第' && strings.HasPrefix(after, "号"):
		return true
	case isPhoneLabel(head):
		return false
	case isUnit(after):
		return true
	case speaksOfPhone(head):
		return false
	}
	return strings.HasSuffix(n.Digits, "00000") || isCodeLabel(head)
}

// phoneWords speak of a phone; labelWords of those stand right before its number.
var (
	labelWords = []string{"手机", "电话", "微信", "热线", "致电", "拨打", "tel", "phone", "mobile", "cell", "wechat", "短信"}
	phoneWords = append([]string{"联系", "咨询", "报名", "值班"}, labelWords...)
	codeWords  = []string{"代码", "编号", "单号", "编码", "发票", "批号", "文号", "货号", "流水号", "订单", "凭证", "序列号", "条码", "条形码"}
)

// sentence is the end of a text that belongs to what follows it, at most twenty characters.
func sentence(head string) string {
	from := len(head)
	for range 20 {
		r, size := utf8.DecodeLastRuneInString(head[:from])
		if size == 0 || strings.ContainsRune("\n。；;！!？?|", r) {
			break
		}
		from -= size
	}
	return head[from:]
}

func speaksOfPhone(head string) bool {
	head = strings.ToLower(sentence(head))
	return slices.ContainsFunc(phoneWords, func(w string) bool { return strings.Contains(head, w) })
}

// cardWords speak of a bank card.
var cardWords = []string{"卡号", "账号", "帐号", "账户", "帐户", "银行", "card"}

func speaksOfCard(head string) bool {
	head = strings.ToLower(sentence(head))
	return slices.ContainsFunc(cardWords, func(w string) bool { return strings.Contains(head, w) })
}

// idWords speak of an ID number.
var idWords = []string{"身份证", "身份号码", "证件号"}

func speaksOfID(head string) bool {
	head = sentence(head)
	return slices.ContainsFunc(idWords, func(w string) bool { return strings.Contains(head, w) })
}

// isPhoneLabel reports a text that ends in a word for a phone, as before its number.
func isPhoneLabel(head string) bool { return endsIn(head, labelWords) }

// isCodeLabel reports a text that ends in a word for another kind of number.
func isCodeLabel(head string) bool { return endsIn(head, codeWords) }

func endsIn(head string, words []string) bool {
	head = strings.ToLower(strings.TrimRight(head, " \u00a0\u3000\t:：（(，,+0123456789*_`\"“="))
	for _, link := range []string{"是", "为", "号码", "号", "机"} {
		if slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(head, w) }) {
			return true
		}
		head = strings.TrimSuffix(head, link)
	}
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(head, w) })
}

// The units in which things are counted. A long one is one whatever follows; a short one not where it
// begins another word, as in 13800138000个人 and 13800138000人事处.
var (
	longUnits = []string{"人次", "人民币", "户次", "件次", "车次", "平方", "立方", "千瓦", "兆瓦", "公里", "公斤", "公顷", "千克", "千米",
		"小时", "分钟", "美元", "欧元", "港元", "日元", "卢布", "英镑", "万元", "万人", "万户", "万吨", "万件", "万次", "万平", "万立", "万千",
		"万亩", "万个", "万家", "万美", "万份", "万册", "万株", "亿元", "亿人", "亿吨", "亿千", "亿美", "亿次", "亿件", "亿立", "亿平", "毫米",
		"厘米", "字节", "余元", "多元", "余人", "多人", "标准", "标箱", "张次", "㎡", "m²", "m2", "m³", "km", "kWh", "kwh", "kw", "kW", "kg", "%", "％", "‰"}
	shortUnits = "元吨件次户个株棵亩辆台套册篇倍只条份斤升瓦度枚盏箱袋瓶页票股笔批人万亿米字家项名天年克克头部"
	// begun are the words that begin like a unit.
	begun = []string{"个人", "个体", "户籍", "户口", "次日", "条件", "份额", "台湾", "台商", "台办", "股份", "股东", "票据", "批准", "只限", "套餐",
		"人事", "人社", "人大", "人武", "人力", "人才", "人民", "升学", "册亨", "度假", "页面", "名单", "家长", "家庭", "项目", "年龄", "天津", "天水", "字号", "部长", "米易", "头条"}
	// surnames are the short units that are names, too: a sentence may go on with one only where it ends.
	surnames = "万亿米项家名天年头部"
)

// isUnit reports a text that begins with a unit.
func isUnit(after string) bool {
	if slices.ContainsFunc(longUnits, func(u string) bool { return strings.HasPrefix(after, u) }) {
		return true
	}
	r, size := utf8.DecodeRuneInString(after)
	if size == 0 || !strings.ContainsRune(shortUnits, r) {
		return false
	}
	if strings.ContainsRune(surnames, r) {
		next, _ := utf8.DecodeRuneInString(after[size:])
		return !han.Is(next)
	}
	return !slices.ContainsFunc(begun, func(w string) bool { return strings.HasPrefix(after, w) })
}
