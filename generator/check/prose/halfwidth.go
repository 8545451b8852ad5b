package prose

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

// wide are the full-width forms of the marks that GB/T 15834 asks for in Chinese text.
var wide = map[byte]string{',': "，", '.': "。", ';': "；", ':': "：", '?': "？", '!': "！"}

// names of the marks.
var names = map[byte]string{',': "逗号", '.': "句点", ';': "分号", ':': "冒号", '?': "问号", '!': "叹号"}

// HalfWidth finds half-width marks between Han characters, and behind one at the end of a line or of
// speech (GB/T 15834-2011, 4 and 5): a comma between
// a Han character and a Latin word may belong to either. A comma is mended; what else a mark was meant
// to be is not always certain (张.王 may want a 、).
func HalfWidth(b *Block, report func(Finding)) {
	quoted := -1 // where the straight quotation mark stands that closes one
	for i := 0; i < len(b.Text); i++ {
		switch c := b.Text[i]; c {
		case ',', '.', ';', ':', '?', '!':
			if f, ok := b.halfWidth(i, c); ok {
				report(f)
			}
		case '"':
			if f, end, ok := b.straightQuotes(i); ok && i != quoted {
				report(f)
				quoted = end
			}
		case '(':
			if f, ok := b.halfBrackets(i); ok {
				report(f)
			}
		}
	}
}

func (b *Block) halfWidth(i int, c byte) (Finding, bool) {
	before, end := b.before(i), i+1
	if isClose(before) && !strings.ContainsFunc(b.Text[b.opens(i-utf8.RuneLen(before)):i], isHan) {
		return Finding{}, false // “garbage out”. is English, and so is its stop
	}
	if !isHan(before) && !isClose(before) {
		if before == '"' && b.after(end) != '"' && b.closesSpeech(i-1) && b.endsAt(end) {
			return b.atEnd(i, c), true
		}
		return Finding{}, false
	}
	for end < len(b.Text) && b.Text[end] == ' ' {
		end++
	}
	if after := b.after(end); !isHan(after) && !isOpen(after) {
		if b.endsAt(i + 1) {
			return b.atEnd(i, c), true
		}
		return Finding{}, false
	}
	if end == i+1 && strings.HasPrefix(b.Text[end:], "的") && !strings.HasPrefix(b.Text[end:], "的确") {
		return Finding{}, false // 不能设置.的问题: the sign itself is meant, no clause begins so
	}
	const rule = "punctuation/half-width"
	message, hint := "汉字之间用了半角"+names[c]+"“"+string(c)+"”", "改成全角的“"+wide[c]+"”"
	if c == '.' {
		hint = "改成全角的“。”，人名之间用“·”"
	}
	if c == ',' && end-i <= 2 && (end == len(b.Text) || b.Text[end] != '\n') {
		f := b.mend(i, end, wide[c], rule, message, hint)
		_, f.Len = b.Span(i, i+1)
		return f, true
	}
	return b.find(i, i+1, rule, message, hint), true
}

// longestQuoted is how many bytes a pair of quotation marks or brackets holds at most where its other end is sought.
const longestQuoted = 600

// opens is where the pair begins that the mark at an offset closes; the begin of its line when nothing opens it.
func (b *Block) opens(at int) int {
	r, _ := utf8.DecodeRuneInString(b.Text[max(at, 0):])
	family, _ := mark(r)
	from := max(at-longestQuoted, 0)
	line := from + strings.LastIndexByte(b.Text[from:max(at, 0)], '\n') + 1
	if family < 0 {
		return line
	}
	if k := strings.LastIndexAny(b.Text[from:at], families[family].open); k >= 0 {
		return from + k
	}
	return line
}

// endsAt reports whether a line ends at an offset, or speech does: a quotation mark closes there.
func (b *Block) endsAt(at int) bool {
	rest := strings.TrimLeft(b.Text[at:], " ")
	if rest == "" || rest[0] == '\n' {
		return true
	}
	r, size := utf8.DecodeRuneInString(rest)
	if r == '"' { // it closes when nothing, or Chinese, follows
		next, _ := utf8.DecodeRuneInString(rest[size:])
		return len(rest) == size || isHan(next) || isStop(next) || next == '\n'
	}
	return len(rest) == len(b.Text)-at && strings.ContainsRune("”’」』", r)
}

// closesSpeech reports a straight quotation mark that closes a Chinese sentence.
func (b *Block) closesSpeech(at int) bool {
	r := b.before(at)
	return isHan(r) || isStop(r) || r == '…'
}

// atEnd is a half-width mark at the end of a line or of speech. It is not mended: what it was meant to
// be is known, but not whether the line is a sentence.
func (b *Block) atEnd(i int, c byte) Finding {
	return b.find(i, i+1, "punctuation/half-width", "汉字后面用了半角"+names[c]+"“"+string(c)+"”", "改成全角的“"+wide[c]+"”")
}

