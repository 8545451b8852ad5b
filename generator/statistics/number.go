package statistics

import (
	"math/big"
	"strings"
)

// The bounds of a number: more than any count a chamber has, little enough to stay cheap.
const (
	maxDigits   = 40
	maxDecimals = 6
	maxExponent = 30
	maxBits     = 4096 // of a numerator or denominator while a formula is worked out
)

// largest is the greatest magnitude a value may have: 10^15.
var largest = new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(15), nil))

var (
	one     = big.NewRat(1, 1)
	half    = big.NewRat(1, 2)
	hundred = big.NewRat(100, 1)
)

// parseDecimal reads a decimal number as TOML writes it (1_000, -2.5, 1e3), exactly.
func parseDecimal(s string) (*big.Rat, bool) {
	s = strings.ReplaceAll(s, "_", "")
	mantissa, exponent, _ := strings.Cut(strings.ToLower(s), "e")
	if len(mantissa) > maxDigits || !plainExponent(exponent) {
		return nil, false
	}
	for i, c := range mantissa {
		if (c < '0' || c > '9') && c != '.' && (i > 0 || c != '-' && c != '+') {
			return nil, false
		}
	}
	return new(big.Rat).SetString(s)
}

// plainExponent reports whether an exponent is small enough to be worked out: big.Rat would write
// out every digit of 1e-4000000.
func plainExponent(e string) bool {
	e = strings.TrimLeft(e, "+-")
	n := 0
	for _, c := range e {
		if c < '0' || c > '9' {
			return false
		}
		if n = n*10 + int(c-'0'); n > maxExponent {
			return false
		}
	}
	return true
}

// power10 is 10^n for a small n.
func power10(n int) *big.Rat {
	return new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil))
}

// rounded is v to the number of decimals, half up (away from zero for negative numbers). It may be v itself.
func rounded(v *big.Rat, decimals int) *big.Rat {
	if v.IsInt() {
		return v
	}
	scale := power10(decimals)
	scaled := new(big.Rat).Mul(new(big.Rat).Abs(v), scale)
	scaled.Add(scaled, half)
	whole := new(big.Int).Quo(scaled.Num(), scaled.Denom())
	out := new(big.Rat).SetInt(whole)
	out.Quo(out, scale)
	if v.Sign() < 0 {
		out.Neg(out)
	}
	return out
}

// fixed writes v with exactly that many decimals, half up, without grouping: "85", "-0.5".
func fixed(v *big.Rat, decimals int) string {
	return rounded(v, decimals).FloatString(decimals)
}

// grouped puts a comma between groups of three digits from 10,000 on: "9999", "12,345.5".
func grouped(s string) string {
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "-", s[1:]
	}
	whole, fraction, hasFraction := strings.Cut(s, ".")
	if len(whole) >= 5 {
		var b strings.Builder
		for i, c := range whole {
			if i > 0 && (len(whole)-i)%3 == 0 {
				b.WriteByte(',')
			}
			b.WriteRune(c)
		}
		whole = b.String()
	}
	if hasFraction {
		whole += "." + fraction
	}
	return sign + whole
}

// shortest writes v with as many decimals as it needs, at most maxDecimals: "28", "0.5".
func shortest(v *big.Rat) string {
	s := fixed(v, maxDecimals)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

// fitsDecimals reports whether v can be shown with that many decimals without rounding.
func fitsDecimals(v *big.Rat, decimals int) bool { return rounded(v, decimals).Cmp(v) == 0 }
