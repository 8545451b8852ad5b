package pack

import (
	"encoding/binary"
	"fmt"
	"math"
	"reflect"
	"slices"
)

// codec writes and reads one type.
type codec struct {
	write func(b []byte, v reflect.Value) []byte
	read  func(r *reader, v reflect.Value)
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
			func(b []byte, v reflect.Value) []byte {
				s := v.String()
				return append(binary.AppendUvarint(b, uint64(len(s))), s...)
			},
			func(r *reader, v reflect.Value) { v.SetString(r.text()) },
		}
	case reflect.Bool:
		return codec{
			func(b []byte, v reflect.Value) []byte {
				if v.Bool() {
					return append(b, 1)
				}
				return append(b, 0)
			},
			func(r *reader, v reflect.Value) { v.SetBool(r.bytes(1)[0] == 1) },
		}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return codec{
			func(b []byte, v reflect.Value) []byte { return binary.AppendVarint(b, v.Int()) },
			func(r *reader, v reflect.Value) { v.SetInt(r.varint()) },
		}
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return codec{
			func(b []byte, v reflect.Value) []byte { return binary.AppendUvarint(b, v.Uint()) },
			func(r *reader, v reflect.Value) { v.SetUint(r.uvarint()) },
		}
	case reflect.Float64:
		return codec{
			func(b []byte, v reflect.Value) []byte {
				return binary.LittleEndian.AppendUint64(b, math.Float64bits(v.Float()))
			},
			func(r *reader, v reflect.Value) {
				v.SetFloat(math.Float64frombits(binary.LittleEndian.Uint64(r.bytes(8))))
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
		return interfaceCodec()
	}
	panic("pack: no plain data: " + t.String())
}

func sliceCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	elem := of(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			n := v.Len()
			b = binary.AppendUvarint(b, uint64(n))
			for i := range n {
				b = elem.write(b, v.Index(i))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			n := r.length()
			if n == 0 {
				return
			}
			s := reflect.MakeSlice(t, n, n)
			for i := 0; i < n && !r.failed; i++ {
				elem.read(r, s.Index(i))
			}
			v.Set(s)
		},
	}
}

func arrayCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	elem := of(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			for i := range t.Len() {
				b = elem.write(b, v.Index(i))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			for i := range t.Len() {
				elem.read(r, v.Index(i))
			}
		},
	}
}

func structCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	plainData(t)
	fields := make([]*codec, t.NumField())
	for i := range fields {
		fields[i] = of(t.Field(i).Type)
	}
	return codec{
		func(b []byte, v reflect.Value) []byte {
			for i, f := range fields {
				b = f.write(b, v.Field(i))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			for i, f := range fields {
				f.read(r, v.Field(i))
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
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			return elem.write(append(b, 1), v.Elem())
		},
		func(r *reader, v reflect.Value) {
			if r.bytes(1)[0] == 0 || r.failed {
				return
			}
			p := reflect.New(t.Elem())
			elem.read(r, p.Elem())
			v.Set(p)
		},
	}
}

func mapCodec(t reflect.Type, of func(reflect.Type) *codec) codec {
	elem := of(t.Elem())
	return codec{
		func(b []byte, v reflect.Value) []byte {
			keys := make([]string, 0, v.Len())
			for _, k := range v.MapKeys() {
				keys = append(keys, k.String())
			}
			slices.Sort(keys)
			b = binary.AppendUvarint(b, uint64(len(keys)))
			for _, k := range keys {
				b = append(binary.AppendUvarint(b, uint64(len(k))), k...)
				b = elem.write(b, v.MapIndex(reflect.ValueOf(k).Convert(t.Key())))
			}
			return b
		},
		func(r *reader, v reflect.Value) {
			n := r.length()
			if n == 0 {
				return
			}
			m := reflect.MakeMapWithSize(t, n)
			for i := 0; i < n && !r.failed; i++ {
				key := reflect.New(t.Key()).Elem()
				key.SetString(r.text())
				value := reflect.New(t.Elem()).Elem()
				elem.read(r, value)
				m.SetMapIndex(key, value)
			}
			v.Set(m)
		},
	}
}

// interfaceCodec writes the place of the type among the registered ones before the value.
func interfaceCodec() codec {
	return codec{
		func(b []byte, v reflect.Value) []byte {
			if v.IsNil() {
				return append(b, 0)
			}
			v = v.Elem()
			tag := slices.IndexFunc(registered, func(h held) bool { return h.is == v.Type() })
			if tag < 0 {
				panic("pack: type not registered: " + v.Type().String())
			}
			h := registered[tag]
			if h.to != nil {
				v = h.to(v)
			}
			return codecOf(h.written).write(append(b, byte(tag+1)), v)
		},
		func(r *reader, v reflect.Value) {
			tag := int(r.bytes(1)[0])
			if tag == 0 || r.failed {
				return
			}
			if tag > len(registered) {
				r.fail()
				return
			}
			h := registered[tag-1]
			value := reflect.New(h.written).Elem()
			codecOf(h.written).read(r, value)
			if h.from != nil {
				value = h.from(value)
			}
			v.Set(value)
		},
	}
}
