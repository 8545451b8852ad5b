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
// a plain comparable value. A minute written with its offset from UTC is an instant (Zoned); every
// other date has no zone, and the site's is applied where an instant is needed.
type Date struct {
	Precision Precision
	Year      int
	Month     int // first month of the period for Half and Quarter
	Day       int
	Hour      int
	Minute    int
	// Offset is how many minutes east of UTC the clock of a Zoned date stands.
	Offset int
	Zoned  bool
}

// IsZero reports whether no date was given.
func (d Date) IsZero() bool { return d.Precision == NoDate }

// Part is the number of the half (1, 2) or quarter (1–4); 0 for other precisions.
func (d Date) Part() int {
	switch d.Precision {
	case Half:
		return (d.Month-1)/6 + 1
	case Quarter:
		return (d.Month-1)/3 + 1
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
	return Date{Minute, t.Year(), int(t.Month()), t.Day(), t.Hour(), t.Minute(), east / 60, true}
}

// Last is the last day the date stands for, by which it sorts, at the given time of day for Minute
// precision, in the zone. A Zoned date gives its own instant, shown in that zone.
func (d Date) Last(zone *time.Location) time.Time {
	switch d.Precision {
	case Year:
		return time.Date(d.Year, 12, 31, 0, 0, 0, 0, zone)
	case Half:
		return time.Date(d.Year, time.Month(d.Month+6), 0, 0, 0, 0, 0, zone)
	case Quarter:
		return time.Date(d.Year, time.Month(d.Month+3), 0, 0, 0, 0, 0, zone)
	case Month:
		return time.Date(d.Year, time.Month(d.Month+1), 0, 0, 0, 0, 0, zone)
	case Day, Minute:
		if d.Zoned {
			own := time.FixedZone("", d.Offset*60)
			return time.Date(d.Year, time.Month(d.Month), d.Day, d.Hour, d.Minute, 0, 0, own).In(zone)
		}
		return time.Date(d.Year, time.Month(d.Month), d.Day, d.Hour, d.Minute, 0, 0, zone)
	}
	return time.Time{}
}
