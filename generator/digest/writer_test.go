package digest

import (
	"bytes"
	"reflect"
	"sync"
	"testing"
	"testing/quick"
)

type level uint8

// summed knows its own digest.
type summed struct {
	sum Digest
	of  func() // which has none
}

func (s *summed) Digest() Digest {
	if s.of != nil {
		s.of()
	}
	return s.sum
}

// tree is of every kind of value that a view may hold.
type tree struct {
	Name     string
	Yes      bool
	N        int
	Small    int8
	Long     int64
	U        uint
	Level    level
	Levels   []level
	Bytes    []byte
	F        float64
	Sum      Digest
	Next     *tree
	Children []tree
	Words    [2]string
	Texts    map[string]string
	Any      any
	Both     **int
	Known    *summed
	inner
}

// A pointer's value is written by the writer of its type as every value is written.
func TestWritersAgree(t *testing.T) {
	check := func(v any) bool {
		want := appendValue(nil, reflect.ValueOf(v))
		first := appendAny(nil, v)
		return bytes.Equal(first, want) && bytes.Equal(appendAny(first[:0], v), want) // the second time by the writer made the first time
	}
	n := 7
	p := &n
	whole := &tree{Name: "a", Yes: true, N: -3, Small: -1, Long: 1 << 40, U: 9, Level: 2, Levels: []level{1, 2}, Bytes: []byte("xy"), F: 1.5,
		Sum: String("s"), Next: &tree{Name: "b"}, Children: []tree{{}, {Name: "c", Children: []tree{{N: 1}}}}, Words: [2]string{"", "z"},
		Texts: map[string]string{"b": "1", "a": "2"}, Any: []string{"q"}, Both: &p, Known: &summed{sum: String("k")}, inner: inner{"i", []string{"", "j"}}}
	for _, v := range []any{whole, &tree{}, (*tree)(nil), "text", 3, nil, []byte("x"), *whole, []*tree{whole, nil}, []Digest{{1}, {0, 2, 255}}, []string{}, []string(nil), []tree{*whole}, [2][]string{{"a"}}, Digest{1}, &summed{sum: String("k")}, (*summed)(nil), &p} {
		if !check(v) {
			t.Errorf("%T is written otherwise", v)
		}
	}
	if err := quick.Check(func(in inner, list []inner, s []string, b []byte, n int, y bool) bool {
		return check(&tree{Name: in.A, Yes: y, N: n, Bytes: b, Any: list, inner: in, Children: []tree{{inner: in}, {Bytes: b}}, Words: [2]string{in.A, ""}}) &&
			check(&outer{X: &in, N: n, Is: list})
	}, nil); err != nil {
		t.Error(err)
	}
}

// The writer of a type may be asked for by many at once before it is there.
func TestWritersAreMadeOnce(t *testing.T) {
	type leaf struct{ A, B string }
	type twig struct {
		Leaves []leaf
		Twigs  []twig
	}
	v := &twig{Leaves: []leaf{{"a", "b"}}, Twigs: []twig{{Leaves: []leaf{{"c", ""}}}}}
	want := Bytes(appendValue(nil, reflect.ValueOf(v)))
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if Of(v) != want {
				t.Error("another digest")
			}
		})
	}
	wg.Wait()
}
