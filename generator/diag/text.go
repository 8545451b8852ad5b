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
}

// NewText indexes the lines of text, which is the whole of the source at path.
func NewText(path, text string) *Text {
	lines := []int{0}
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

// Path is the path given to NewText.
func (t *Text) Path() string { return t.path }

// String is the whole text.
func (t *Text) String() string { return t.text }

// At names the place of a byte offset. An offset beyond the text names its end.
func (t *Text) At(offset int) Position {
	offset = min(max(offset, 0), len(t.text))
	line := sort.Search(len(t.lines), func(i int) bool { return t.lines[i] > offset })
	start := t.lines[line-1]
	return Position{Path: t.path, Line: line, Column: utf8.RuneCountInString(t.text[start:offset]) + 1}
}

// Offset is the byte offset at which a 1-based line begins; out of range gives the nearest end.
func (t *Text) Offset(line int) int {
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
	if line < 1 || line > len(t.lines) {
		return ""
	}
	rest := t.text[t.lines[line-1]:]
	if end := strings.IndexByte(rest, '\n'); end >= 0 {
		rest = rest[:end]
	}
	return strings.TrimSuffix(rest, "\r")
}

// Report makes a diagnostic about the length bytes that begin at offset, with its excerpt.
func (t *Text) Report(offset, length int, severity Severity, rule, message, hint string) Diagnostic {
	pos := t.At(offset)
	end := min(max(offset+length, 0), len(t.text))
	width := 0
	if offset >= 0 && offset < end {
		within, _, _ := strings.Cut(t.text[offset:end], "\n")
		width = utf8.RuneCountInString(within)
	}
	return Diagnostic{Position: pos, Severity: severity, Rule: rule, Message: message, Hint: hint,
		Excerpt: t.Line(pos.Line), Width: width}
}
