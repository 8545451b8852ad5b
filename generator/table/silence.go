package table

import (
	"strings"

	"qizhi/generator/diag"
)

// Silence is one rule that a comment of settings silences, for the lines From to To.
type Silence struct {
	Rule     string
	From, To int
}

// Silences reads the comments of a text of settings that silence rules: # qizhi-ignore rule rule, on the line
// itself or alone on the line above.
func Silences(text *diag.Text) (all []Silence) {
	const mark = "# qizhi-ignore"
	source := text.String()
	for from := 0; ; {
		at := strings.Index(source[from:], mark)
		if at < 0 {
			return all
		}
		at += from
		from = at + len(mark)
		comment, _, _ := strings.Cut(source[from:], "\n")
		line := text.LineAt(at)
		last := line
		if strings.TrimSpace(source[strings.LastIndexByte(source[:at], '\n')+1:at]) == "" {
			last++
		}
		for rule := range strings.FieldsFuncSeq(comment, func(r rune) bool { return strings.ContainsRune(" \t\r,，、", r) }) {
			all = append(all, Silence{rule, line, last})
		}
	}
}

// Silenced reports whether one of the silences is of a rule on a line.
func Silenced(all []Silence, rule string, line int) bool {
	for _, s := range all {
		if s.Rule == rule && s.From <= line && line <= s.To {
			return true
		}
	}
	return false
}
