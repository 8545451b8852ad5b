package chart

import (
	"math"
	"strconv"
	"strings"
)

// scale is an axis whose ticks are the multiples first..last of a step of 1, 2 or 5 times a power
// of ten. The step is kept as two integers, so that a tick is written exactly.
type scale struct {
	mantissa, exponent int
	first, last        int
}

// newScale finds the smallest step that covers low to high in at most most intervals. whole keeps
// the step from being a fraction. When nothing is above zero the axis has the one tick 0.
func newScale(low, high float64, most int, whole bool) scale {
	if high <= low {
		return scale{mantissa: 1}
	}
	exponent := -12
	if whole {
		exponent = 0
	}
	for ; ; exponent++ {
		for _, mantissa := range [...]int{1, 2, 5} {
			sc := scale{mantissa: mantissa, exponent: exponent}
			first := math.Floor(low/sc.step() + 1e-9)
			last := math.Ceil(high/sc.step() - 1e-9)
			if last-first <= float64(most) {
				sc.first, sc.last = int(first), int(last)
				return sc
			}
		}
	}
}

// step divides by a power of ten rather than multiply by its inexact inverse.
func (sc scale) step() float64 {
	if sc.exponent < 0 {
		return float64(sc.mantissa) / math.Pow10(-sc.exponent)
	}
	return float64(sc.mantissa) * math.Pow10(sc.exponent)
}

// at is where a number stands on the axis, 0 for the first tick, 1 for the last.
func (sc scale) at(number float64) float64 {
	return (number/sc.step() - float64(sc.first)) / float64(max(sc.last-sc.first, 1))
}

// labels are the texts of the ticks from the first to the last, in the large units of a language where all are large.
func (sc scale) labels(large [3]string) []string {
	shift, unit := 0, ""
	switch top := float64(sc.last) * sc.step(); {
	case top >= 1e12:
		shift, unit = 12, large[2]
	case top >= 1e8:
		shift, unit = 8, large[1]
	case top >= 1e5:
		shift, unit = 4, large[0]
	}
	if unit == "" {
		shift = 0
	}
	labels := make([]string, 0, sc.last-sc.first+1)
	for i := sc.first; i <= sc.last; i++ {
		if i == 0 {
			labels = append(labels, "0")
			continue
		}
		labels = append(labels, decimal(i*sc.mantissa, sc.exponent-shift)+unit)
	}
	return labels
}

// decimal writes digits × 10^exponent for positive digits without an exponent or needless zeros, and with a comma
// between groups of three digits from 10,000 on, as figures are written.
func decimal(digits, exponent int) string {
	s := strconv.Itoa(digits)
	if exponent >= 0 {
		return grouped(s + strings.Repeat("0", exponent))
	}
	if pad := -exponent - len(s) + 1; pad > 0 {
		s = strings.Repeat("0", pad) + s
	}
	point := len(s) + exponent
	return strings.TrimRight(strings.TrimRight(grouped(s[:point])+"."+s[point:], "0"), ".")
}

// grouped is a whole number in groups of three digits, where it has five or more.
func grouped(digits string) string {
	if len(digits) < 5 {
		return digits
	}
	for at := len(digits) - 3; at > 0; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}
