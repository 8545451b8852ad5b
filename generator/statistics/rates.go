package statistics

import (
	"fmt"
	"slices"

	"qizhi/generator/diag"
)

// percentage: 80% is 0.8, but an indicator in % counts 80; the two must not meet. And a rate that is
// a quotient needs its factor of 100.
func (s *sumLint) percentage(rate bool, sides ...*term) {
	var names []string
	for _, t := range sides {
		names = t.allNames(names)
	}
	ofRates := slices.ContainsFunc(names, func(name string) bool { return s.set.byName[name].IsRate() })
	for _, t := range sides {
		if leaf := t.findPercent(); leaf != nil && (rate || ofRates) {
			s.report(leaf, diag.Error, "statistics/percent", "百分数用在以 % 为单位的指标上，会差一百倍", "85% 的指标值就是 85：去掉百分号；公式里写 * 100")
		}
	}
	if t := sides[0]; rate && !ofRates && (t.op == '/' || t.op == '*') && withoutHundred(t) == nil && t.findPercent() == nil {
		s.report(t, diag.Error, "statistics/percent", "单位是 %，公式却没有乘以 100", "在公式末尾写 * 100")
	}
}

// findPercent returns the first number with a percent sign.
func (t *term) findPercent() *term {
	if t == nil || t.percent {
		return t
	}
	if found := t.left.findPercent(); found != nil {
		return found
	}
	return t.right.findPercent()
}

// rate: a percentage has its numerator inside its denominator; a number without a stated
// denominator has no rate.
func (s *sumLint) rate(t *term) {
	if t.op != '/' || t.right.op != 'x' || s.told {
		return
	}
	whole := s.set.byName[t.right.name]
	var outside []*Indicator
	for _, name := range t.left.allNames(nil) {
		i := s.set.byName[name]
		if i.Kind == Derived && i.expression == nil { // refused: what it is made of is not known
			return
		}
		if !s.set.within(i, whole) {
			outside = append(outside, i)
		}
	}
	if len(outside) == 0 {
		return
	}
	severity := diag.Error
	if s.stated && outside[0].Unit == whole.Unit {
		severity = diag.Warning
	}
	s.report(t.right, severity, "statistics/part-of", fmt.Sprintf("%s没有写明是 %s的一部分，不能算成百分率", listed(outside), whole.named()),
		fmt.Sprintf("来源说明了的，在 [%s] 写 part_of = %q；没有说明的，不算", outside[0].Name, whole.Name))
}
