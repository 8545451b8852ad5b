package statistics

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"qizhi/generator/content"
)

// span is a stretch of whole months, counted from January of year 0: [start, end).
type span struct{ start, end int }

func (a span) months() int          { return a.end - a.start }
func (a span) overlaps(b span) bool { return a.start < b.end && b.start < a.end }

// parsePeriodName reads 2022, 2022-H1, 2022-Q3 or 2022-06, and returns the title that such a period
// has when its file gives none.
func parsePeriodName(name string) (s span, title string, ok bool) {
	if len(name) < 4 {
		return span{}, "", false
	}
	year, err := strconv.ParseUint(name[:4], 10, 16)
	if err != nil || year < 1900 || year > 2999 {
		return span{}, "", false
	}
	first := int(year) * 12
	switch part := name[4:]; {
	case part == "":
		return span{first, first + 12}, fmt.Sprintf("%d年", year), true
	case len(part) != 3 || part[0] != '-':
		return span{}, "", false
	case part[1] == 'H' && part[2] >= '1' && part[2] <= '2':
		n := int(part[2] - '1')
		return span{first + 6*n, first + 6*n + 6}, fmt.Sprintf("%d年%s半年", year, [...]string{"上", "下"}[n]), true
	case part[1] == 'Q' && part[2] >= '1' && part[2] <= '4':
		n := int(part[2] - '1')
		return span{first + 3*n, first + 3*n + 3}, fmt.Sprintf("%d年第%s季度", year, [...]string{"一", "二", "三", "四"}[n]), true
	}
	month, err := strconv.ParseUint(name[5:], 10, 8)
	if err != nil || month < 1 || month > 12 {
		return span{}, "", false
	}
	return span{first + int(month) - 1, first + int(month)}, fmt.Sprintf("%d年%d月", year, month), true
}

// comparePeriods orders by the end, then the shorter first: 2022-06, 2022-Q2, 2022-H1.
func comparePeriods(a, b *Period) int {
	return cmp.Or(cmp.Compare(a.span.end, b.span.end), cmp.Compare(a.span.months(), b.span.months()))
}

// Months is how many months the period lasts: 12, 6, 3 or 1.
func (p *Period) Months() int { return p.span.months() }

// Begin is the period's first day.
func (p *Period) Begin() content.Date {
	return content.DayOf(time.Date(p.span.start/12, time.Month(p.span.start%12+1), 1, 0, 0, 0, 0, time.UTC))
}

// End is the period's last day.
func (p *Period) End() content.Date {
	return content.DayOf(time.Date(p.span.end/12, time.Month(p.span.end%12+1), 0, 0, 0, 0, 0, time.UTC))
}

// Holds reports whether all days that a date stands for lie within the period, and whether any do: a
// session of 2022 may have been one of the first half. A nil zone is UTC.
func (p *Period) Holds(d content.Date, zone *time.Location) (inside, touches bool) {
	if d.IsZero() {
		return false, false
	}
	d = d.In(cmp.Or(zone, time.UTC))
	year := int(d.Year) * 12
	days := span{start: year + int(d.Month) - 1}
	switch d.Precision {
	case content.Year:
		days = span{year, year + 12}
	case content.Half:
		days.end = days.start + 6
	case content.Quarter:
		days.end = days.start + 3
	default:
		days.end = days.start + 1
	}
	return p.span.start <= days.start && days.end <= p.span.end, p.span.overlaps(days)
}

// Newest is the latest period whose figures are real, the latest made-up one (示例) on a site that has no
// other, and nil when there is none.
func (s *Set) Newest() *Period { return s.latest(func(*Period) bool { return true }) }

// latest is the last of the periods that may be shown: a made-up one only where no other may.
func (s *Set) latest(may func(*Period) bool) *Period {
	var sample *Period
	for _, p := range slices.Backward(s.Periods) {
		switch {
		case !may(p):
		case !p.Sample:
			return p
		case sample == nil:
			sample = p
		}
	}
	return sample
}

// Current is the name of the latest period that had ended by a date (its last day included), so
// that a new period never rewrites an old article; a made-up one (示例) only where no other had. Without
// a date it is the newest; "" when no period had ended yet. A nil zone is UTC.
func (s *Set) Current(date content.Date, zone *time.Location) string {
	if date.IsZero() {
		if p := s.Newest(); p != nil {
			return p.Name
		}
		return ""
	}
	if zone == nil {
		zone = time.UTC
	}
	last := date.Last(zone)
	ended := last.Year()*12 + int(last.Month()) - 1 // whole months over by that day
	if last.AddDate(0, 0, 1).Month() != last.Month() {
		ended++
	}
	if p := s.latest(func(p *Period) bool { return p.span.end <= ended }); p != nil {
		return p.Name
	}
	return ""
}

// Early reports a date by which no period had ended: what is known is all of a later time.
func (s *Set) Early(date content.Date) bool {
	return !date.IsZero() && s.Current(date, content.Zone) == ""
}

// Before is the period of equal length that ended just before p, or nil when the site has none.
func (s *Set) Before(p *Period) *Period { return s.spanned(shifted(p, p.Months())) }

// YearBefore is the same period of the year before, or nil when the site has none. A whole year has none
// but the one that Before gives.
func (s *Set) YearBefore(p *Period) *Period {
	if p.Months() == 12 {
		return nil
	}
	return s.spanned(shifted(p, 12))
}

func shifted(p *Period, months int) span { return span{p.span.start - months, p.span.end - months} }

func (s *Set) spanned(want span) *Period {
	for _, p := range s.Periods {
		if p.span == want {
			return p
		}
	}
	return nil
}

// Series is every period as long as p up to p itself, in the order of time: what p may be drawn or
// tabled beside without comparing unequal lengths.
func (s *Set) Series(p *Period) []*Period {
	var series []*Period
	for _, q := range s.Periods {
		if q.Months() == p.Months() && q.span.end <= p.span.end {
			series = append(series, q)
		}
	}
	return series
}
