package content

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"qizhi/generator/content/han"
	"qizhi/generator/content/markdown"
	"qizhi/generator/diag"
)

const (
	// areas are the characters with which the name of an area ends, and after which masks stand: 某市**商会.
	areas = "市县区省镇乡某"
	// commonAreas stand before them where no name is meant: 全市, 城乡, 园区.
	commonAreas = "全本各我该每两城都股超门夜社园校山地景片辖牧节家故"
	// surnames are the most common ones.
	surnames = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
	// joining parts the names of a list.
	joining = "、，。；和与及同或"
	// shortEmphasis is how many characters between two asterisks nobody takes for more than a stressed word.
	shortEmphasis = 4
)

// organisations are what follows a mask in the name of one: 市*商会, 市**物流园.
var organisations = []string{"商会", "公司", "企业", "集团", "协会", "学会", "联合会", "物流", "市场", "大学", "学院", "学校",
	"中学", "小学", "医院", "银行", "酒店", "科技", "实业", "商贸", "有限", "某"}

// titles are what stands before the mask of a person: 党支部书记*，.
var titles = []string{"书记", "会长", "主席", "主任", "经理", "委员", "总裁", "董事长", "秘书长", "理事", "同志", "某"}

// marked is where the marks of an emphasis of asterisks stand: [at, at+Level) and [end, end+Level).
func marked(source []byte, n *ast.Emphasis) (at, end int, ok bool) {
	at, end = n.Pos(), endOf(n.LastChild())
	if at < 0 || end <= at+n.Level || end+n.Level > len(source) {
		return 0, 0, false
	}
	mark := strings.Repeat("*", n.Level)
	return at, end, bytes.HasPrefix(source[at:], []byte(mark)) && bytes.HasPrefix(source[end:], []byte(mark))
}

// endOf is where text or emphasis ends in the source; -1 for anything else.
func endOf(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Stop
	case *ast.Emphasis:
		if end := endOf(n.LastChild()); end >= 0 {
			return end + n.Level
		}
	}
	return -1
}

// checkEmphasis warns of emphasis that looks like two masks of one block.
func (w *writer) checkEmphasis(n *ast.Emphasis) {
	if w.masked || w.quiet > 0 {
		return
	}
	at, end, ok := marked(w.source, n)
	if !ok || !swallows(w.source[:at], w.source[at+n.Level:end], w.source[end+n.Level:], n.Level) {
		return
	}
	w.masked = true
	if n.Level == 2 {
		w.report(at, end+2-at, diag.Warning, "markdown/mask", "两处 ** 之间的字成了粗体，星号不见了；如果它们是掩码，名称就露出来了",
			`掩码的星号前面加反斜杠，写成 \*\*；确实要加粗就不用改，可用 ignore = ["markdown/mask"] 关掉这条提醒`)
		return
	}
	w.report(at, end+1-at, diag.Warning, "markdown/mask", "两个星号之间的字成了斜体，星号不见了；如果它们是掩码，名称就露出来了",
		`掩码的星号前面加反斜杠，写成 \*；要加粗就用 **…**`)
}

// checkDescription looks for masks in the description of a picture, which is written without emphasis.
func (w *writer) checkDescription(n *ast.Image) {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if e, ok := n.(*ast.Emphasis); ok && entering {
			w.checkEmphasis(e)
		}
		return ast.WalkContinue, nil
	})
}

// swallows reports that what is between two marks looks like the text between two masks.
func swallows(before, inside, after []byte, stars int) bool {
	if stars == 2 {
		return swallowsBold(before, inside, after)
	}
	open, closed := han.Is(last(before)), han.Is(first(after))
	long := utf8.RuneCount(inside) > shortEmphasis
	switch {
	case !open:
		return closed && long && endsArea(inside) && bytes.ContainsAny(inside, joining)
	case bytes.ContainsAny(inside, "、，。；：！？") || strings.ContainsRune("）》”’", first(inside)):
		return true
	}
	return closed && long || closed && endsArea(inside) && endsArea(before) ||
		endsName(before) && endsName(inside) || hidesOrganisation(before, inside)
}

