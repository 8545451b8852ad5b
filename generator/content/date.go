package content

import "time"

// Precision says how much of a date its source gave.
type Precision uint8

// The precisions, coarse to fine. NoDate is the zero Date.
const (
	NoDate Precision = iota
	Year
	Half
	Quarter
	Month
	Day
	Minute
)

// Date is a date as coarse as its source (DESIGN: 2022-06-30, "2022-06", "2022-H1", "2022"). It is
// a plain comparable value, and a small one: every document has four, of which most are none. A minute written
// with its offset from UTC is an instant (Zoned); every other date has no zone, and the site's is applied where
// an instant is needed.
type Date struct {
	Precision Precision
	Month     int8 // first month of the period for Half and Quarter
	Year      int16
	Day       int8
	Hour      int8
	Minute    int8
	Zoned     bool
	// Offset is how many minutes east of UTC the clock of a Zoned date stands.
	Offset int16
}

// DayOf is the day of a moment, in the zone of that moment.
func DayOf(t time.Time) Date {
	return Date{Precision: Day, Year: int16(t.Year()), Month: int8(t.Month()), Day: int8(t.Day())}
}

// coarse is a date without a day. The first month counts from 1; 0 is that of a year.
func coarse(precision Precision, year, month int) Date {
	return Date{Precision: precision, Year: int16(year), Month: int8(month)}
}

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d.Precision == NoDate }

// Part is the number of the half (1, 2) or quarter (1–4); 0 for other precisions.
func (d Date) Part() int {
	switch d.Precision {
	case Half:
		return int(d.Month-1)/6 + 1
	case Quarter:
		return int(d.Month-1)/3 + 1
	}
	return 0
}

// In is the date as the clocks of a zone show it: a Zoned date keeps its instant, and every other date
// stays as it is. Call it before showing a date, with the zone of the site.
func (d Date) In(zone *time.Location) Date {
	if !d.Zoned || zone == nil {
		return d
	}
	return instant(d.Last(zone))
}

// instant is the Zoned date of a moment, in the zone of that moment.
func instant(t time.Time) Date {
	_, east := t.Zone()
	d := DayOf(t)
	d.Precision, d.Hour, d.Minute, d.Offset, d.Zoned = Minute, int8(t.Hour()), int8(t.Minute()), int16(east/60), true
	return d
}

// Last is the last day the date stands for, by which it sorts, at the given time of day for Minute
// precision, in the zone. A Zoned date gives its own instant, shown in that zone.
func (d Date) Last(zone *time.Location) time.Time {
	switch d.Precision {
	case Year:
		return time.Date(int(d.Year), 12, 31, 0, 0, 0, 0, zone)
	case Half:
		return time.Date(int(d.Year), time.Month(d.Month+6), 0, 0, 0, 0, 0, zone)
	case Quarter:
		return time.Date(int(d.Year), time.Month(d.Month+3), 0, 0, 0, 0, 0, zone)
	case Month:
		return time.Date(int(d.Year), time.Month(d.Month+1), 0, 0, 0, 0, 0, zone)
	case Day, Minute:
		if d.Zoned {
			own := time.FixedZone("", int(d.Offset)*60)
			return time.Date(int(d.Year), time.Month(d.Month), int(d.Day), int(d.Hour), int(d.Minute), 0, 0, own).In(zone)
		}
		return time.Date(int(d.Year), time.Month(d.Month), int(d.Day), int(d.Hour), int(d.Minute), 0, 0, zone)
	}
	return time.Time{}
}
