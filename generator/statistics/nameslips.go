package statistics

import (
	"fmt"
	"path"
	"strings"

	"qizhi/generator/content/han"
	"qizhi/generator/diag"
)

// nameSlips looks at the names of a text that is no TOML: Chinese ones, which TOML cannot read without quotation
// marks, and [check] beside [[check]].
func (l *loader) nameSlips(text *diag.Text) map[int]diag.Diagnostic {
	slips := map[int]diag.Diagnostic{}
	for n := 1; n <= strings.Count(text.String(), "\n")+1; n++ {
		line := text.Line(n)
		name, _, _ := strings.Cut(line, "=")
		name = strings.TrimSpace(name)
		message, hint := "", ""
		switch header, isHeader := strings.CutPrefix(name, "["); {
		case isHeader:
			header, _, _ = strings.Cut(header, "]")
			name = strings.TrimSpace(header)
			message, hint = headerSlip(text, name)
		case strings.Contains(line, "=") && isChinese(name):
			message, hint = "这里的名称要用英文："+name, l.nameMeant(name)
		}
		if message != "" {
			slips[n] = text.Report(text.Offset(n)+strings.Index(line, name), len(name), diag.Error, "statistics/name", message, hint)
		}
	}
	return slips
}

// headerSlip says what is wrong with the name of a section; nothing where it is fine.
func headerSlip(text *diag.Text, name string) (message, hint string) {
	switch {
	case (name == checkTable || name == chartTable) && strings.Contains(text.String(), "[["+name+"]]"):
		return "[" + name + "] 少了一层方括号", "每一处都写成 [[" + name + "]]"
	case !isChinese(name):
		return "", ""
	case path.Base(text.Path()) == definitionsFile:
		return "指标名称“" + name + "”要用英文字母、数字和下划线，以字母开头", fmt.Sprintf("例如 [members]，中文名称写在它下面：label = %q", name)
	}
	return "方括号里的名称要用英文：" + name, "这一期的数写在 [values]，原话写在 [quotes]，来源写明的推算结果写在 [published]"
}

// nameMeant is what to write in the place of a Chinese name.
func (l *loader) nameMeant(name string) string {
	if near := l.set.nearestName(name); near != "" {
		return "写成 " + near
	}
	if len(l.set.Indicators) > 0 {
		return "写指标的英文名称：" + some(l.set.names())
	}
	return "名称用英文字母，例如 label、unit、kind"
}

// isChinese reports whether a bare name has Han in it, which TOML does not read.
func isChinese(name string) bool {
	return !strings.ContainsAny(name, "\"'#") && strings.ContainsFunc(name, han.Is)
}
