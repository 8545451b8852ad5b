package statistics

import (
	"math/big"
	"strings"
)

// Number is the value as read, without its unit: "362", "85", "12,345"; "" without a value.
// Decimals are the indicator's, rounded half up; digits are grouped from 10,000 on; below zero it
// begins with −.
func (f Figure) Number() string {
	if f.Value == nil || f.Indicator == nil {
		return ""
	}
	return f.Indicator.number(f.Value)
}

// String is the value with its unit: "362人", "85%"; "" without a value.
func (f Figure) String() string {
	if f.Value == nil || f.Indicator == nil {
		return ""
	}
	return f.Indicator.text(f.Value)
}

// Plain is the value for other programs: rounded like Number, never grouped ("12345").
func (f Figure) Plain() string {
	if f.Value == nil || f.Indicator == nil {
		return ""
	}
	return fixed(f.Value, f.Indicator.Decimals)
}

// Spelled is the value without its sign as it stands in a Sum or Step: "9601.2"; "" without a value.
func (f Figure) Spelled() string {
	if f.Value == nil {
		return ""
	}
	return shortest(new(big.Rat).Abs(f.Value))
}

// number writes a value as read; a minus is a minus sign, not a hyphen.
func (i *Indicator) number(v *big.Rat) string {
	return strings.Replace(grouped(fixed(v, i.Decimals)), "-", "−", 1)
}

func (i *Indicator) text(v *big.Rat) string { return i.number(v) + i.Unit }

// named is the indicator as a message names it: "members（党员）".
func (i *Indicator) named() string {
	if i.Label == "" || i.Label == i.Name {
		return i.Name
	}
	return i.Name + "（" + i.Label + "）"
}

// PlainGoal is the goal for other programs, like Plain; "" without a goal.
func (f Figure) PlainGoal() string {
	if f.Goal == nil || f.Indicator == nil {
		return ""
	}
	return fixed(f.Goal, f.Indicator.Decimals)
}

// GoalText is the goal with its unit: "380人"; "" without a goal.
func (f Figure) GoalText() string {
	if f.Goal == nil || f.Indicator == nil {
		return ""
	}
	return f.Indicator.text(f.Goal)
}

// Reached reports whether the value, as shown, is at least the goal.
func (f Figure) Reached() bool {
	return f.Value != nil && f.Goal != nil && rounded(f.Value, f.Indicator.Decimals).Cmp(f.Goal) >= 0
}

// Progress is the value, as shown, as a percentage of the goal ("95.3%", rounded half up to one decimal,
// but never 100% before the goal is reached, nor 0% once there is something); "" without a value or goal,
// for a rate (compare in 百分点 instead), and for a goal of nothing.
func (f Figure) Progress() string {
	if f.Value == nil || f.Goal == nil || f.Goal.Sign() == 0 || f.Indicator.IsRate() {
		return ""
	}
	part := new(big.Rat).Quo(rounded(f.Value, f.Indicator.Decimals), f.Goal)
	part.Mul(part, hundred)
	percent := rounded(part, 1)
	switch {
	case part.Cmp(hundred) < 0 && percent.Cmp(hundred) >= 0:
		return "99.9%"
	case percent.Sign() == 0 && part.Sign() > 0:
		return "不足0.1%"
	}
	return shortest(percent) + "%"
}

// Share is the value as a percentage of a whole, exactly and as it is shown: rounded half up to a whole
// percent, as a rate is, or to as many decimals as keep it from saying 100% of less, or 0% of something. ok is false where either has no value, and for a whole of nothing.
func (f Figure) Share(whole Figure) (percent *big.Rat, text string, ok bool) {
	if f.Value == nil || whole.Value == nil || whole.Value.Sign() == 0 {
		return nil, "", false
	}
	percent = new(big.Rat).Quo(f.Value, whole.Value)
	percent.Mul(percent, hundred)
	return percent, fixed(percent, decimalsSaying(percent, 0)) + "%", true
}
