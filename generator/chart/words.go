package chart

import "strings"

// Words are those that a picture and its table say by themselves, in the language of the page around
// them. In a pattern {1} stands for a count, a name or a value.
type Words struct {
	Item, Value, Share, Total, Name, Form string // heads of columns: 项目 数值 占比 合计 名称 类别

	Missing string // 未报
	Unit    string // 单位：{1}
	NotZero string // 纵轴不从零起

	Items      string // 共{1}项
	Unreported string // 其中{1}项未报
	Largest    string // 最大为{1}
	Smallest   string // 最小为{1}
	Part       string // 占{1}
	Whole      string // 共{1}
	Squares    string // 共{1}格
	Form1      string // {1}格, behind the name of a form
	Here       string // 本页是{1}

	Comma, Colon, Semicolon, Stop string // between the parts of a sentence

	// Large are the units 10⁴, 10⁸ and 10¹² of an axis: 万 亿 万亿. Empty, numbers are written out.
	Large [3]string
}

// chinese are the words of a chart that is given none.
var chinese = &Words{
	Item: "项目", Value: "数值", Share: "占比", Total: "合计", Name: "名称", Form: "类别",
	Missing: "未报", Unit: "单位：{1}", NotZero: "纵轴不从零起",
	Items: "共{1}项", Unreported: "其中{1}项未报", Largest: "最大为{1}", Smallest: "最小为{1}", Part: "占{1}", Whole: "共{1}",
	Squares: "共{1}格", Form1: "{1}格", Here: "本页是{1}",
	Comma: "，", Colon: "：", Semicolon: "；", Stop: "。", Large: [3]string{"万", "亿", "万亿"},
}

// given are the words themselves, or the Chinese ones.
func (w *Words) given() *Words {
	if w == nil {
		return chinese
	}
	return w
}

// with puts a name or a value into a pattern.
func with(pattern, value string) string { return strings.ReplaceAll(pattern, "{1}", value) }
