package digest

import (
	"encoding/binary"
	"reflect"
	"sync"
	"unsafe"
)

// writer appends the canonical bytes of the value of one type at an address. What appendValue finds out of a value
// each time it is found out once for a type: a site of 10,000 pages has the digests of as many views taken.
type writer func(b []byte, at unsafe.Pointer) []byte

// writers are those made so far, by reflect.Type.
var writers sync.Map

// writerOf is the writer of a type. It is made when it is first run, so that a type may hold itself.
func writerOf(t reflect.Type) writer {
	if w, ok := writers.Load(t); ok {
		return w.(writer)
	}
	made := sync.OnceValue(func() writer { return newWriter(t) })
	w, _ := writers.LoadOrStore(t, writer(func(b []byte, at unsafe.Pointer) []byte { return made()(b, at) }))
	return w.(writer)
}

// value is a value of a type at an address.
func value(t reflect.Type, at unsafe.Pointer) reflect.Value { return reflect.NewAt(t, at).Elem() }

// newWriter makes the writer of a type. What it has no quick way for goes the way of every value.
func newWriter(t reflect.Type) writer {
	slow := func(b []byte, at unsafe.Pointer) []byte { return appendValue(b, value(t, at)) }
	if t.Implements(digestedType) {
		return slow
	}
	switch t.Kind() {
	case reflect.String:
		return func(b []byte, at unsafe.Pointer) []byte { return appendString(b, *(*string)(at)) }
	case reflect.Bool:
		return func(b []byte, at unsafe.Pointer) []byte { return append(b, *(*byte)(at)) }
	case reflect.Int:
		return func(b []byte, at unsafe.Pointer) []byte { return binary.AppendVarint(b, int64(*(*int)(at))) }
	case reflect.Uint8:
		return func(b []byte, at unsafe.Pointer) []byte { return binary.AppendUvarint(b, uint64(*(*byte)(at))) }
	case reflect.Pointer:
		return pointerWriter(t)
	case reflect.Slice:
		return sliceWriter(t)
	case reflect.Array:
		n := t.Len()
		if t.Elem().Kind() == reflect.Uint8 {
			return func(b []byte, at unsafe.Pointer) []byte {
				return append(binary.AppendUvarint(b, uint64(n)), unsafe.Slice((*byte)(at), n)...)
			}
		}
		elements := elementsWriter(t.Elem())
		return func(b []byte, at unsafe.Pointer) []byte { return elements(b, at, n) }
	case reflect.Struct:
		return structWriter(t)
	}
	return slow
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func pointerWriter(t reflect.Type) writer {
	to := writerOf(t.Elem())
	return func(b []byte, at unsafe.Pointer) []byte {
		p := *(*unsafe.Pointer)(at)
		if p == nil {
			return append(b, 0)
		}
		return to(append(b, 1), p)
	}
}

func sliceWriter(t reflect.Type) writer {
	elements := elementsWriter(t.Elem())
	if t.Elem().Kind() == reflect.Uint8 {
		return func(b []byte, at unsafe.Pointer) []byte {
			list := *(*[]byte)(at)
			return append(binary.AppendUvarint(b, uint64(len(list))), list...)
		}
	}
	return func(b []byte, at unsafe.Pointer) []byte {
		list := *(*[]byte)(at) // of whatever elements: its length counts them
		return elements(b, unsafe.Pointer(unsafe.SliceData(list)), len(list))
	}
}

// elementsWriter writes how many elements there are, and each.
func elementsWriter(t reflect.Type) func(b []byte, first unsafe.Pointer, n int) []byte {
	element, size := writerOf(t), t.Size()
	return func(b []byte, first unsafe.Pointer, n int) []byte {
		b = binary.AppendUvarint(b, uint64(n))
		for i := range uintptr(n) {
			b = element(b, unsafe.Add(first, i*size))
		}
		return b
	}
}

func structWriter(t reflect.Type) writer {
	type field struct {
		write writer
		at    uintptr
	}
	fields := make([]field, t.NumField())
	for i := range fields {
		fields[i] = field{writerOf(t.Field(i).Type), t.Field(i).Offset}
	}
	return func(b []byte, at unsafe.Pointer) []byte {
		for i := range fields {
			b = fields[i].write(b, unsafe.Add(at, fields[i].at))
		}
		return b
	}
}
