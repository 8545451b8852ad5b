package statistics

import (
	"math/big"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"qizhi/generator/content"
)

// moment is a time that a sentence names.
type moment struct {
	span  span
	part  span // of its year: 上半年 is [0, 6)
	at    int
	end   int
	year  bool // the year is written with it
	after bool // a year is written before it, in the same sentence
	whole bool // nothing but a year
	day   bool // the last day of the span: 2021年底
}

// monthAfter counts the months up to the end of that in which a date's last day lies; 0 without a date.
func monthAfter(date content.Date) int {
	if date.IsZero() {
		return 0
	}
	last := date.Last(time.UTC)
	return last.Year()*12 + int(last.Month())
}

// meant is the period that a sentence speaks of on a page of period p, and the time that says so: p
// itself, unless another is named; nil where that is none that the set knows, or where the sentence only
// compares with it. by is the end of the month in which the page was written, 0 where that is not known:
// a 上半年 that was over by then is that of the same year.
func (s *Set) meant(head string, p *Period, by int) (*Period, moment) {
	of, last := p, moment{}
	for _, m := range moments(head, p.span.start/12) {
		own := within((by-1)/12, m.part)
		switch {
		case m.day:
			of = s.closing(m.span.end, p)
		case !m.year && !m.after && by > 0 && own.end <= by && s.spanned(own) != nil:
			of = s.spanned(own)
		case m.span == p.span:
			of = p
		case (m.whole || m.year && m.span.months() == 1) && s.past(m.span, p, by) != nil:
			of = s.past(m.span, p, by)
		case m.whole && m.span.start != p.span.start/12*12:
			return nil, m
		case m.whole, m.year && m.span.months() == 1 && m.span.overlaps(p.span):
			of = p
		case m.year && m.span.months() == 1: // none that is over
			of = nil
		case m.year:
			of = s.spanned(m.span)
		default: // 下半年 of which year, or a part of the period
			of = nil
		}
		last = m
	}
	if of != nil && of != p && !speaksOf(head, last) {
		return nil, last
	}
	return of, last
}

// past is the period of a year or a month that a page of period p may look back on; nil for one that
// comes after both p and the end of the page's month, whose figures are not yet known there.
func (s *Set) past(of span, p *Period, by int) *Period {
	if of.end > max(p.span.end, by) {
		return nil
	}
	return s.spanned(of)
}

// closing is the period that ends with a month, of p's length if there is one; nil for a month that comes
// after p, of which nothing can have been known.
func (s *Set) closing(end int, p *Period) *Period {
	if end > p.span.end {
		return nil
	}
	if q := s.spanned(span{end - p.Months(), end}); q != nil {
		return q
	}
	if k := slices.IndexFunc(s.Periods, func(q *Period) bool { return q.span.end == end }); k >= 0 {
		return s.Periods[k]
	}
	return nil
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
	named := false
	for at := 0; at < len(text); {
		if part, size := partOf(text[at:]); size > 0 {
			found = append(found, moment{span: within(year, part), part: part, at: at, end: at + size, after: named})
			at += size
			continue
		}
		n, end := readNumeral(text, at)
		if n == nil || !strings.HasPrefix(text[n.end:], "年") || !isYear(n.value) {
			at = max(end, at+1)
			continue
		}
		year, named = int(n.value.Num().Int64()), true
		m := partOfYear(text, year, n.end+len("年"))
		m.at = at
		found = append(found, m)
		at = m.end
	}
	return found
}

// partOfYear reads what follows a year: 上半年, 6月, 底, 6月底, or nothing.
func partOfYear(text string, year, at int) moment {
	m := moment{part: span{0, 12}, end: at, year: true, whole: true}
	if strings.HasPrefix(text[at:], "度") { // 2024年度
		at += len("度")
		m.end = at
	}
	part, size := partOf(text[at:])
	if size == 0 {
		part, size = monthOf(text[at:])
	}
	if size > 0 {
		m.part, m.whole, m.end = part, false, at+size
	}
	m.span = within(year, m.part)
	if size := lastDayOf(text[m.end:], m.whole, m.span.end); size > 0 {
		m.day, m.whole, m.end = true, false, m.end+size
	}
	return m
}

// lastDays are the words for the last day of a month or a year; 年底 behind 2021年 says the 年 twice.
var lastDays = []string{"年底", "年末", "底", "末"}

// lastDayOf reads 底 behind 2021年 and 31日 behind 2021年12月, a time that ends where the text begins.
func lastDayOf(text string, year bool, end int) int {
	for _, w := range lastDays {
		if strings.HasPrefix(text, w) && (year || !strings.HasPrefix(w, "年")) {
			return len(w)
		}
	}
	n, _ := readNumeral(text, 0)
	if year || n == nil || !strings.HasPrefix(text[n.end:], "日") {
		return 0
	}
	last := time.Date(end/12, time.Month(end%12+1), 0, 0, 0, 0, 0, time.UTC).Day()
	if n.value.Cmp(big.NewRat(int64(last), 1)) != 0 {
		return 0
	}
	return n.end + len("日")
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
