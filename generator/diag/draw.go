package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/fatih/color"
	"github.com/rivo/uniseg"
)

// excerptWidth is how many terminal columns of a long source line are shown around the caret.
const excerptWidth = 96

// Write draws the list, sorted, as text for a person:
//
//	content/news/a.md:3:9: 错误: 日期“22/6/30”有歧义；写成 2022-06-30 [front-matter/date]
//	    date = "22/6/30"
//	           ^~~~~~~~~
//
// colour switches ANSI colours on.
func (l List) Write(w io.Writer, colour bool) error {
	var b strings.Builder
	for _, d := range l.Sorted() {
		d.draw(&b, colour)
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// String is the diagnostic's first line, without excerpt and colour.
func (d Diagnostic) String() string {
	return fmt.Sprintf("%s: %s: %s [%s]", d.place(), d.Severity, d.sentence(), d.Rule)
}

func (d Diagnostic) place() string {
	switch {
	case d.Line == 0:
		return d.Path
	case d.Column == 0:
		return fmt.Sprintf("%s:%d", d.Path, d.Line)
	}
	return fmt.Sprintf("%s:%d:%d", d.Path, d.Line, d.Column)
}

func (d Diagnostic) sentence() string {
	if d.Hint == "" {
		return d.Message
	}
	return d.Message + "；" + d.Hint
}

func (d Diagnostic) draw(b *strings.Builder, colour bool) {
	bold, word, faint := painter(colour, color.Bold), painter(colour, color.FgYellow, color.Bold), painter(colour, color.Faint)
	if d.Severity == Error {
		word = painter(colour, color.FgRed, color.Bold)
	}
	fmt.Fprintf(b, "%s: %s: %s %s\n", bold(d.place()), word(d.Severity.String()), d.sentence(), faint("["+d.Rule+"]"))
	if d.Excerpt == "" || d.Column == 0 {
		return
	}
	line, before, under := window(d.Excerpt, d.Column, max(d.Width, 1))
	fmt.Fprintf(b, "    %s\n    %s%s\n", line, strings.Repeat(" ", before), word("^"+strings.Repeat("~", max(under-1, 0))))
}

// painter returns a function that colours when asked to, whatever the terminal is.
func painter(on bool, attributes ...color.Attribute) func(string) string {
	if !on {
		return func(s string) string { return s }
	}
	c := color.New(attributes...)
	c.EnableColor()
	return func(s string) string { return c.Sprint(s) }
}

// window cuts a long line around the column and returns it with the terminal columns before and
// under the caret: a Han character is two columns wide.
func window(excerpt string, column, width int) (line string, before, under int) {
	runes := []rune(strings.ReplaceAll(excerpt, "\t", " "))
	at := min(max(column-1, 0), len(runes))
	end := min(at+width, len(runes))
	start := at
	for start > 0 && uniseg.StringWidth(string(runes[start-1:at])) <= excerptWidth/2 {
		start--
	}
	stop := at
	for stop < len(runes) && uniseg.StringWidth(string(runes[start:stop+1])) <= excerptWidth {
		stop++
	}
	end = min(end, stop)
	head, tail := "", ""
	if start > 0 {
		head = "… "
	}
	if stop < len(runes) {
		tail = " …"
	}
	before = uniseg.StringWidth(head + string(runes[start:at]))
	under = uniseg.StringWidth(string(runes[at:max(end, at)]))
	return head + string(runes[start:stop]) + tail, before, under
}

// jsonDiagnostic fixes the JSON keys that other programs rely on.
type jsonDiagnostic struct {
	Path     string `json:"path"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Severity string `json:"severity"`
	Rule     string `json:"rule"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

// WriteJSON writes the list, sorted, as one JSON array with the keys path, line, column,
// severity, rule, message and hint. An empty list is [].
func (l List) WriteJSON(w io.Writer) error {
	out := make([]jsonDiagnostic, 0, len(l))
	for _, d := range l.Sorted() {
		out = append(out, jsonDiagnostic{d.Path, d.Line, d.Column, d.Severity.Name(), d.Rule, d.Message, d.Hint})
	}
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(out)
}
