package content

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"qizhi/generator/content/han"
	"qizhi/generator/table"
)

// longParagraph is the number of characters that no paragraph has in silence.
const longParagraph = 2000

// crowded finds the lines of a paragraph that begin one of their own, as when a text is pasted from a
// word processor, in order; the first line is never among them. length is the number of characters in
// all. There are none, and length is 0, unless most letters are Han: the habit is that of Chinese word
// processing, and so are the measures.
//
// A line with the number of an outline (一、 （一） 1． ① 第一，) always begins a paragraph. So does one
// behind the end of a sentence, but for a paragraph that was broken by hand or by a program at a width:
// there some lines end in mid-sentence, and only a line that ends a sentence well before the width ends a
// paragraph. A line break that is written out (two spaces, a backslash, <br>) is meant.
func crowded(lines [][]byte) (starts []int, length int) {
	hans, latin, longest := 0, 0, 0
	for _, line := range lines {
		h, l := letters(line)
		hans, latin = hans+h, latin+l
		n := utf8.RuneCount(bytes.TrimSpace(line))
		length += n
		longest = max(longest, n)
	}
	if hans <= latin {
		return nil, 0
	}
	starts = startsWithin(lines, 0, len(lines), longest, nil)
	if len(starts) > 0 {
		starts = withShort(lines, starts, longest)
	}
	return starts, length
}

// withShort adds the lines behind a short one: beside lines that are paragraphs it is one too (二、地点,
// 市委党校, 请按时参加。). Those who sign together stay together.
func withShort(lines [][]byte, starts []int, longest int) []int {
	names := -1
	if isDay(bytes.TrimSpace(lines[len(lines)-1])) {
		names = len(lines) - 2
	}
	for i := 1; i < len(lines); i++ {
		if at, found := slices.BinarySearch(starts, i); !found && i != names && breakOf(lines[i-1], lines[i]) == midSentence && isShort(lines[i-1], longest) {
			starts = slices.Insert(starts, at, i)
		}
	}
	return starts
}

// isShort reports a line that was broken at no width: it is less than half as long as the longest, and no
// comma says that it goes on.
func isShort(line []byte, longest int) bool {
	line = bytes.TrimSpace(line)
	return 2*utf8.RuneCount(line) < longest && !strings.ContainsRune("，、,（(—", last(line))
}

// startsWithin adds the lines of [from, to) that begin a paragraph. What they part is looked at again by
// itself: beside a list of numbers a text may have been broken by hand.
func startsWithin(lines [][]byte, from, to, longest int, starts []int) []int {
	broken := isBroken(lines[from:to], longest)
	last := from
	for i := from + 1; i < to; i++ {
		b := breakOf(lines[i-1], lines[i])
		if b != numbered && (b != sentenceEnd || broken && 2*utf8.RuneCount(bytes.TrimSpace(lines[i-1])) > longest) {
			continue
		}
		if broken {
			starts = startsWithin(lines, last, i, longest, starts)
		}
		starts, last = append(starts, i), i
	}
	if broken && last > from {
		starts = startsWithin(lines, last, to, longest, starts)
	}
	return starts
}

// fewBreaks is how many line breaks are too few to tell a habit from.
const fewBreaks = 6

// isBroken reports a text that was broken at a width: lines of it end in mid-sentence. Where as many end a
// sentence or are numbered, those in mid-sentence are headings and lines of names: 参加人员：各支部书记. A
// short line was broken by no width.
func isBroken(lines [][]byte, longest int) bool {
	within, whole := 0, 0
	for i := 1; i < len(lines); i++ {
		switch breakOf(lines[i-1], lines[i]) {
		case midSentence:
			if !isShort(lines[i-1], longest) {
				within++
			}
		case sentenceEnd, numbered:
			whole++
		}
	}
	return within > 0 && (within+whole < fewBreaks || within > whole)
}

// lineBreak is what a line break within a paragraph looks like.
type lineBreak int

const (
	midSentence lineBreak = iota
	sentenceEnd           // the line before ends a sentence, or either is a heading
	numbered              // the line behind begins with the number of an outline
	meantBreak            // somebody wrote it as a line break
)

