package content

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"qizhi/generator/content/han"
	"qizhi/generator/content/markup"
	"qizhi/generator/diag"
)

// checkParagraph looks for what was meant as something other than one paragraph.
func (w *writer) checkParagraph(n ast.Node) {
	lines := n.Lines()
	if lines.Len() == 0 {
		return
	}
	first := lines.At(0)
	w.checkHeading(w.source[first.Start:first.Stop], first.Start)
	w.checkIndent(w.source[bytes.LastIndexByte(w.source[:first.Start], '\n')+1:first.Stop], bytes.LastIndexByte(w.source[:first.Start], '\n')+1)
	if lines.Len() > 1 {
		second := lines.At(1)
		w.checkRuler(w.source[first.Start:first.Stop], w.source[second.Start:second.Stop], first.Start)
	}
	if lines.Len() < 2 && first.Len() < 3*longParagraph {
		return
	}
	if isVerse(w.source, n) {
		return
	}
	texts := make([][]byte, lines.Len())
	for i := range texts {
		s := lines.At(i)
		texts[i] = w.source[s.Start:s.Stop]
	}
	starts, length := crowded(texts)
	switch {
	case len(starts) > 0 && n.Parent().Kind() == ast.KindDocument:
		w.report(first.Start, 1, diag.Warning, "markdown/lines",
			fmt.Sprintf("这里有 %d 行连在一起，中间没有空行，会排成一大段（%d 字）", len(texts), length),
			"每一段的前面空一行；qizhi check --fix 可代为改好")
	case len(starts) > 1 || len(starts) == 1 && w.isLazy(lines.At(starts[0])): // of a list item or a quotation
		w.report(first.Start, 1, diag.Warning, "markdown/lines",
			fmt.Sprintf("这里有 %d 行连在一起，中间没有空行，会排成一大段（%d 字）", len(texts), length),
			"不属于这一项的，前面空一行、顶格写；属于这一项的，每段前面空一行、缩进两格")
	case length >= longParagraph:
		w.report(first.Start, 1, diag.Warning, "markdown/lines",
			fmt.Sprintf("这一段有 %d 字，太长了", length), "分成几段，段与段之间空一行")
	}
}

// checkCode warns of an indented paragraph that is taken for code, because it does not begin with Han.
func (w *writer) checkCode(n *ast.CodeBlock) {
	lines := w.lines(n.Lines())
	if hans, others := letters(lines); hans <= others || bytes.ContainsAny(lines, "{}=;<>$|\\") {
		return
	}
	first := n.Lines().At(0)
	w.report(first.Start, len(bytes.TrimRight(w.source[first.Start:first.Stop], " \r\n")), diag.Warning, "markdown/code",
		"这一段前面有四个空格或制表符，会排成代码", "是正文，就删去行首的空格；是代码，就在它的前后各写一行 ```")
}

// checkIndent warns of a mark of Markdown behind full-width spaces, where it means nothing.
func (w *writer) checkIndent(line []byte, at int) {
	rest := han.TrimIndent(line)
	indent := len(line) - len(rest)
	if indent == 0 || !bytes.Contains(line[:indent], []byte("　")) {
		return
	}
	mark, words, found := bytes.Cut(bytes.TrimSpace(rest), []byte{' '})
	sign := strings.Trim(string(mark), "#") == "" && len(mark) <= 6 || strings.Contains("-+*>", string(mark))
	if found && len(mark) > 0 && sign && han.Is(han.First(bytes.TrimSpace(words))) {
		w.report(at, indent+len(mark), diag.Warning, "markdown/indent", "“"+string(mark)+"”的前面有全角空格，不起作用，会原样显示",
			"删去前面的空格，写成 "+string(mark)+" "+string(words))
	}
}

// isLazy reports a line that stands at the beginning of its line, and belongs to a quotation or a list item
// only because no blank line is before it.
func (w *writer) isLazy(line text.Segment) bool {
	return line.Start == 0 || w.source[line.Start-1] == '\n'
}

// checkRuler warns of rows of a table that lack the line of dashes under the head.
func (w *writer) checkRuler(head, below []byte, at int) {
	head, below = bytes.TrimSpace(head), bytes.TrimSpace(below)
	if len(head) < 2 || head[0] != '|' || head[len(head)-1] != '|' || !bytes.HasPrefix(below, []byte{'|'}) {
		return
	}
	w.report(at, len(head), diag.Warning, "markdown/table", "表头下面没有分隔线，排不成表格",
		"在这一行下面加一行 |"+strings.Repeat(" --- |", min(bytes.Count(head, []byte{'|'})-1, 20)))
}

// checkHeading warns of #标题 without the space that makes it a heading. #话题# is a topic.
func (w *writer) checkHeading(line []byte, at int) {
	level := len(line) - len(bytes.TrimLeft(line, "#"))
	if level == 0 || level > 6 {
		return
	}
	rest := bytes.TrimSpace(line[level:])
	if r, _ := utf8.DecodeRune(rest); !han.Is(r) || bytes.IndexByte(rest, '#') >= 0 {
		return
	}
	w.report(at, level, diag.Warning, "markdown/heading", "# 后面没有空格，不会成为标题",
		"写成 "+strings.Repeat("#", level)+" "+string(rest))
}

// reportControl shows the first control character that was left out.
func (w *writer) reportControl() {
	for at, c := range w.source {
		if markup.IsControl(c) {
			w.report(at, 1, diag.Warning, "encoding/control", fmt.Sprintf("这里有看不见的控制字符（U+%04X），已略去", c),
				"删去它，多半是从 Word 或 PDF 粘贴时带来的")
			return
		}
	}
}

// reportLosses says once what raw HTML lost.
func (w *writer) reportLosses() {
	l := w.Losses
	var parts []string
	for _, p := range []struct {
		n    int
		what string
	}{{l.Styles, "排版样式"}, {l.Scripts, "脚本、框架或表单"}, {l.Tags, "不认识的标签"}, {l.Media, "音频或视频"}, {l.Formats, "图片的其他版本"}, {l.Stray, "不成对或位置不对的标签"}, {l.Attributes, "其他属性"}} {
		if p.n > 0 {
			part := fmt.Sprintf("%s %d 处", p.what, p.n)
			if p.n == l.Tags && p.what == "不认识的标签" {
				part = fmt.Sprintf("%s <%s>", p.what, l.Tag)
				if p.n > 1 {
					part += fmt.Sprintf(" 等 %d 处", p.n)
				}
			}
			parts = append(parts, part)
		}
	}
	hint := "从 Word 或网页粘贴的，复制时选“只保留文本”，再用 Markdown 排版"
	if l.Tags+l.Stray > 0 && l.Styles == 0 { // <file> in a sentence
		tag := cmp.Or(l.Tag, l.Lone, "b")
		if w.blockLost { // CommonMark 2.4: in a block of HTML a backslash escapes nothing
			hint = "尖括号是正文的，写成 &lt;" + tag + ">；" + hint
		} else {
			hint = "尖括号是正文的，在它前面加反斜杠：\\<" + tag + ">；" + hint
		}
	}
	kept := "，文字都保留"
	if l.Characters > 0 {
		kept = fmt.Sprintf("，连同其中的 %d 个字", l.Characters)
	}
	w.report(l.At, 1, diag.Warning, "html/cleaned", "HTML 已清理，去掉了"+strings.Join(parts, "、")+kept, hint)
}
