package plan

import (
	"fmt"
	"path"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/content/han"
	"qizhi/generator/diag"
	"qizhi/generator/picture"
	"qizhi/generator/site"
)

// nameless are the beginnings of names that cameras and programs give, and people who give none.
var nameless = []string{"微信图片", "微信截图", "照片", "图片", "相片", "截图", "截屏", "屏幕截图", "屏幕快照", "未命名", "未标题", "无标题", "新建", "捕获", "副本", "下载", "扫描"}

// spokenName is a file's name as words about what the picture shows: 合影 2.jpg is 合影. It is "" for
// one that says nothing: IMG_2021.jpg, 微信图片_20220630.jpg.
func spokenName(name string) string {
	words := strings.TrimSuffix(path.Base(name), path.Ext(name))
	words = strings.TrimRight(words, counters)
	letters := 0
	for _, r := range words {
		if han.Is(r) {
			letters++
		}
	}
	if letters < 2 || slices.ContainsFunc(nameless, func(s string) bool { return strings.HasPrefix(words, s) }) {
		return ""
	}
	return words
}

// counters are the characters by which programs tell pictures apart.
const counters = " 0123456789-_.()（）[]【】"

// wordless are words, in lower case and without a number, that stand where a description should and say
// nothing: editors write the file's name or their own word there.
var wordless = append([]string{"img", "dsc", "dscn", "dscf", "pxl", "mvimg", "mmexport", "wx", "image", "photo", "picture", "screenshot", "alt", "说明", "封面", "配图", "插图", "图", "描述", "图像"}, nameless...)

// saysNothing reports whether a description tells no more than that there is a picture.
func saysNothing(words, file string) bool {
	base := path.Base(file)
	if words == base || words == strings.TrimSuffix(base, path.Ext(base)) {
		words = spokenName(file)
	}
	return words == "" || slices.Contains(wordless, strings.ToLower(strings.TrimRight(words, counters)))
}

// hear warns of a description that says nothing. An empty one is another's matter: it was reported when
// the text was read.
func (p *planner) hear(doc *content.Document, f *site.File, words string, at content.Place) {
	if words != "" && saysNothing(words, f.Path) {
		p.report(doc, &picture.Problem{Severity: diag.Warning, Rule: "picture/alt",
			Message: fmt.Sprintf("图片的说明“%s”没有讲图里有什么，看不见图的人不知道是什么", words), Hint: "改成一句话，例如：会员代表在倡议书上签名"}, at)
	}
}

// coverWords is the description of a document's cover: as it is written, else the file's name where that
// says something.
func coverWords(front *content.FrontMatter) string {
	if front.CoverAlt != "" {
		return front.CoverAlt
	}
	if words := spokenName(front.Cover); !slices.Contains(wordless, words) {
		return words
	}
	return ""
}

// hearCover warns of a page's cover without a description. One that is empty on purpose is not heard
// of.
func (p *planner) hearCover(doc *content.Document) {
	front := &doc.Front
	if front.Cover == "" || p.photoOf(doc, front.Cover) == nil {
		return
	}
	at := placeOfKey(doc, "cover_alt", "cover")
	if _, written := front.Places.Of("cover_alt"); written {
		p.hear(doc, p.fileOf(doc, front.Cover), front.CoverAlt, at)
	} else if coverWords(front) == "" {
		p.report(doc, &picture.Problem{Severity: diag.Warning, Rule: "picture/alt", Message: "封面没有文字说明，看不见图的人不知道是什么",
			Hint: `加一行 cover_alt = "…"，用一句话讲图里有什么；只是装饰的写 cover_alt = ""`}, at)
	}
}
