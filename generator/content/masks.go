package content

import (
	"bytes"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"qizhi/generator/content/han"
	"qizhi/generator/content/markdown"
	"qizhi/generator/diag"
)

// marked is where the marks of an emphasis of asterisks stand: [at, at+Level) and [end, end+Level).
func marked(source []byte, n *ast.Emphasis) (at, end int, ok bool) {
	at, end = n.Pos(), endOf(n.LastChild())
	if t, ok := n.FirstChild().(*ast.Text); ok {
		at = t.Segment.Start - n.Level // of a run that opens several, the position is that of the run
	}
	if at < 0 || end <= at+n.Level || end+n.Level > len(source) {
		return 0, 0, false
	}
	mark := strings.Repeat("*", n.Level)
	return at, end, bytes.HasPrefix(source[at:], []byte(mark)) && bytes.HasPrefix(source[end:], []byte(mark))
}

// endOf is where text or emphasis ends in the source; -1 for anything else.
func endOf(n ast.Node) int {
	switch n := n.(type) {
	case *ast.Text:
		return n.Segment.Stop
	case *ast.Emphasis:
		if end := endOf(n.LastChild()); end >= 0 {
			return end + n.Level
		}
	}
	return -1
}

// Spoken is a text for those who hear it: the asterisks that hide part of a name are read 某, not 星
// (DOMAIN, item 15). It is for what nobody sees: the description of a picture, a label.
func Spoken(text string) string {
	if strings.IndexByte(text, '*') < 0 {
		return text
	}
	var b strings.Builder
	for at := 0; at < len(text); {
		next := strings.IndexByte(text[at:], '*')
		if next < 0 {
			b.WriteString(text[at:])
			break
		}
		b.WriteString(text[at : at+next])
		at += next
		rest := strings.TrimLeft(text[at:], "*")
		before, after := last([]byte(text[:at])), first([]byte(rest))
		stars := len(text) - at - len(rest)
		if whole := before == 0 && after == 0; whole || isMask(before, after, stars) && !isNamed(before, after, stars) {
			b.WriteString("某")
		} else {
			b.WriteString(text[at : at+stars])
		}
		at += stars
	}
	return b.String()
}

// checkEmphasis warns of emphasis that looks like two masks of one block.
func (w *writer) checkEmphasis(n *ast.Emphasis) {
	if w.masked || w.quiet > 0 {
		return
	}
	at, end, ok := marked(w.source, n)
	if inner, only := n.FirstChild().(*ast.Emphasis); only && inner.NextSibling() == nil {
		return // ***“会长之家”***活动: the inner marks are looked at
	}
	if !ok || !swallows(w.source[:at], w.source[at+n.Level:end], w.source[end+n.Level:], n.Level) {
		return
	}
	w.masked = true
	mend := ""
	swallowedMasks(w.source, n, func(int, int) { mend = "（qizhi check --fix 可代为改好）" })
	if n.Level == 2 {
		w.report(at, end+2-at, diag.Warning, "markdown/mask", "两处 ** 之间的字成了粗体，星号不见了；如果它们是掩码，名称就露出来了",
			`掩码的星号前面加反斜杠，写成 \*\*`+mend+`；确实要加粗就不用改，可用 ignore = ["markdown/mask"] 关掉这条提醒`)
		return
	}
	w.report(at, end+1-at, diag.Warning, "markdown/mask", "两个星号之间的字成了斜体，星号不见了；如果它们是掩码，名称就露出来了",
		`掩码的星号前面加反斜杠，写成 \*`+mend+`；要加粗就用 **…**`)
}

// checkDescription looks for masks in the description of a picture, which is written without emphasis.
func (w *writer) checkDescription(n *ast.Image) {
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if e, ok := n.(*ast.Emphasis); ok && entering {
			w.checkEmphasis(e)
		}
		return ast.WalkContinue, nil
	})
}

