package content

import (
	"fmt"
	"strconv"
	"time"
)

// String is the date as people read it, as coarse as it was written: 2022年6月30日, 2022年6月,
// 2022年上半年, 2022年第二季度, 2022年. The time of day is not shown; the zero Date is "".
func (d Date) String() string {
	switch d.Precision {
	case Year:
		return fmt.Sprintf("%d年", d.Year)
	case Half:
		return fmt.Sprintf("%d年%s半年", d.Year, [...]string{"上", "下"}[d.Part()-1])
	case Quarter:
		return fmt.Sprintf("%d年第%s季度", d.Year, [...]string{"一", "二", "三", "四"}[d.Part()-1])
	case Month:
		return fmt.Sprintf("%d年%d月", d.Year, d.Month)
	case Day, Minute:
		// Cards and lists say it for every page, without what fmt costs.
		return strconv.Itoa(int(d.Year)) + "年" + strconv.Itoa(int(d.Month)) + "月" + strconv.Itoa(int(d.Day)) + "日"
	}
	return ""
}

// Machine is the value of the datetime attribute of HTML's time element: 2022-06-30, 2022-06,
// 2022; "" for a half-year and a quarter, which HTML cannot say.
func (d Date) Machine() string {
	switch d.Precision {
	case Year:
		return fmt.Sprintf("%04d", d.Year)
	case Month:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	case Day, Minute:
		return padded(int(d.Year), 4) + "-" + padded(int(d.Month), 2) + "-" + padded(int(d.Day), 2)
	}
	return ""
}

// padded is a number with noughts before it.
func padded(n, width int) string {
	digits := strconv.Itoa(n)
	return "0000"[:max(width-len(digits), 0)] + digits
}

// ISO is the date as one stable word: 2022-06-30T10:00 (with +08:00 if Zoned), 2022-06-30, 2022-06, 2022-H1, 2022-Q2, 2022. It is
// read again by ParseDate.
func (d Date) ISO() string {
	switch d.Precision {
	case Half:
		return fmt.Sprintf("%04d-H%d", d.Year, d.Part())
	case Quarter:
		return fmt.Sprintf("%04d-Q%d", d.Year, d.Part())
	case Minute:
		s := fmt.Sprintf("%sT%02d:%02d", d.Machine(), d.Hour, d.Minute)
		if d.Zoned {
			s += time.Time{}.In(time.FixedZone("", int(d.Offset)*60)).Format("-07:00")
		}
		return s
	}
	return d.Machine()
}

// Compare orders dates by the last day they stand for, in Chinese standard time; of two with the same last day the coarser
// one comes first, so that the order never depends on where it began.
func (d Date) Compare(e Date) int {
	if c := d.Last(Zone).Compare(e.Last(Zone)); c != 0 {
		return c
	}
	return int(d.Precision) - int(e.Precision)
}
