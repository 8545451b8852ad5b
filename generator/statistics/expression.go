package statistics

import (
	"math/big"
	"slices"
)

// The bounds of an expression, so that no text can cost more than a glance.
const (
	maxExpression = 2000 // bytes
	maxDepth      = 60   // brackets and signs within one another
)

// A term is a node of an expression. op is 'n' for a number, 'x' for a name, '~' for a sign change
// (only left is set), or + - * /.
type term struct {
	op          rune
	left, right *term
	name        string
	value       *big.Rat
	percent     bool
	at, len     int // bytes of a leaf; of an operator, its sign
}

// An expression is a formula, or one side of a check.
type expression struct {
	root  *term
	names []string // each once, in the order of the text
}

// A rule is a check: two expressions and the sign between them (= ≠ < ≤ > ≥).
type rule struct {
	left, right *expression
	sign        rune
	at          int // of the sign
}

// parser walks tokens by precedence.
type parser struct {
	tokens []token
	next   int
	depth  int
	wrong  *mistake
}

// parseFormula reads an expression without comparison.
func parseFormula(src string) (*expression, *mistake) {
	p, wrong := newParser(src)
	if wrong != nil {
		return nil, wrong
	}
	root := p.sum()
	if t := p.peek(); p.wrong == nil && isComparison(t.kind) {
		p.fail(t, "公式里不能有等号和比较", "公式只写怎样算；要核对两边，写在 [[check]] 的 rule 里")
	}
	return p.finish(root)
}

// parseRule reads two expressions with one comparison between them.
func parseRule(src string) (*rule, *mistake) {
	p, wrong := newParser(src)
	if wrong != nil {
		return nil, wrong
	}
	left := p.sum()
	sign := p.peek()
	if p.wrong == nil && !isComparison(sign.kind) {
		p.unexpected(sign)
	}
	p.next++
	right := p.sum()
	if t := p.peek(); p.wrong == nil && isComparison(t.kind) {
		p.fail(t, "一条规则只能比较一次", "拆成两条 [[check]]")
	}
	r, wrong := p.finish(right)
	if wrong != nil {
		return nil, wrong
	}
	return &rule{left: &expression{left, left.allNames(nil)}, right: r, sign: sign.kind, at: sign.at}, nil
}

func newParser(src string) (*parser, *mistake) {
	if len(src) > maxExpression {
		return nil, &mistake{0, len(src), "式子太长", "先定义中间指标，再用它的名称"}
	}
	ts, wrong := tokens(src)
	return &parser{tokens: ts}, wrong
}

func (p *parser) finish(root *term) (*expression, *mistake) {
	if t := p.peek(); p.wrong == nil && t.kind != 'e' {
		p.unexpected(t)
	}
	if p.wrong != nil {
		return nil, p.wrong
	}
	return &expression{root, root.allNames(nil)}, nil
}

// unexpected says why reading stops at a token.
func (p *parser) unexpected(t token) {
	switch t.kind {
	case 'e':
		p.fail(t, "规则里缺比较", "写成 a + b = c，比较用 =、!=、<、<=、>、>=")
	case ')':
		p.fail(t, "多了一个右括号", "删去它，或在前面补左括号")
	case '(':
		p.fail(t, "括号前面缺运算符号", "写 +、-、* 或 /；没有函数可用")
	default:
		p.fail(t, "两个量之间缺运算符号", "写 +、-、* 或 /")
	}
}

func isComparison(kind rune) bool { return slices.Contains([]rune("=≠<≤>≥"), kind) }

// peek never passes the end.
func (p *parser) peek() token { return p.tokens[min(p.next, len(p.tokens)-1)] }

// fail keeps the first mistake.
func (p *parser) fail(t token, message, hint string) {
	if p.wrong == nil {
		p.wrong = &mistake{t.at, t.len, message, hint}
	}
}

func (p *parser) sum() *term     { return p.chain(p.product, '+', '-') }
func (p *parser) product() *term { return p.chain(p.factor, '*', '/') }

// chain reads operands joined from left to right.
func (p *parser) chain(operand func() *term, signs ...rune) *term {
	left := operand()
	for p.wrong == nil && slices.Contains(signs, p.peek().kind) {
		t := p.peek()
		p.next++
		left = &term{op: t.kind, left: left, right: operand(), at: t.at, len: t.len}
	}
	return left
}

// factor reads a number, a name, brackets or a sign change.
func (p *parser) factor() *term {
	t := p.peek()
	if p.depth++; p.depth > maxDepth {
		p.fail(t, "括号套得太深", "先定义中间指标，再用它的名称")
	}
	defer func() { p.depth-- }()
	if p.wrong != nil {
		return &term{op: 'n', value: one}
	}
	p.next++
	switch t.kind {
	case 'n':
		value, _ := new(big.Rat).SetString(t.text)
		if t.percent {
			value.Quo(value, hundred)
		}
		return &term{op: 'n', value: value, percent: t.percent, at: t.at, len: t.len}
	case 'x':
		return &term{op: 'x', name: t.text, at: t.at, len: t.len}
	case '-':
		return &term{op: '~', left: p.factor(), at: t.at, len: t.len}
	case '(':
		inside := p.sum()
		if p.peek().kind != ')' {
			p.fail(p.peek(), "括号没有合上", "补一个右括号")
		}
		p.next++
		return inside
	}
	p.fail(t, "式子在这里缺一个量", "写指标的英文名称或数字")
	return &term{op: 'n', value: one}
}

// allNames appends the names under t that are not in seen yet.
func (t *term) allNames(seen []string) []string {
	if t == nil {
		return seen
	}
	if t.op == 'x' && !slices.Contains(seen, t.name) {
		return append(seen, t.name)
	}
	return t.right.allNames(t.left.allNames(seen))
}

// find returns the first leaf of that name.
func (t *term) find(name string) *term {
	if t == nil || t.op == 'x' && t.name == name {
		return t
	}
	if found := t.left.find(name); found != nil {
		return found
	}
	return t.right.find(name)
}

// A failure is why an expression has no value in a period: a value is missing, a divisor is zero, or
// the numbers grow beyond all use.
type failure struct {
	missing string
	zero    *term // the divisor
	huge    bool
}

// evaluate works the term out exactly.
func (t *term) evaluate(value func(name string) *big.Rat) (*big.Rat, *failure) {
	switch t.op {
	case 'n':
		return t.value, nil
	case 'x':
		if v := value(t.name); v != nil {
			return v, nil
		}
		return nil, &failure{missing: t.name}
	}
	left, failed := t.left.evaluate(value)
	if failed != nil {
		return nil, failed
	}
	if t.op == '~' {
		return new(big.Rat).Neg(left), nil
	}
	right, failed := t.right.evaluate(value)
	if failed != nil {
		return nil, failed
	}
	if t.op == '/' && right.Sign() == 0 {
		return nil, &failure{zero: t.right}
	}
	out := calculate(t.op, left, right)
	if out.Num().BitLen() > maxBits || out.Denom().BitLen() > maxBits {
		return nil, &failure{huge: true}
	}
	return out, nil
}

func calculate(op rune, left, right *big.Rat) *big.Rat {
	out := new(big.Rat)
	switch op {
	case '+':
		return out.Add(left, right)
	case '-':
		return out.Sub(left, right)
	case '*':
		return out.Mul(left, right)
	}
	return out.Quo(left, right)
}
