package check

import (
	"fmt"
	"strings"

	"github.com/fatih/color"

	"qizhi/generator/check/personal"
)

// around is how many unchanged lines a diff shows on each side of a change.
const around = 2

// Diff is the change as a unified diff, personal numbers masked. colour switches ANSI colours on.
func (c *Change) Diff(colour bool) string {
	var b strings.Builder
	if c.Converted {
		fmt.Fprintf(&b, "%s：GB18030 编码转为 UTF-8\n", c.Path)
	}
	if c.Before == c.After {
		return personal.Mask(b.String())
	}
	paint := func(kind byte, line string) string {
		attribute, ok := map[byte]color.Attribute{'-': color.FgRed, '+': color.FgGreen, '@': color.FgCyan}[kind]
		if !colour || !ok {
			return line
		}
		p := color.New(attribute)
		p.EnableColor()
		return p.Sprint(line)
	}
	fmt.Fprintf(&b, "--- %s\n+++ %s\n", c.Path, c.Path)
	for _, h := range hunks(steps(lines(c.Before), lines(c.After))) {
		b.WriteString(paint('@', h.head()) + "\n")
		for _, s := range h.steps {
			b.WriteString(paint(s.kind, string(s.kind)+s.line) + "\n")
		}
	}
	return personal.Mask(b.String())
}

// lines cuts a text into lines without their ends.
func lines(text string) []string {
	text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	return strings.Split(strings.TrimSuffix(text, "\n"), "\n")
}

// step is one line of a diff: ' ' in both texts, '-' only in the old one, '+' only in the new one.
type step struct {
	kind byte
	line string
}

// steps compares the lines of a text with those of the mended one. Mending never takes a line out and
// never joins two: it changes some and puts blank ones between them, so that the lines go side by side.
func steps(old, new []string) []step {
	out := make([]step, 0, len(new))
	i := 0
	for _, line := range new {
		switch {
		case i < len(old) && old[i] == line:
			out = append(out, step{' ', line})
			i++
		case i == len(old) || line == "":
			out = append(out, step{'+', line})
		default:
			out = append(out, step{'-', old[i]}, step{'+', line})
			i++
		}
	}
	return out
}

// hunk is a run of steps around changes, with the lines at which it begins in both texts.
type hunk struct {
	old, new int
	steps    []step
}

func (h hunk) head() string {
	olds, news := 0, 0
	for _, s := range h.steps {
		if s.kind != '+' {
			olds++
		}
		if s.kind != '-' {
			news++
		}
	}
	return fmt.Sprintf("@@ -%d,%d +%d,%d @@", h.old, olds, h.new, news)
}

// hunks cuts a script into runs, leaving out what is far from every change.
func hunks(all []step) []hunk {
	near := make([]bool, len(all))
	for i, s := range all {
		for k := max(i-around, 0); s.kind != ' ' && k <= min(i+around, len(all)-1); k++ {
			near[k] = true
		}
	}
	var out []hunk
	old, new := 1, 1
	for i, s := range all {
		if near[i] {
			if i == 0 || !near[i-1] {
				out = append(out, hunk{old: old, new: new})
			}
			h := &out[len(out)-1]
			h.steps = append(h.steps, s)
		}
		if s.kind != '+' {
			old++
		}
		if s.kind != '-' {
			new++
		}
	}
	return out
}
