package check

import (
	"bytes"
	"fmt"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"qizhi/generator/check/office"
	"qizhi/generator/check/pdf"
	"qizhi/generator/check/personal"
	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// manyNumbers is how many numbers of one file are reported one by one.
const manyNumbers = 20

// Stopping returns the errors for which a source must not be published, whatever it is: an article,
// settings, data, an attachment, or only a name. They are the personal numbers in it, each masked.
//
// It is pure: the same path (relative to content/) and bytes give the same list, so that a build may
// remember the list with the source's digest and call this only for bytes it has not seen. A text
// without a long number costs about a nanosecond a byte and no memory. What the article itself
// silences is left out; what the whole site silences is for [Heard] to leave out.
func Stopping(name string, raw []byte) diag.List {
	numbers, _ := numbersIn(name, raw)
	return stopping(numbers)
}

// stopping are the numbers that nobody means to publish.
func stopping(numbers []foundNumber) diag.List {
	var list diag.List
	for _, n := range numbers {
		if !n.meant {
			list = append(list, n.Diagnostic)
		}
	}
	return few(list)
}

// Heard leaves out of a list the personal numbers that a site silences as a whole ([check] ignore). It
// is the one exception from the rule that errors are not silenced: an institution may publish a duty
// phone on every page, if it says so.
func Heard(list diag.List, ignore []string) diag.List {
	return slices.DeleteFunc(slices.Clone(list), func(d diag.Diagnostic) bool {
		return strings.HasPrefix(d.Rule, "personal/") && slices.Contains(ignore, d.Rule)
	})
}

// Masked hides the numbers in everything that a list says: a line shown for another reason, or the name
// of a file, would give away what [Stopping] masks.
func Masked(list diag.List) diag.List {
	out := slices.Clone(list)
	for i, d := range out {
		out[i].Path, out[i].Message = personal.Mask(d.Path), personal.Mask(d.Message)
		out[i].Hint, out[i].Excerpt = personal.Mask(d.Hint), personal.Mask(d.Excerpt)
	}
	return out
}

// foundNumber is a personal number in a source.
type foundNumber struct {
	diag.Diagnostic
	digits string
	meant  bool // the writer publishes it on purpose
}

// numbersIn finds the numbers in a source and its name. unread says why the text of an attachment could
// not be read, nil if it was.
func numbersIn(name string, raw []byte) (numbers []foundNumber, unread error) {
	for _, n := range personal.Find(name) {
		numbers = append(numbers, foundNumber{Diagnostic: inName(name, n), digits: n.Digits})
	}
	switch {
	case office.Reads(name):
		unread = office.Text(name, raw, func(where, text string) {
			for _, n := range personal.Find(text) {
				numbers = append(numbers, foundNumber{Diagnostic: inAttachment(name, where, n), digits: n.Digits})
			}
		})
	case strings.EqualFold(path.Ext(name), ".pdf"):
		var found []foundNumber
		found, unread = inPDF(name, raw)
		numbers = append(numbers, found...)
	case isClosed(name):
		unread = office.ErrUnknown
	case isText(name, raw):
		numbers = append(numbers, inText(name, raw)...)
	}
	if len(numbers) > 0 {
		meant := purpose(name, raw)
		for i, n := range numbers {
			numbers[i].meant = meant(n.Diagnostic)
		}
	}
	return numbers, unread
}

// inPDF finds the numbers in a PDF, each once: its text comes in two ways.
func inPDF(name string, raw []byte) (numbers []foundNumber, unread error) {
	seen := map[string]bool{}
	unread = pdf.Text(raw, func(text string) {
		for _, n := range personal.Find(text) {
			if !seen[n.Digits] {
				seen[n.Digits] = true
				numbers = append(numbers, foundNumber{Diagnostic: inAttachment(name, "", n), digits: n.Digits})
			}
		}
	})
	return numbers, unread
}

// isText reports a file whose bytes are its text: by its name, or by what it begins with.
func isText(name string, raw []byte) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md", ".toml", ".csv", ".tsv", ".json", ".txt", ".svg", ".xml", ".yaml", ".yml", ".htm", ".html":
		return true
	}
	head := raw[:min(len(raw), 4096)]
	return bytes.IndexByte(head, 0) < 0 && utf8.Valid(bytes.TrimRightFunc(head, func(r rune) bool { return r == utf8.RuneError }))
}

// isClosed reports a document whose text cannot be read.
func isClosed(name string) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".doc", ".xls", ".ppt", ".wps", ".et", ".dps", ".ofd", ".rar", ".7z", ".gz", ".tar", ".pages", ".numbers", ".key":
		return true
	}
	return false
}

