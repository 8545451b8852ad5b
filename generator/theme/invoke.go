package theme

import (
	"html/template"
	"reflect"
	"unsafe"
)

// method calls a method of a value or of its address.
func (a *assembler) method(e expression, name string, args []expression) expression {
	if e.typ == nil {
		panic(unsupported{"method " + name})
	}
	holder := e.typ
	receiver := e
	if holder.Kind() != reflect.Pointer {
		holder = reflect.PointerTo(e.typ)
		at := e.at()
		receiver = expression{typ: holder, from: func(f *frame) unsafe.Pointer {
			f.receiver = at(f)
			return unsafe.Pointer(&f.receiver)
		}}
	}
	m, ok := holder.MethodByName(name)
	if !ok || holder.Kind() == reflect.Interface {
		panic(unsupported{"method " + name})
	}
	return a.invoke(m.Func, m.Type, append([]expression{receiver}, args...))
}

// invoke calls a Go function. Its arguments must have the types it asks for.
func (a *assembler) invoke(fn reflect.Value, t reflect.Type, args []expression) expression {
	fixed := t.NumIn()
	if t.IsVariadic() {
		fixed--
	}
	if len(args) < fixed || len(args) > fixed && !t.IsVariadic() {
		panic(unsupported{"number of arguments"})
	}
	for i, arg := range args {
		want := t.In(min(i, t.NumIn()-1))
		if i >= fixed {
			want = want.Elem()
		}
		if arg.typ == nil || !arg.typ.AssignableTo(want) {
			panic(unsupported{"argument of type " + typeName(arg.typ)})
		}
	}
	if at := known(fn.Interface(), args); at != nil {
		return expression{typ: t.Out(0), from: at}
	}
	fails := t.NumOut() == 2
	values := make([]func(f *frame) reflect.Value, len(args))
	for i, arg := range args {
		values[i] = arg.value()
	}
	return expression{typ: t.Out(0), from: func(f *frame) unsafe.Pointer {
		in := make([]reflect.Value, len(values))
		for i, value := range values {
			in[i] = value(f)
		}
		out := fn.Call(in)
		if fails && !out[1].IsNil() {
			panic(failure{out[1].Interface().(error)})
		}
		return lay(out[0])
	}}
}

// value is what reflection calls the value. A pointer is read at once: the next argument may be of another receiver.
func (e expression) value() func(f *frame) reflect.Value {
	at, typ := e.at(), e.typ
	if typ.Kind() == reflect.Pointer && typ.Name() == "" {
		return func(f *frame) reflect.Value { return reflect.NewAt(typ.Elem(), *(*unsafe.Pointer)(at(f))) }
	}
	return func(f *frame) reflect.Value { return reflect.NewAt(typ, at(f)).Elem() }
}

// known calls what layouts call on nearly every page without reflection; nil for any other function.
func known(fn any, args []expression) func(f *frame) unsafe.Pointer {
	switch fn := fn.(type) {
	case func(string) template.HTML:
		return function1(fn, args)
	case func(*Fact) Value:
		return function1(fn, args)
	case func(*PageView) []Group:
		return function1(fn, args)
	case func(*Card, string) *Fact:
		first, second := args[0].at(), args[1].at()
		return func(f *frame) unsafe.Pointer {
			card := *(**Card)(first(f))
			return placed(fn(card, *(*string)(second(f))))
		}
	case func(*PageView, string) (*Fact, error):
		first, second := args[0].at(), args[1].at()
		return func(f *frame) unsafe.Pointer {
			view := *(**PageView)(first(f))
			fact, err := fn(view, *(*string)(second(f)))
			if err != nil {
				panic(failure{err})
			}
			return placed(fact)
		}
	case func(*PageView, ...string) []Fact:
		return functionOfTexts(fn, args)
	case func(*Card, ...string) []Fact:
		return functionOfTexts(fn, args)
	}
	return nil
}

func function1[A, R any](fn func(A) R, args []expression) func(f *frame) unsafe.Pointer {
	at := args[0].at()
	return func(f *frame) unsafe.Pointer { return placed(fn(*(*A)(at(f)))) }
}

func functionOfTexts[A, R any](fn func(A, ...string) R, args []expression) func(f *frame) unsafe.Pointer {
	at := args[0].at()
	texts := make([]func(f *frame) unsafe.Pointer, len(args)-1)
	for i, arg := range args[1:] {
		texts[i] = arg.at()
	}
	return func(f *frame) unsafe.Pointer {
		first := *(*A)(at(f))
		var room [8]string
		list := room[:0]
		for _, text := range texts {
			list = append(list, *(*string)(text(f)))
		}
		return placed(fn(first, list...))
	}
}
