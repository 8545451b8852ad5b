package content

import (
	"strings"
	"unicode/utf8"

	"qizhi/generator/diag"
)

// maxSaid is how many warnings, and how many errors, one source is told of.
const maxSaid = 100

// report records a diagnostic about bytes of the body.
func (w *writer) report(at, length int, severity diag.Severity, rule, message, hint string) {
	if w.quiet > 0 {
		return
	}
	count := &w.said[severity-diag.Warning]
	switch *count++; {
	case *count < maxSaid:
		w.doc.Diagnostics = append(w.doc.Diagnostics, w.place(at, length).Report(severity, rule, message, hint))
	case *count == maxSaid:
		w.doc.Diagnostics = append(w.doc.Diagnostics, w.place(at, length).Report(severity, "content/many",
			"这一篇还有更多同样严重的问题，从这里起不再列出", "先改好前面的，再看一次"))
	}
}

// place names bytes of the body. Places are mostly asked for in order, so that the next one on the
// same line is counted from the last one: a line may be the whole of a large source.
func (w *writer) place(at, length int) Place {
	if w.indented != nil {
		at = w.unindented(at)
	}
	at += w.base
	source := w.text.String()
	if at > len(source) {
		at = len(source)
	}
	if w.here.Line == 0 || at < w.at || strings.IndexByte(source[w.at:at], '\n') >= 0 {
		w.here.Position = w.text.At(at)
		w.here.Excerpt = strings.Clone(w.text.Line(w.here.Line))
	} else {
		w.here.Column += utf8.RuneCountInString(source[w.at:at])
	}
	w.at = at
	within, _, _ := strings.Cut(source[at:min(at+max(length, 0), len(source))], "\n")
	w.here.Width = utf8.RuneCountInString(within)
	return w.here
}
