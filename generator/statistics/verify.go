package statistics

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// verify holds a period against itself: nothing is missing, what the source publishes agrees, every
// value stands in its quotation, every check holds, no derived value is absurd, no part exceeds its whole. The
// cause is told first, and what only follows from it is left out.
func (l *loader) verify(f *periodFile) {
	l.verifyMissing(f)
	l.verifyQuotes(f)
	l.verifyDivisions(f)
	l.verifyPublished(f)
	for _, c := range l.checks {
		l.verifyCheck(f, c)
	}
	l.verifyDerived(f)
	l.verifyParts(f)
	l.verifyBreakdowns(f)
	l.verifyCorrections(f)
}

// verifyMissing: every counted indicator has a value in every period, unless the period says that
// its source gives none or the indicator is optional.
func (l *loader) verifyMissing(f *periodFile) {
	l.verifyNotGiven(f)
	meant := l.misspelt(f.valuesTable)
	var names, labels []string
	for _, i := range l.set.Indicators {
		counted := i.Kind == Stock || i.Kind == Flow
		if !counted || l.definitions[i.Name].optional || slices.Contains(f.notGiven, i.Name) || f.isWritten(i.Name) || meant[i.Name] {
			continue
		}
		names, labels = append(names, i.Name), append(labels, i.named())
	}
	if len(names) == 0 {
		return
	}
	at, length := f.valuesPlace()
	f.table.ReportAt(at, max(length, 1), diag.Error, "statistics/missing-value", f.Title+"缺这些指标的值："+strings.Join(labels, "、"),
		fmt.Sprintf("在 [values] 下面补上 %s = …；来源没有给出的，在文件开头写 not_given = [%s]", names[0], quotedList(names)))
}

func quotedList(names []string) string { return `"` + strings.Join(names, `", "`) + `"` }

// isWritten reports whether the period writes a value, be it a good one or one already refused.
func (f *periodFile) isWritten(name string) bool {
	return f.valuesTable != nil && f.valuesTable.Has(name) || f.publishedTable != nil && f.publishedTable.Has(name) || f.table.Has(name)
}

// misspelt are the indicators that names of a section which no indicator has, told already, were most
// likely meant to be. section is nil when there is none.
func (l *loader) misspelt(section *table.Table) map[string]bool {
	meant := map[string]bool{}
	if section == nil || l.unknown > manyUnknown {
		return meant
	}
	for _, key := range section.Keys() {
		if l.set.byName[key] == nil {
			meant[l.set.nearestName(key)] = true
		}
	}
	return meant
}

func (l *loader) verifyNotGiven(f *periodFile) {
	for _, v := range listOf(f.table, "not_given") {
		name := v.Data.(string)
		i := l.knownIndicator(f.table, name, v.At, v.Len)
		if i != nil && f.isWritten(name) {
			f.table.Report(v, diag.Error, "statistics/not-given", i.named()+"写在 not_given 里，却又有值", "有值的，从 not_given 里删去")
		}
	}
}

// verifyPublished: a derived figure that the source states is what its values give.
func (l *loader) verifyPublished(f *periodFile) {
	for _, i := range l.set.Indicators {
		w, ok := f.published[i.Name]
		if !ok || i.expression == nil {
			continue
		}
		figure := f.figure(i)
		names := i.expression.names
		if figure.Value == nil {
			if lacking := f.lacking(l.typedNames(names)); lacking != "" {
				f.table.Report(w.value, diag.Error, "statistics/missing-value", "算不出 "+i.named()+"：缺 "+lacking, "在 [values] 下面补上")
			}
			continue
		}
		if rounded(figure.Value, i.Decimals).Cmp(w.number) != 0 && !l.doubted(f, names) {
			message := fmt.Sprintf("%s写的是 %s，应为 %s：%s", i.named(), shortest(w.number)+i.Unit, figure.String(), figure.Sum)
			hint := fmt.Sprintf("%s；都对的，改成 %s = %s", l.toVerify(f, names), i.Name, figure.Plain())
			if places := decimalsOf(w.number); places > i.Decimals && rounded(figure.Value, places).Cmp(w.number) == 0 {
				message = fmt.Sprintf("%s写的是 %s，本站却只取到 %s：%s", i.named(), shortest(w.number)+i.Unit, figure.String(), figure.Sum)
				hint = fmt.Sprintf("数没有错：在 indicators.toml 的 [%s] 下面写 decimals = %d，保留 %d 位小数", i.Name, places, places)
			}
			f.table.Report(w.value, diag.Error, "statistics/published", message, hint)
		}
	}
}

