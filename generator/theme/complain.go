package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io"
	"path"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"qizhi/generator/diag"
)

// report records an error at a byte range of a file. A partial is looked at for every layout that
// reaches it, so the same error may come again: Load drops what is the same.
func (c *compiler) report(f *file, at, length int, rule, message, hint string) {
	*c.problems = append(*c.problems, diag.NewText(f.full, string(f.data)).Report(at, length, diag.Error, rule, message, hint))
}

// atLine records an error of which only the line is known.
func (c *compiler) atLine(f *file, line int, rule, message, hint string) {
	text := diag.NewText(f.full, string(f.data))
	*c.problems = append(*c.problems, diag.Diagnostic{Position: diag.Position{Path: f.full, Line: line}, Severity: diag.Error, Rule: rule,
		Message: message, Hint: hint, Excerpt: text.Line(line)})
}

// parseError is how text/template/parse words its errors: template: name:line:column: what is wrong.
var parseError = pattern(`^template: .*?:(\d+):(?:(\d+):)? ?(.*)$`)

// syntax reports a template that does not parse.
func (c *compiler) syntax(f *file, err error) {
	message, line := err.Error(), 0
	if m := parseError().FindStringSubmatch(message); m != nil {
		line, _ = strconv.Atoi(m[1])
		message = m[3]
	}
	text := diag.NewText(f.full, string(f.data))
	at, length := culprit(text, line, message)
	rule, said, hint := "theme/syntax", "版式读不懂："+inChinese(message, parsing()), ""
	if word, ok := strings.CutPrefix(message, "function \""); ok {
		word, _, _ = strings.Cut(word, "\"")
		said, rule = "没有函数 "+word, "theme/function"
		hint = nearest(word, append(names(c.functions), names(builtins)...))
	} else if open := unended(f.data); message == "unexpected EOF" && open != nil {
		at, length = open[0], open[1]-open[0]
		said, hint = "版式读不懂：这里开始的 {{"+string(f.data[open[2]:open[3]])+"}} 没有结束", "在它该结束的地方写 {{end}}"
	}
	c.report(f, at, length, rule, said, hint)
}

// unsafe reports a template in which html/template cannot say what a value would mean.
func (c *compiler) unsafe(set map[string]*parse.Tree, err error) {
	var e *template.Error
	if !errors.As(err, &e) {
		c.atLine(c.sources[sortedTrees(set)[0]], 0, "theme/escape", "版式有问题："+err.Error(), "")
		return
	}
	name, line := e.Name, e.Line
	if e.Node != nil { // then it says better where: name:line:column
		where, _ := sortedTrees(set)[0].ErrorContext(e.Node)
		parts := strings.Split(where, ":")
		name = parts[0]
		line, _ = strconv.Atoi(parts[min(1, len(parts)-1)])
	}
	name, _, _ = strings.Cut(name, "$")
	f := c.files[name] // as ErrorContext names it
	if tree := set[name]; f == nil && tree != nil {
		f = c.sources[tree]
	}
	if f == nil {
		f = c.sources[sortedTrees(set)[0]]
	}
	said, ok := map[template.ErrorCode]string{
		template.ErrEndContext:       "结尾时还有标签或引号没有闭合",
		template.ErrBadHTML:          "标签或引号不成对",
		template.ErrBranchEnd:        "if、with 或 range 的各支停在不同的地方，例如一支开了标签没有闭合",
		template.ErrRangeLoopReentry: "range 的内容开了标签或引号没有闭合",
	}[e.ErrorCode]
	if !ok {
		said = e.Description
	}
	c.atLine(f, line, "theme/escape", "版式的 HTML 有问题："+said, "检查这里的标签和引号是否成对")
}

// escape runs a template on nothing and returns what html/template finds unsafe in it.
func escape(t *template.Template) error {
	err := t.Execute(io.Discard, nil)
	var e *template.Error
	if errors.As(err, &e) {
		return err
	}
	return nil
}

// unknownPartial reports a call of a template that there is not.
func (c *compiler) unknownPartial(tree *parse.Tree, call *parse.TemplateNode) {
	p := "layouts/partials/" + call.Name + ".html"
	if c.files[p] != nil { // it is there but does not parse, and that has been reported
		return
	}
	var known []string
	for _, p := range sortedPaths(c.files, "layouts/partials", ".html") {
		known = append(known, strings.TrimSuffix(path.Base(p), ".html"))
	}
	c.report(c.sources[tree], int(call.Pos), len(call.Name)+2, "theme/partial", "没有部件 "+call.Name, nearest(call.Name, known))
}

// nearest is a hint that offers the candidate a word was most likely meant to be.
func nearest(word string, candidates []string) string {
	slices.Sort(candidates)
	if near := diag.Nearest(word, candidates); near != "" {
		return "是不是 " + near + "？"
	}
	if len(candidates) == 0 || len(candidates) > 30 {
		return ""
	}
	return "可以用的：" + strings.Join(candidates, "、")
}

func names(functions map[string]any) []string {
	var out []string
	for name := range functions {
		out = append(out, name)
	}
	return out
}

// describe names a type for a diagnostic: PageView, string.
func describe(t reflect.Type) string {
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Name() != "" {
		return t.Name()
	}
	return fmt.Sprint(t)
}
