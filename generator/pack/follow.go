package pack

import (
	"encoding/binary"
	"reflect"
	"unsafe"
)

// follower writes and reads one struct behind another of its type. The structs of a list often have texts
// in common with those before them (many findings stand in one file, some on one line of a megabyte): a
// text that is the same is written as a mark, and read back as the very same text.
type follower struct {
	offset uintptr // within the struct around it
	write  func(b []byte, at, before unsafe.Pointer) []byte
	read   func(r *reader, at, before unsafe.Pointer)
}

// sameText is what stands for the text of the struct before; the length of any other is twice what it is.
const sameText = 1

// followerOf makes the follower of a struct's type, and of what lies in it.
func followerOf(t reflect.Type, of func(reflect.Type) *codec) follower {
	switch t.Kind() {
	case reflect.String:
		return follower{0, writeFollowing, readFollowing}
	case reflect.Struct:
		plainData(t)
		fields := make([]follower, t.NumField())
		for i := range fields {
			fields[i] = followerOf(t.Field(i).Type, of)
			fields[i].offset = t.Field(i).Offset
		}
		return follower{
			0,
			func(b []byte, at, before unsafe.Pointer) []byte {
				for _, f := range fields {
					b = f.write(b, unsafe.Add(at, f.offset), unsafe.Add(before, f.offset))
				}
				return b
			},
			func(r *reader, at, before unsafe.Pointer) {
				for _, f := range fields {
					f.read(r, unsafe.Add(at, f.offset), unsafe.Add(before, f.offset))
				}
			},
		}
	}
	c := of(t)
	return follower{
		0,
		func(b []byte, at, _ unsafe.Pointer) []byte { return c.write(b, at) },
		func(r *reader, at, _ unsafe.Pointer) { c.read(r, at) },
	}
}

func writeFollowing(b []byte, at, before unsafe.Pointer) []byte {
	s := *(*string)(at)
	if s == *(*string)(before) {
		return append(b, sameText)
	}
	return append(binary.AppendUvarint(b, uint64(len(s))<<1), s...)
}

func readFollowing(r *reader, at, before unsafe.Pointer) {
	n := r.uvarint()
	if n == sameText {
		*(*string)(at) = *(*string)(before)
		return
	}
	if n&1 != 0 || n>>1 > uint64(len(r.data)) {
		r.fail()
		return
	}
	*(*string)(at) = r.textOf(int(n >> 1))
}

// structsCodec is that of a list of structs. The first follows an empty one.
func structsCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	elem, size := followerOf(t.Elem(), of), t.Elem().Size()
	none := reflect.New(t.Elem()).UnsafePointer()
	return codec{
		func(b []byte, at unsafe.Pointer) []byte {
			s := (*slice)(at)
			b = binary.AppendUvarint(b, uint64(s.len))
			before := none
			for i := range s.len {
				v := unsafe.Add(s.data, uintptr(i)*size)
				b = elem.write(b, v, before)
				before = v
			}
			return b
		},
		func(r *reader, at unsafe.Pointer) {
			n, s, before := r.length(), (*slice)(at), none
			if n > s.cap {
				makeSlice(t, n, at)
			} else if s.cap > 0 { // a list that is read into again
				s.len = n
				reflect.NewAt(t, at).Elem().Clear()
			}
			for i := 0; i < n && !r.failed; i++ {
				v := unsafe.Add(s.data, uintptr(i)*size)
				elem.read(r, v, before)
				before = v
			}
		},
	}
}
