package pack

import (
	"fmt"
	"reflect"
)

// Schema describes the shape of a type, fields and all, and of every registered type: data of
// another shape must not be read as this one.
func Schema(v any) string {
	seen := map[reflect.Type]bool{}
	out := describe(reflect.TypeOf(v), seen)
	for _, h := range registered {
		out += "|" + h.is.String() + "=" + describe(h.written, seen)
	}
	return out
}

func describe(t reflect.Type, seen map[reflect.Type]bool) string {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice:
		return "*" + describe(t.Elem(), seen)
	case reflect.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), describe(t.Elem(), seen))
	case reflect.Map:
		return "map " + describe(t.Elem(), seen)
	case reflect.Struct:
		if seen[t] {
			return t.String()
		}
		seen[t] = true
		out := t.String() + "{"
		for i := range t.NumField() {
			out += t.Field(i).Name + " " + describe(t.Field(i).Type, seen) + ";"
		}
		return out + "}"
	}
	return t.Kind().String()
}
