package theme

import (
	"regexp"
	"strings"
	"sync"
)

// phrase is how Go words a mistake in a template, and how it is said in Chinese; $1 is what the first
// parentheses caught.
type phrase struct {
	pattern *regexp.Regexp
	chinese string
}

// pattern is a regular expression that is compiled when it is first asked for: most of those of this package are of
// mistakes in templates, which most themes never have.
func pattern(expression string) func() *regexp.Regexp {
	return sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expression) })
}

// phrasesOf reads pairs of a pattern, which must fit the whole of a message, and its Chinese; once, when a
// template has a mistake: most never do, and sixty patterns are 5 ms of every start.
func phrasesOf(pairs ...string) func() []phrase {
	return sync.OnceValue(func() (out []phrase) {
		for i := 0; i < len(pairs); i += 2 {
			out = append(out, phrase{regexp.MustCompile(`^(?s:` + pairs[i] + `)$`), pairs[i+1]})
		}
		return out
	})
}

// parsing are the mistakes for which a template does not parse (text/template/parse).
var parsing = phrasesOf(
	`unexpected \{\{end\}\}.*`, `多了一个 {{end}}，前面没有与它相配的 {{if}}、{{range}}、{{with}} 或 {{define}}`,
	`(?:unexpected|expected end; found) (\{\{else.*?\}\}).*`, `$1 不在 {{if}}、{{range}} 或 {{with}} 里，或者是第二个`,
	`unexpected EOF`, `版式到结尾还没有完`,
	`missing value for command`, `花括号里是空的`,
	`missing value for (\w+)`, `$1 后面没有写值`,
	`empty command`, `括号里是空的`,
	`unterminated (?:raw )?quoted string`, `双引号没有成对`,
	`unterminated character constant`, `文字要用英文的双引号，单引号里只能有一个字`,
	`undefined variable "(.*)"`, `没有变量 $1，用以前要先写 {{$1 := …}}`,
	`unexpected \. after term "(.*)"`, `$1 后面不能接点`,
	`(\{\{(?:break|continue)\}\}) outside \{\{range\}\}`, `$1 只能写在 {{range}} 里面`,
	`(?:bad character|unrecognized character in action:) U\+[0-9A-F]+(?: '(.)')?`, `花括号里读不懂“$1”：花括号没有成对，或者用了中文标点`,
	`bad number syntax: "(.*)"`, `$1 不是一个数`,
	`unclosed comment`, `注释没有写完，要以 */}} 结尾`,
	`comment ends before closing delimiter`, `注释的 */ 后面要紧接 }}`,
	`unclosed left paren`, `圆括号没有成对，少一个 )`,
	`unexpected right paren.*`, `圆括号没有成对，多一个 )`,
	`unclosed action`, `花括号没有成对，少了 }}`,
	`unexpected <define> in .*`, `{{define}} 要写在最外层，不能写在别的里面`,
	`non executable command in pipeline stage \d+`, `竖线后面要写函数`,
	`(?:range can only initialize variables|expected :=)`, `变量要写成 {{$名称 := 值}}`,
	`too many declarations in (\w+)`, `$1 里写的变量太多`,
	`unexpected [<"](.*?)[>"] in (.*)`, `$1 不能写在这里`,
	`unexpected (.*?) in (.*)`, `$1 不能写在这里`,
	`(?:template: )?multiple definition of template "(.*)"`, `{{define "$1"}} 写了两次`,
	`max expression depth exceeded`, `圆括号套得太深`,
)