func breakOf(before, after []byte) lineBreak {
	trimmed := bytes.TrimRight(before, "\r\n")
	before, after = bytes.TrimSpace(before), bytes.TrimSpace(after)
	switch {
	case bytes.HasSuffix(trimmed, []byte("  ")) || bytes.HasSuffix(before, []byte(`\`)) || bytes.HasSuffix(before, []byte(">")):
		return meantBreak
	case isNumbered(after):
		return numbered
	case endsSentence(before) || isHeading(before) || isOutline(after) || areLabelled(before, after):
		return sentenceEnd
	case isDay(after) && !bytes.HasSuffix(before, []byte("，")):
		return meantBreak // a signature and its day
	}
	return midSentence
}

// letters counts the Han characters of a line and its letters of other scripts.
func letters(line []byte) (hans, others int) {
	for _, r := range string(line) {
		switch {
		case han.Is(r):
			hans++
		case unicode.IsLetter(r):
			others++
		}
	}
	return hans, others
}

// endsSentence reports a line that ends as a sentence does; closing quotes and brackets may follow.
func endsSentence(line []byte) bool {
	for len(line) > 0 {
		r, n := utf8.DecodeLastRune(line)
		switch r {
		case '。', '！', '？', '；', '：', '…', '!', '?', ';', ':':
			return true
		case '.': // typed for 。 behind Han; behind anything else it may be a number's or an abbreviation's
			before, _ := utf8.DecodeLastRune(line[:len(line)-n])
			return han.Is(before) || before != utf8.RuneError && strings.ContainsRune("”’）》」』", before)
		case '”', '’', '）', ')', '》', '」', '』', '"':
			line = line[:len(line)-n]
		default:
			return false
		}
	}
	return false
}

// isNumbered reports a line that begins with the number of a list or of an outline, as no line of a
// sentence does: 一、 （一） (1) 1． 1、 ① ● 第一，. Numbers that go on (一、二季度, 5、6月, 1.5万) are words.
func isNumbered(line []byte) bool {
	s := string(han.TrimIndent(line))
	if r, n := utf8.DecodeRuneInString(s); r >= '①' && r <= '⑳' || strings.ContainsRune(bullets, r) && han.Is(han.First([]byte(strings.TrimLeft(s[n:], " 　\t")))) {
		return true
	}
	for _, bracket := range [][]string{{"（", "）", ")"}, {"(", "）", ")"}, {"第", "，", "、", "："}} {
		if rest, ok := strings.CutPrefix(s, bracket[0]); ok {
			_, behind, ok := outlineNumber(rest)
			return ok && hasAnyPrefix(behind, bracket[1:]...)
		}
	}
	_, behind, ok := outlineNumber(s)
	if !ok || !hasAnyPrefix(behind, "、", "．", ".") {
		return false
	}
	next, _ := utf8.DecodeRuneInString(strings.TrimLeft(behind, "、．. "))
	return next != utf8.RuneError && !unicode.IsDigit(next) && !strings.ContainsRune(chineseDigits, next)
}

// bullets are the signs that Word sets before the items of a list.
const bullets = "●○◆◇■□▲△★☆➢➤✓√•·"

// longHeading is the most characters of a numbered line that can be a heading.
const longHeading = 30

// isHeading reports a numbered line that is complete without a mark at its end: 一、上半年工作情况.
func isHeading(line []byte) bool {
	return (isNumbered(line) || isOutline(line)) && utf8.RuneCount(line) <= longHeading && !bytes.ContainsAny(line, "，,")
}

// outlineNumber cuts a number of at most two digits, or three Chinese ones, off a text.
func outlineNumber(s string) (number, behind string, ok bool) {
	behind = strings.TrimLeft(s, "0123456789０１２３４５６７８９")
	if behind == s {
		behind = strings.TrimLeft(s, chineseDigits)
	}
	number = s[:len(s)-len(behind)]
	n := utf8.RuneCountInString(number)
	return number, behind, n == 1 || n == 2 || n == 3 && number[0] > '9'
}

// isOutline reports a line that begins with the name of a part, which a sentence may also do in its
// middle: 第三章 总则, 二是.
func isOutline(line []byte) bool {
	s := string(han.TrimIndent(line))
	if rest, ok := strings.CutPrefix(s, "第"); ok {
		_, behind, ok := outlineNumber(rest)
		if !ok || !hasAnyPrefix(behind, "章", "条", "节", "部分") {
			return false
		}
		next, _ := utf8.DecodeRuneInString(strings.TrimLeft(behind, "章条节部分"))
		return next == utf8.RuneError || unicode.IsSpace(next)
	}
	_, behind, ok := outlineNumber(s)
	return ok && strings.HasPrefix(behind, "是")
}

// isDay reports a line that is nothing but a day, as stands under a letter.
func isDay(line []byte) bool {
	s := string(han.TrimIndent(line))
	return strings.Contains(s, "年") && strings.HasSuffix(s, "日") &&
		strings.Trim(s, "0123456789０１２３４５６７８９年月日 〇○"+chineseDigits) == ""
}

// areLabelled reports two lines that each begin with a short name and a colon: 联系人：张三. Where both
// names are settings (标题：, 日期：), that is what they were meant as.
func areLabelled(before, after []byte) bool {
	a, labelled := label(before)
	b, both := label(after)
	_, setting := table.EnglishKey(a)
	_, settings := table.EnglishKey(b)
	return labelled && both && !(setting && settings)
}

// label is the short name with which a line begins.
func label(line []byte) (name string, ok bool) {
	name, _, ok = strings.Cut(string(han.TrimIndent(line)), "：")
	n := utf8.RuneCountInString(name)
	return name, ok && n >= 2 && n <= 6 && strings.IndexFunc(name, func(r rune) bool { return !han.Is(r) }) < 0
}

const chineseDigits = "一二三四五六七八九十"

func hasAnyPrefix(s string, prefixes ...string) bool {
	for _, p := range prefixes {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}
