// Package digest names a value by what is in it: two values with the same digest may stand for each
// other, in a cache or in a comparison.
//
// A digest is 128 bits of XXH3, for use inside (never as a public name and never against somebody
// who chooses the bytes). It depends on the value alone: not on addresses, map order or the machine.
package digest

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"sync"
	"unsafe"

	"github.com/zeebo/xxh3"
)

// Digest names a value.
type Digest [16]byte

// Bytes is the digest of some bytes.
func Bytes(b []byte) Digest { return xxh3.Hash128(b).Bytes() }

// String is the digest of a text.
func String(s string) Digest { return xxh3.HashString128(s).Bytes() }

// String shows the digest as 32 hexadecimal digits.
func (d Digest) String() string { return fmt.Sprintf("%x", d[:]) }

// buffers hold the canonical bytes of values on their way to the hash.
var buffers = sync.Pool{New: func() any { b := make([]byte, 0, 16<<10); return &b }}

// Of is the digest of plain data: booleans, numbers, texts, slices, arrays, structs, pointers to
// them, and maps with text keys. A type that has a method Digest() Digest is taken at its word.
// Anything else (a function, a channel) is a mistake of the programmer and panics.
func Of(values ...any) Digest {
	p := buffers.Get().(*[]byte)
	b := (*p)[:0]
	for _, v := range values {
		b = appendAny(b, v)
	}
	d := Bytes(b)
	*p = b
	buffers.Put(p)
	return d
}

// appendAny writes a value: what a pointer leads to and what a list holds by the writer of its type.
func appendAny(b []byte, v any) []byte {
	switch v := v.(type) {
	case string:
		return appendString(b, v)
	case []byte:
		return append(binary.AppendUvarint(b, uint64(len(v))), v...)
	case Digest:
		return append(binary.AppendUvarint(b, uint64(len(v))), v[:]...)
	}
	r := reflect.ValueOf(v)
	switch {
	case !r.IsValid() || r.Type().Implements(digestedType):
	case r.Kind() == reflect.Pointer && !r.IsNil():
		return writerOf(r.Type().Elem())(append(b, 1), r.UnsafePointer())
	case r.Kind() == reflect.Slice && r.Type().Elem().Kind() != reflect.Uint8:
		return elementsWriter(r.Type().Elem())(b, r.UnsafePointer(), r.Len())
	}
	return appendValue(b, r)
}

// Digested is a value that knows its own digest, such as one shared by many views.
type Digested interface{ Digest() Digest }

var digestedType = reflect.TypeFor[Digested]()

// appendValue writes a value so that no two different values give the same bytes: every text and
// list is preceded by its length.
func appendValue(b []byte, v reflect.Value) []byte {
	if !v.IsValid() {
		return append(b, 0)
	}
	if t := v.Type(); t.Implements(digestedType) && (t.Kind() != reflect.Pointer || !v.IsNil()) {
		d := v.Interface().(Digested).Digest()
		return append(append(b, 0xD1), d[:]...)
	}
	switch v.Kind() {
	case reflect.String:
		s := v.String()
		b = binary.AppendUvarint(b, uint64(len(s)))
		return append(b, s...)
	case reflect.Bool:
		if v.Bool() {
			return append(b, 1)
		}
		return append(b, 0)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return binary.AppendVarint(b, v.Int())
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return binary.AppendUvarint(b, v.Uint())
	case reflect.Float32, reflect.Float64:
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
	case reflect.Pointer, reflect.Interface:
		if v.IsNil() {
			return append(b, 0)
		}
		return appendValue(append(b, 1), v.Elem())
	case reflect.Slice, reflect.Array:
		return appendList(b, v)
	case reflect.Struct:
		for i := range v.NumField() {
			b = appendValue(b, v.Field(i))
		}
		return b
	case reflect.Map:
		return appendMap(b, v)
	}
	panic("digest: no digest for " + v.Type().String())
}

func appendList(b []byte, v reflect.Value) []byte {
	n := v.Len()
	b = binary.AppendUvarint(b, uint64(n))
	if v.Type().Elem().Kind() == reflect.Uint8 && v.Kind() == reflect.Slice && n > 0 {
		return append(b, unsafe.Slice((*byte)(v.UnsafePointer()), n)...)
	}
	for i := range n {
		if e := v.Index(i); e.Kind() == reflect.Uint8 {
			b = append(b, byte(e.Uint())) // of an array of bytes, as of a slice of them
		} else {
			b = appendValue(b, e)
		}
	}
	return b
}

func appendMap(b []byte, v reflect.Value) []byte {
	keys := make([]string, 0, v.Len())
	for _, k := range v.MapKeys() {
		keys = append(keys, k.String())
	}
	slices.Sort(keys)
	b = binary.AppendUvarint(b, uint64(len(keys)))
	for _, k := range keys {
		b = binary.AppendUvarint(b, uint64(len(k)))
		b = append(b, k...)
		b = appendValue(b, v.MapIndex(reflect.ValueOf(k).Convert(v.Type().Key())))
	}
	return b
}
