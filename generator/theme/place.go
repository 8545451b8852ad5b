package theme

import (
	"reflect"
	"unsafe"
)

// The values of a view lie in memory at places that follow from its type: a program is handed the place of its dot and
// finds what a layout names by adding offsets and following pointers, which reflection would check for every page anew.
// Whatever a program reads at a place, the assembler has held to its type.

// lay puts a value into memory of its own.
func lay(v reflect.Value) unsafe.Pointer {
	p := reflect.New(v.Type())
	p.Elem().Set(v)
	return p.UnsafePointer()
}

// placed is lay for a value whose type is written out.
func placed[T any](v T) unsafe.Pointer { return unsafe.Pointer(&v) }

// counts up to which a number has a place already.
var counted = func() (n [256]int) {
	for i := range n {
		n[i] = i
	}
	return n
}()

// placeOf is where a number lies. Nobody writes there.
func placeOf(n int) unsafe.Pointer {
	if n >= 0 && n < len(counted) {
		return unsafe.Pointer(&counted[n])
	}
	return placed(n)
}

// The two truths.
var yes, no = true, false

// placeOfTruth is where a truth lies.
func placeOfTruth(holds bool) unsafe.Pointer {
	if holds {
		return unsafe.Pointer(&yes)
	}
	return unsafe.Pointer(&no)
}

// elements are those of the slice at a place: the first, and how many.
func elements(slice unsafe.Pointer) (first unsafe.Pointer, n int) {
	s := *(*[]struct{})(slice)
	return unsafe.Pointer(unsafe.SliceData(s)), len(s)
}

// truth is what {{if}} goes by, for a value of a type at a place.
func truth(t reflect.Type) func(at unsafe.Pointer) bool {
	if t == nil {
		return func(at unsafe.Pointer) bool { return at != nil }
	}
	switch t.Kind() {
	case reflect.Bool:
		return func(at unsafe.Pointer) bool { return *(*bool)(at) }
	case reflect.Int:
		return func(at unsafe.Pointer) bool { return *(*int)(at) != 0 }
	case reflect.String:
		return func(at unsafe.Pointer) bool { return *(*string)(at) != "" }
	case reflect.Slice:
		return func(at unsafe.Pointer) bool { _, n := elements(at); return n > 0 }
	case reflect.Pointer:
		return func(at unsafe.Pointer) bool { return *(*unsafe.Pointer)(at) != nil }
	case reflect.Struct:
		return func(unsafe.Pointer) bool { return true }
	case reflect.Map, reflect.Array:
		return func(at unsafe.Pointer) bool { return reflect.NewAt(t, at).Elem().Len() > 0 }
	}
	return func(at unsafe.Pointer) bool { return !reflect.NewAt(t, at).Elem().IsZero() }
}
