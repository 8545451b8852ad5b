package statistics

import (
	"fmt"
	"strings"

	"qizhi/generator/diag"
)

// line is a line of a file that says something.
type line struct {
	at, number int
	text       string
}

// lines are those of a file that are neither blank nor a comment.
func lines(text string) []line {
	var out []line
	at := 0
	for k, t := range strings.SplitAfter(text, "\n") {
		said := strings.TrimLeft(t, " \t\ufeff")
		if from := at + len(t) - len(said); strings.TrimSpace(said) != "" && said[0] != '#' {
			out = append(out, line{from, k + 1, strings.TrimSpace(said)})
		}
		at += len(t)
	}
	return out
}

// longestShown is how much of another file's line a message shows, in characters.
const longestShown = 40

func cut(text string) string {
	if r := []rune(text); len(r) > longestShown {
		return string(r[:longestShown]) + "…"
	}
	return text
}

// reportTwins reports the second file of one period at the first line in which it differs from the first, and names
// that line of the first, so that staff see which of the two is the right one.
func (l *loader) reportTwins(first, second Source, period string) {
	message, hint := "与 content/"+first.Path+" 是同一期 "+period, "合成一个文件，删去另一个"
	ours, theirs := lines(second.Text), lines(first.Text)
	if len(ours) == 0 || len(theirs) == 0 {
		l.whole(second.Path, diag.Error, "statistics/duplicate-period", message, hint)
		return
	}
	k := 0
	for k < min(len(ours), len(theirs)) && ours[k].text == theirs[k].text {
		k++
	}
	our, their := ours[min(k, len(ours)-1)], theirs[min(k, len(theirs)-1)]
	switch {
	case k == len(ours) && k == len(theirs):
		our, hint = ours[0], "两个文件内容相同，删去一个"
	case k == len(theirs):
		hint = fmt.Sprintf("从这一行起，content/%s:%d 那边没有了；", first.Path, their.number) + hint
	case k == len(ours):
		hint = fmt.Sprintf("这一行以后，content/%s:%d 那边还有 %s；", first.Path, their.number, cut(their.text)) + hint
	default:
		hint = fmt.Sprintf("从这一行起两边不同，content/%s:%d 那边是 %s；", first.Path, their.number, cut(their.text)) + hint
	}
	at := diag.NewText("content/"+second.Path, second.Text)
	l.problems = append(l.problems, at.Report(our.at, len(our.text), diag.Error, "statistics/duplicate-period", message, hint))
}
