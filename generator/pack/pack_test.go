package pack

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

type leaf struct {
	Name string
	N    int
	F    float64
}

type tree struct {
	Leaf  leaf
	List  []leaf
	Up    *tree
	Any   any
	Map   map[string]any
	Sum   [4]byte
	Flag  bool
	Small uint8
}

func sample() tree {
	return tree{
		Leaf: leaf{"一", -3, 1.5}, List: []leaf{{"二", 1 << 40, 0}, {}}, Up: &tree{Any: int64(7)},
		Any: []any{"x", int64(-1), 2.5, true, nil, map[string]any{"k": "v"}},
		Map: map[string]any{"b": false, "a": []any{}}, Sum: [4]byte{1, 2, 3, 255}, Flag: true, Small: 200,
	}
}

func TestRoundTrip(t *testing.T) {
	want := sample()
	want.Map["a"] = []any(nil) // an empty list reads back as nil
	var got tree
	if err := Read(Append(nil, &want), &got); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A text that the structs of a list have in common is written once, and read back as one.
func TestSameTextOnce(t *testing.T) {
	line := strings.Repeat("一行", 1000)
	list := []leaf{{line, 1, 0}, {line, 2, 0}, {"", 3, 0}, {"", 4, 0}, {line, 5, 0}, {"别的", 6, 0}, {"别的", 7, 0}}
	data := Append(nil, &list)
	if len(data) > 2*len(line)+200 {
		t.Errorf("%d bytes for two times %d", len(data), len(line))
	}
	var got []leaf
	if err := Read(data, &got); err != nil || !reflect.DeepEqual(got, list) {
		t.Errorf("%v: %+v", err, got)
	}
}

// Every cut and every flipped bit must be an error or another value, never a panic.
func TestDamage(t *testing.T) {
	v := sample()
	data := Append(nil, &v)
	for i := range data {
		var got tree
		if err := Read(data[:i], &got); err == nil {
			t.Errorf("cut at %d is not an error", i)
		}
		for bit := range 8 {
			bad := append([]byte(nil), data...)
			bad[i] ^= 1 << bit
			_ = Read(bad, &got)
		}
	}
}

func TestSchemaNamesFields(t *testing.T) {
	if s := Schema(tree{}); !strings.Contains(s, "Small uint8") || !strings.Contains(s, "Name string") {
		t.Error(s)
	}
}

func FuzzRead(f *testing.F) {
	v := sample()
	f.Add(Append(nil, &v))
	f.Fuzz(func(t *testing.T, data []byte) {
		var got tree
		_ = Read(data, &got)
	})
}

// A list of structs is read into the room of the one before, of which nothing is left.
func TestReadAgain(t *testing.T) {
	type part struct {
		Name  string
		Parts []string
	}
	var got []part
	for _, want := range [][]part{{{"a", []string{"b"}}, {"c", nil}, {"d", []string{"e", "f"}}}, {{"g", nil}, {"", nil}}, {}, {{"h", []string{"i"}}}} {
		if err := Read(Append(nil, &want), &got); err != nil || !slices.EqualFunc(got, want, func(a, b part) bool {
			return a.Name == b.Name && slices.Equal(a.Parts, b.Parts)
		}) {
			t.Errorf("%v, want %v: %v", got, want, err)
		}
	}
}
