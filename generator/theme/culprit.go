package theme

import (
	"regexp"
	"strings"

	"qizhi/generator/diag"
)

// quoted is how the parser quotes what it does not understand: "word", {{end}}, <define>, 'x'.
var quoted = pattern(`"(.+?)"|\{\{(\w+)\}\}|<(\w+)>|'(.)'`)

// culprit is where on a line the parser, which names only the line, stumbled: at what it quotes, as an action or
// by itself, else at the last action that begins there, else at the first letter.
func culprit(text *diag.Text, line int, message string) (at, length int) {
	from, source := text.Offset(line), text.Line(line)
	if m := quoted().FindStringSubmatch(message); m != nil {
		word := m[1] + m[2] + m[3] + m[4]
		if found := regexp.MustCompile(`\{\{-?\s*`+regexp.QuoteMeta(word)+`\b`).FindAllStringIndex(source, -1); m[2] != "" && len(found) > 0 {
			last := found[len(found)-1]
			return from + last[0], actionEnd(source, last[0])
		}
		if i := strings.LastIndex(source, word); i >= 0 {
			return from + i, len(word)
		}
	}
	if i := strings.LastIndex(source, "{{"); i >= 0 {
		return from + i, actionEnd(source, i)
	}
	return from + len(source) - len(strings.TrimLeft(source, " \t")), 0
}

// actionEnd is how long the action is that begins at an offset of a line.
func actionEnd(source string, at int) int {
	if end := strings.Index(source[at:], "}}"); end >= 0 {
		return end + len("}}")
	}
	return len(strings.TrimRight(source[at:], " \t"))
}

// actions are the words that begin and end something in a template, or a comment, in which no word counts.
var actions = pattern(`(?s)\{\{-?\s*(?:/\*.*?\*/|(if|range|with|define|block|end)\b).*?\}\}`)

// unended is the innermost action that has no {{end}}: its range in the source, and that of its word; nil
// when there is none.
func unended(source []byte) []int {
	var open [][]int
	for _, m := range actions().FindAllSubmatchIndex(source, -1) {
		switch {
		case m[2] < 0: // a comment
		case string(source[m[2]:m[3]]) != "end":
			open = append(open, m)
		case len(open) > 0:
			open = open[:len(open)-1]
		}
	}
	if len(open) == 0 {
		return nil
	}
	return open[len(open)-1]
}
