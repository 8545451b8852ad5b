package statistics

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
)

// worked parses and works out a formula over integers.
func worked(t *testing.T, formula string, values map[string]int64) *big.Rat {
	t.Helper()
	e, wrong := parseFormula(formula)
	if wrong != nil {
		t.Fatalf("%s: %s at %d", formula, wrong.message, wrong.at)
	}
	v, failed := e.root.evaluate(func(name string) *big.Rat { return big.NewRat(values[name], 1) })
	if failed != nil {
		t.Fatalf("%s: %+v", formula, failed)
	}
	return v
}

// TestExact: in floats 57/100*100 is 56.99999999999999 and 0.1+0.2 is not 0.3.
func TestExact(t *testing.T) {
	for _, c := range []struct{ formula, want string }{
		{"57/100*100", "57"},
		{"0.1 + 0.2", "3/10"},
		{"(28 + 6) / 40 * 100", "85"},
		{"（28＋6）÷４０×100", "85"},
		{"1/3*3", "1"},
		{"2 - 3 - 4", "-5"},
		{"12 / 3 / 2", "2"},
		{"2 + 3 * 4", "14"},
		{"-(2 - 5) * 2", "6"},
		{"- - 2", "2"},
		{"40 * 85%", "34"},
		{"a − b", "3"},
	} {
		if got := worked(t, c.formula, map[string]int64{"a": 5, "b": 2}).RatString(); got != c.want {
			t.Errorf("%s = %s, want %s", c.formula, got, c.want)
		}
	}
}

// TestRounding: half up, never through floats; grouped from five digits on.
func TestRounding(t *testing.T) {
	for _, c := range []struct {
		value    string
		decimals int
		want     string
	}{
		{"169/2", 0, "85"}, {"849/10", 0, "85"}, {"8449/100", 0, "84"}, {"8449999999/100000000", 0, "84"},
		{"1/3", 2, "0.33"}, {"2/3", 2, "0.67"}, {"1/200", 2, "0.01"}, {"5/2", 0, "3"}, {"-5/2", 0, "-3"}, {"-1/3", 0, "0"},
		{"362", 0, "362"}, {"9999", 0, "9999"}, {"10000", 0, "10,000"}, {"1234567", 1, "1,234,567.0"}, {"-12345", 0, "-12,345"}, {"99999/10", 0, "10,000"},
	} {
		v, _ := new(big.Rat).SetString(c.value)
		if got := grouped(fixed(v, c.decimals)); got != c.want {
			t.Errorf("%s to %d decimals is %s, want %s", c.value, c.decimals, got, c.want)
		}
	}
}

// TestSpelledSums: a sum spelled out gives its own value again when it is read and worked out.
func TestSpelledSums(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	values := map[string]int64{"a": 28, "b": 6, "c": 40, "d": -3, "e": 7}
	for range 2000 {
		formula := randomFormula(r, 4)
		e, wrong := parseFormula(formula)
		if wrong != nil {
			t.Fatalf("%s: %s", formula, wrong.message)
		}
		want, failed := e.root.evaluate(func(name string) *big.Rat { return big.NewRat(values[name], 1) })
		if failed != nil {
			continue
		}
		sum := e.root.spell(func(name string) spelled { return spellNumber(big.NewRat(values[name], 1)) }).text
		if got := worked(t, sum, nil); got.Cmp(want) != 0 {
			t.Errorf("%s is spelled %s, which is %s, not %s", formula, sum, got, want)
		}
	}
}

func randomFormula(r *rand.Rand, depth int) string {
	switch n := r.IntN(8); {
	case depth == 0 || n == 0:
		return string("abcde"[r.IntN(5)])
	case n == 1:
		return fmt.Sprint(r.IntN(100))
	case n == 2:
		return "-" + "(" + randomFormula(r, depth-1) + ")"
	}
	return "(" + randomFormula(r, depth-1) + " " + string("+-*/"[r.IntN(4)]) + " " + randomFormula(r, depth-1) + ")"
}

// TestSpelling is how sums read: brackets only where they must be, a percentage without its ×100.
func TestSpelling(t *testing.T) {
	values := map[string]int64{"a": 28, "b": 6, "c": 40, "d": -3}
	for _, c := range []struct{ formula, unit, want string }{
		{"(a + b) / c * 100", "%", "(28+6)÷40"},
		{"100 * (a + b) / c", "%", "(28+6)÷40"},
		{"(a + b) * 100 / c", "%", "(28+6)÷40"},
		{"(a + b) / c * 100", "", "(28+6)÷40×100"},
		{"a + (b + c)", "家", "28+6+40"},
		{"a - (b - c)", "家", "28−(6−40)"},
		{"a / (b / c)", "", "28÷(6÷40)"},
		{"a + d", "家", "28+(−3)"},
		{"c - d", "家", "40−(−3)"},
		{"((a))", "家", "28"},
	} {
		e, _ := parseFormula(c.formula)
		got := shown(e.root, c.unit).spell(func(name string) spelled { return spellNumber(big.NewRat(values[name], 1)) }).text
		if got != c.want {
			t.Errorf("%s is spelled %s, want %s", c.formula, got, c.want)
		}
	}
}

// FuzzExpression: no text makes the parser panic, point outside the text, or cost more than it may;
// what parses can be spelled and works out to the same both ways.
func FuzzExpression(f *testing.F) {
	for _, seed := range []string{"(branches + joint_branches) / chambers * 100", "57/100*100", "a = b + c", "((((", "1,000", "85%", "（１＋２）÷３", "- - -1", "a/0", "党员", "1..2", "a b", "x <= 3 < 4", "9999999999*9999999999*9999999999"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, src string) {
		check := func(m *mistake) {
			if m != nil && (m.at < 0 || m.len < 0 || m.at+m.len > len(src) || m.message == "") {
				t.Errorf("%q: mistake %+v", src, m)
			}
		}
		_, wrong := parseRule(src)
		check(wrong)
		e, wrong := parseFormula(src)
		check(wrong)
		if wrong != nil {
			return
		}
		three := func(string) *big.Rat { return big.NewRat(3, 1) }
		value, failed := e.root.evaluate(three)
		if failed != nil {
			return
		}
		again, wrong := parseFormula(e.root.spell(func(string) spelled { return spelled{"3", 3} }).text)
		if wrong != nil {
			return // a sum may spell out longer than what may be read
		}
		if second, _ := again.root.evaluate(three); second != nil && fixed(second, 0) != fixed(value, 0) && len(src) < 40 && !strings.ContainsAny(src, ".．%％") {
			t.Errorf("%q is %s, spelled out %s", src, value, second)
		}
	})
}
