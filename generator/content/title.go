package content

import (
	"fmt"
	"slices"
	"strings"

	"qizhi/generator/diag"
)

// titleRefused reports that a title was written, but as something other than a text or under a Chinese
// name.
func titleRefused(doc *Document) bool {
	if slices.ContainsFunc(doc.Diagnostics, func(d diag.Diagnostic) bool { return d.Rule == ruleChinese && d.Severity == diag.Error }) {
		return true
	}
	at, written := doc.Front.Places.Of("title")
	return written && slices.ContainsFunc(doc.Diagnostics, func(d diag.Diagnostic) bool { return d.Position == at.Position })
}

// untitled is the way to a title of a file without settings. It has no heading of level 1, which would be the title.
func untitled(text *diag.Text, w *writer) string {
	meant, at := w.meantTitle()
	settings := "在文件开头写三行：+++、title = " + quoted(meant) + "、+++"
	if at < 0 {
		return settings + "；或者第一行写“# " + meant + "”"
	}
	return fmt.Sprintf("%s；或者把第 %d 行改成“# %s”", settings, text.At(at).Line, meant)
}

// meantTitle is what a page without a title might be called, and where that stands: the heading at the head of its text,
// or one of level 1, which is a title wherever it stands. Any other heading is that of a part. "标题" and -1 for none.
func (w *writer) meantTitle() (title string, at int) {
	for i, h := range w.headings {
		if title := strings.Join(strings.Fields(w.plainText(h)), " "); title != "" && (h.Level == 1 || i == 0 && w.headed) {
			return title, w.base + max(h.Pos(), 0)
		}
	}
	return "标题", -1
}

// quoted is a text as TOML and YAML write it.
func quoted(text string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(text) + `"`
}

// missingTitle says where a title is to be written.
func missingTitle(text *diag.Text, f frontier, w *writer) diag.Diagnostic {
	if f.kind == noFence {
		return text.Report(0, 0, diag.Error, "front-matter/title", "这一篇没有标题", untitled(text, w))
	}
	meant, _ := w.meantTitle()
	key := "title = " + quoted(meant)
	if f.kind == yamlFence {
		if key = "title: " + meant; strings.ContainsAny(meant, ":#\"'[]{}&*!|>%@`\\") {
			key = "title: " + quoted(meant)
		}
	}
	if at, written := w.doc.Front.Places.Of("title"); written {
		return at.Report(diag.Error, "front-matter/title", "标题是空的", "写成 "+key)
	}
	for _, field := range w.doc.Front.Fields {
		if diag.Nearest(field.Key, []string{"title"}) != "" {
			return field.At.Report(diag.Error, "front-matter/title", "不认识的名称 "+field.Key+"，这一篇没有标题", "是不是 title？")
		}
	}
	return text.Report(f.at, 3, diag.Error, "front-matter/title", "这一篇没有标题", "在这一行下面加一行 "+key)
}
