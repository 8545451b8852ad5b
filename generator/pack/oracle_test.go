package pack

import (
	"bytes"
	"encoding/binary"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// reflected is what Append writes, told by reflection alone: a value of any type without a look at where it lies
// in memory. A struct of a list is told beside the one before it.
func reflected(b []byte, v reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		return append(binary.AppendUvarint(b, uint64(v.Len())), v.String()...)
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(b, v.Uint())
	case reflect.Float64:
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
	case reflect.Array:
		for i := range v.Len() {
			if v.Type().Elem().Kind() == reflect.Uint8 {
				b = append(b, byte(v.Index(i).Uint()))
				continue
			}
			b = reflected(b, v.Index(i))
		}
		return b
	case reflect.Slice:
		b = binary.AppendUvarint(b, uint64(v.Len()))
		before := reflect.Zero(v.Type().Elem())
		for i := range v.Len() {
			if v.Index(i).Kind() == reflect.Struct {
				b = reflectedBehind(b, v.Index(i), before)
				before = v.Index(i)
				continue
			}
			b = reflected(b, v.Index(i))
		}
		return b
	case reflect.Struct:
		for i := range v.NumField() {
			b = reflected(b, v.Field(i))
		}
		return b
	case reflect.Map:
		keys := v.MapKeys()
		slices.SortFunc(keys, func(a, b reflect.Value) int { return bytes.Compare([]byte(a.String()), []byte(b.String())) })
		b = binary.AppendUvarint(b, uint64(len(keys)))
		for _, k := range keys {
			b = reflected(reflected(b, k), v.MapIndex(k))
		}
		return b
	case reflect.Pointer:
		if v.IsNil() {
			return append(b, 0)
		}
		return reflected(append(b, 1), v.Elem())
	case reflect.Interface:
		if v.IsNil() {
			return append(b, 0)
		}
		tag := slices.IndexFunc(registered, func(h held) bool { return h.is == v.Elem().Type() })
		return reflected(append(b, byte(tag+1)), v.Elem())
	}
	panic(v.Kind())
}

func reflectedBehind(b []byte, v, before reflect.Value) []byte {
	switch v.Kind() {
	case reflect.String:
		if v.String() == before.String() {
			return append(b, sameText)
		}
		return append(binary.AppendUvarint(b, uint64(v.Len())<<1), v.String()...)
	case reflect.Struct:
		for i := range v.NumField() {
			b = reflectedBehind(b, v.Field(i), before.Field(i))
		}
		return b
	}
	return reflected(b, v)
}

// every has a field of every kind, small ones beside large ones: each lies where no other does.
type every struct {
	A bool
	B int8
	C uint16
	D bool
	E int32
	F uint32
	G int16
	H float64
	I [3]byte
	J [2]string
	K uint64
	L string
	M []byte
	N []string
	O [][]int
	P []inner
	Q inner
	R *inner
	S map[string]int
	T map[string]inner
	U any
	V []*inner
	W int64
	X uint
	Y []any
	Z [2]inner
}

type inner struct {
	Small bool
	Text  string
	Odd   [5]byte
	Any   any
	Deep  struct {
		Flag bool
		Text string
		List []inner
	}
	Last int8
}

// fill puts something into all of a value; lists and maps may be empty, and texts repeat each other.
func fill(r *rand.Rand, v reflect.Value, depth int) {
	n := r.IntN(4)
	if depth > 5 {
		n = 0
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString([]string{"", "甲", "乙丙", string(make([]byte, 200))}[r.IntN(4)])
	case reflect.Bool:
		v.SetBool(n > 1)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(int64(r.Uint64()) >> r.IntN(64))
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(r.Uint64() >> r.IntN(64))
	case reflect.Float64:
		v.SetFloat(r.NormFloat64())
	case reflect.Array, reflect.Struct:
		of, count := v.Field, 0
		if v.Kind() == reflect.Array {
			of, count = v.Index, v.Len()
		} else {
			count = v.NumField()
		}
		for i := range count {
			fill(r, of(i), depth+1)
		}
	case reflect.Slice:
		if n > 0 {
			v.Set(reflect.MakeSlice(v.Type(), n, n+r.IntN(3)))
		}
		for i := range n {
			fill(r, v.Index(i), depth+1)
		}
	case reflect.Pointer:
		if n > 0 {
			v.Set(reflect.New(v.Type().Elem()))
			fill(r, v.Elem(), depth+1)
		}
	case reflect.Map:
		for range n {
			if v.IsNil() {
				v.Set(reflect.MakeMap(v.Type()))
			}
			key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
			fill(r, key, depth+1)
			fill(r, value, depth+1)
			v.SetMapIndex(key, value)
		}
	case reflect.Interface:
		values := []any{nil, "", "乙丙", int64(-5), 2.5, true, []any{"甲", int64(1)}, map[string]any{"一": "二"}}
		if held := values[r.IntN(len(values))]; held != nil {
			v.Set(reflect.ValueOf(held))
		}
	}
}

// What lies in memory is what reflection tells of it, and comes back as it was.
func TestAsReflectionTells(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		var v, got every
		fill(r, reflect.ValueOf(&v).Elem(), 0)
		data := Append(nil, &v)
		if want := reflected(nil, reflect.ValueOf(v)); !bytes.Equal(data, want) {
			t.Fatalf("%+v\n%x\n%x", v, data, want)
		}
		if err := Read(data, &got); err != nil || !reflect.DeepEqual(got, v) {
			t.Fatalf("%v\ngot  %+v\nwant %+v", err, got, v)
		}
	}
}
