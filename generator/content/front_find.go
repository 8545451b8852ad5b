package content

import (
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// fence is the kind of a source's front matter.
type fence uint8

const (
	noFence   fence = iota
	tomlFence       // +++
	yamlFence       // ---
)

// frontier says where the parts of a source are: the settings are text[from:to], the body is
// text[body:].
type frontier struct {
	kind     fence
	at       int // where the opening fence stands
	from, to int
	body     int
}

// findFront finds the front matter. Blank lines before it are forgiven; a fence of full-width signs
// and one that is never closed are reported.
func findFront(text *diag.Text, problems *diag.List) frontier {
	source := text.String()
	at := len(source) - len(strings.TrimLeft(source, "\n \t\uFEFF"))
	first, next := lineAt(source, at)
	f := frontier{at: at}
	switch word := strings.TrimSpace(first); {
	case word == "+++":
		f.kind = tomlFence
	case word == "---":
		f.kind = yamlFence
	case wideFence(word) != "":
		*problems = append(*problems, text.Report(at, len(first), diag.Error, "front-matter/fence",
			"设置的分隔线用了中文符号", "写成 "+wideFence(word)))
		f.kind = tomlFence
		first = word
	default:
		openSettings(text, at, first, problems)
		return frontier{}
	}
	if f.kind == yamlFence && !strings.ContainsAny(firstLine(source[next:]), ":：") {
		return frontier{} // a line across the page, and no settings below it
	}
	if f.close(source, next, strings.TrimSpace(first)) {
		return f
	}
	if f.kind == yamlFence && !isSetting(firstLine(source[next:])) {
		return frontier{} // a line across the page
	}
	*problems = append(*problems, text.Report(at, len(first), diag.Error, "front-matter/fence",
		"文件开头的设置没有结尾，少了下面的一行 "+f.sign(), "在最后一项设置的下面另起一行写 "+f.sign()))
	f.from, f.to = next, next
	if blank := strings.Index(source[next:], "\n\n"); blank >= 0 {
		f.to = next + blank + 1
	}
	f.body = f.to
	return f
}

// sign is the fence as it is written.
func (f *frontier) sign() string {
	if f.kind == yamlFence {
		return "---"
	}
	return "+++"
}

// isSetting reports a line that begins with a key that pages have, in English or Chinese, and a colon.
func isSetting(line string) bool {
	i := strings.IndexAny(line, ":：")
	if i <= 0 {
		return false
	}
	word := strings.ToLower(strings.TrimSpace(line[:i]))
	_, chinese := table.EnglishKey(word)
	_, hugo := hugoNames[word]
	return chinese || hugo || commonKeys[word] != nil
}

// close finds the closing fence in source[next:].
func (f *frontier) close(source string, next int, opening string) bool {
	f.from = next
	for at := next; at < len(source); {
		line, after := lineAt(source, at)
		word := strings.TrimSpace(line)
		if word == opening || f.kind == yamlFence && word == "..." || len(line) < 24 && wideFence(word) == "+++" && f.kind == tomlFence {
			f.to, f.body = at, after
			return true
		}
		at = after
	}
	return false
}

// firstLine is the first line that is not blank or a comment.
func firstLine(source string) string {
	for line := range strings.Lines(source) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return line
		}
	}
	return ""
}

// lineAt is the line that begins at an offset, and where the next one begins.
func lineAt(source string, at int) (line string, next int) {
	if i := strings.IndexByte(source[at:], '\n'); i >= 0 {
		return source[at : at+i], at + i + 1
	}
	return source[at:], len(source)
}

// wideFence is the fence that a line of full-width signs was meant as.
func wideFence(word string) string {
	switch {
	case len(word) < 3*len("＋"):
		return ""
	case strings.Trim(word, "＋") == "":
		return "+++"
	case strings.Trim(word, "－—–") == "":
		return "---"
	}
	return ""
}

// openSettings reports settings that were typed at the top of a file without a fence.
func openSettings(text *diag.Text, at int, first string, problems *diag.List) {
	i := strings.IndexAny(first, ":：=＝")
	if i <= 0 {
		return
	}
	word := strings.TrimSpace(first[:i])
	if _, chinese := table.EnglishKey(word); !chinese && word != "title" && word != "date" {
		return
	}
	*problems = append(*problems, text.Report(at, len(first), diag.Error, "front-matter/fence",
		"文件开头的设置没有放在两行 +++ 之间", `先写一行 +++，再写 title = "…" 等设置，再写一行 +++，然后才是正文`))
}
