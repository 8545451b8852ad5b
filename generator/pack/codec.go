package pack

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
	"unsafe"
)

// codec writes and reads one type, at the place where a value of it lies. What a type is made of is looked
// up once, when its codec is made, and no field is a reflect.Value on its way: an edit of one page reads ten
// thousand documents back.
type codec struct {
	write func(b []byte, at unsafe.Pointer) []byte
	read  func(r *reader, at unsafe.Pointer)
}

// codecOf returns the codec of a type, made when it is first needed.
func codecOf(t reflect.Type) *codec {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec)
	}
	making.Lock()
	defer making.Unlock()
	unfinished := map[reflect.Type]*codec{}
	c := assemble(t, unfinished)
	for t, c := range unfinished {
		codecs.LoadOrStore(t, c)
	}
	return c
}

// assemble makes a codec and those it needs; a type that holds itself finds its own unfinished one,
// which is finished before anybody calls it.
func assemble(t reflect.Type, unfinished map[reflect.Type]*codec) *codec {
	if c, ok := codecs.Load(t); ok {
		return c.(*codec)
	}
	if c := unfinished[t]; c != nil {
		return c
	}
	c := &codec{}
	unfinished[t] = c
	*c = makeCodec(t, func(t reflect.Type) *codec { return assemble(t, unfinished) })
	return c
}

func makeCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	switch t.Kind() {
	case reflect.String:
		return codec{
			func(b []byte, at unsafe.Pointer) []byte { return appendText(b, *(*string)(at)) },
			func(r *reader, at unsafe.Pointer) { *(*string)(at) = r.text() },
		}
	case reflect.Bool:
		return codec{
			func(b []byte, at unsafe.Pointer) []byte {
				if *(*bool)(at) {
					return append(b, 1)
				}
				return append(b, 0)
			},
			func(r *reader, at unsafe.Pointer) { *(*bool)(at) = r.byte() == 1 },
		}
	case reflect.Int:
		return intCodec[int]()
	case reflect.Int8:
		return intCodec[int8]()
	case reflect.Int16:
		return intCodec[int16]()
	case reflect.Int32:
		return intCodec[int32]()
	case reflect.Int64:
		return intCodec[int64]()
	case reflect.Uint:
		return uintCodec[uint]()
	case reflect.Uint8:
		return uintCodec[uint8]()
	case reflect.Uint16:
		return uintCodec[uint16]()
	case reflect.Uint32:
		return uintCodec[uint32]()
	case reflect.Uint64:
		return uintCodec[uint64]()
	case reflect.Float64:
		return codec{
			func(b []byte, at unsafe.Pointer) []byte {
				return binary.LittleEndian.AppendUint64(b, math.Float64bits(*(*float64)(at)))
			},
			func(r *reader, at unsafe.Pointer) {
				*(*float64)(at) = math.Float64frombits(binary.LittleEndian.Uint64(r.bytes(8)))
			},
		}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Struct {
			return structsCodec(t, of)
		}
		return sliceCodec(t, of)
	case reflect.Array:
		return arrayCodec(t, of)
	case reflect.Struct:
		return structCodec(t, of)
	case reflect.Pointer:
		return pointerCodec(t, of)
	case reflect.Map:
		return mapCodec(t, of)
	case reflect.Interface:
		if t.NumMethod() == 0 {
			return interfaceCodec()
		}
	}
	panic("pack: no plain data: " + t.String())
}

func appendText(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

func intCodec[T int | int8 | int16 | int32 | int64]() codec {
	return codec{
		func(b []byte, at unsafe.Pointer) []byte { return binary.AppendVarint(b, int64(*(*T)(at))) },
		func(r *reader, at unsafe.Pointer) { *(*T)(at) = T(r.varint()) },
	}
}

func uintCodec[T uint | uint8 | uint16 | uint32 | uint64]() codec {
	return codec{
		func(b []byte, at unsafe.Pointer) []byte { return binary.AppendUvarint(b, uint64(*(*T)(at))) },
		func(r *reader, at unsafe.Pointer) { *(*T)(at) = T(r.uvarint()) },
	}
}

// slice is how a slice of any type lies in memory.
type slice struct {
	data     unsafe.Pointer
	len, cap int
}

// makeSlice makes a slice of n zeros at a place and returns its first element's.
func makeSlice(t reflect.Type, n int, at unsafe.Pointer) unsafe.Pointer {
	data := reflect.MakeSlice(t, n, n).UnsafePointer()
	*(*slice)(at) = slice{data, n, n}
	return data
}

func sliceCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	elem, size := of(t.Elem()), t.Elem().Size()
	return codec{
		func(b []byte, at unsafe.Pointer) []byte {
			s := (*slice)(at)
			b = binary.AppendUvarint(b, uint64(s.len))
			for i := range s.len {
				b = elem.write(b, unsafe.Add(s.data, uintptr(i)*size))
			}
			return b
		},
		func(r *reader, at unsafe.Pointer) {
			n := r.length()
			if n == 0 {
				return
			}
			data := makeSlice(t, n, at)
			for i := 0; i < n && !r.failed; i++ {
				elem.read(r, unsafe.Add(data, uintptr(i)*size))
			}
		},
	}
}

func arrayCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	n, elem, size := t.Len(), of(t.Elem()), t.Elem().Size()
	if t.Elem().Kind() == reflect.Uint8 { // a digest
		return codec{
			func(b []byte, at unsafe.Pointer) []byte { return append(b, unsafe.Slice((*byte)(at), n)...) },
			func(r *reader, at unsafe.Pointer) { copy(unsafe.Slice((*byte)(at), n), r.bytes(n)) },
		}
	}
	return codec{
		func(b []byte, at unsafe.Pointer) []byte {
			for i := range n {
				b = elem.write(b, unsafe.Add(at, uintptr(i)*size))
			}
			return b
		},
		func(r *reader, at unsafe.Pointer) {
			for i := range n {
				elem.read(r, unsafe.Add(at, uintptr(i)*size))
			}
		},
	}
}

// field is one field of a struct: where it lies, and how it is written.
type field struct {
	offset uintptr
	*codec
}

func structCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	plainData(t)
	fields := make([]field, t.NumField())
	for i := range fields {
		fields[i] = field{t.Field(i).Offset, of(t.Field(i).Type)}
	}
	return codec{
		func(b []byte, at unsafe.Pointer) []byte {
			for _, f := range fields {
				b = f.write(b, unsafe.Add(at, f.offset))
			}
			return b
		},
		func(r *reader, at unsafe.Pointer) {
			for _, f := range fields {
				f.read(r, unsafe.Add(at, f.offset))
			}
		},
	}
}

// plainData refuses a struct with fields that are not exported.
func plainData(t reflect.Type) {
	for i := range t.NumField() {
		if !t.Field(i).IsExported() {
			panic(fmt.Sprintf("pack: %s.%s is not exported", t, t.Field(i).Name))
		}
	}
}

func pointerCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	elem := of(t.Elem())
	return codec{
		func(b []byte, at unsafe.Pointer) []byte {
			to := *(*unsafe.Pointer)(at)
			if to == nil {
				return append(b, 0)
			}
			return elem.write(append(b, 1), to)
		},
		func(r *reader, at unsafe.Pointer) {
			if r.byte() == 0 || r.failed {
				return
			}
			to := reflect.New(t.Elem()).UnsafePointer()
			elem.read(r, to)
			*(*unsafe.Pointer)(at) = to
		},
	}
}

// mapCodec is the one that goes through reflect.Value: maps are few, and free keys of front matter.
func mapCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	elem := of(t.Elem())
	return codec{
		func(b []byte, at unsafe.Pointer) []byte {
			v := reflect.NewAt(t, at).Elem()
			if v.Len() == 0 {
				return append(b, 0)
			}
			keys := make([]string, 0, v.Len())
			for _, k := range v.MapKeys() {
				keys = append(keys, k.String())
			}
			slices.Sort(keys)
			b = binary.AppendUvarint(b, uint64(len(keys)))
			value := reflect.New(t.Elem())
			for _, k := range keys {
				value.Elem().Set(v.MapIndex(reflect.ValueOf(k).Convert(t.Key())))
				b = elem.write(appendText(b, k), value.UnsafePointer())
			}
			return b
		},
		func(r *reader, at unsafe.Pointer) {
			n := r.length()
			if n == 0 {
				return
			}
			m := reflect.MakeMapWithSize(t, n)
			for i := 0; i < n && !r.failed; i++ {
				key, value := reflect.New(t.Key()).Elem(), reflect.New(t.Elem())
				key.SetString(r.text())
				elem.read(r, value.UnsafePointer())
				m.SetMapIndex(key, value.Elem())
			}
			reflect.NewAt(t, at).Elem().Set(m)
		},
	}
}

// interfaceCodec writes the place of the type among the registered ones before the value.
func interfaceCodec() codec {
	return codec{
		func(b []byte, at unsafe.Pointer) []byte {
			held := *(*any)(at)
			if held == nil {
				return append(b, 0)
			}
			tag := tagOf(reflect.TypeOf(held))
			b = append(b, byte(tag+1))
			if s, ok := held.(string); ok {
				return appendText(b, s)
			}
			h, v := registered[tag], reflect.ValueOf(held)
			if h.to != nil {
				v = h.to(v)
			}
			value := reflect.New(h.written)
			value.Elem().Set(v)
			return codecOf(h.written).write(b, value.UnsafePointer())
		},
		func(r *reader, at unsafe.Pointer) {
			tag := int(r.byte())
			if tag == 0 || r.failed {
				return
			}
			if tag > len(registered) {
				r.fail()
				return
			}
			h := registered[tag-1]
			if h.is == textType {
				*(*any)(at) = r.text()
				return
			}
			value := reflect.New(h.written)
			codecOf(h.written).read(r, value.UnsafePointer())
			v := value.Elem()
			if h.from != nil {
				v = h.from(v)
			}
			*(*any)(at) = v.Interface()
		},
	}
}

var textType = reflect.TypeFor[string]()

// tagOf is the place of a type among the registered ones.
func tagOf(t reflect.Type) int {
	tag := slices.IndexFunc(registered, func(h held) bool { return h.is == t })
	if tag < 0 {
		panic("pack: type not registered: " + t.String())
	}
	return tag
}
