package table

import (
	"fmt"
	"strings"

	"github.com/BurntSushi/toml"

	"qizhi/generator/diag"
)

// maxRepairs is how many lines of one source are mended in its diagnostics; more teach nothing.
const maxRepairs = 20

// maxExamined is how many lines are looked at: a source of a million is no settings.
const maxExamined = 5000

// dialect is one of the two ways of writing settings.
type dialect struct {
	name      string // TOML
	separator string // what stands between a key and its value
	accepts   func(lines string) bool
}

var (
	tomlDialect = dialect{"TOML", "=", func(s string) bool { _, err := decodeTOML(s); return err == nil }}
	yamlDialect = dialect{"YAML", ":", acceptsYAML}
)

// syntaxErrors says why a source cannot be read. Lines that a Chinese keyboard or a word processor
// made (标题：, “ ”, ＝, full-width digits and brackets) are each shown with the corrected line; only
// when there is none, the decoder's own complaint is translated.
func syntaxErrors(text *diag.Text, from, to int, rule string, d dialect, complaint diag.Diagnostic) diag.List {
	var list diag.List
	for i, l := range lines(text.String(), from, to) {
		if len(list) == maxRepairs || i == maxExamined {
			break
		}
		if r, ok := repairLine(l.text, d); ok {
			hint := r.hint
			if hint == "" {
				hint = "写成 " + r.fixed
			}
			list = append(list, text.Report(l.at+r.at, r.length, diag.Error, rule+"/syntax", r.message, hint))
		}
	}
	if len(list) == 0 {
		list = append(list, complaint)
	}
	return list
}

// Repair is a line of settings as it should have been written: At and Len are the bytes of the line as it
// is, without the spaces around it.
type Repair struct {
	At, Len int
	Line    string
}

// Repairs are the corrected lines that the diagnostics of a text show, for the bytes [from, to) of a
// source that cannot be read.
func Repairs(source string, from, to int, yaml bool) (repairs []Repair) {
	d := tomlDialect
	if yaml {
		d = yamlDialect
	}
	for i, l := range lines(source, from, to) {
		if i == maxExamined {
			break
		}
		if r, ok := repairLine(l.text, d); ok && r.hint == "" {
			trimmed := strings.Trim(l.text, " \t")
			repairs = append(repairs, Repair{l.at + strings.Index(l.text, trimmed), len(trimmed), r.fixed})
		}
	}
	return repairs
}

// line is one line of a source and the offset at which it begins.
type line struct {
	at   int
	text string
}

// lines cuts [from, to) into lines, leaving out those inside a text of several lines.
func lines(source string, from, to int) []line {
	var out []line
	inside := ""
	for at := from; at < to; {
		s, _, _ := strings.Cut(source[at:to], "\n")
		start := at
		at += len(s) + 1
		opened := inside
		for _, mark := range []string{`"""`, "'''"} {
			if strings.Count(s, mark)%2 == 0 || opened != "" && opened != mark {
				continue
			}
			if inside == "" {
				inside = mark
			} else {
				inside = ""
			}
			break
		}
		if opened == "" && inside == "" {
			out = append(out, line{start, strings.TrimSuffix(s, "\r")})
		}
	}
	return out
}

// tomlComplaint is the decoder's error in Chinese, at its character.
func tomlComplaint(text *diag.Text, from int, err toml.ParseError, rule string) diag.Diagnostic {
	at, length := from+err.Position.Start, max(err.Position.Len, 1)
	message, hint := translateTOML(err.Message)
	return text.Report(at, length, diag.Error, rule+"/syntax", message, hint)
}

// translation is the Chinese of an English message, known by its beginning or by words in it.
type translation struct{ english, message, hint string }

// translate finds the first translation whose words the message holds; %s in the Chinese is the
// first quoted name of the message.
func translate(list []translation, message, language string) (string, string) {
	for _, t := range list {
		if strings.Contains(message, t.english) {
			name := quotedName(message)
			return strings.ReplaceAll(t.message, "%s", name), strings.ReplaceAll(t.hint, "%s", name)
		}
	}
	return fmt.Sprintf("%s 写法有误（%s）", language, message), "对照手册里的例子检查这一行"
}

