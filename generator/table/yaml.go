package table

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/token"

	"qizhi/generator/diag"
)

// maxNodes and maxDepth bound what aliases may grow a source to: "a: &a [*b, *b]" doubles with every
// line.
const (
	maxNodes = 10_000
	maxDepth = 64
)

// ParseYAML reads the bytes [from, to) of text as YAML, as ParseTOML does TOML. A value left empty
// (date:) counts as not written. Aliases and merge keys are followed, but only so far that a few
// lines cannot become gigabytes.
func ParseYAML(text *diag.Text, from, to int, rule string, problems *diag.List) (t *Table) {
	defer func() {
		if r := recover(); r != nil { // the library indexes its tokens without looking
			*problems = append(*problems, text.Report(from, 0, diag.Error, rule+"/syntax", "YAML 写法有误，读不懂", "改用 +++ 和 TOML 的写法"))
			t = nil
		}
	}()
	r := &yamlReader{text: text, line: text.At(from).Line, rule: rule, problems: problems,
		anchors: map[string]ast.Node{}, open: map[string]bool{}}
	file, err := parseYAML(text.String()[from:to])
	if deep := (tooDeep{}); errors.As(err, &deep) {
		*problems = append(*problems, text.Report(r.offset(deep.at), 0, diag.Error, rule+"/size", "设置套得太深（超过 32 层）", "分成几个文件；数据多的话用表格附件"))
		return nil
	}
	if err != nil {
		*problems = append(*problems, syntaxErrors(text, from, to, rule, yamlDialect, r.complaint(from, err))...)
		return nil
	}
	t = newTable(text, from, rule, problems, yamlDialect)
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return t
	}
	root, ok := mapping(file.Docs[0].Body)
	if !ok {
		whole := text.Report(from, len(text.Line(r.line)), diag.Error, rule+"/syntax", "这里应该是一行一个“名称: 值”", `例如 title: 关于我们`)
		*problems = append(*problems, syntaxErrors(text, from, to, rule, yamlDialect, whole)...)
		return nil
	}
	r.fill(t, root, 0)
	if r.bomb {
		*problems = append(*problems, text.Report(from, 0, diag.Error, rule+"/syntax", "YAML 的引用（&、*）展开后太大", "把引用改成直接写出的值"))
		return nil
	}
	return t
}

// acceptsYAML reports whether a line is a mapping by itself.
func acceptsYAML(s string) (ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	file, err := parseYAML(s)
	if err != nil || len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return false
	}
	_, ok = mapping(file.Docs[0].Body)
	return ok
}

// mapping returns the pairs of a node that is a mapping.
func mapping(n ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := n.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// yamlReader walks the library's tree and gives every key and value its place.
type yamlReader struct {
	text     *diag.Text
	line     int // line of the text on which the YAML begins
	rule     string
	problems *diag.List
	anchors  map[string]ast.Node
	open     map[string]bool // anchors being expanded: one inside itself never ends
	nodes    int
	bomb     bool
}

// offset is the place of a token: the library counts lines and characters from 1 (its own offsets
// count characters too, and are not used).
func (r *yamlReader) offset(p *token.Position) int {
	if p == nil {
		return r.text.Offset(r.line)
	}
	at := r.text.Offset(r.line + p.Line - 1)
	column := 1
	for i := range r.text.String()[at:] {
		if column >= p.Column {
			return at + i
		}
		column++
	}
	return len(r.text.String())
}

func (r *yamlReader) complaint(from int, err error) diag.Diagnostic {
	var e yaml.Error
	if !errors.As(err, &e) || e.GetToken() == nil {
		return r.text.Report(from, 0, diag.Error, r.rule+"/syntax", "YAML 写法有误，读不懂", "改用 +++ 和 TOML 的写法")
	}
	message, hint := translate(yamlTranslations, e.GetMessage(), "YAML")
	at := r.offset(e.GetToken().Position)
	length := len(strings.TrimSpace(e.GetToken().Value))
	return r.text.Report(at, max(length, 1), diag.Error, r.rule+"/syntax", message, hint)
}

var yamlTranslations = []translation{
	{"already defined", "%s 写了两次", "只留下一行"},
	{"end character of", "引号没有成对", "在文字后面加上同样的引号"},
	{"mapping value is not allowed", "值里面又有“: ”", "整个值两边加英文引号"},
	{"sequence end token", "列表少了结尾的 ]", "写成 [甲, 乙]"},
	{"',' or ']'", "列表里少了英文逗号，或少了结尾的 ]", "写成 [甲, 乙]"},
	{"',' or '}'", "大括号里少了英文逗号，或少了结尾的 }", "写成 {src: a.jpg, alt: 说明}"},
	{"flow map", "大括号没有成对", "写成 {src: a.jpg, alt: 说明}"},
	{"tab character", "缩进用了制表符（Tab）", "改用空格"},
	{"cannot start any token", "这里不能用这个符号开头", "整个值两边加英文引号"},
	{"escape character", "反斜杠 \\ 不能这样用", "改用单引号 '…'，或把 \\ 改成 /"},
	{"implicit line break", "名称写到了两行里", "名称和冒号写在同一行"},
	{"value is not allowed in this context", "这一行的缩进不对，或少了冒号", "写成“名称: 值”，同一级的名称对齐"},
	{"unexpected key name", "这一行少了冒号", "写成“名称: 值”，冒号后面空一格"},
	{"alias", "引用的名称没有定义", "* 和 & 是 YAML 的引用；文字里的 * 要加英文引号"},
	{"anchor", "引用的名称没有定义", "* 和 & 是 YAML 的引用；文字里的 & 要加英文引号"},
}

// undefined reports an alias of nothing.
func (r *yamlReader) undefined(n *ast.AliasNode, name string) {
	at := r.offset(n.Start.Position)
	*r.problems = append(*r.problems, r.text.Report(at, 1+len(name), diag.Error, r.rule+"/syntax",
		fmt.Sprintf("引用的名称 %s 没有定义", name), "* 是 YAML 的引用；文字里的 * 要加英文引号"))
}
