package statistics

import (
	"fmt"
	"time"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// closingSlack is how many days a closing day may lie before or after the last day of its period: a report of
// the half-year counts some days early or late, but not a month.
const closingSlack = 31

// readClosing reads as_of. A day too far from the end of the period is refused, and is then no day: it would be
// published as 截至…, and would keep the stocks from being held against those of other periods.
func readClosing(f *periodFile) content.Date {
	d := readDate(f.table, "as_of")
	if d.IsZero() {
		return d
	}
	end := f.End()
	days := int(dayOf(d).Sub(dayOf(end)).Hours() / 24)
	if -closingSlack <= days && days <= closingSlack {
		return d
	}
	v, _ := f.table.Get("as_of")
	f.table.Report(v, diag.Error, "statistics/as-of", fmt.Sprintf("as_of 是%s，与%s的最后一天%s相差超过 %d 天", d, f.Title, end, closingSlack),
		fmt.Sprintf("写统计截止的那一天，例如 as_of = %s；来源没有写明的，删去这一行", end.Machine()))
	return content.Date{}
}

// dayOf is the last day that a date stands for, as a number of days may be taken from it.
func dayOf(d content.Date) time.Time {
	last := d.Last(content.Zone)
	return time.Date(last.Year(), last.Month(), last.Day(), 0, 0, 0, 0, time.UTC)
}

// otherDays reports whether both files name the day of their stocks, and name different ones. One that names
// none is counted on its period's last day, and a day named in one file alone is no reason to keep silent.
func otherDays(a, b *periodFile) bool {
	return !a.AsOf.IsZero() && !b.AsOf.IsZero() && !dayOf(a.AsOf).Equal(dayOf(b.AsOf))
}
