package content

import (
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// What is said of Markdown in a text that is shown as it is written. Emphasis has no meaning there: the same words
// go into cards, feeds, search results and shared links, which know plain text only, and two asterisks are how a
// name is masked in settings.
const (
	MarkMessage = " 不会变成格式，照原样显示"
	MarkHint    = "这里只写文字；要粗体、链接，写到正文里"
)

// Mark is the first mark of Markdown in a line of plain text, "" for none: a link, a text in bold. block says
// that the line may begin a list, a heading or a quotation. Asterisks that hide part of a name (市**物流园) are no
// mark.
func Mark(line string, block bool) string {
	if block {
		for _, mark := range []string{"- ", "* ", "+ ", "1. ", "# ", "## ", "### ", "> "} {
			if strings.HasPrefix(line, mark) {
				return strings.TrimSpace(mark)
			}
		}
	}
	if open := strings.Index(line, "]("); open > 0 && strings.Contains(line[:open], "[") && strings.Contains(line[open:], ")") {
		return line[strings.LastIndex(line[:open], "[") : open+strings.Index(line[open:], ")")+1]
	}
	return bold(line)
}

// bold is the first **text** of a line that is none between two masks; "" for none.
func bold(line string) string {
	const mark = "**"
	for from := 0; ; {
		open := strings.Index(line[from:], mark)
		if open < 0 {
			return ""
		}
		open += from
		closing := strings.Index(line[open+len(mark):], mark)
		if closing < 0 {
			return ""
		}
		closing += open + len(mark)
		inside := line[open+len(mark) : closing]
		if inside != "" && strings.TrimSpace(inside) == inside && !betweenMasks(line[:open], inside, line[closing+len(mark):]) {
			return line[open : closing+len(mark)]
		}
		from = closing // the second may open another
	}
}

// betweenMasks reports a text that stands between two masks of a setting, where masks are written as they are.
func betweenMasks(before, inside, after string) bool {
	b, i, a := []byte(before), []byte(inside), []byte(after)
	return strings.Contains(inside, "*") || swallowsBold(b, i, a) || hidesOrganisation(b, i) || hidesOrganisation(i, a) || hidesPerson(b, i)
}

// shownKeys are the common keys whose texts are shown.
var shownKeys = map[string]bool{
	"title": true, "linktitle": true, "summary": true, "author": true, "source": true, "editor": true, "index": true, "cover_alt": true,
	"tags": true, "categories": true, "withdrawn": true, "corrections": true,
}

// checkMarks warns of Markdown in the texts of a common key.
func (r *frontReader) checkMarks(name string, v table.Value) {
	if shownKeys[name] {
		EachMark(v, func(at, length int, mark string) {
			r.table.ReportAt(at, length, diag.Warning, "front-matter/markdown", name+" 里的 "+mark+MarkMessage, MarkHint)
		})
	}
}

// EachMark calls found with the first mark of Markdown in each text of a value, and where it stands.
func EachMark(v table.Value, found func(at, length int, mark string)) {
	switch data := v.Data.(type) {
	case string:
		for line := range strings.Lines(data) {
			mark := Mark(strings.TrimSpace(line), false)
			if mark == "" {
				continue
			}
			if at := strings.Index(v.Raw, mark); at >= 0 {
				found(v.At+at, len(mark), mark)
			} else {
				found(v.At, v.Len, mark)
			}
			return
		}
	case []table.Value:
		for _, item := range data {
			EachMark(item, found)
		}
	case *table.Table:
		for _, e := range data.Entries() {
			EachMark(e.Value, found)
		}
	}
}
