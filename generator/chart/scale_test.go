package chart

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

func TestScale(t *testing.T) {
	for _, c := range []struct {
		low, high float64
		most      int
		whole     bool
		labels    string
	}{
		{0, 362, 5, true, "0 100 200 300 400"},
		{0, 40, 5, true, "0 10 20 30 40"},
		{0, 3, 5, true, "0 1 2 3"},
		{0, 1, 5, true, "0 1"}, // nobody counts fifths of a chamber
		{0, 1, 5, false, "0 0.2 0.4 0.6 0.8 1"},
		{0, 0.3, 5, false, "0 0.1 0.2 0.3"}, // never 0.30000000000000004
		{0, 0, 5, true, "0"},
		{0, 120000, 5, true, "0 5万 10万 15万"},
		{0, 1e8, 5, true, "0 0.2亿 0.4亿 0.6亿 0.8亿 1亿"},
		{0, 9.9e14, 2, true, "0 500万亿 1000万亿"},
		{335, 370, 5, true, "330 340 350 360 370"},
		{0, 2e-9, 5, false, "0 0.0000000005 0.000000001 0.0000000015 0.000000002"},
	} {
		if got := strings.Join(newScale(c.low, c.high, c.most, c.whole).labels(chinese.Large), " "); got != c.labels {
			t.Errorf("scale(%g, %g, %d) = %q, want %q", c.low, c.high, c.most, got, c.labels)
		}
	}
}

// TestScaleCovers: any range is covered by few round ticks, with no tick to spare.
func TestScaleCovers(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		high := math.Pow(10, r.Float64()*24-9)
		low, most := 0.0, 1+r.IntN(5)
		if most > 1 && r.IntN(2) == 0 {
			low = high * r.Float64() * 0.99
		}
		sc := newScale(low, high, most, false)
		if sc.mantissa != 1 && sc.mantissa != 2 && sc.mantissa != 5 {
			t.Fatalf("step %d×10^%d is not round", sc.mantissa, sc.exponent)
		}
		if a, b := sc.at(low), sc.at(high); a < -1e-6 || b > 1+1e-6 || sc.last-sc.first > most {
			t.Fatalf("scale(%g, %g, %d) = %+v does not cover its range", low, high, most, sc)
		}
		if a, b := sc.at(low)*float64(sc.last-sc.first), (1-sc.at(high))*float64(sc.last-sc.first); a > 1+1e-6 || b > 1+1e-6 {
			t.Fatalf("scale(%g, %g, %d) = %+v has a tick to spare", low, high, most, sc)
		}
	}
}

// TestSpread: places never overlap, stay inside, and are the wishes where those are free.
func TestSpread(t *testing.T) {
	free := spread([]span{{10, 4}, {30, 4}, {20, 4}}, 0, 40)
	if free[0] != 10 || free[1] != 30 || free[2] != 20 {
		t.Errorf("free wishes were not granted: %v", free)
	}
	same := spread([]span{{20, 4}, {20, 4}, {20, 4}}, 0, 40)
	if same[0] != 16 || same[1] != 20 || same[2] != 24 {
		t.Errorf("equal wishes should keep their order around the wish: %v", same)
	}
	r := rand.New(rand.NewPCG(3, 4))
	for range 5000 {
		spans := make([]span, 1+r.IntN(8))
		need := 0.0
		for i := range spans {
			spans[i] = span{want: r.Float64()*140 - 20, size: 1 + r.Float64()*11}
			need += spans[i].size
		}
		high := max(100, need)
		at := spread(spans, 0, high)
		for i, a := range at {
			if a-spans[i].size/2 < -1e-6 || a+spans[i].size/2 > high+1e-6 {
				t.Fatalf("%v leaves 0 to %g: %v", spans, high, at)
			}
			for j, b := range at[:i] {
				if math.Abs(a-b) < (spans[i].size+spans[j].size)/2-1e-6 {
					t.Fatalf("%v overlap: %v", spans, at)
				}
			}
		}
	}
}

func TestShares(t *testing.T) {
	for _, c := range []struct {
		numbers []float64
		shares  string
	}{
		{[]float64{28, 6, 6}, "70% 15% 15%"},
		{[]float64{2, 2, 2}, "33.3% 33.3% 33.3%"}, // never 34% of one of three equal parts
		{[]float64{1, 1, 1, 1, 1, 1}, "16.7% 16.7% 16.7% 16.7% 16.7% 16.7%"},
		{[]float64{5, 35}, "12.5% 87.5%"}, // 13% and 88% would be 101%
		{[]float64{1, 2}, "33% 67%"},
		{[]float64{0.7, 0.1, 1.2}, "35% 5% 60%"}, // exact, not what a float64 holds
		{[]float64{6, 0}, "100% 0%"},
		{[]float64{1, 999}, "0.1% 99.9%"}, // what is there does not read 0%
		{[]float64{1, 9999}, "0.01% 99.99%"},
		{[]float64{0, 0}, " "},
		{[]float64{1e15, 1}, ">99.99% <0.01%"},
	} {
		if got := strings.Join(shares(c.numbers), " "); got != c.shares {
			t.Errorf("shares(%v) = %q, want %q", c.numbers, got, c.shares)
		}
	}
}

// TestSharesTrue: whatever the parts, a percentage is at most half of its last decimal from the part's own,
// the exact half goes up, all have the same decimals, and equal parts read the same.
func TestSharesTrue(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		numbers, sum := make([]int64, 1+r.IntN(6)), int64(0)
		parts, text, decimals := make([]float64, len(numbers)), map[int64]string{}, -1
		for i := range numbers {
			numbers[i] = r.Int64N(500)
			if i == 0 {
				numbers[i]++
			}
			parts[i], sum = float64(numbers[i]), sum+numbers[i]
		}
		for i, s := range shares(parts) {
			n := numbers[i]
			if same, ok := text[n]; ok && same != s {
				t.Fatalf("%v: %d reads both %s and %s", numbers, n, same, s)
			}
			text[n] = s
			if n == 0 || n == sum {
				continue
			}
			_, fraction, _ := strings.Cut(strings.TrimSuffix(s, "%"), ".")
			if decimals >= 0 && decimals != len(fraction) {
				t.Fatalf("%v: %s has other decimals than the rest", numbers, s)
			}
			decimals = len(fraction)
			scale := int64(math.Pow10(2 - decimals)) // of the shown step, in hundredths
			// exact − shown lies in [−step/2, step/2); all is multiplied by twice the sum
			if d := 2 * (n*10000 - hundredths(s)*sum); d < -scale*sum || d >= scale*sum {
				t.Fatalf("%v: %d of %d reads %s", numbers, n, sum, s)
			}
		}
	}
}

func hundredths(percent string) int64 {
	whole, part, _ := strings.Cut(strings.TrimSuffix(percent, "%"), ".")
	n := int64(0)
	for _, digit := range whole + (part + "00")[:2] {
		n = n*10 + int64(digit-'0')
	}
	return n
}
