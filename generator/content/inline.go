package content

import (
	"strings"

	"qizhi/generator/content/markdown"
	"qizhi/generator/diag"
)

// Part is a piece of a plain text that may hold figures: a literal, or the name of a figure as it
// stands between the braces ("members", "2022-H1.members:number").
type Part struct {
	Literal string // the text itself, when Figure is empty
	Figure  string
	At, Len int // byte range in the text; a figure's has its braces
}

// Inline splits a plain text, such as a summary or a text of site.toml, into literals and figures.
// Braces that hold no name are literal. The parts cover the text without a gap.
func Inline(text string) []Part {
	var parts []Part
	from := 0
	for at := 0; ; {
		i := strings.Index(text[at:], "{{")
		if i < 0 {
			break
		}
		i += at
		at = i + 1
		end := strings.Index(text[i:min(len(text), i+markdown.MaxFigure)], "}}")
		if end < 0 {
			continue
		}
		name, ok := markdown.FigureName(text[i+2 : i+end])
		if !ok {
			continue
		}
		if i > from {
			parts = append(parts, Part{Literal: text[from:i], At: from, Len: i - from})
		}
		at = i + end + 2
		parts = append(parts, Part{Figure: name, At: i, Len: at - i})
		from = at
	}
	if from < len(text) {
		parts = append(parts, Part{Literal: text[from:], At: from, Len: len(text) - from})
	}
	return parts
}

func newText(path, source string) *diag.Text { return diag.NewText("content/"+path, source) }
