package digest

import "testing"

type inner struct {
	A string
	B []string
}

type outer struct {
	X  *inner
	N  int
	M  map[string]any
	Is []inner
}

// Of must tell apart what differs only in where one text ends and the next begins.
func TestOfTellsApart(t *testing.T) {
	values := []any{
		inner{"ab", []string{"c"}}, inner{"a", []string{"bc"}}, inner{"abc", nil}, inner{"abc", []string{""}},
		outer{}, outer{X: &inner{}}, outer{N: 1}, outer{M: map[string]any{"a": 1}}, outer{M: map[string]any{"a": "1"}},
		outer{Is: []inner{{"a", nil}, {"", nil}}}, outer{Is: []inner{{"", nil}, {"a", nil}}},
	}
	seen := map[Digest]int{}
	for i, v := range values {
		d := Of(v)
		if j, ok := seen[d]; ok {
			t.Errorf("values %d and %d have one digest", i, j)
		}
		seen[d] = i
	}
}

func TestOfIsStable(t *testing.T) {
	a := outer{X: &inner{"x", []string{"y"}}, M: map[string]any{"b": 2, "a": "1", "c": []any{1, "z"}}}
	b := outer{X: &inner{"x", []string{"y"}}, M: map[string]any{"c": []any{1, "z"}, "a": "1", "b": 2}}
	for range 50 {
		if Of(a) != Of(b) {
			t.Fatal("equal values have different digests")
		}
	}
}

func BenchmarkOf(b *testing.B) {
	v := outer{X: &inner{"x", []string{"y", "z"}}, Is: make([]inner, 20)}
	b.ReportAllocs()
	for b.Loop() {
		Of(&v)
	}
}
