package theme

import (
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/template"

	"qizhi/generator/diag"
)

// Fault is a mistake in a layout that shows only when a page is laid out by it: a value that one page does
// not have, a function that is given the wrong thing. It is one of the theme, at its place there.
type Fault struct{ diag.Diagnostic }

// Error is the diagnostic in one line.
func (f *Fault) Error() string { return f.String() }

// failed is how text/template words the errors of execution:
// template: file:line:column: executing "name" at <what>: what is wrong.
var failed = pattern(`^template: (.*?):(\d+):(\d+): executing ".*?" at <((?s:.*?))>: ((?s:.*))$`)

// fault turns an error of execution into one at its place in the layout. An error of writing stays what it is.
func (l *layout) fault(err error) error {
	var e template.ExecError
	if !errors.As(err, &e) {
		return err
	}
	m := failed().FindStringSubmatch(e.Err.Error())
	if m == nil || l.sources[m[1]] == nil {
		return err
	}
	f := l.sources[m[1]]
	text := diag.NewText(f.full, string(f.data))
	line, _ := strconv.Atoi(m[2])
	column, _ := strconv.Atoi(m[3])
	at := text.Offset(line) + column
	return &Fault{text.Report(at, extent(text.String(), at, m[4]), diag.Error, "theme/execute", "版式在这里做不下去："+inChinese(m[5], running()),
		"改好或删去这一处，能用的写法见主题的 README")}
}

// extent is how many bytes of a source are meant: those that are quoted, else the rest of the action.
func extent(source string, at int, quoted string) int {
	rest := source[min(at, len(source)):]
	if strings.HasPrefix(rest, quoted) {
		return len(quoted)
	}
	inside, _, _ := strings.Cut(rest, "}}")
	inside, _, _ = strings.Cut(inside, "\n")
	return len(strings.TrimRight(inside, " -"))
}

// again finds out where a program failed, which keeps no places, by executing the layout's template on the
// same view. Of templates without end, which html/template follows a long way, it does so once.
func (l *layout) again(view any, cause error) error {
	if errors.Is(cause, errDeep) {
		l.once.Do(func() { l.endless = l.again(view, nil) })
		return l.endless
	}
	if err := l.fault(l.template.Execute(io.Discard, view)); err != nil {
		return err
	}
	return fmt.Errorf("layout %s: %w", l.template.Name(), cause)
}
