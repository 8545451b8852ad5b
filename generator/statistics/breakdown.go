package statistics

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"qizhi/generator/diag"
)

// verifyBreakdowns: parts that nearly make up their whole, and do not, are most likely a slip: 40+81 of
// 120. Parts that are far from it are a breakdown of some, and a [[check]] that holds a part to the
// whole says what they are.
func (l *loader) verifyBreakdowns(f *periodFile) {
	for _, whole := range l.set.Indicators {
		all := f.figure(whole)
		if all.Value == nil || all.Value.Sign() <= 0 {
			continue
		}
		sum, texts, names := new(big.Rat), []string(nil), []string(nil)
		for _, i := range l.set.Parts(whole.Name) {
			part := f.figure(i)
			if part.Value == nil || i.Kind == Derived || i.Unit != whole.Unit || i.Nature() != whole.Nature() || l.checked(i, whole) {
				continue
			}
			sum.Add(sum, part.Value)
			texts, names = append(texts, i.Label+" "+shortest(part.Value)), append(names, i.Name)
		}
		if len(names) < 2 || !nearly(sum, all.Value) {
			continue
		}
		at, length := l.culprit(f, append(slices.Clone(names), whole.Name))
		f.table.ReportAt(at, length, diag.Warning, "statistics/breakdown",
			fmt.Sprintf("%s合起来是 %s，与整体%s %s 只差一点", strings.Join(texts, "、"), shortest(sum)+whole.Unit, whole.Label, all),
			fmt.Sprintf("核对各个数；本来就不相等的，在 indicators.toml 写一条 [[check]]，例如 rule = \"%s < %s\"", strings.Join(names, " + "), whole.Name))
	}
}

// checked reports whether some rule names the part together with its whole.
func (l *loader) checked(part, whole *Indicator) bool {
	return slices.ContainsFunc(l.checks, func(c *check) bool {
		return slices.Contains(c.names, part.Name) && slices.Contains(c.names, whole.Name)
	})
}

// nearly: not the whole, nor twice or three times it (several breakdowns of one whole), but within a
// fiftieth of the whole, or one.
func nearly(sum, whole *big.Rat) bool {
	slip := new(big.Rat).Mul(whole, big.NewRat(1, 50))
	if slip.Cmp(one) < 0 {
		slip = one
	}
	for times := int64(1); times <= 3; times++ {
		apart := new(big.Rat).Sub(sum, new(big.Rat).Mul(whole, big.NewRat(times, 1)))
		if apart.Sign() == 0 {
			return false
		}
		if apart.Abs(apart).Cmp(slip) <= 0 {
			return true
		}
	}
	return false
}
