package content

import (
	"strings"

	"qizhi/generator/diag"
)

// fenceWords are other words for the fences of BlockNames.
var fenceWords = map[string]string{"图表": "chart", "图": "chart", "统计图": "chart", "柱状图": "chart", "条形图": "chart", "折线图": "chart", "饼图": "chart", "圆环图": "chart",
	"相册": "gallery", "图集": "gallery", "图片": "gallery", "照片": "gallery", "组图": "gallery"}

// meantFence is the block that a fence's word was most likely meant to name; "" for a language of code.
func meantFence(word string) string {
	if meant := fenceWords[word]; meant != "" || word == "" {
		return meant
	}
	near := diag.Nearest(word, BlockNames)
	if near == "" || !strings.EqualFold(near[:1], word[:1]) || strings.HasSuffix(word, "sharp") { // dart and csharp are languages
		return ""
	}
	return near
}

// checkFence warns of a block that is published as code because of its word.
func (w *writer) checkFence(word string, at, length int) {
	if meant := meantFence(word); meant != "" {
		w.report(at, length, diag.Warning, "markdown/fence", "“"+word+"”不是图表，也不是相册，会当作代码原样显示", "是不是 "+meant+"？写成 ```"+meant)
	}
}
