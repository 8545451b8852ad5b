package chart

import (
	"math"
	"sort"
	"strconv"
)

// shares are the percentages of some numbers with so many decimals, rounded so that they add up to
// exactly 100: everything is cut off, and what is left goes, one unit each, to those that lost most
// (the first of equals). Without a sum there are no shares, and the texts are empty.
func shares(numbers []float64, decimals int) []string {
	texts := make([]string, len(numbers))
	sum := total(numbers)
	if sum <= 0 {
		return texts
	}
	unit := math.Pow10(decimals)
	units, lost, order := make([]int, len(numbers)), make([]int64, len(numbers)), make([]int, len(numbers))
	left := int(100 * unit)
	for i, n := range numbers {
		exact := n / sum * 100 * unit
		units[i] = int(math.Floor(exact + 1e-9))
		lost[i], order[i] = int64(math.Round((exact-float64(units[i]))*1e6)), i
		left -= units[i]
	}
	sort.SliceStable(order, func(a, b int) bool { return lost[order[a]] > lost[order[b]] })
	for _, i := range order[:max(0, min(left, len(order)))] {
		units[i]++
	}
	for i, u := range units {
		if numbers[i] == 0 {
			texts[i] = "0%"
			continue
		}
		texts[i] = strconv.FormatFloat(float64(u)/unit, 'f', decimals, 64) + "%"
	}
	return texts
}

// shareDecimals is how many decimals keep the smallest part above zero from reading 0%, at most two.
func shareDecimals(numbers []float64) int {
	sum, smallest := total(numbers), math.Inf(1)
	for _, n := range numbers {
		if n > 0 {
			smallest = min(smallest, n/sum*100)
		}
	}
	switch {
	case smallest >= 1-1e-9:
		return 0
	case smallest >= 0.1-1e-9:
		return 1
	}
	return 2
}

func total(numbers []float64) float64 {
	sum := 0.0
	for _, n := range numbers {
		sum += n
	}
	return sum
}