// lacking lists the names without a value.
func (f *periodFile) lacking(names []string) string {
	var none []string
	for _, name := range names {
		if figure := f.figures[name]; figure.Value == nil && figure.Indicator.Kind != Derived { // a refused formula has been told
			none = append(none, name)
		}
	}
	return strings.Join(none, "、")
}

// relations are what the signs of a check demand, in words and of a comparison.
var relations = map[rune]struct {
	words string
	holds func(order int) bool
}{
	'=': {"应等于", func(o int) bool { return o == 0 }},
	'≠': {"不应等于", func(o int) bool { return o != 0 }},
	'<': {"应小于", func(o int) bool { return o < 0 }},
	'≤': {"应不大于", func(o int) bool { return o <= 0 }},
	'>': {"应大于", func(o int) bool { return o > 0 }},
	'≥': {"应不小于", func(o int) bool { return o >= 0 }},
}

// verifyCheck reports a check that a period fails, with both sides spelled out. A period that lacks
// a value the check needs is not judged: the missing value is told of its own.
func (l *loader) verifyCheck(f *periodFile, c *check) {
	w := f.working
	left, failed := c.rule.left.root.evaluate(w.value)
	if failed != nil {
		l.checkFailure(f, c, failed)
		return
	}
	right, failed := c.rule.right.root.evaluate(w.value)
	if failed != nil {
		l.checkFailure(f, c, failed)
		return
	}
	relation := relations[c.rule.sign]
	if relation.holds(left.Cmp(right)) {
		return
	}
	names := c.rule.right.root.allNames(slices.Clone(c.rule.left.names))
	if l.doubted(f, names) {
		return
	}
	f.broken = append(f.broken, l.typedNames(names))
	at, length := l.culprit(f, names)
	message := fmt.Sprintf("%s，%s %s", w.side(c.rule.left.root, left), relation.words, w.side(c.rule.right.root, right))
	if c.Message != "" {
		message = c.Message + "：" + message
	}
	f.table.ReportAt(at, length, diag.Error, "statistics/check", message, fmt.Sprintf("%s；规则是 %s", l.toVerify(f, names), c.Rule))
}

func (l *loader) checkFailure(f *periodFile, c *check, failed *failure) {
	if failed.zero == nil && !failed.huge {
		return
	}
	what := "算出的数太大"
	if failed.zero != nil {
		what = "除以零"
	}
	c.table.Report(c.at, diag.Error, "statistics/check", "规则在"+f.Title+what, "改规则，或核对这一期的值")
}

// side spells one side of a check with its result: "28+6+5=39".
func (w *working) side(t *term, value *big.Rat) string {
	sum, result := t.spell(w.expanded).text, shortest(value)
	if len(sum) > maxSum {
		sum = t.spell(w.plain).text
	}
	if sum != result {
		sum += "=" + result
	}
	if t.op == 'x' {
		sum += "（" + w.set.byName[t.name].Label + "）"
	}
	return sum
}

// verifyParts: a part is never more than its whole.
func (l *loader) verifyParts(f *periodFile) {
	for _, i := range l.set.Indicators {
		whole := l.set.byName[i.PartOf]
		if whole == nil {
			continue
		}
		part, all := f.figure(i), f.figure(whole)
		names := []string{i.Name, whole.Name}
		if part.Value == nil || all.Value == nil || part.Value.Cmp(all.Value) <= 0 || l.follows(f, names) {
			continue
		}
		at, length := l.culprit(f, names)
		f.table.ReportAt(at, length, diag.Error, "statistics/part-of", fmt.Sprintf("%s %s，多于整体%s %s", i.Label, part, whole.Label, all), l.toVerify(f, names))
	}
}
