package statistics

import (
	"fmt"
	"math/big"

	"qizhi/generator/diag"
)

// decimalsSaying are as many decimals, no fewer than are given, as keep a percentage that is not quite 100 from
// reading 100%, and one above nothing from reading 0%.
func decimalsSaying(percent *big.Rat, decimals int) int {
	for n := decimals; n < maxDecimals; n++ {
		if shown := rounded(percent, n); shown.Cmp(percent) == 0 || shown.Cmp(hundred) != 0 && shown.Sign() != 0 {
			return n
		}
	}
	return maxDecimals
}

// verifyRounded warns of a rate that is published as 100% or 0% and is neither, once for each indicator, at its
// definition. What the source itself publishes so is not doubted.
func (l *loader) verifyRounded() {
	for _, i := range l.set.Indicators {
		if i.expression == nil || !i.IsRate() {
			continue
		}
		for _, f := range l.files {
			if _, stated := f.published[i.Name]; stated || f.faulty {
				continue
			}
			if figure := f.figure(i); figure.Value != nil && decimalsSaying(figure.Value, i.Decimals) > i.Decimals {
				l.reportRounded(figure)
				break
			}
		}
	}
}

func (l *loader) reportRounded(figure Figure) {
	i := figure.Indicator
	d, places := l.definitions[i.Name], decimalsSaying(figure.Value, i.Decimals)
	what := "不足百分之百的写成了 "
	switch {
	case figure.Value.Cmp(hundred) > 0:
		what = "超过百分之百的写成了 "
	case rounded(figure.Value, i.Decimals).Sign() == 0:
		what = "不是零的写成了 "
	}
	message := fmt.Sprintf("%s在%s是 %s%%，%s%s", i.named(), figure.Period.Title, fixed(figure.Value, places), what, figure)
	hint := fmt.Sprintf("在 [%s] 写 decimals = %d", i.Name, places)
	if v, ok := d.table.Get("decimals"); ok {
		d.table.Report(v, diag.Warning, "statistics/rounded", message, hint)
		return
	}
	d.table.ReportAt(d.table.At, len(i.Name)+2, diag.Warning, "statistics/rounded", message, hint)
}

// Saying is a rate as a picture says it that shows how much of 100 is reached: with a decimal more where it would
// read 100% before all is reached, or 0% once there is something; as the source says it, where that states it.
func (f Figure) Saying() string {
	if f.Value == nil || f.Published || !f.Indicator.IsRate() {
		return f.String()
	}
	exact := *f.Indicator
	exact.Decimals = decimalsSaying(f.Value, exact.Decimals)
	return exact.text(f.Value)
}