// longestBracket is how many bytes a bracketed remark has at most to be looked at.
const longestBracket = 600

// halfBrackets finds (…) around Han, with Han outside too.
func (b *Block) halfBrackets(i int) (Finding, bool) {
	rest := b.Text[i+1 : min(i+longestBracket, len(b.Text))]
	n := strings.IndexAny(rest, "()（）\n")
	if n <= 0 || rest[n] != ')' {
		return Finding{}, false
	}
	first, _ := utf8.DecodeRuneInString(rest)
	last, _ := utf8.DecodeLastRuneInString(rest[:n])
	outside := func(r rune) bool {
		return isHan(r) || isClose(r) || isOpen(r) || strings.ContainsRune("，。；：、！？", r) && r != 0
	}
	if !isHan(first) || !isHan(last) && !isClose(last) || !outside(b.before(i)) && !outside(b.after(i+1+n+1)) {
		return Finding{}, false
	}
	inner := rest[:n]
	if utf8.RuneCountInString(inner) > 12 {
		inner = string([]rune(inner)[:12]) + "…"
	}
	return b.find(i, i+1, "punctuation/half-width", fmt.Sprintf("汉字用了半角括号“(%s)”", inner), "改成全角的“（”和“）”"), true
}

// straightQuotes finds "…" around Han, with nothing but Chinese or an edge outside; end is its closing mark.
func (b *Block) straightQuotes(i int) (f Finding, end int, ok bool) {
	rest := b.Text[i+1 : min(i+longestBracket, len(b.Text))]
	n := strings.IndexAny(rest, "\"\n")
	if n <= 0 || rest[n] != '"' {
		return f, 0, false
	}
	end = i + 1 + n
	first, _ := utf8.DecodeRuneInString(rest)
	last, _ := utf8.DecodeLastRuneInString(rest[:n])
	outside := func(r rune) bool {
		return r == 0 || isHan(r) || isClose(r) || isOpen(r) || isStop(r) || strings.ContainsRune(",.;:!?", r)
	}
	if !isHan(first) && !isOpen(first) || !isHan(last) && !isClose(last) && !isStop(last) && !strings.ContainsRune(".,!?…", last) ||
		!outside(b.before(i)) || !outside(b.after(end+1)) {
		return f, 0, false
	}
	return b.find(i, i+1, "punctuation/half-width", "汉字用了直引号 "+shortened(b.Text[i:end+1]), "改成“和”"), end, true
}

// shortened is a text of which a message names the beginning.
func shortened(text string) string {
	if runes := []rune(text); len(runes) > 14 {
		return string(runes[:14]) + "…"
	}
	return text
}

// isStop reports a mark that ends or parts clauses.
func isStop(r rune) bool { return r != 0 && strings.ContainsRune("，。、；：！？", r) }

// Doubled finds marks that stand twice (。。 ，， !!) or contradict each other (，。). Two of the same that
// part clauses are mended; three are an ellipsis, and stacked exclamation marks may be meant (GB/T
// 15834-2011, 4.2.3 and 4.3.3 allow up to three, in literature).
func Doubled(b *Block, report func(Finding)) {
	for i := 0; i < len(b.Text); {
		r, size := utf8.DecodeRuneInString(b.Text[i:])
		if !isStop(r) && r != '!' && r != '?' && r != ',' {
			i += size
			continue
		}
		end := i
		for end < len(b.Text) {
			next, n := utf8.DecodeRuneInString(b.Text[end:])
			if !isStop(next) && next != '!' && next != '?' && next != ',' {
				break
			}
			end += n
		}
		if end > i+size && (isStop(r) || han.Is(b.before(i)) || isClose(b.before(i))) {
			if f, ok := b.doubled(i, end); ok {
				report(f)
			}
		}
		i = end
	}
}

// doubled judges a run of two marks or more.
func (b *Block) doubled(from, end int) (Finding, bool) {
	const rule = "punctuation/doubled"
	marks := []rune(b.Text[from:end])
	same := true
	for _, r := range marks {
		same = same && r == marks[0]
	}
	message := "标点“" + b.Text[from:end] + "”重复了"
	switch {
	case same && len(marks) == 2 && strings.ContainsRune("，。、；：", marks[0]):
		return b.mend(from, end, string(marks[0]), rule, message, "只留一个“"+string(marks[0])+"”"), true
	case same && len(marks) > 2 && strings.ContainsRune("。、，", marks[0]):
		return b.find(from, end, rule, message, "省略号写成“……”"), true
	case same:
		return b.find(from, end, rule, message, "只留一个"), true
	case len(marks) <= 3 && strings.Trim(b.Text[from:end], "！？!?") == "":
		return Finding{}, false // ？！ asks and exclaims
	}
	return b.find(from, end, rule, "标点“"+b.Text[from:end]+"”连在了一起", "只留该用的一个"), true
}
