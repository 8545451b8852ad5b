package check

import (
	"fmt"
	"path"
	"strings"

	"qizhi/generator/check/personal"
	"qizhi/generator/diag"
)

// describe says what a number is. What to do about it depends on where it stands: see inSource, inName and
// inAttachment.
func describe(n personal.Number, d diag.Diagnostic, where string) diag.Diagnostic {
	d.Severity, d.Rule = diag.Error, ruleCard
	d.Message = fmt.Sprintf("%s有%s %s，不能公开", where, n.Kind.Label(), n.Masked())
	d.Hint = "删去它"
	switch n.Kind {
	case personal.IDNumber:
		d.Rule, d.Hint = ruleID, "删去它，或把中间几位换成星号"
	case personal.Mobile:
		d.Rule = ruleMobile
	}
	return d
}

// onPurpose is what a mobile number or an account that is to be public is called; nobody is told how to
// publish an ID number.
func onPurpose(rule string) (string, bool) {
	switch rule {
	case ruleMobile:
		return "；确要公开的电话，", true
	case ruleCard:
		return "；确要公开的账号，", true
	}
	return "", false
}

// ignoring is the comment of an article that permits the numbers of a rule in the block behind it.
func ignoring(rule string) string { return "<!-- qizhi-ignore " + rule + " -->" }

// inSource adds to a number in an article or in settings how it is permitted there, as purpose hears it. lead
// is the first line of an article's body.
func inSource(name string, lead int, d diag.Diagnostic) diag.Diagnostic {
	words, may := onPurpose(d.Rule)
	switch ext := strings.ToLower(path.Ext(name)); {
	case !may:
	case ext == ".toml":
		d.Hint += words + "在上一行写 # qizhi-ignore " + d.Rule
	case ext != ".md":
		d.Hint += inArticle(d.Rule)
	case d.Line < lead:
		d.Hint += words + "在开头的设置里写 ignore = [\"" + d.Rule + "\"]"
	default:
		d.Hint += words + "在这一段前面空一行写 " + ignoring(d.Rule)
	}
	if may && d.Rule == ruleMobile && strings.EqualFold(path.Ext(name), ".md") {
		d.Hint += "；通知的联系电话写在 contact 一项"
	}
	return d
}

// inArticle says where a number may be public that cannot be permitted where it stands.
func inArticle(rule string) string {
	words, may := onPurpose(rule)
	if !may {
		return ""
	}
	return words + "写进文章正文，在那一段前面空一行写 " + ignoring(rule)
}

// inName is a number in the name of a file, which can only be named otherwise.
func inName(name string, n personal.Number) diag.Diagnostic {
	d := describe(n, diag.Diagnostic{Position: diag.Position{Path: "content/" + personal.Mask(name)}}, "文件名里")
	d.Hint = "给文件改名，去掉这个号码"
	return d
}

// inAttachment is a number in a document, which has no settings: it is mended in the file it was made from.
func inAttachment(name, where string, n personal.Number) diag.Diagnostic {
	d := describe(n, diag.Diagnostic{Position: diag.Position{Path: "content/" + personal.Mask(name)}}, strings.TrimSpace("附件 "+personal.Mask(where))+"里")
	d.Hint = "在原来的文件里删去它，再另存一份换上" + inArticle(d.Rule)
	return d
}
