package diag

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// Text is a source whose byte offsets can be named as lines and columns. It is immutable and safe
// for use from many goroutines.
type Text struct {
	path  string
	text  string
	lines []int // byte offset at which each line begins
	above int   // how many lines of the source stand above the first
}

// NewText indexes the lines of text, which is the whole of the source at path.
func NewText(path, text string) *Text {
	lines := append(make([]int, 0, 1+strings.Count(text, "\n")), 0)
	for i := 0; i < len(text); {
		n := strings.IndexByte(text[i:], '\n')
		if n < 0 {
			break
		}
		i += n + 1
		lines = append(lines, i)
	}
	return &Text{path: path, text: text, lines: lines}
}

// NewTextBelow is the text of a part of a source, below so many lines of it: its lines keep the numbers they
// have there.
func NewTextBelow(path string, above int, text string) *Text {
	t := NewText(path, text)
	t.above = max(above, 0)
	return t
}

// Path is the path given to NewText.
func (t *Text) Path() string { return t.path }

// String is the whole text.
func (t *Text) String() string { return t.text }

// At names the place of a byte offset. An offset beyond the text names its end.
func (t *Text) At(offset int) Position {
	offset = min(max(offset, 0), len(t.text))
	line := t.LineAt(offset)
	start := t.lines[line-1-t.above]
	return Position{Path: t.path, Line: line, Column: utf8.RuneCountInString(t.text[start:offset]) + 1}
}

// LineAt is the line of a byte offset, which costs less than its column.
func (t *Text) LineAt(offset int) int {
	return t.above + sort.Search(len(t.lines), func(i int) bool { return t.lines[i] > offset })
}

// Offset is the byte offset at which a 1-based line begins; out of range gives the nearest end.
func (t *Text) Offset(line int) int {
	line -= t.above
	if line < 1 {
		return 0
	}
	if line > len(t.lines) {
		return len(t.text)
	}
	return t.lines[line-1]
}

// Line returns the text of a 1-based line without its ending; out of range gives "".
func (t *Text) Line(line int) string {
	line -= t.above
	if line < 1 || line > len(t.lines) {
		return ""
	}
	end := len(t.text)
	if line < len(t.lines) {
		end = t.lines[line] - 1
	}
	return strings.TrimSuffix(t.text[t.lines[line-1]:end], "\r")
}

// Report makes a diagnostic about the length bytes that begin at offset, with its excerpt.
func (t *Text) Report(offset, length int, severity Severity, rule, message, hint string) Diagnostic {
	return t.report(t.At(offset), offset, length, severity, rule, message, hint)
}

// Walk names places of a text that are mostly asked for in order: the next one on a line is counted from the
// last one, for a line may be the whole of a large source. It is for one goroutine.
type Walk struct {
	text *Text
	last int // the offset of here
	here Position
}

// Walk begins at the beginning of the text.
func (t *Text) Walk() *Walk { return &Walk{t, 0, t.At(0)} }

// Report is that of the text.
func (w *Walk) Report(offset, length int, severity Severity, rule, message, hint string) Diagnostic {
	source := w.text.text
	if offset < w.last || offset > len(source) || strings.IndexByte(source[w.last:offset], '\n') >= 0 {
		w.here = w.text.At(offset)
	} else {
		w.here.Column += utf8.RuneCountInString(source[w.last:offset])
	}
	w.last = min(max(offset, 0), len(source))
	return w.text.report(w.here, offset, length, severity, rule, message, hint)
}

func (t *Text) report(pos Position, offset, length int, severity Severity, rule, message, hint string) Diagnostic {
	end := min(max(offset+length, 0), len(t.text))
	width := 0
	if offset >= 0 && offset < end {
		within, _, _ := strings.Cut(t.text[offset:end], "\n")
		width = utf8.RuneCountInString(within)
	}
	return Diagnostic{Position: pos, Severity: severity, Rule: rule, Message: message, Hint: hint,
		Excerpt: t.Line(pos.Line), Width: width}
}
