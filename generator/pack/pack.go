// Package pack turns plain data into bytes and back, for what is kept between builds.
//
// It promises that what Append wrote Read gives back, that damaged bytes are an error and never a
// panic or a huge allocation, and that [Schema] differs when the shape of a type does, so that data
// of an older shape is never misread. Texts read back share memory with the bytes they came from:
// a file of a hundred thousand records costs one allocation for all its texts. A text that a list of structs
// has many times in a row is written once.
//
// Plain data is booleans, numbers, texts, slices, structs with exported fields only, pointers to
// such, maps with text keys, and interfaces holding one of the types given to [Register].
package pack

import (
	"encoding/binary"
	"errors"
	"reflect"
	"sync"
	"unsafe"
)

// ErrDamaged says that bytes are not what Append wrote.
var ErrDamaged = errors.New("pack: damaged data")

var codecs sync.Map // reflect.Type -> *codec

// registered are the types an interface may hold; the place in the list is the tag on disk.
var registered []held

// held is a type that an interface may hold, and as what it is written.
type held struct {
	is, written reflect.Type
	to, from    func(reflect.Value) reflect.Value // nil: written as it is
}

// Register says that interfaces may hold values of v's type. Call it from init functions only, in
// an order that does not change.
func Register(v any) {
	t := reflect.TypeOf(v)
	registered = append(registered, held{is: t, written: t})
}

// RegisterAs is Register for a type that is not plain: it is written as a plain one.
func RegisterAs[T, P any](to func(T) P, from func(P) T) {
	registered = append(registered, held{
		is: reflect.TypeFor[T](), written: reflect.TypeFor[P](),
		to:   func(v reflect.Value) reflect.Value { return reflect.ValueOf(to(v.Interface().(T))) },
		from: func(v reflect.Value) reflect.Value { return reflect.ValueOf(from(v.Interface().(P))) },
	})
}

func init() {
	for _, v := range []any{"", int64(0), float64(0), false, []any(nil), map[string]any(nil)} {
		Register(v)
	}
}

// Append appends the bytes of the value that v points to.
func Append[T any](b []byte, v *T) []byte {
	return codecOf(reflect.TypeFor[T]()).write(b, unsafe.Pointer(v))
}

// Read reads what Append wrote into the value that v points to, which is zero or a list of structs whose room is
// used again. The bytes must not change while the value is in use.
func Read[T any](data []byte, v *T) error {
	r := &reader{data: data}
	codecOf(reflect.TypeFor[T]()).read(r, unsafe.Pointer(v))
	if r.failed || len(r.data) != 0 {
		return ErrDamaged
	}
	return nil
}

// reader takes data from the front; after a failure everything it gives is zero.
type reader struct {
	data   []byte
	failed bool
}

func (r *reader) fail() { r.failed, r.data = true, nil }

func (r *reader) uvarint() uint64 {
	if len(r.data) > 0 && r.data[0] < 0x80 { // nearly every one
		v := r.data[0]
		r.data = r.data[1:]
		return uint64(v)
	}
	v, n := binary.Uvarint(r.data)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.data = r.data[n:]
	return v
}

func (r *reader) varint() int64 {
	if len(r.data) > 0 && r.data[0] < 0x80 {
		v := r.data[0]
		r.data = r.data[1:]
		return int64(v>>1) ^ -int64(v&1)
	}
	v, n := binary.Varint(r.data)
	if n <= 0 {
		r.fail()
		return 0
	}
	r.data = r.data[n:]
	return v
}

// length is a count of things that take at least one byte each.
func (r *reader) length() int {
	n := r.uvarint()
	if n > uint64(len(r.data)) {
		r.fail()
		return 0
	}
	return int(n)
}

func (r *reader) text() string { return r.textOf(r.length()) }

// textOf is a text of n bytes, which are there.
func (r *reader) textOf(n int) string {
	if n == 0 {
		return ""
	}
	s := unsafe.String(&r.data[0], n)
	r.data = r.data[n:]
	return s
}

func (r *reader) byte() byte {
	if len(r.data) == 0 {
		r.fail()
		return 0
	}
	b := r.data[0]
	r.data = r.data[1:]
	return b
}

func (r *reader) bytes(n int) []byte {
	if n > len(r.data) {
		r.fail()
		return make([]byte, n)
	}
	b := r.data[:n]
	r.data = r.data[n:]
	return b
}

// making guards the making of codecs; no codec is seen by others before it is finished.
var making sync.Mutex
