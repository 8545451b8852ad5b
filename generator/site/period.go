package site

import (
	"errors"
	"slices"

	"qizhi/generator/content"
	"qizhi/generator/diag"
	"qizhi/generator/statistics"
	"qizhi/generator/table"
)

// periodKey names the figures of a page. A kind that has a field of that name speaks of a time of its own by it: a
// plan is for the second half-year. Its page shows that time, and quotes the figures that were known before it began.
const periodKey = "period"

// ownPeriod is the time that a page of a kind with a period of its own is for; the zero date for none.
func ownPeriod(l *leaf) content.Date {
	if l.Kind.Field(periodKey) == nil {
		return content.Date{}
	}
	own, err := content.ParseDate(l.doc.Front.Period, nil)
	if err != nil {
		return content.Date{}
	}
	return own
}

// figuresOf is the statistics period whose figures a page quotes: the one that it names, else the latest that had
// ended by its date. A plan without a date was made the day before the time it is for, so that the figures of that
// time, once they are known, do not rewrite it.
func (r *resolver) figuresOf(l *leaf) string {
	front := &l.doc.Front
	if l.Kind.Field(periodKey) == nil && front.Period != "" {
		return r.namedPeriod(l.doc)
	}
	by := front.Date
	if own := ownPeriod(l); by.IsZero() && !own.IsZero() {
		by = content.DayOf(firstDay(own, r.config.Zone).AddDate(0, 0, -1))
	}
	return r.periodBy(l.doc, by)
}

// namedPeriod is the statistics period that a document names; one that does not exist is told at its line, even
// where no figure needs it yet.
func (r *resolver) namedPeriod(doc *content.Document) string {
	name, set := doc.Front.Period, r.in.Statistics
	if name == "" || len(set.Periods) == 0 || len(set.Indicators) == 0 || set.Period(name) != nil {
		return name
	}
	var wrong *statistics.RefError
	if _, err := set.Quote(set.Indicators[0].Name, name); errors.As(err, &wrong) && !wrong.Follows {
		r.report(doc, periodKey, diag.Warning, "statistics/period", wrong.Message+"统计", wrong.Hint)
	}
	return name
}

// fieldOf is what a document writes for a field; ok is false where it writes nothing. The common key period is a
// field of the kinds that have one.
func fieldOf(doc *content.Document, name string) (f content.Field, ok bool) {
	if at := slices.IndexFunc(doc.Front.Fields, func(f content.Field) bool { return f.Key == name }); at >= 0 {
		return doc.Front.Fields[at], true
	}
	if place, written := doc.Front.Places.Of(name); written && name == periodKey {
		return content.Field{Key: name, Value: table.Value{Data: doc.Front.Period}, Place: place, At: place}, true
	}
	return f, false
}

// byPeriod is the order of pages that are for a time: the latest time first, of two that end together the longer
// one; those that name none come last.
func byPeriod(a, b *leaf) int {
	x, y := a.dateIn(periodKey), b.dateIn(periodKey)
	if c := y.Last(content.Zone).Compare(x.Last(content.Zone)); c != 0 {
		return c
	}
	return int(x.Precision) - int(y.Precision)
}

// dateIn is the date in a field of the page; the zero date for none.
func (p *Page) dateIn(name string) content.Date {
	for i := range p.Fields {
		if p.Fields[i].Field.Name == name {
			return p.Fields[i].Date
		}
	}
	return content.Date{}
}