// running are the mistakes that show only when a template is executed (text/template).
var running = phrasesOf(
	`nil is not a command`, `nil 不能单独写`,
	`(?:slice |string )?index out of range: (\d+)`, `没有序号 $1 的一项，序号从 0 数起`,
	`invalid slice index: (\d+) > (\d+)`, `序号 $1 大于 $2`,
	`(?:can't index item|cannot index slice/array|can't slice item|cannot 3-index slice a string).*`, `这样的值不能按序号取`,
	`len of (?:type (.*)|nil pointer)`, `数不出长度：要给列表或文字`,
	`(?:index|slice) of (?:untyped nil|nil pointer)`, `这里没有值，取不出哪一项`,
	`wrong number of args for (\S+): want at least (\d+) got (\d+)`, `$1 至少要 $2 个值，这里给了 $3 个`,
	`wrong number of args for (\S+): want (\d+) got (\d+)`, `$1 要 $2 个值，这里给了 $3 个`,
	`wrong number of args for (\S+): got (\d+) want at least (\d+)`, `$1 至少要 $3 个值，这里给了 $2 个`,
	`wrong type for value; expected (.*); got (.*)`, `这里要的是$1，给的是$2`,
	`expected (.*?); found (.*)`, `这里要的是$1，写的是 $2`,
	`invalid value; expected (.*)`, `这里要的是$1，没有给`,
	`incompatible types for comparison: (.*?) and (.*)`, `$1和$2不能比`,
	`(?:invalid type for comparison|non-comparable type.*)`, `这样的值不能比`,
	`missing argument for comparison`, `没有写和什么比`,
	`(?:call of nil|non-function (.*) of type .*)`, `call 后面不是函数`,
	`(\S+) has arguments but cannot be invoked as function`, `$1 不是函数，后面不能写值`,
	`(\S+) is not a method but has arguments`, `$1 不是函数，后面不能写值`,
	`can't give argument to non-function (.*)`, `$1 不是函数，后面不能写值`,
	`can't evaluate command "(.*)"`, `$1 不能单独写`,
	`range can't iterate over .*`, `range 后面的值不是列表`,
	`can't use .* (?:to )?iterate over more than one variable`, `这里的 range 只能有一个变量`,
	`nil pointer evaluating (?:.*)\.(\w+)`, `这一页没有这个值，取不到它的 $1；先用 {{with}} 或 {{if}} 判断`,
	`(?:dereference of nil pointer|cannot assign nil).*`, `这里没有值`,
	`exceeded maximum template depth.*`, `部件套着自己，没有尽头`,
	`can't evaluate field (\w+) in type (.*)`, `$2里没有 $1`,
	`(\S+) overflows int`, `$1 太大`,
	`can't print (.*) of type .*`, `$1 不是能显示的文字`,
)

// calling is how text/template words a failure of a function.
var calling = pattern(`^error calling (\w+): (?s:(.*))$`)

// inChinese says a mistake in Chinese. What no phrase fits stays as it is: it is Go's, or the function's own.
func inChinese(message string, phrases []phrase) string {
	if m := calling().FindStringSubmatch(message); m != nil {
		return "函数 " + m[1] + " 用得不对：" + inChinese(m[2], phrases)
	}
	for _, p := range phrases {
		m := p.pattern.FindStringSubmatchIndex(message)
		if m == nil {
			continue
		}
		said := p.chinese
		for i := 2; i < len(m); i += 2 {
			word := ""
			if m[i] >= 0 {
				word = kindOfValue(message[m[i]:m[i+1]])
			}
			said = strings.ReplaceAll(said, "$"+string(rune('0'+i/2)), word)
		}
		return said
	}
	return message
}

// kindOfValue names a Go type for whoever writes layouts; any other word is itself.
func kindOfValue(word string) string {
	if name, ok := map[string]string{"string": "文字", "int": "整数", "integer": "整数", "bool": "真假值", "float64": "小数", "float": "小数",
		"template.HTML": "网页片段", "template.URL": "网址"}[word]; ok {
		return name
	}
	word = strings.TrimPrefix(word, "*")
	if list, ok := strings.CutPrefix(word, "[]"); ok {
		return kindOfValue(list) + "的列表"
	}
	if name, ok := strings.CutPrefix(word, "theme."); ok {
		return " " + name
	}
	return word
}
