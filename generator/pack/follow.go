package pack

import (
	"encoding/binary"
	"reflect"
)

// follower writes and reads one struct behind another of its type. The structs of a list often have texts
// in common with those before them (many findings stand in one file, some on one line of a megabyte): a
// text that is the same is written as a mark, and read back as the very same text.
type follower struct {
	write func(b []byte, v, before reflect.Value) []byte
	read  func(r *reader, v, before reflect.Value)
}

// sameText is what stands for the text of the struct before; the length of any other is twice what it is.
const sameText = 1

// followerOf makes the follower of a struct's type, and of what lies in it.
func followerOf(t reflect.Type, of func(reflect.Type) *codec) follower {
	switch t.Kind() {
	case reflect.String:
		return follower{writeFollowing, readFollowing}
	case reflect.Struct:
		plainData(t)
		fields := make([]follower, t.NumField())
		for i := range fields {
			fields[i] = followerOf(t.Field(i).Type, of)
		}
		return follower{
			func(b []byte, v, before reflect.Value) []byte {
				for i, f := range fields {
					b = f.write(b, v.Field(i), before.Field(i))
				}
				return b
			},
			func(r *reader, v, before reflect.Value) {
				for i, f := range fields {
					f.read(r, v.Field(i), before.Field(i))
				}
			},
		}
	}
	c := of(t)
	return follower{
		func(b []byte, v, _ reflect.Value) []byte { return c.write(b, v) },
		func(r *reader, v, _ reflect.Value) { c.read(r, v) },
	}
}

func writeFollowing(b []byte, v, before reflect.Value) []byte {
	s := v.String()
	if s == before.String() {
		return append(b, sameText)
	}
	return append(binary.AppendUvarint(b, uint64(len(s))<<1), s...)
}

func readFollowing(r *reader, v, before reflect.Value) {
	n := r.uvarint()
	if n == sameText {
		v.SetString(before.String())
		return
	}
	if n&1 != 0 || n>>1 > uint64(len(r.data)) {
		r.fail()
		return
	}
	v.SetString(r.textOf(int(n >> 1)))
}

// structsCodec is that of a list of structs. The first follows an empty one.
func structsCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	elem := followerOf(t.Elem(), of)
	none := reflect.Zero(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			n := v.Len()
			b = binary.AppendUvarint(b, uint64(n))
			before := none
			for i := range n {
				b = elem.write(b, v.Index(i), before)
				before = v.Index(i)
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			n, before := r.length(), none
			if n > v.Cap() {
				v.Set(reflect.MakeSlice(t, n, n))
			} else if v.Cap() > 0 { // a list that is read into again
				v.SetLen(n)
				v.Clear()
			}
			for i := 0; i < n && !r.failed; i++ {
				elem.read(r, v.Index(i), before)
				before = v.Index(i)
			}
		},
	}
}
