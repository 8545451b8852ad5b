// Package statistics turns indicators and periods into checked figures.
//
// It promises that a figure is exact (math/big.Rat, rounded half up only when shown), that every
// value stands in the words of its source, that what a source publishes agrees with what its values
// give, and that stock, flow and derived indicators are never mixed up. It reads no file and knows
// no page: [Load] takes texts, returns an immutable [Set] that is safe for use from many
// goroutines, and says everything that is wrong with the texts at its line, in Chinese.
package statistics

import (
	"math/big"
	"slices"

	"qizhi/generator/content"
	"qizhi/generator/table"
)

// IndicatorKind says how an indicator behaves over time.
type IndicatorKind uint8

// Stock is counted at a moment and never added up over periods; Flow happens within a period and
// adds up; Derived follows from a formula and is never typed in.
const (
	Stock IndicatorKind = iota + 1
	Flow
	Derived
)

// Label is the kind in the words of the definitions table: 时点数, 期间数, 推算.
func (k IndicatorKind) Label() string {
	switch k {
	case Stock:
		return "时点数"
	case Flow:
		return "期间数"
	case Derived:
		return "推算"
	}
	return ""
}

// Indicator is one measured thing, defined once in indicators.toml.
type Indicator struct {
	Name     string // "members"
	Label    string // "党员"
	Unit     string // "人"
	Kind     IndicatorKind
	Formula  string // as written
	Decimals int
	PartOf   string   // the whole it is a part of
	Note     string   // definition or caution shown with it
	Aliases  []string // other wordings of the label, for the scan of typed numbers

	mayExceed   bool          // over_100: a percentage that may lie above 100
	mayNegative bool          // negative: a derived number that may lie below 0
	nature      IndicatorKind // of a derived indicator; see Nature
	expression  *expression   // of a derived indicator whose formula is sound
}

// Nature says how the indicator behaves when compared or added up: Stock or Flow for one that is
// counted and for a derived one that only adds and subtracts such, Derived for a ratio.
func (i *Indicator) Nature() IndicatorKind {
	if i.nature != 0 {
		return i.nature
	}
	return i.Kind
}

// IsRate reports whether the indicator is a percentage, compared in 百分点.
func (i *Indicator) IsRate() bool { return i.Unit == "%" }

// Period is one period's file.
type Period struct {
	Name        string       // "2022-H1"
	Title       string       // "2022年上半年"
	AsOf        content.Date // the closing date of the stocks, where the source names one
	Source      string       // the document the values come from
	SourceURL   string       // where that document can be read: an https address or a content path; may be ""
	Note        string
	Sample      bool         // 示例: made up, marked wherever shown
	Corrections []Correction // newest first

	span    span
	figures map[string]*Figure
	sources map[string]content.Place // of the keys source and source_url
	faulty  bool                     // its file has errors, so that a figure it lacks may have been meant to be there
}

// SourcePlace is where the key source or source_url is written; the file where it is not.
func (p *Period) SourcePlace(key string) content.Place { return p.sources[key] }

// Correction says that a published value was wrong.
type Correction struct {
	Indicator *Indicator
	Date      content.Date
	Was, Now  *big.Rat
	Reason    string

	dateAt content.Place
}

// DatePlace is where the correction's date is written; the zero Place without one.
func (c Correction) DatePlace() content.Place { return c.dateAt }

// WasText and NowText are the values as the site shows them: "326人".
func (c Correction) WasText() string { return c.Indicator.text(c.Was) }

// NowText is the corrected value with its unit.
func (c Correction) NowText() string { return c.Indicator.text(c.Now) }

// PlainWas and PlainNow are the values for other programs: "326".
func (c Correction) PlainWas() string { return shortest(c.Was) }

// PlainNow is the corrected value for other programs.
func (c Correction) PlainNow() string { return shortest(c.Now) }

// Figure is one indicator in one period. How it is shown is in present.go.
type Figure struct {
	Indicator *Indicator
	Period    *Period
	Value     *big.Rat // exact; nil when the period gives none. Never changed.
	Quote     string   // the words of the source in which the value stands
	Sum       string   // for a derived figure, the sum spelled out down to typed values: "(28+6)÷40"
	Step      string   // the same, but with derived values standing for themselves: "34÷40"
	Published bool     // a derived figure that the source states as well
	Goal      *big.Rat // what the period aimed at; nil for none

	quoteAt, valueAt content.Place
}

// ValuePlace is where the value is typed in; the zero Place of a derived one.
func (f Figure) ValuePlace() content.Place { return f.valueAt }

// QuotePlace is where the quotation is written; the zero Place without one.
func (f Figure) QuotePlace() content.Place { return f.quoteAt }

// Check is one rule of indicators.toml that holds in every period.
type Check struct {
	Rule    string // "branches + joint_branches + unorganised = chambers"
	Message string // what it means, in words

	names []string // of its indicators
}

// Set is every indicator and period of a site. The zero Set has none.
type Set struct {
	Indicators []*Indicator
	Periods    []*Period // in the order of time: by their end, a shorter one first
	Checks     []Check
	Charts     []*Chart
	// Silences are what the comments of the files silence, by the path that diagnostics have. Whoever reports
	// what was found in them leaves it out (site.Silence).
	Silences map[string][]table.Silence

	byName   map[string]*Indicator
	byPeriod map[string]*Period
	labels   *labels
	faults   faults
}

// Indicator returns the indicator of that name, or nil.
func (s *Set) Indicator(name string) *Indicator { return s.byName[name] }

// Period returns the period of that name, or nil.
func (s *Set) Period(name string) *Period { return s.byPeriod[name] }

// Chart returns the chart of that id, or nil.
func (s *Set) Chart(id string) *Chart {
	for _, c := range s.Charts {
		if c.ID == id {
			return c
		}
	}
	return nil
}

// Figure returns one indicator in one period; false when either is unknown. The figure's Value is
// nil when the period does not give it.
func (s *Set) Figure(indicator, period string) (Figure, bool) {
	i, p := s.byName[indicator], s.byPeriod[period]
	if i == nil || p == nil {
		return Figure{}, false
	}
	return p.figure(i), true
}

func (p *Period) figure(i *Indicator) Figure {
	if f := p.figures[i.Name]; f != nil {
		return *f
	}
	return Figure{Indicator: i, Period: p}
}

// Breakdown returns those of parts that one rule adds up with the first, and whole; the first alone where
// there is no such rule.
func (s *Set) Breakdown(whole *Indicator, parts []*Indicator) []*Indicator {
	for _, c := range s.Checks {
		if !slices.Contains(c.names, whole.Name) || !slices.Contains(c.names, parts[0].Name) {
			continue
		}
		var out []*Indicator
		for _, i := range parts {
			if slices.Contains(c.names, i.Name) {
				out = append(out, i)
			}
		}
		return out
	}
	return []*Indicator{parts[0]}
}

// Parts returns the indicators that say they are parts of whole, in the order of indicators.toml.
func (s *Set) Parts(whole string) []*Indicator {
	var parts []*Indicator
	for _, i := range s.Indicators {
		if i.PartOf == whole && whole != "" {
			parts = append(parts, i)
		}
	}
	return parts
}
