package chart

import (
	"math/big"
	"strconv"
)

// shareLimit is the most decimals of a share: what is less than the last of them reads <0.01%.
const shareLimit = 2

// shares are the percentages of some numbers in their sum, each rounded half up by itself, so that equal
// parts have equal shares and none says more than is so; what the rounded ones add up to is no reason to
// change one. All have the same decimals. A part that is there never reads 0%, nor one of several 100%.
// Without a sum there are no shares, and the texts are empty.
func shares(numbers []float64) []string {
	texts, percents := make([]string, len(numbers)), percentages(numbers)
	decimals := shareDecimals(percents)
	for i, p := range percents {
		texts[i] = shareText(p, decimals)
	}
	return texts
}

// percentages are exact: of the numbers as they are written in decimals, not of what a float64 holds of
// them. There are none without a sum.
func percentages(numbers []float64) []*big.Rat {
	sum, exact := new(big.Rat), make([]*big.Rat, len(numbers))
	for i, n := range numbers {
		exact[i] = exactly(n)
		sum.Add(sum, exact[i])
	}
	if sum.Sign() <= 0 {
		return nil
	}
	for _, p := range exact {
		p.Quo(p, sum).Mul(p, hundred)
	}
	return exact
}

// exactly is a number as it is written in decimals.
func exactly(n float64) *big.Rat {
	exact, _ := new(big.Rat).SetString(strconv.FormatFloat(n, 'g', -1, 64))
	return exact
}

var hundred = big.NewRat(100, 1)

// shareDecimals is how many decimals keep the smallest part above zero from reading 0%, at most two; and
// at least one where the whole percentages do not add up to 100: 33.3% is nearer to a third than 33%.
func shareDecimals(percents []*big.Rat) int {
	decimals, whole := 0, new(big.Rat)
	for _, p := range percents {
		for p.Sign() > 0 && decimals < shareLimit && p.Cmp(unit(decimals)) < 0 {
			decimals++
		}
		whole.Add(whole, halfUp(p, 0))
	}
	if decimals == 0 && whole.Cmp(hundred) != 0 {
		return 1
	}
	return decimals
}

// shareText is one percentage as shown.
func shareText(p *big.Rat, decimals int) string {
	shown := halfUp(p, decimals)
	switch {
	case p.Sign() == 0:
		return "0%"
	case shown.Sign() == 0:
		return "<" + unit(decimals).FloatString(decimals) + "%"
	case shown.Cmp(hundred) >= 0 && p.Cmp(hundred) < 0:
		return ">" + new(big.Rat).Sub(hundred, unit(decimals)).FloatString(decimals) + "%"
	case p.Cmp(hundred) == 0:
		return "100%"
	}
	return shown.FloatString(decimals) + "%"
}

// halfUp rounds what is not negative to so many decimals.
func halfUp(p *big.Rat, decimals int) *big.Rat {
	scaled := new(big.Rat).Quo(p, unit(decimals))
	scaled.Add(scaled, big.NewRat(1, 2))
	floor := new(big.Int).Quo(scaled.Num(), scaled.Denom())
	return scaled.Mul(new(big.Rat).SetInt(floor), unit(decimals))
}

// unit is the smallest step with so many decimals: 1, 1/10, 1/100.
func unit(decimals int) *big.Rat {
	u := big.NewRat(1, 1)
	for range decimals {
		u.Quo(u, big.NewRat(10, 1))
	}
	return u
}

func total(numbers []float64) float64 {
	sum := 0.0
	for _, n := range numbers {
		sum += n
	}
	return sum
}
