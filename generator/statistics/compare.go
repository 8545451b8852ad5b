package statistics

import (
	"fmt"
	"math/big"
)

// Change is the way from one figure to a later one of the same indicator. It is worked out from the
// values as shown, so that a reader who does the sum arrives at the same.
type Change struct {
	From, To   Figure
	Difference *big.Rat
	Percent    *big.Rat // of From; nil for a rate, and where From is 0
}

// Compare sets a figure beside an earlier one. A stock and a rate are compared by their difference
// whatever the lengths of the periods; a flow only with a flow of equal length. The error says in
// Chinese why two figures cannot be compared.
func Compare(f, previous Figure) (Change, error) {
	switch {
	case f.Indicator == nil || f.Indicator != previous.Indicator:
		return Change{}, fmt.Errorf("不是同一个指标，不能比较")
	case f.Value == nil || previous.Value == nil:
		return Change{}, fmt.Errorf("%s 有一期没有数据，不能比较", f.Indicator.Label)
	case f.Indicator.Nature() == Flow && f.Period.Months() != previous.Period.Months():
		return Change{}, fmt.Errorf("%s是期间数，%s与%s长短不同，不能比较", f.Indicator.Label, f.Period.Title, previous.Period.Title)
	}
	to, from := rounded(f.Value, f.Indicator.Decimals), rounded(previous.Value, f.Indicator.Decimals)
	c := Change{From: previous, To: f, Difference: new(big.Rat).Sub(to, from)}
	if !f.Indicator.IsRate() && from.Sign() > 0 {
		c.Percent = new(big.Rat).Quo(c.Difference, from)
		c.Percent.Mul(c.Percent, hundred)
	}
	return c, nil
}

// Text is the change in words: "+3人（+0.8%）", "−2个百分点", "持平".
func (c Change) Text() string {
	if c.Difference == nil {
		return ""
	}
	if c.Difference.Sign() == 0 {
		return "持平"
	}
	number := signed(c.Difference, grouped(fixed(new(big.Rat).Abs(c.Difference), c.To.Indicator.Decimals)))
	if c.To.Indicator.IsRate() {
		return number + "个百分点"
	}
	text := number + c.To.Indicator.Unit
	if percent := c.PercentText(); percent != "" {
		text += "（" + percent + "）"
	}
	return text
}

// PercentText is the percentage, rounded half up to one decimal: "+0.8%"; "" without one, and
// for a change so small that it would be 0%.
func (c Change) PercentText() string {
	if c.Percent == nil {
		return ""
	}
	percent := rounded(new(big.Rat).Abs(c.Percent), 1)
	if percent.Sign() == 0 && c.Percent.Sign() != 0 {
		return ""
	}
	return signed(c.Percent, shortest(percent)) + "%"
}

// Sample reports whether either side is made up (示例).
func (c Change) Sample() bool {
	return c.From.Period != nil && c.From.Period.Sample || c.To.Period != nil && c.To.Period.Sample
}

func signed(v *big.Rat, magnitude string) string {
	switch v.Sign() {
	case 1:
		return "+" + magnitude
	case -1:
		return "−" + magnitude
	}
	return magnitude
}

// Changes compares a figure with the period of equal length before it and with the same period a
// year before; nil where the site has none, or where there is nothing to compare. For a whole year the
// two are one, and yearBefore is nil.
func (s *Set) Changes(f Figure) (before, yearBefore *Change) {
	if f.Period == nil || f.Indicator == nil {
		return nil, nil
	}
	return f.Since(s.Before(f.Period)), f.Since(s.YearBefore(f.Period))
}

// Since compares the figure with its indicator in another period; nil where there is nothing to compare.
func (f Figure) Since(p *Period) *Change {
	if p == nil {
		return nil
	}
	c, err := Compare(f, p.figure(f.Indicator))
	if err != nil {
		return nil
	}
	return &c
}

// Total adds an indicator up over periods. Only a flow adds up: a stock or a ratio, a missing value
// and overlapping periods are refused, with the reason in Chinese.
func (s *Set) Total(indicator string, periods []string) (*big.Rat, error) {
	i := s.Indicator(indicator)
	if i == nil {
		return nil, s.unknownIndicator(indicator)
	}
	if i.Nature() != Flow {
		return nil, fmt.Errorf("%s是%s，各期不能相加", i.Label, i.Nature().Label())
	}
	total := new(big.Rat)
	var added []*Period
	for _, name := range periods {
		p := s.Period(name)
		if p == nil {
			return nil, s.unknownPeriod(name)
		}
		for _, q := range added {
			if p.span.overlaps(q.span) {
				return nil, fmt.Errorf("%s与%s有重叠，相加会重复计算", q.Title, p.Title)
			}
		}
		f := p.figure(i)
		if f.Value == nil {
			return nil, fmt.Errorf("%s没有给出%s，不能合计", p.Title, i.Label)
		}
		added = append(added, p)
		total.Add(total, f.Value)
	}
	return total, nil
}
