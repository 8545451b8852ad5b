package statistics

import (
	"errors"
	"strings"
)

// Problem is a {{…}} that means nothing, at its byte range in the text.
type Problem struct {
	At, Len       int
	Message, Hint string
	Follows       bool // see RefError
}

// Expand puts figures in the place of every {{…}} of a plain text (a summary, a block of
// site.toml). What means nothing stays as written and is returned as a problem. A made-up figure is
// followed by （示例）, whatever the text's own period: lists, feeds and descriptions show a text away
// from its page.
func (s *Set) Expand(text, period string) (string, []Problem) {
	return s.expand(text, period, "（示例）")
}

// ExpandUnmarked is Expand for a caller that marks the whole text as made up itself.
func (s *Set) ExpandUnmarked(text, period string) string {
	out, _ := s.expand(text, period, "")
	return out
}

func (s *Set) expand(text, period, mark string) (string, []Problem) {
	at, end := nextReference(text, 0)
	if at < 0 {
		return text, nil
	}
	var b strings.Builder
	var problems []Problem
	done := 0
	for ; at >= 0; at, end = nextReference(text, end) {
		q, err := s.Quote(text[at+2:end-2], period)
		var wrong *RefError
		if errors.As(err, &wrong) {
			problems = append(problems, Problem{at, end - at, wrong.Message, wrong.Hint, wrong.Follows})
			continue
		}
		b.WriteString(text[done:at])
		b.WriteString(q.Text)
		if q.Period.Sample { // made up: never without saying so
			b.WriteString(mark)
		}
		done = end
	}
	b.WriteString(text[done:])
	return b.String(), problems
}

// References calls found with the byte range of every {{…}} of a text, whether it means anything or
// not, from left to right.
func References(text string, found func(at, end int)) {
	for at, end := nextReference(text, 0); at >= 0; at, end = nextReference(text, end) {
		found(at, end)
	}
}

// nextReference finds the next {{…}} from a byte offset on: on one line, not empty, without braces
// inside. at is -1 when there is none.
func nextReference(text string, from int) (at, end int) {
	for {
		open := strings.Index(text[from:], "{{")
		if open < 0 {
			return -1, -1
		}
		open += from
		length := strings.IndexAny(text[open+2:], "{}\n")
		if length < 0 {
			return -1, -1
		}
		stop := open + 2 + length
		if strings.HasPrefix(text[stop:], "}}") && strings.TrimSpace(text[open+2:stop]) != "" {
			return open, stop + 2
		}
		from = open + 1
	}
}