// swallows reports that what is between two marks looks like the text between two masks.
func swallows(before, inside, after []byte, stars int) bool {
	if stars == 2 {
		return swallowsBold(before, inside, after)
	}
	if hidesDigits(before, inside) || hidesDigits(inside, after) {
		return true
	}
	open, closed := han.Is(last(before)), han.Is(first(after))
	long := utf8.RuneCount(inside) > shortEmphasis
	switch {
	case !open:
		return closed && long && endsArea(inside) && bytes.ContainsAny(inside, joining)
	case bytes.ContainsAny(inside, "、，。；：！？") || strings.ContainsRune("）》”’", first(inside)):
		return true
	}
	return closed && long || closed && endsArea(inside) && endsArea(before) ||
		endsName(before) && endsName(inside) || hidesOrganisation(before, inside)
}

// swallowsBold is swallows for **. Bold text directly between Han is what every paragraph has
// (这是**重点**后面), so more must hold: it begins or ends as no bold text does, persons are named at both
// marks, or Han is on both sides of both marks and what is between them is more than one clause, or an
// area's name ends before a mark and more than one thing is named.
func swallowsBold(before, inside, after []byte) bool {
	before, after = bytes.TrimRight(before, "*"), bytes.TrimLeft(after, "*")
	switch {
	case han.Is(last(before)) && strings.ContainsRune(pausing, first(inside)), strings.ContainsRune(opening, last(inside)):
		return true
	case hidesDigits(before, inside) || hidesDigits(inside, after):
		return true
	case namesPersons(before, inside, after):
		return true
	case hasAnyPrefix(string(inside), surelyOrganisations...) && hasAnyPrefix(string(after), surelyOrganisations...):
		return bytes.ContainsAny(inside, joining)
	}
	if !han.Is(last(before)) || !han.Is(first(inside)) || !han.Is(last(inside)) || !han.Is(first(after)) {
		return false
	}
	return bytes.ContainsAny(inside, "，。；！？") ||
		bytes.ContainsAny(inside, joining) && (hidesOrganisation(before, inside) || hidesOrganisation(inside, after) ||
			endsArea(before) && endsArea(inside))
}

// namesPersons reports two marks of which each stands behind a surname, or one surname in bold by itself
// before a title: 张**出席，李**主持; **李**同志.
func namesPersons(before, inside, after []byte) bool {
	surname := strings.ContainsRune(surnames, last(before))
	switch {
	case surname && namesPerson(inside) && len(inside) > len("李"):
		return true
	case bytes.ContainsAny(inside, joining) && (hidesPerson(before, inside) || surname && hasAnyPrefix(string(inside), titles...)):
		return hidesPerson(inside, after) || strings.ContainsRune(surnames, last(inside)) && hasAnyPrefix(string(after), titles...)
	}
	return utf8.RuneCount(inside) == 1 && strings.ContainsRune(surnames, first(inside)) && hasAnyPrefix(string(after), titles...)
}

// CertainMasks finds the asterisks of a source that hide part of a name for certain and lack their
// backslash: 市*商会, 王*和张*. It returns their offsets, in order; text comes from Decode. What could
// as well be emphasis is not among them. One asterisk without a second is no emphasis; two without two more are
// none in a text that has masks and no emphasis (one pasted from elsewhere).
func CertainMasks(text string) (offsets []int) {
	var ignored diag.List
	base := findFront(diag.NewText("", text), &ignored).body
	body := []byte(text[base:])
	if bytes.IndexByte(body, '*') < 0 {
		return nil
	}
	found := func(at, stars int) {
		for i := range stars {
			offsets = append(offsets, base+at+i)
		}
	}
	var loose []int
	emphasis := false
	root, _ := markdown.Parse(body)
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		switch n := n.(type) {
		case *ast.CodeSpan, *ast.AutoLink:
			return ast.WalkSkipChildren, nil
		case *ast.Emphasis:
			if entering {
				before := len(offsets)
				swallowedMasks(body, n, found)
				emphasis = emphasis || len(offsets) == before
			}
		case *ast.Text:
			if entering && !n.IsRaw() {
				bareMasks(body, n.Segment.Start, n.Segment.Stop, found, func(at, stars int) {
					switch {
					case amongEmphasis(n):
					case stars == 1:
						found(at, stars)
					default:
						for i := range stars {
							loose = append(loose, base+at+i)
						}
					}
				})
			}
		}
		return ast.WalkContinue, nil
	})
	if !emphasis && (len(offsets) > 0 || bytes.Contains(body, []byte(`\*`))) {
		offsets = append(offsets, loose...)
	}
	slices.Sort(offsets)
	return slices.Compact(offsets)
}