// inText finds the numbers in the bytes of a text. Nearly every text has none, and that is known before
// it is decoded.
func inText(name string, raw []byte) []foundNumber {
	source := string(raw)
	if utf8.ValidString(source) && strings.IndexByte(source, 0) < 0 && !personal.May(source) {
		return nil
	}
	source, _ = content.Decode("content/"+name, raw)
	found := personal.Find(source)
	if len(found) == 0 {
		return nil
	}
	text := diag.NewText("content/"+personal.Mask(name), source)
	numbers := make([]foundNumber, len(found))
	for i, n := range found {
		d := describe(n, text.Report(n.At, n.Len, diag.Error, "", "", ""), "这里")
		numbers[i] = foundNumber{Diagnostic: d, digits: n.Digits}
		numbers[i].Excerpt = personal.Mask(d.Excerpt)
	}
	return numbers
}

// describe says what a number is.
func describe(n personal.Number, d diag.Diagnostic, where string) diag.Diagnostic {
	d.Severity = diag.Error
	d.Message = fmt.Sprintf("%s有%s %s，不能公开", where, n.Kind.Label(), n.Masked())
	switch n.Kind {
	case personal.IDNumber:
		d.Rule, d.Hint = ruleID, "删去它，或把中间几位换成星号"
	case personal.Mobile:
		d.Rule, d.Hint = ruleMobile, "删去它；确要公开的联系电话写在 contact 一项"
	default:
		d.Rule, d.Hint = ruleCard, "删去它；确要公开的账号按 qizhi check --rules 注明"
	}
	return d
}

func inName(name string, n personal.Number) diag.Diagnostic {
	return describe(n, diag.Diagnostic{Position: diag.Position{Path: "content/" + personal.Mask(name)}}, "文件名里")
}

func inAttachment(name, where string, n personal.Number) diag.Diagnostic {
	return describe(n, diag.Diagnostic{Position: diag.Position{Path: "content/" + personal.Mask(name)}}, strings.TrimSpace("附件 "+personal.Mask(where))+"里")
}

// few reports the first numbers of a file one by one, and how many more there are.
func few(list diag.List) diag.List {
	if len(list) <= manyNumbers {
		return list
	}
	more := list[manyNumbers]
	more.Message = fmt.Sprintf("从这里起还有 %d 处个人信息，不再一一列出", len(list)-manyNumbers)
	return append(list[:manyNumbers:manyNumbers], more)
}

// contactKeys are the settings in which a mobile number is meant to be read: the site's [organisation]
// phone, a notice's contact. The same names serve kinds of a site's own.
var contactKeys = []string{"contact", "contacts", "phone", "tel", "telephone", "mobile", "hotline", "fax"}

// purpose returns what tells a number that is published on purpose from one that is not: a mobile number
// that is the value of a contact key, and whatever the text silences for its block or page.
func purpose(name string, raw []byte) func(diag.Diagnostic) bool {
	switch strings.ToLower(path.Ext(name)) {
	case ".md":
		doc, _ := content.Parse(name, raw)
		text := decoded(name, raw)
		return func(d diag.Diagnostic) bool {
			return d.Rule == ruleMobile && d.Line < doc.Lead && isContact(text.Line(d.Line)) || doc.Silences(d.Rule, d.Line)
		}
	case ".toml":
		text := decoded(name, raw)
		return func(d diag.Diagnostic) bool {
			return d.Rule == ruleMobile && isContact(text.Line(d.Line)) || hushed(text, d.Rule, d.Line)
		}
	}
	return func(diag.Diagnostic) bool { return false }
}

// decoded is a source as a text whose offsets have lines and columns.
func decoded(name string, raw []byte) *diag.Text {
	source, _ := content.Decode("content/"+name, raw)
	return diag.NewText("content/"+name, source)
}

// isContact reports a line of settings whose key is a contact's.
func isContact(line string) bool {
	key, _, ok := strings.Cut(strings.TrimSpace(line), "=")
	if yaml, _, colon := strings.Cut(strings.TrimSpace(line), ":"); !ok || colon && len(yaml) < len(key) {
		key = yaml
	}
	key = strings.ToLower(strings.Trim(strings.TrimSpace(key), `"'`))
	return slices.Contains(contactKeys, key)
}

// hushed reports whether a comment of a TOML file silences a rule on its own line or on the next one.
func hushed(text *diag.Text, rule string, line int) bool {
	for _, l := range []string{text.Line(line), text.Line(line - 1)} {
		_, comment, ok := strings.Cut(l, "# qizhi-ignore")
		if ok && slices.Contains(strings.FieldsFunc(comment, func(r rune) bool { return strings.ContainsRune(" \t,，、", r) }), rule) {
			return l == text.Line(line) || strings.HasPrefix(strings.TrimSpace(l), "#")
		}
	}
	return false
}
