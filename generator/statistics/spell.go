package statistics

import "math/big"

// maxSum is how long (bytes) a spelled-out sum may be; beyond it a derived value stands for itself.
const maxSum = 240

// A spelled sum knows how tightly it binds, so that brackets stand only where they must:
// 0 for a number below zero, 1 for + −, 2 for × ÷, 3 for a number.
type spelled struct {
	text  string
	binds int
}

// within brackets the sum when it binds less tightly than its place asks for.
func (s spelled) within(least int) string {
	if s.binds < least {
		return "(" + s.text + ")"
	}
	return s.text
}

// spell writes a term out with values in the place of names: "(28+6)÷40".
func (t *term) spell(of func(name string) spelled) spelled {
	switch t.op {
	case 'n':
		if t.percent {
			return spelled{shortest(new(big.Rat).Mul(t.value, hundred)) + "%", 3}
		}
		return spellNumber(t.value)
	case 'x':
		return of(t.name)
	case '~':
		return spelled{"−" + t.left.spell(of).within(3), 0}
	}
	sign, binds, right := "+", 1, 1
	switch t.op {
	case '-':
		sign, right = "−", 2
	case '*':
		sign, binds, right = "×", 2, 2
	case '/':
		sign, binds, right = "÷", 2, 3
	}
	return spelled{t.left.spell(of).within(binds) + sign + t.right.spell(of).within(right), binds}
}

// spellNumber writes a value; a negative one is bracketed inside a sum.
func spellNumber(v *big.Rat) spelled {
	if v.Sign() < 0 {
		return spelled{"−" + shortest(new(big.Rat).Abs(v)), 0}
	}
	return spelled{shortest(v), 3}
}

// shown is the part of a formula that a reader wants to see: a percentage is written (28+6)÷40, not
// (28+6)÷40×100, because the sign % already says so.
func shown(root *term, unit string) *term {
	if unit != "%" {
		return root
	}
	if bare := withoutHundred(root); bare != nil {
		return bare
	}
	return root
}

// withoutHundred takes one factor of 100 off; nil when there is none.
func withoutHundred(t *term) *term {
	switch {
	case t.op == '*' && isHundred(t.right):
		return t.left
	case t.op == '*' && isHundred(t.left):
		return t.right
	case t.op == '*' || t.op == '/':
		if left := withoutHundred(t.left); left != nil {
			return &term{op: t.op, left: left, right: t.right, at: t.at, len: t.len}
		}
	}
	return nil
}

func isHundred(t *term) bool { return t.op == 'n' && !t.percent && t.value.Cmp(hundred) == 0 }
