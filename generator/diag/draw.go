package diag

import (
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/fatih/color"
	"github.com/rivo/uniseg"
)

// excerptWidth is how many terminal columns of a long source line are shown around the caret: with its
// indent and marks it fits a window of 80.
const excerptWidth = 68

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

// Fewer returns every error and of the warnings the first of each rule, at most limit, with how many
// of each rule were left out, in a sentence for each. Nobody reads ten thousand warnings.
func (l List) Fewer(limit int) (shown List, left []string) {
	return l.FewerOf(limit, func(d Diagnostic) bool { return d.Severity == Warning })
}

// FewerOf is Fewer for a list in which not only warnings may stand ten thousand times: of those that may be left
// out the first of each rule are shown, of the others all.
func (l List) FewerOf(limit int, may func(Diagnostic) bool) (shown List, left []string) {
	count, severity := map[string]int{}, map[string]Severity{}
	var rules []string
	for _, d := range l.Sorted() {
		if may(d) {
			if count[d.Rule]++; count[d.Rule] == limit+1 {
				rules = append(rules, d.Rule)
				severity[d.Rule] = d.Severity
			}
			if count[d.Rule] > limit {
				continue
			}
		}
		shown = append(shown, d)
	}
	for _, rule := range rules {
		left = append(left, fmt.Sprintf("还有 %d 处同样的%s [%s]", count[rule]-limit, severity[rule], rule))
	}
	return shown, left
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
	fmt.Fprintf(b, "%s: %s: %s %s\n", bold(visible(d.place())), word(d.Severity.String()), visible(d.sentence()), faint("["+d.Rule+"]"))
	if d.Excerpt == "" || d.Column == 0 {
		return
	}
	line, before, under := window(d.Excerpt, d.Column, max(d.Width, 1))
	fmt.Fprintf(b, "    %s\n    %s%s\n", line, strings.Repeat(" ", before), word("^"+strings.Repeat("~", max(under-1, 0))))
}

// visible puts a mark in the place of every character that would move the terminal's cursor, colour it or
// turn the direction of the text: names and sources come from anybody.
func visible(s string) string {
	hidden := func(r rune) bool {
		return unicode.IsControl(r) || r >= 0x200E && unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
	}
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if hidden(r) {
			return utf8.RuneError
		}
		return r
	}, s)
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
	cutHead, near, at, cutTail := around(excerpt, column)
	runes := []rune(visible(strings.ReplaceAll(near, "\t", " ")))
	start, room := at, excerptWidth/2
	for start > 0 && columns(runes[start-1]) <= room {
		start--
		room -= columns(runes[start])
	}
	stop, left := at, excerptWidth/2+room
	for stop < len(runes) && columns(runes[stop]) <= left {
		left -= columns(runes[stop])
		stop++
	}
	head, tail := "", ""
	if start > 0 || cutHead {
		head = "… "
	}
	if stop < len(runes) || cutTail {
		tail = " …"
	}
	end := min(at+width, stop)
	return head + string(runes[start:stop]) + tail, columns([]rune(head + string(runes[start:at]))...), columns(runes[at:max(end, at)]...)
}

// around cuts the characters of a line out that may be shown about a column, and says where among them it
// stands: a line can have a million characters and a thousand findings.
func around(excerpt string, column int) (cutHead bool, near string, at int, cutTail bool) {
	from, to, n := 0, len(excerpt), 0
	for i := range excerpt {
		if n == column-1-excerptWidth {
			from, at = i, -n
		}
		if n == column-1+excerptWidth {
			to = i
			break
		}
		n++
	}
	return from > 0, excerpt[from:to], min(at+max(column-1, 0), utf8.RuneCountInString(excerpt[from:to])), to < len(excerpt)
}

// columns is how many terminal columns characters take, one by one.
func columns(runes ...rune) int {
	n := 0
	for _, r := range runes {
		if r < 0x7F {
			n++
			continue
		}
		n += uniseg.StringWidth(string(r))
	}
	return n
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
