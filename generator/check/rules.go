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
	ruleStarter  = "site/starter"
	ruleHeading  = "heading/skip"
	ruleHTTP     = "link/http"
	ruleLarge    = "attachment/large"
	ruleMetadata = "attachment/metadata"
	ruleMissing  = "review/missing"
	ruleOutdated = "review/outdated"
	ruleOrder    = "review/order"
	ruleFigure   = "figure/contradiction"
	ruleBroken   = "figure/broken"
	ruleHalf     = "punctuation/half-width"
	ruleDoubled  = "punctuation/doubled"
	rulePairs    = "punctuation/unbalanced"
	ruleMixed    = "numeral/mixed"
	ruleDate     = "numeral/date"
	ruleWide     = "numeral/full-width"
	ruleTerm     = "term/wrong"
	ruleSwitch   = "ignore/unknown"

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
	ruleChanged    = "published/changed"
	ruleGone       = "published/missing"
	ruleUnlisted   = "published/unlisted"
	ruleDraft      = "published/draft"
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
	{ruleEmpty, diag.Warning, false, "栏目里公开的一篇也没有"},
	{ruleStarter, diag.Warning, false, "base_url 或者名称、介绍还是新建网站时的示例"},
	{ruleHeading, diag.Warning, false, "标题跳级，例如 ## 下面直接是 ####"},
	{ruleHTTP, diag.Warning, false, "链接以 http:// 开头，没有加密"},
	{ruleLarge, diag.Warning, false, "附件超过 20 MB"},
	{ruleMetadata, diag.Warning, false, "附件里记着作者、单位或拍摄地点"},
	{ruleMissing, diag.Warning, false, "没有审满三审（[check] reviews = true 时才查）"},
	{ruleOutdated, diag.Warning, false, "审过以后标题、摘要、文章自己的各项或正文又改了（同上）"},
	{ruleOrder, diag.Warning, false, "三审的次序、人或日期不对：终审在初审之前，两审是同一个人（同上）"},
	{ruleFigure, diag.Warning, false, "正文里写的数和统计数据不一致"},
	{ruleBroken, diag.Warning, false, "指标的花括号没有写全，例如 {{members}人，会原样显示"},
	{ruleHalf, diag.Warning, true, "汉字之间用了半角的 , . ; : ? ! ( ) 和直引号（GB/T 15834）；逗号可代改"},
	{ruleDoubled, diag.Warning, true, "标点重复或连用：。。 ，， ！！ ，。（GB/T 15834）；两个相同的可代改"},
	{rulePairs, diag.Warning, false, "引号、括号、书名号没有成对（GB/T 15834）"},
	{ruleMixed, diag.Warning, false, "一个数混用两种写法：5万5千、二0二二年（GB/T 15835）"},
	{ruleDate, diag.Warning, false, "日期有几种读法：22/6/30、22年6月30日（GB/T 15835）"},
	{ruleWide, diag.Warning, true, "数字是全角的：２００人；可代改"},
	{ruleTerm, diag.Warning, false, "用了 [check.terms] 里列出的不规范用语"},
	{ruleSwitch, diag.Warning, false, "要忽略的规则没有这个名称，等于没有忽略"},
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
	{ruleChanged, diag.Error, false, "文件和清单 .qizhi.sha256 记的不一样：没传完整，或传上去以后改过"},
	{ruleGone, diag.Error, false, "清单里的文件没有传上去"},
	{ruleDraft, diag.Warning, false, "已发布的文件夹里有草稿（用 --drafts 生成的）"},
	{ruleUnlisted, diag.Warning, false, "清单里没有的文件，例如已经撤下、还留在服务器上的"},
}

// Rules returns every rule that this package looks for, those of a published folder last.
func Rules() []Rule { return append(append([]Rule{}, ownRules...), publishedRules...) }

// AllRules returns every rule that anything in the house reports.
func AllRules() (all []Rule) {
	for _, part := range ruleTables {
		all = append(all, part.rules...)
	}
	return all
}

// ruleTables are all rules that anything in the house reports, as they are listed.
var ruleTables = []struct {
	title string
	rules []Rule
}{
	{"检查网站的内容（qizhi check）", ownRules},
	{"检查已发布的文件夹（qizhi check 文件夹）", publishedRules},
	{"生成时就会查：文件、文章、图片、网址、设置、主题", foundRules},
	{"生成时就会查：统计、指标和图", figureRules},
}

// rulesByName and ruleNames know every rule of the tables, the names in the order of the tables.
var rulesByName, ruleNames = func() (map[string]Rule, []string) {
	byName, names := map[string]Rule{}, []string{}
	for _, part := range ruleTables {
		for _, r := range part.rules {
			byName[r.Name] = r
			names = append(names, r.Name)
		}
	}
	return byName, names
}()

// ruleNamed finds a rule of the tables.
func ruleNamed(name string) (Rule, bool) {
	r, known := rulesByName[name]
	return r, known
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
规则名写错了，会提醒最像的那一条（ignore/unknown）。
`

// WriteRules writes the table of rules for a person.
func WriteRules(w io.Writer) error {
	var b strings.Builder
	for _, part := range ruleTables {
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

// WriteRulesTable writes the same rules as a Markdown document: RULES.md of this package.
func WriteRulesTable(w io.Writer) error {
	var b strings.Builder
	b.WriteString("# 规则\n\n每条提示后面的方括号里是规则的名称。这张表由 `QIZHI_UPDATE=1 go test ./generator/check -run TestRulesDocument` 写成；\n同样的内容：`qizhi check --rules`。\n")
	for _, part := range ruleTables {
		fmt.Fprintf(&b, "\n## %s\n\n| 规则 | 轻重 | 代改 | 什么时候说 |\n| --- | --- | --- | --- |\n", part.title)
		for _, r := range part.rules {
			mends := ""
			if r.Mends {
				mends = "修"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s | %s |\n", r.Name, r.Severity, mends, tableCell.Replace(r.Summary))
		}
	}
	b.WriteString("\n## 怎样忽略一条\n\n```text\n" + strings.TrimLeft(switches, "\n") + "```\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// tableCell keeps the marks of a summary as they are in a cell of a Markdown table.
var tableCell = strings.NewReplacer("|", "\\|", "*", "\\*", "<", "&lt;")

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