// swallowsBold is swallows for **. Bold text directly between Han is what every paragraph has
// (这是**重点**后面), so more must hold: Han is on both sides of both marks, and what is between them
// is more than one clause, or an area's name ends before a mark and more than one thing is named.
func swallowsBold(before, inside, after []byte) bool {
	if !han.Is(last(before)) || !han.Is(first(inside)) || !han.Is(last(inside)) || !han.Is(first(after)) {
		return false
	}
	return bytes.ContainsAny(inside, "，。；！？") ||
		bytes.ContainsAny(inside, joining) && (hidesOrganisation(before, inside) || hidesOrganisation(inside, after) ||
			endsArea(before) && endsArea(inside))
}

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
	if !strings.ContainsRune(surnames, last(before)) && !slices.ContainsFunc(titles, func(t string) bool { return bytes.HasSuffix(before, []byte(t)) }) {
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

// CertainMasks finds the asterisks of a source that hide part of a name for certain and lack their
// backslash: 市*商会, 王*和张*. It returns their offsets, in order; text comes from Decode. What could
// as well be emphasis is not among them.
func CertainMasks(text string) (offsets []int) {
	var ignored diag.List
	base := findFront(diag.NewText("", text), &ignored).body
	body := []byte(text[base:])
	if bytes.IndexByte(body, '*') < 0 {
		return nil
	}
	found := func(at, stars int) {
		for i := range stars {
			offsets = append(offsets, base+at+i)
		}
	}
	root, _ := markdown.Parse(body)
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.AutoLink:
			return ast.WalkSkipChildren, nil
		case *ast.Emphasis:
			if entering {
				swallowedMasks(body, n, found)
			}
		case *ast.Text:
			if entering && !n.IsRaw() {
				bareMasks(body, n.Segment.Start, n.Segment.Stop, found)
			}
		}
		return ast.WalkContinue, nil
	})
	slices.Sort(offsets)
	return slices.Compact(offsets)
}

// swallowedMasks finds the marks of an emphasis that are masks. A person's is one only if its partner
// is a mask too. Bold needs two in any case, or what bold text never has: a sentence that ends between
// marks in mid-sentence, or a bare 市 at its end, the rest of whose name is behind the mark.
func swallowedMasks(body []byte, n *ast.Emphasis, found func(at, stars int)) {
	at, end, ok := marked(body, n)
	if !ok {
		return
	}
	before, inside, after := body[:at], body[at+n.Level:end], body[end+n.Level:]
	if !swallows(before, inside, after, n.Level) {
		return
	}
	opens, closes := hidesOrganisation(before, inside), hidesOrganisation(inside, after)
	names := strings.ContainsRune(surnames, last(inside)) && bytes.ContainsAny(inside, joining)
	both := (opens || hidesPerson(before, inside)) && (closes || names || hidesPerson(inside, after)) ||
		n.Level == 2 && (bytes.Contains(inside, []byte("。")) || closes && han.IsPunct(last(inside[:len(inside)-len("市")])))
	if both || opens && n.Level == 1 {
		found(at, n.Level)
	}
	if both || closes && n.Level == 1 {
		found(end, n.Level)
	}
}

// bareMasks finds the masks among the asterisks of a text that mark nothing.
func bareMasks(body []byte, from, to int, found func(at, stars int)) {
	for i := from; i < to; i++ {
		switch body[i] {
		case '\\':
			i++
		case '*':
			stars := len(body[i:]) - len(bytes.TrimLeft(body[i:], "*"))
			before, after := body[:i], body[i+stars:]
			edge := len(after) == 0 || after[0] == '\n' // a footnote's star
			if hidesOrganisation(before, after) || !edge && hidesPerson(before, after) {
				found(i, stars)
			}
			i += stars - 1
		}
	}
}