// quotedName is the first name in quotes of a message.
func quotedName(message string) string {
	i := strings.IndexAny(message, `'"`)
	if i < 0 {
		return ""
	}
	name, _, _ := strings.Cut(message[i+1:], message[i:i+1])
	return name
}

func translateTOML(message string) (string, string) {
	return translate(tomlTranslations, message, "TOML")
}

var tomlTranslations = []translation{
	{`found '\n'`, "等号后面没有值", `写上值，例如 title = "关于我们"；没有值就删去这一行`},
	{`'=', but got '\n'`, "这一行没有等号", `写成 名称 = "值"`},
	{"unexpected EOF; expected value", "等号后面没有值", `写上值，例如 title = "关于我们"；没有值就删去这一行`},
	{"expected value but found", "等号后面不是可以认的值", "文字两边加英文引号 \"…\""},
	{"expected '.' or '='", "名称后面应该是英文等号", `写成 名称 = "值"，名称用英文字母`},
	{"expected key separator '='", "这一行没有等号", `写成 名称 = "值"`},
	{"unexpected '='", "等号前面没有名称", `写成 名称 = "值"`},
	{"strings cannot contain newlines", "引号没有成对，少了结尾的英文引号", `文字写在一行里，两边都加英文引号；多行文字用三个引号 """…"""`},
	{`expected '"""'`, `多行文字没有结尾的 """`, `在文字后面加上 """`},
	{`expected "'''"`, `多行文字没有结尾的 '''`, `在文字后面加上 '''`},
	{`expected '"'`, "引号没有成对，少了结尾的英文引号", "在文字后面加上英文引号"},
	{`expected "'"`, "引号没有成对，少了结尾的英文引号", "在文字后面加上英文引号"},
	{"expected a top-level item to end", "值的后面还有多余的内容", "一行只写一个值；引号里的引号改用中文引号“”"},
	{"has already been defined", "%s 写了两次", "只留下一行"},
	{"was already created", "%s 写了两次，写法也不一样", "只留下一处"},
	{"is not a table", "%s 已经是一个值，不能再作为一节", "改名，或删去其中一处"},
	{"invalid escape", "反斜杠 \\ 不能这样用", "路径里的 \\ 改成 /；要写反斜杠本身就写两个 \\\\"},
	{"hexadecimal digits after", "反斜杠 \\ 不能这样用", "路径里的 \\ 改成 /；要写反斜杠本身就写两个 \\\\"},
	{"invalid datetime", "日期 %s 写法有误，或没有这一天", `写成 2022-06-30；只知道月份写 "2022-06"，半年写 "2022-H1"，都要加英文引号`},
	{"expected a comma (',') or array terminator", "列表里少了英文逗号，或少了结尾的 ]", `写成 ["甲", "乙"]`},
	{"unexpected comma", "多了一个逗号", `写成 ["甲", "乙"]`},
	{"inline table", "大括号里少了英文逗号，或少了结尾的 }", `写成 { src = "a.jpg", alt = "说明" }`},
	{"leading zeroes", "数字 %s 不能以 0 开头", `编号、电话这样的值两边加英文引号："%s"`},
	{"nvalid float", "%s 不是数字", `文字和日期两边加英文引号："%s"`},
	{"floats must start with a digit", "小数点前面要有数字", "例如 0.5"},
	{"nvalid integer", "%s 不是数字", `文字两边加英文引号："%s"`},
	{"expected a digit", "正负号后面应该是数字", "文字两边加英文引号"},
	{"out of range", "数字太大了", "编号这样的值两边加英文引号"},
	{"out of the safe", "数字太大了", "编号这样的值两边加英文引号"},
	{"table name", "方括号里的名称写法有误", "名称用英文字母，例如 [params]"},
	{"keys cannot start with a '.'", "名称不能以点开头", "删去开头的点"},
	{"unexpected '.'", "名称里多了一个点", "删去多余的点"},
	{"control characters", "这里有看不见的控制字符", "删去它，多半是粘贴时带来的"},
	{"UTF-8", "这里有损坏的字符", "改正这个字"},
}
