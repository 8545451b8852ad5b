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
// a plain comparable value without a zone: the site's zone is applied where an instant is needed.
type Date struct {
	Precision Precision
	Year      int
	Month     int // first month of the period for Half and Quarter
	Day       int
	Hour      int
	Minute    int
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

// Last is the last day the date stands for, by which it sorts, at the given time of day for Minute
// precision, in the zone.
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
		return time.Date(d.Year, time.Month(d.Month), d.Day, d.Hour, d.Minute, 0, 0, zone)
	}
	return time.Time{}
}
