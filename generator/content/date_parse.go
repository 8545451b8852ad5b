package content

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// DateError says why a text is not a date and how to write it instead.
type DateError struct{ Message, Hint string }

// Error is both, as staff read them: what is wrong；what to do.
func (e *DateError) Error() string { return e.Message + "；" + e.Hint }

// Zone is Chinese standard time, in which a source's dates are read; a site that shows another converts
// them with Date.In.
var Zone = time.FixedZone("+08:00", 8*60*60)

// ParseDate reads a date as staff write it, and no more exactly than it was written:
//
//	2022-06-30  2022/6/30  2022.6.30  2022年6月30日  二〇二二年六月三十日  20220630  a day
//	2022-06-30T10:00:00+08:00  2022-06-30 10:00  2022年6月30日 10:00  a minute, in the zone
//	2022-06  2022年6月 · 2022-H1  2022年上半年 · 2022-Q2  2022年第二季度 · 2022  2022年
//
// A day that could be read in two ways (22/6/30) or does not exist (2月30日) is a *DateError.
func ParseDate(text string, zone *time.Location) (Date, error) {
	s := foldWidth(strings.TrimSpace(text))
	if s == "" {
		return Date{}, &DateError{"日期是空的", "写成 2022-06-30，或删去这一行"}
	}
	day, clock := splitClock(s)
	d, err := parseDay(day, text)
	if err != nil || clock == "" {
		return d, err
	}
	return withClock(d, clock, text, zone)
}

func parseDay(s, text string) (Date, error) {
	if strings.Contains(s, "年") {
		return chineseDate(s, text)
	}
	return numericDate(s, text)
}

// foldWidth writes full-width digits, letters and separators as their ASCII forms.
func foldWidth(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == '—' || r == '–' || r == '－' || r == '‐' || r == '−':
			return '-'
		case r == '。':
			return '.'
		case r == 0x3000 || r == 0x00A0:
			return ' '
		}
		return r
	}, s)
}

// splitClock cuts a time of day off the end of s, at a T or a space before a digit and a colon.
func splitClock(s string) (day, clock string) {
	colon := strings.IndexByte(s, ':')
	if colon < 0 {
		return s, ""
	}
	if i := strings.LastIndexAny(s[:colon], "Tt "); i > 0 {
		return strings.TrimSpace(s[:i]), s[i+1:]
	}
	if i := strings.LastIndex(s[:colon], "日"); i > 0 {
		return s[:i+len("日")], s[i+len("日"):]
	}
	return s, ""
}

// chineseDate reads 2022年 with what may follow: 6月30日, 6月, 上半年, 第二季度.
func chineseDate(s, text string) (Date, error) {
	s = arabicDate(strings.ReplaceAll(s, " ", ""))
	head, rest, _ := strings.Cut(s, "年")
	year, ok := readYear(head)
	switch {
	case !ok && digits(head) != -1:
		return Date{}, ambiguous(text)
	case !ok:
		return Date{}, unknownDate(text)
	case rest == "":
		return coarse(Year, year, 0), nil
	case rest == "上半年" || rest == "下半年":
		return coarse(Half, year, map[string]int{"上半年": 1, "下半年": 7}[rest]), nil
	case strings.HasSuffix(rest, "季度"):
		return chineseQuarter(year, strings.TrimPrefix(strings.TrimSuffix(rest, "季度"), "第"), text)
	}
	month, rest, ok := strings.Cut(rest, "月")
	if !ok {
		return Date{}, unknownDate(text)
	}
	if rest == "" {
		return calendarMonth(year, month, text)
	}
	day, ok := strings.CutSuffix(rest, "日")
	if !ok {
		if day, ok = strings.CutSuffix(rest, "号"); !ok {
			return Date{}, unknownDate(text)
		}
	}
	return calendar(year, month, day, text)
}

func chineseQuarter(year int, number, text string) (Date, error) {
	for i, han := range []string{"一", "二", "三", "四"} {
		if number == han || number == strconv.Itoa(i+1) {
			return coarse(Quarter, year, 1+3*i), nil
		}
	}
	return Date{}, unknownDate(text)
}

