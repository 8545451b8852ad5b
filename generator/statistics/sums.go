package statistics

import (
	"fmt"
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// lintSums holds every formula and check against what may be added and compared (DESIGN,
// "Statistics"): only parts of one whole are summed, stock and flow never meet, units agree, a rate
// is a part of the whole it is divided by.
func (l *loader) lintSums() {
	for _, i := range l.set.Indicators {
		if i.expression == nil {
			continue
		}
		d := l.definitions[i.Name]
		s := &sumLint{loader: l, table: d.table, at: d.formula(), stated: l.statedBySource(i)}
		s.walk(i.expression.root, nil)
		s.percentage(i.IsRate(), i.expression.root)
		if i.IsRate() && !i.mayExceed {
			s.rate(shown(i.expression.root, i.Unit))
		}
	}
	for _, c := range l.checks {
		s := &sumLint{loader: l, table: c.table, at: c.at}
		s.walk(c.rule.left.root, c.rule.right.root)
		s.walk(c.rule.right.root, c.rule.left.root)
		s.percentage(false, c.rule.left.root, c.rule.right.root)
		s.together(c.rule.left.root, c.rule.right.root, c.rule.at)
	}
}

// statedBySource reports whether some period's source publishes the figure itself.
func (l *loader) statedBySource(i *Indicator) bool {
	return slices.ContainsFunc(l.files, func(f *periodFile) bool { _, ok := f.published[i.Name]; return ok })
}

// sumLint walks one expression.
type sumLint struct {
	*loader
	table *table.Table
	at    table.Value
	// stated says that the source publishes the figure: it then vouches for the whole, and a
	// missing part_of is only a warning.
	stated bool
	told   bool // a missing part_of was told; once is enough for a formula
}

func (s *sumLint) report(t *term, severity diag.Severity, rule, message, hint string) {
	at, length := inside(s.at, t.at, t.len)
	s.table.ReportAt(at, length, severity, rule, message, hint)
}

// walk judges every sum under t. whole is the term that t is divided by or compared with.
func (s *sumLint) walk(t, whole *term) {
	switch t.op {
	case '+', '-':
		plus, minus := members(t, nil, nil)
		s.sum(t, plus, minus, whole)
		for _, m := range append(plus, minus...) {
			s.walk(m, nil)
		}
	case '*', '/':
		right := whole
		if t.op == '/' {
			right = t.right
		}
		s.walk(t.left, right)
		s.walk(t.right, nil)
	case '~':
		s.walk(t.left, nil)
	}
}

// members takes a chain of + and − apart.
func members(t *term, plus, minus []*term) (p, m []*term) {
	switch t.op {
	case '+':
		plus, minus = members(t.left, plus, minus)
		return members(t.right, plus, minus)
	case '-':
		plus, minus = members(t.left, plus, minus)
		minus, plus = members(t.right, minus, plus)
		return plus, minus
	}
	return append(plus, t), minus
}

// sum judges the members of one sum.
func (s *sumLint) sum(t *term, plus, minus []*term, whole *term) {
	all := slices.Concat(plus, minus)
	for _, m := range all[1:] {
		if !s.together(all[0], m, t.at) {
			return
		}
	}
	added := s.indicators(plus)
	if twice := s.set.twice(added); twice != "" {
		s.report(t, diag.Error, "statistics/sum", twice+"在这个和里算了两次", "一个数只加一次")
		return
	}
	if len(added) > 1 {
		s.partsOfOne(t, added, whole)
	}
	for _, m := range s.indicators(minus) {
		if len(added) > 0 && m.Nature() == Stock && !s.set.related(added[0], m) {
			s.report(t, diag.Warning, "statistics/sum", fmt.Sprintf("%s减%s，却没有说明谁包含谁", added[0].named(), m.named()), fmt.Sprintf("是它的一部分的，在 [%s] 写 part_of = %q", m.Name, added[0].Name))
		}
	}
}

// together reports two terms that have no common measure: different units, or stock and flow.
func (s *sumLint) together(a, b *term, at int) bool {
	p, q := s.quantityOf(a), s.quantityOf(b)
	place := &term{at: at, len: 1}
	if p.known && q.known && p.unit != q.unit {
		s.report(place, diag.Error, "statistics/unit", fmt.Sprintf("单位不同，不能相加减或比较：%s 是“%s”，%s 是“%s”", p.name, p.unit, q.name, q.unit), "核对指标的 unit")
		return false
	}
	if p.nature == Stock && q.nature == Flow || p.nature == Flow && q.nature == Stock {
		s.report(place, diag.Error, "statistics/stock-and-flow", fmt.Sprintf("时点数与期间数不能相加减或比较：%s 是%s，%s 是%s", p.name, p.nature.Label(), q.name, q.nature.Label()), "核对指标的 kind")
		return false
	}
	return true
}

// indicators are the members that stand for one indicator, plain or times a number.
func (s *sumLint) indicators(ms []*term) []*Indicator {
	var found []*Indicator
	for _, m := range ms {
		for m.op == '*' && (m.left.op == 'n' || m.right.op == 'n') || m.op == '/' && m.right.op == 'n' {
			if m.left.op == 'n' {
				m = m.right
			} else {
				m = m.left
			}
		}
		if m.op == 'x' {
			found = append(found, s.set.byName[m.name])
		}
	}
	return found
}

// partsOfOne: what is added is part of one whole. Where the sum is divided by or compared with one
// indicator of the same kind, that is taken for the whole: silently in a check, which states it;
// with a warning in a formula whose result the source itself publishes.
func (s *sumLint) partsOfOne(t *term, added []*Indicator, whole *term) {
	first := added[0].PartOf
	if first != "" && !slices.ContainsFunc(added, func(i *Indicator) bool { return i.PartOf != first }) {
		return
	}
	severity, hint := diag.Error, `确是同一整体的部分，各写 part_of = "…"；来源没有说明互不包含的，不能相加`
	if w := s.likeWhole(whole, added); w != nil {
		if _, isCheck := s.table.Get("rule"); isCheck {
			return
		}
		hint = fmt.Sprintf("确是%s的部分的，各写 part_of = %q", w.Label, w.Name)
		if s.stated {
			severity = diag.Warning
		}
	}
	s.told = true
	s.report(t, severity, "statistics/sum", listed(added)+"相加，却没有说明是同一整体的部分", hint)
}

// likeWhole is the indicator that a sum's members may be parts of: plain, of their unit and nature.
func (s *sumLint) likeWhole(whole *term, added []*Indicator) *Indicator {
	if whole == nil || whole.op != 'x' {
		return nil
	}
	w := s.set.byName[whole.name]
	for _, i := range added {
		if i == w || i.Unit != w.Unit || i.Nature() != w.Nature() {
			return nil
		}
	}
	return w
}

// listed names indicators: "members（党员）与 probationary（预备党员）".
func listed(is []*Indicator) string {
	names := make([]string, len(is))
	for k, i := range is {
		names[k] = i.named()
	}
	return strings.Join(names, "与 ")
}
