package statistics

import (
	"fmt"
	"slices"
	"strings"

	"qizhi/generator/diag"
	"qizhi/generator/table"
)

// linkParts checks every part_of: the whole exists, is counted in the same unit, and is no part of
// its own part.
func (l *loader) linkParts() {
	for _, i := range l.set.Indicators {
		if i.PartOf == "" {
			continue
		}
		d := l.definitions[i.Name]
		v, _ := d.table.Get("part_of")
		at, length := inside(v, 0, len(i.PartOf))
		whole := l.knownIndicator(d.table, i.PartOf, at, length)
		if whole == nil {
			i.PartOf = ""
		} else if whole.Unit != i.Unit {
			d.table.Report(v, diag.Error, "statistics/part-of", fmt.Sprintf("%s的单位是“%s”，整体%s的单位是“%s”，部分和整体单位要相同", i.Label, i.Unit, whole.Label, whole.Unit), "核对 unit 和 part_of")
		}
	}
	l.circles(func(i *Indicator) []string {
		if i.PartOf == "" {
			return nil
		}
		return []string{i.PartOf}
	}, func(circle []string) {
		d := l.definitions[circle[0]]
		v, _ := d.table.Get("part_of")
		d.table.Report(v, diag.Error, "statistics/circle", "part_of 绕成了圈："+strings.Join(circle, " → "), "整体自己不写 part_of")
		d.PartOf = ""
	})
}

// linkFormulas parses every formula, finds its names, and takes circles out.
func (l *loader) linkFormulas() {
	for _, i := range l.set.Indicators {
		d := l.definitions[i.Name]
		v, ok := d.table.Get("formula")
		if i.Kind != Derived || !ok || strings.TrimSpace(i.Formula) == "" {
			continue
		}
		e, wrong := parseFormula(i.Formula)
		if wrong == nil {
			wrong = literalZero(e.root)
		}
		if wrong != nil {
			reportMistake(d.table, v, wrong)
		} else if l.knowsAll(d.table, v, e) {
			i.expression = e
		}
	}
	l.circles(func(i *Indicator) []string {
		if i.expression == nil {
			return nil
		}
		return i.expression.names
	}, l.reportCircle)
	l.natures()
}

// literalZero finds a division by a plain 0.
func literalZero(t *term) *mistake {
	if t == nil {
		return nil
	}
	if t.op == '/' && t.right.op == 'n' && t.right.value.Sign() == 0 {
		return &mistake{t.right.at, t.right.len, "除以零", "除数写成指标的名称或不为零的数"}
	}
	if m := literalZero(t.left); m != nil {
		return m
	}
	return literalZero(t.right)
}

// reportCircle says a circle of formulas at the name in the first formula that leads into it, and
// takes the formulas of the circle away.
func (l *loader) reportCircle(circle []string) {
	d := l.definitions[circle[0]]
	v, _ := d.table.Get("formula")
	leaf := d.expression.root.find(circle[1])
	at, length := inside(v, leaf.at, leaf.len)
	message, hint := "公式绕成了圈："+strings.Join(circle, " → "), "其中一个改成直接填数的指标，或换一个公式"
	if len(circle) == 2 {
		message, hint = d.named()+"的公式里用了它自己", "写它由哪些别的指标算出，例如 branches / chambers * 100"
	}
	d.table.ReportAt(at, length, diag.Error, "statistics/circle", message, hint)
	for _, name := range circle {
		l.set.byName[name].expression = nil
	}
}

// circles walks from every indicator along its edges and reports each circle as it is found, written
// as a → b → a. report must take an edge of the circle away, so that it is told once and gone.
func (l *loader) circles(edges func(*Indicator) []string, report func(circle []string)) {
	const walking, done = 1, 2
	state := map[string]int{}
	var path []string
	var walk func(i *Indicator)
	walk = func(i *Indicator) {
		state[i.Name] = walking
		path = append(path, i.Name)
		for _, name := range edges(i) {
			if !slices.Contains(edges(i), name) {
				continue // taken away meanwhile
			}
			if state[name] == walking {
				report(append(slices.Clone(path[slices.Index(path, name):]), name))
			} else if next := l.set.byName[name]; next != nil && state[name] == 0 {
				walk(next)
			}
		}
		path = path[:len(path)-1]
		state[i.Name] = done
	}
	for _, i := range l.set.Indicators {
		if state[i.Name] == 0 {
			walk(i)
		}
	}
}

// formula is the place of the indicator's formula.
func (d *definition) formula() table.Value {
	v, _ := d.table.Get("formula")
	return v
}
