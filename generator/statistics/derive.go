package statistics

import (
	"fmt"
	"math/big"
	"slices"

	"qizhi/generator/diag"
)

// derive makes the period's figures: the typed ones, then every derived one from its formula.
func (l *loader) derive(f *periodFile) {
	for _, i := range l.set.Indicators {
		figure := &Figure{Indicator: i, Period: f.Period}
		if w, ok := f.values[i.Name]; ok {
			figure.Value = w.number
			figure.valueAt = placeOf(f.valuesTable, w.value)
		}
		if w, ok := f.goals[i.Name]; ok {
			figure.Goal = w.number
		}
		if v, ok := f.quotes[i.Name]; ok {
			figure.Quote, _ = v.Data.(string)
			figure.quoteAt = placeOf(f.quotesTable, v)
		}
		_, figure.Published = f.published[i.Name]
		f.figures[i.Name] = figure
	}
	f.working = &working{loader: l, file: f, sums: map[string]spelled{}, done: map[string]bool{}}
	for _, i := range l.set.Indicators {
		f.working.value(i.Name)
	}
}

// working is one period while its formulas are worked out; each is worked out once.
type working struct {
	*loader
	file   *periodFile
	sums   map[string]spelled // the whole sum of a derived figure, for the sums that use it
	done   map[string]bool
	failed []failedFormula
}

// failedFormula is a formula without a value, and why.
type failedFormula struct {
	of  *Indicator
	why *failure
}

// value is the exact value of an indicator in the period; nil when there is none.
func (w *working) value(name string) *big.Rat {
	figure := w.file.figures[name]
	if figure == nil {
		return nil
	}
	e := figure.Indicator.expression
	if e == nil || w.done[name] || slices.Contains(w.file.notGiven, name) {
		return figure.Value
	}
	w.done[name] = true
	value, failed := e.root.evaluate(w.value)
	if failed != nil {
		w.failed = append(w.failed, failedFormula{figure.Indicator, failed})
		return nil
	}
	figure.Value = value
	w.spellOut(figure, e)
	w.bound(figure)
	return figure.Value
}

// spellOut writes the figure's sums.
func (w *working) spellOut(figure *Figure, e *expression) {
	w.sums[figure.Indicator.Name] = e.root.spell(w.expanded)
	visible := shown(e.root, figure.Indicator.Unit)
	figure.Step = visible.spell(w.plain).text
	figure.Sum = visible.spell(w.expanded).text
	if len(figure.Sum) > maxSum {
		figure.Sum = figure.Step
	}
}

// plain spells a name as its value.
func (w *working) plain(name string) spelled {
	v := w.value(name)
	if v == nil {
		return spelled{"?", 3}
	}
	return spellNumber(v)
}

// expanded spells a derived name as its own sum, as long as that stays readable.
func (w *working) expanded(name string) spelled {
	v := w.value(name)
	if s, ok := w.sums[name]; ok && v != nil && len(s.text) <= maxSum {
		return s
	}
	return w.plain(name)
}

// verifyDivisions: every formula whose values are there has a value.
func (l *loader) verifyDivisions(f *periodFile) {
	for _, failed := range f.working.failed {
		if !l.doubted(f, failed.of.expression.names) {
			f.working.reportFailure(failed.of, failed.why)
		}
	}
}

// reportFailure says why a formula has no value in this period. A missing value is told elsewhere,
// once, for all formulas that wait for it.
func (w *working) reportFailure(i *Indicator, failed *failure) {
	d := w.definitions[i.Name]
	sum := shown(i.expression.root, i.Unit).spell(w.plain).text
	switch {
	case failed.zero != nil:
		at, length := w.culprit(w.file, failed.zero.allNames(nil))
		w.file.table.ReportAt(at, length, diag.Error, "statistics/division-by-zero", fmt.Sprintf("%s除以零：%s", i.named(), sum),
			fmt.Sprintf("%s；除数在这一期确实是零的，写 not_given = [%q]", w.toVerify(w.file, failed.zero.allNames(nil)), i.Name))
	case failed.huge:
		d.table.Report(d.formula(), diag.Error, "statistics/too-large", fmt.Sprintf("%s在%s算出的数太大", i.named(), w.file.Title), "核对公式")
	}
}

// bound takes a derived value away that is beyond all use, so that nothing is worked out from it.
func (w *working) bound(figure *Figure) {
	i := figure.Indicator
	if new(big.Rat).Abs(figure.Value).Cmp(largest) <= 0 {
		return
	}
	figure.Value = nil
	at, length := w.culprit(w.file, i.expression.names)
	w.file.table.ReportAt(at, length, diag.Error, "statistics/too-large", i.named()+"算出的数超出范围："+figure.Step, w.toVerify(w.file, i.expression.names))
}

// verifyDerived: no derived value is one that cannot be. What follows from a check that fails is not told again.
func (l *loader) verifyDerived(f *periodFile) {
	for _, i := range l.set.Indicators {
		figure := f.figures[i.Name]
		if i.expression != nil && figure.Value != nil && !slices.Contains(f.notGiven, i.Name) && !l.follows(f, i.expression.names) {
			f.working.judge(figure)
		}
	}
}

// judge refuses a derived value that cannot be.
func (w *working) judge(figure *Figure) {
	i := figure.Indicator
	var rule, message, key string
	switch shownValue := rounded(figure.Value, i.Decimals); {
	case shownValue.Sign() < 0 && !i.mayNegative:
		rule, message, key = "statistics/negative", "不能是负数", "negative"
	case i.IsRate() && figure.Value.Cmp(hundred) > 0 && !i.mayExceed:
		rule, message, key = "statistics/over-100", "不能超过 100%", "over_100"
	default:
		return
	}
	hint := w.toVerify(w.file, i.expression.names) + wayOut(i, key)
	at, length := w.culprit(w.file, i.expression.names)
	w.file.table.ReportAt(at, length, diag.Error, rule, fmt.Sprintf("%s%s：%s=%s", i.named(), message, figure.Sum, figure.beyond()), hint)
}

// beyond is a refused value with as many decimals as show what is wrong with it: 100.4%, where rounding
// would say that 100% is more than 100%.
func (f Figure) beyond() string {
	i := f.Indicator
	if !i.IsRate() || rounded(f.Value, i.Decimals).Cmp(hundred) != 0 {
		return f.String()
	}
	if exact := shortest(f.Value); exact != "100" {
		return exact + i.Unit
	}
	return "略多于100%"
}
