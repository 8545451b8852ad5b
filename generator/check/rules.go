package check

import (
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"

	"qizhi/generator/diag"
)

// Rule is one thing that check looks for. Its name is what a writer silences and what other programs
// know it by; it never changes.
type Rule struct {
	Name     string
	Severity diag.Severity
	// Mends says that --fix mends what is certain of it.
	Mends bool
	// Summary says in one Chinese sentence what is wrong when it speaks.
	Summary string
}

// The rules of this package.
const (
	ruleID       = "personal/id-number"
	ruleMobile   = "personal/mobile"
	ruleCard     = "personal/bank-card"
	ruleUnread   = "personal/unread"
	ruleSource   = "page/source"
	ruleAuthor   = "page/author"
	ruleCover    = "page/cover-alt"
	ruleOverdue  = "column/overdue"
	ruleEmpty    = "column/empty"
	ruleHeading  = "heading/skip"
	ruleHTTP     = "link/http"
	ruleLarge    = "attachment/large"
	ruleMetadata = "attachment/metadata"
	ruleMissing  = "review/missing"
	ruleOutdated = "review/outdated"
	ruleFigure   = "figure/contradiction"
	ruleBroken   = "figure/broken"
	ruleHalf     = "punctuation/half-width"
	ruleDoubled  = "punctuation/doubled"
	rulePairs    = "punctuation/unbalanced"
	ruleMixed    = "numeral/mixed"
	ruleDate     = "numeral/date"
	ruleTerm     = "term/wrong"

	ruleGB18030 = "encoding/gb18030"
	ruleLines   = "markdown/lines"
	ruleMask    = "markdown/mask"
	ruleSyntax  = "front-matter/syntax"

	ruleUnreadable = "published/unreadable"
	ruleLink       = "published/link"
	ruleAnchor     = "published/anchor"
	ruleAbsolute   = "published/absolute"
	ruleForeign    = "published/foreign"
	ruleScript     = "published/script"
	ruleStyle      = "published/style"
)

// ownRules are looked for by this package, and by no other.
var ownRules = []Rule{
	{ruleID, diag.Error, false, "正文、设置、数据、文件名、图片说明或附件里有身份证号（校验码正确）"},
	{ruleMobile, diag.Error, false, "同上，有手机号；contact、phone 等联系方式一项里的不算"},
	{ruleCard, diag.Error, false, "同上，有银行卡号（校验位正确、发卡行代码已知）"},
	{ruleUnread, diag.Warning, false, "附件（扫描的 PDF、旧版 Office、加密文件等）里的文字读不全，要人工核对"},
	{ruleSource, diag.Warning, false, "有日期的文章没有写来源 source（通知和示例除外）"},
	{ruleAuthor, diag.Warning, false, "工作动态没有写作者 author（来源就是主办单位的除外）"},
	{ruleCover, diag.Warning, false, "封面图片没有文字说明 cover_alt"},
	{ruleOverdue, diag.Warning, false, "栏目超过期限没有更新；期限写在 [check] fresh"},
	{ruleEmpty, diag.Warning, false, "栏目里一篇也没有"},
	{ruleHeading, diag.Warning, false, "标题跳级，例如 ## 下面直接是 ####"},
	{ruleHTTP, diag.Warning, false, "链接以 http:// 开头，没有加密"},
	{ruleLarge, diag.Warning, false, "附件超过 20 MB"},
	{ruleMetadata, diag.Warning, false, "附件里记着作者、单位或拍摄地点"},
	{ruleMissing, diag.Warning, false, "没有审满三审（[check] reviews = true 时才查）"},
	{ruleOutdated, diag.Warning, false, "审过以后正文又改了（同上）"},
	{ruleFigure, diag.Warning, false, "正文里写的数和统计数据不一致"},
	{ruleBroken, diag.Warning, false, "指标的花括号没有写全，例如 {{members}人，会原样显示"},
	{ruleHalf, diag.Warning, true, "汉字之间用了半角的 , . ; : ? ! ( )（GB/T 15834）；逗号可代改"},
	{ruleDoubled, diag.Warning, true, "标点重复或连用：。。 ，， ！！ ，。（GB/T 15834）；两个相同的可代改"},
	{rulePairs, diag.Warning, false, "引号、括号、书名号没有成对（GB/T 15834）"},
	{ruleMixed, diag.Warning, false, "一个数混用两种写法：5万5千、二0二二年（GB/T 15835）"},
	{ruleDate, diag.Warning, false, "日期有几种读法：22/6/30、22年6月30日（GB/T 15835）"},
	{ruleTerm, diag.Warning, false, "用了 [check.terms] 里列出的不规范用语"},
}

