package statistics

// quantity is what an expression measures: a unit and a nature, where the expression has one.
type quantity struct {
	unit   string
	known  bool // unit is certain
	nature IndicatorKind
	name   string // one indicator it comes from, for messages
}

// natures gives every derived indicator its nature, following formulas; circles are gone by now.
func (l *loader) natures() {
	for _, i := range l.set.Indicators {
		l.natureOf(i)
	}
}

func (l *loader) natureOf(i *Indicator) IndicatorKind {
	if i.Kind == Derived && i.nature == 0 && i.expression != nil {
		i.nature = Derived
		if q := l.quantityOf(i.expression.root); q.nature != 0 {
			i.nature = q.nature
		}
	}
	return i.Nature()
}

// quantityOf measures a term. A sum has the unit and nature of its first measured member (whether
// the members fit is lintSums' question); times a plain number keeps the nature; a quotient of two
// measured terms is a ratio.
func (l *loader) quantityOf(t *term) quantity {
	switch t.op {
	case 'n':
		return quantity{}
	case 'x':
		i := l.set.byName[t.name]
		return quantity{unit: i.Unit, known: true, nature: l.natureOf(i), name: t.name}
	case '~':
		return l.quantityOf(t.left)
	}
	left, right := l.quantityOf(t.left), l.quantityOf(t.right)
	if t.op == '+' || t.op == '-' {
		if left.nature == 0 {
			return right
		}
		return left
	}
	switch {
	case left.nature != 0 && right.nature != 0:
		return quantity{nature: Derived, name: left.name}
	case left.nature != 0:
		return quantity{nature: left.nature, name: left.name}
	case right.nature != 0 && t.op == '*':
		return quantity{nature: right.nature, name: right.name}
	case right.nature != 0:
		return quantity{nature: Derived, name: right.name}
	}
	return quantity{}
}
