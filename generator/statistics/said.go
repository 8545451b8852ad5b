package statistics

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"
)

// moment is a time that a sentence names.
type moment struct {
	span  span
	at    int
	end   int
	year  bool // the year is written with it
	whole bool // nothing but a year
}

// meant is the period that a sentence speaks of on a page of period p: p itself, unless another is
// named; nil where that is none that the set knows, or where the sentence only compares with it.
func (s *Set) meant(head string, p *Period) *Period {
	of, last := p, moment{}
	for _, m := range moments(head, p.span.start/12) {
		switch {
		case m.whole && m.span.start != p.span.start/12*12:
			return nil
		case m.whole:
			of = p
		case m.span == p.span, m.year && m.span.months() == 1 && m.span.overlaps(p.span):
			of = p
		case m.year:
			of = s.spanned(m.span)
		default: // 下半年 of which year, or a part of the period
			of = nil
		}
		last = m
	}
	if of != nil && of != p && !speaksOf(head, last) {
		return nil
	}
	return of
}

// speaksOf reports whether what follows a time is of that time: not 与2025年下半年相比, nor
// 2025年下半年启动的.
func speaksOf(head string, m moment) bool {
	clause := head[:m.at]
	clause = clause[max(strings.LastIndex(clause, "，"), 0):]
	return !strings.ContainsAny(clause, "比较从自与和同") && !strings.ContainsAny(head[m.end:], "的比较起后前至到以来增减")
}

// moments are the times that a text names, from left to right: 2025年, 2025年下半年, 2025年6月, 上半年,
// 一季度. A part without a year is of the year named last.
func moments(text string, year int) []moment {
	var found []moment
	for at := 0; at < len(text); {
		if part, size := partOf(text[at:]); size > 0 {
			found = append(found, moment{span: within(year, part), at: at, end: at + size})
			at += size
			continue
		}
		n, end := readNumeral(text, at)
		if n == nil || !strings.HasPrefix(text[n.end:], "年") || !isYear(n.value) {
			at = max(end, at+1)
			continue
		}
		year = int(n.value.Num().Int64())
		m := moment{span: span{year * 12, year*12 + 12}, at: at, end: n.end + len("年"), year: true, whole: true}
		part, size := partOf(text[m.end:])
		if size == 0 {
			part, size = monthOf(text[m.end:])
		}
		if size > 0 {
			m.span, m.whole, m.end = within(year, part), false, m.end+size
		}
		found = append(found, m)
		at = m.end
	}
	return found
}

func isYear(v *big.Rat) bool {
	return v.IsInt() && v.Cmp(hundred) > 0 && v.Cmp(big.NewRat(3000, 1)) < 0
}

func within(year int, part span) span { return span{year*12 + part.start, year*12 + part.end} }

// parts of a year, in months.
var parts = []struct {
	words []string
	span  span
}{
	{[]string{"上半年"}, span{0, 6}},
	{[]string{"下半年"}, span{6, 12}},
	{[]string{"全年"}, span{0, 12}},
	{[]string{"一季度", "第一季度", "1季度", "第1季度"}, span{0, 3}},
	{[]string{"二季度", "第二季度", "2季度", "第2季度"}, span{3, 6}},
	{[]string{"三季度", "第三季度", "3季度", "第3季度"}, span{6, 9}},
	{[]string{"四季度", "第四季度", "4季度", "第4季度"}, span{9, 12}},
	{[]string{"前三季度"}, span{0, 9}},
}

// partOf reads the part of a year that a text begins with.
func partOf(text string) (span, int) {
	if r, _ := utf8.DecodeRuneInString(text); !strings.ContainsRune("上下全第前一二三四1234", r) {
		return span{}, 0
	}
	for _, p := range parts {
		if k := slices.IndexFunc(p.words, func(w string) bool { return strings.HasPrefix(text, w) }); k >= 0 {
			return p.span, len(p.words[k])
		}
	}
	return span{}, 0
}

// monthOf reads 6月.
func monthOf(text string) (span, int) {
	n, _ := readNumeral(text, 0)
	if n == nil || !strings.HasPrefix(text[n.end:], "月") || !n.value.IsInt() {
		return span{}, 0
	}
	month := int(n.value.Num().Int64())
	if month < 1 || month > 12 {
		return span{}, 0
	}
	return span{month - 1, month}, n.end + len("月")
}