// publishedRules are looked for in a published folder. Personal numbers are, too.
var publishedRules = []Rule{
	{ruleUnreadable, diag.Error, false, "文件读不出来"},
	{ruleLink, diag.Error, false, "链接、图片或样式指向的文件不存在"},
	{ruleAnchor, diag.Error, false, "链接指向的位置在那一页里不存在"},
	{ruleAbsolute, diag.Error, false, "站内链接以 / 开头，换一个目录就会失效"},
	{ruleForeign, diag.Error, false, "要从别的网站取图片、样式或脚本"},
	{ruleScript, diag.Error, false, "网页里夹着脚本，或点了会运行脚本"},
	{ruleStyle, diag.Warning, false, "网页里夹着样式，安全策略会挡住它"},
}

// foundRules are what reading and resolving a site finds anyway, and an editor asks for most. The others
// name themselves where they speak.
var foundRules = []Rule{
	{"picture/alt", diag.Warning, false, "图片没有文字说明"},
	{"picture/missing", diag.Error, false, "图片不存在"},
	{"file/active", diag.Error, false, "附件是网页或脚本，打开就会运行"},
	{"link/broken", diag.Error, false, "站内链接指向的页面或文件不存在"},
	{"link/anchor", diag.Error, false, "链接指向的位置不存在"},
	{"date/missing", diag.Warning, false, "应有日期的文章没有日期"},
	{"title/duplicate", diag.Warning, false, "两篇的标题相同"},
	{ruleMask, diag.Warning, true, "掩码的星号没有转义；确定是掩码的可代改"},
	{ruleLines, diag.Warning, true, "一行一段、中间没有空行；可代改"},
	{ruleGB18030, diag.Warning, true, "文件是 GB18030（GBK）编码；可代转为 UTF-8"},
	{ruleSyntax, diag.Error, true, "开头的设置写法有误；中文引号可代改"},
	{"front-matter/unknown-key", diag.Warning, false, "不认识的设置名称"},
	{"statistics/check", diag.Error, false, "统计数据违反了自己的核对规则"},
	{"statistics/published", diag.Error, false, "推算的结果和来源公布的不一致"},
	{"statistics/quote", diag.Error, false, "数字不在它的出处原话里"},
}

// Rules returns every rule that this package looks for, those of a published folder last.
func Rules() []Rule { return append(append([]Rule{}, ownRules...), publishedRules...) }

// ruleNamed finds a rule of the table.
func ruleNamed(name string) (Rule, bool) {
	for _, list := range [][]Rule{ownRules, publishedRules, foundRules} {
		for _, r := range list {
			if r.Name == name {
				return r, true
			}
		}
	}
	return Rule{}, false
}

// switches says how a rule is silenced.
const switches = `
“修”表示 --fix 能改好其中有把握的。

不想查某一条时：
  一段    在它前面空一行写 <!-- qizhi-ignore 规则名 -->
          在 .toml 里，上一行写 # qizhi-ignore 规则名
  一篇    在文章开头的设置里写 ignore = ["规则名"]
  全站    在 site.toml 的 [check] 里写 ignore = ["规则名"]
错误不能忽略；只有 personal/ 开头的例外：确实要公开的号码可以这样注明。
`

// WriteRules writes the table of rules for a person.
func WriteRules(w io.Writer) error {
	var b strings.Builder
	for _, part := range []struct {
		title string
		rules []Rule
	}{{"检查网站的内容", ownRules}, {"检查已发布的文件夹", publishedRules}, {"生成时就会查的（这里只列常用的）", foundRules}} {
		fmt.Fprintf(&b, "%s\n", part.title)
		for _, r := range part.rules {
			mends := "  "
			if r.Mends {
				mends = "修"
			}
			fmt.Fprintf(&b, "  %-24s %s %s ", r.Name, r.Severity, mends)
			writeFolded(&b, r.Summary, 34, 78)
		}
		b.WriteByte('\n')
	}
	b.WriteString(strings.TrimLeft(switches, "\n"))
	_, err := io.WriteString(w, b.String())
	return err
}

// writeFolded writes a text from a column on, in lines that end before another. Latin words stay whole,
// and no line begins with a mark that closes something.
func writeFolded(b *strings.Builder, text string, from, to int) {
	at := from
	for text != "" {
		word := firstWord(text)
		text = text[len(word):]
		width := uniseg.StringWidth(strings.TrimRight(word, "，。；：、）"))
		if at+width > to {
			b.WriteString("\n" + strings.Repeat(" ", from))
			at, word = from, strings.TrimLeft(word, " ")
		}
		b.WriteString(word)
		at += uniseg.StringWidth(word)
	}
	b.WriteByte('\n')
}

// firstWord is what stands together at the beginning of a text: a run of Latin characters or one other,
// with the marks that close it.
func firstWord(text string) string {
	n := strings.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf })
	if n < 0 {
		n = len(text)
	}
	if n == 0 {
		_, n = utf8.DecodeRuneInString(text)
	} else if space := strings.IndexByte(text[1:n], ' '); space >= 0 {
		n = space + 1
	}
	rest := text[n:]
	return text[:n+len(rest)-len(strings.TrimLeft(rest, "，。；：、）"))]
}