// amongEmphasis reports that something else in the block of a text is emphasis: a mark that is left over may belong to it.
func amongEmphasis(n ast.Node) bool {
	for n.Type() == ast.TypeInline {
		n = n.Parent()
	}
	among := false
	_ = ast.Walk(n, func(n ast.Node, _ bool) (ast.WalkStatus, error) {
		if _, among = n.(*ast.Emphasis); among {
			return ast.WalkStop, nil
		}
		return ast.WalkContinue, nil
	})
	return among
}

// swallowedMasks finds the marks of an emphasis that are masks. Both are, where each hides a name or a
// digit, or where the text between ends with a bare 市 whose name goes on. One alone is where the other
// does not matter: before what organisations are called, or before a comma, where no bold text begins.
func swallowedMasks(body []byte, n *ast.Emphasis, found func(at, stars int)) {
	at, end, ok := marked(body, n)
	if !ok {
		return
	}
	before, inside, after := body[:at], body[at+n.Level:end], body[end+n.Level:]
	if !swallows(before, inside, after, n.Level) {
		return
	}
	organisation, closes := hidesOrganisation(before, inside), hidesOrganisation(inside, after)
	person := hidesPerson(before, inside)
	paused := strings.ContainsRune(pausing, first(inside))
	several := bytes.ContainsAny(inside, joining) // 王**书记**，may be bold
	both := (organisation || several && (person || opensName(before, inside))) && (closes || several && closesName(inside, after, paused)) ||
		hidesDigits(before, inside) && hidesDigits(inside, after) ||
		n.Level == 2 && closes && han.IsPunct(last(inside[:len(inside)-len("市")]))
	if both || organisation && n.Level == 1 || person && paused && n.Level == 2 {
		found(at, n.Level)
	}
	if both || closes && n.Level == 1 {
		found(end, n.Level)
	}
}

// opensName reports a mark behind a surname that what is called a person's goes on after: 张**（会长）, 王**“先进个人”.
func opensName(before, inside []byte) bool {
	return strings.ContainsRune(surnames, last(before)) && followsName(inside)
}

// closesName reports a mark behind a person's surname. Where the text between the marks begins with a
// comma, and so is none that was meant to stand out, the surname need not stand by itself.
func closesName(inside, after []byte, paused bool) bool {
	return hidesPerson(inside, after) || namesPerson(inside) && (paused || followsName(after) || strings.ContainsRune(joining, first(inside))) ||
		strings.ContainsRune(surnames, last(inside)) && paused
}

// bareMasks finds the masks among the asterisks of a text that mark nothing; loose are those that
// could be half of what was meant to stand out.
func bareMasks(body []byte, from, to int, found, loose func(at, stars int)) {
	for i := from; i < to; i++ {
		switch body[i] {
		case '\\':
			i++
		case '*':
			stars := len(body[i:]) - len(bytes.TrimLeft(body[i:], "*"))
			before, after := body[:i], body[i+stars:]
			edge := len(after) == 0 || after[0] == '\n' // a footnote's star
			inside := !edge && isMask(last(before), first(after), stars) && !isNamed(last(before), first(after), stars)
			switch {
			case hidesOrganisation(before, after) || !edge && (hidesPerson(before, after) || namesPerson(before) && followsName(after)):
				found(i, stars)
			case inside:
				loose(i, stars)
			}
			i += stars - 1
		}
	}
}