// numericDate reads digits parted by -, / or . (one kind of separator throughout).
func numericDate(s, text string) (Date, error) {
	parts := []string{s}
	if i := strings.IndexAny(s, "-/."); i >= 0 {
		parts = strings.Split(s, s[i:i+1])
	}
	year, ok := readYear(parts[0])
	switch {
	case len(parts) == 1 && len(s) == 8 && digits(s) != -1:
		return numericDate(s[:4]+"-"+s[4:6]+"-"+s[6:], text)
	case len(parts) == 3 && !ok && digits(parts[0]) != -1 && digits(parts[1]) != -1:
		return Date{}, ambiguous(text)
	case !ok || len(parts) > 3:
		return Date{}, unknownDate(text)
	case len(parts) == 1:
		return coarse(Year, year, 0), nil
	case len(parts) == 2:
		if d, ok := letterPeriod(year, parts[1]); ok {
			return d, nil
		}
		return calendarMonth(year, parts[1], text)
	}
	return calendar(year, parts[1], parts[2], text)
}

// letterPeriod reads H1, H2 and Q1 to Q4.
func letterPeriod(year int, s string) (Date, bool) {
	if len(s) != 2 {
		return Date{}, false
	}
	n := int(s[1] - '0')
	switch {
	case (s[0] == 'H' || s[0] == 'h') && n >= 1 && n <= 2:
		return coarse(Half, year, 6*n-5), true
	case (s[0] == 'Q' || s[0] == 'q') && n >= 1 && n <= 4:
		return coarse(Quarter, year, 3*n-2), true
	}
	return Date{}, false
}

func calendarMonth(year int, month, text string) (Date, error) {
	m := digits(month)
	if m == -1 {
		return Date{}, unknownDate(text)
	}
	if m < 1 || m > 12 {
		return Date{}, &DateError{fmt.Sprintf("日期“%s”的月份是 %d，一年只有 12 个月", text, m), "改成正确的月份"}
	}
	return coarse(Month, year, m), nil
}

// calendar checks month and day against the calendar.
func calendar(year int, month, day, text string) (Date, error) {
	date, err := calendarMonth(year, month, text)
	if err != nil {
		return date, err
	}
	d := digits(day)
	if d == -1 {
		return Date{}, unknownDate(text)
	}
	if last := daysIn(year, int(date.Month)); d < 1 || d > last {
		return Date{}, &DateError{fmt.Sprintf("没有“%s”这一天：%d年%d月只有 %d 天", text, year, date.Month, last), "改成正确的日期"}
	}
	date.Precision, date.Day = Day, int8(d)
	return date, nil
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// withClock adds a time of day such as 10:00, 10:00:05 or 10:00:00+08:00 to a day. A time that
// names its offset is an instant, and is given by the clocks of the zone (Date.In gives it by others).
func withClock(d Date, clock, text string, zone *time.Location) (Date, error) {
	if d.Precision != Day {
		return Date{}, unknownDate(text)
	}
	if zone == nil {
		zone = Zone
	}
	day := fmt.Sprintf("%04d-%02d-%02dT", d.Year, d.Month, d.Day)
	clock = strings.ReplaceAll(strings.TrimSpace(clock), " ", "")
	for i, layout := range []string{"15:04", "15:04:05", "15:04Z07:00", "15:04:05Z07:00", "15:04:05Z0700"} {
		if t, err := time.ParseInLocation("2006-01-02T"+layout, day+clock, zone); err == nil {
			t = t.In(zone)
			if t.Year() < 1000 || t.Year() > 9999 {
				return Date{}, unknownDate(text)
			}
			d = instant(t)
			if i < clocksWithoutOffset {
				d.Offset, d.Zoned = 0, false
			}
			return d, nil
		}
	}
	return Date{}, &DateError{fmt.Sprintf("看不懂“%s”里的时间", text), "写成 2022-06-30T10:00:00+08:00，或只写日期 2022-06-30"}
}

// clocksWithoutOffset is how many of withClock's layouts, the first ones, name no offset.
const clocksWithoutOffset = 2

// readYear reads a year of four digits.
func readYear(s string) (int, bool) {
	n := digits(s)
	return n, len(s) == 4 && n >= 1000
}

// digits reads one to eight ASCII digits; -1 for anything else.
func digits(s string) int {
	if s == "" || len(s) > 8 {
		return -1
	}
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return -1
		}
		n = n*10 + int(s[i]-'0')
	}
	return n
}

func ambiguous(text string) error {
	return &DateError{fmt.Sprintf("日期“%s”有歧义，看不出哪一个是年", text), "年份写四位，例如 2022-06-30"}
}

func unknownDate(text string) error {
	return &DateError{fmt.Sprintf("看不懂日期“%s”", text), `写成 2022-06-30；只知道月份写 "2022-06"，半年写 "2022-H1"，年份写 "2022"`}
}
