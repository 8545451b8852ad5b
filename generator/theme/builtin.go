package theme

import (
	"cmp"
	"fmt"
	"reflect"
	"unsafe"
)

// function compiles a call of a function by its name.
func (a *assembler) function(name string, args []expression) expression {
	switch name {
	case "and", "or":
		return choose(name == "or", args)
	case "not":
		if len(args) != 1 {
			panic(unsupported{name})
		}
		at, holds := args[0].at(), truth(args[0].typ)
		return condition(func(f *frame) bool { return !holds(at(f)) })
	case "eq", "ne", "lt", "le", "gt", "ge":
		return compare(name, args)
	case "len":
		return length(args)
	case "index":
		return element(args)
	case "slice":
		return tail(args)
	case "printf":
		return a.invoke(reflect.ValueOf(fmt.Sprintf), reflect.TypeOf(fmt.Sprintf), args)
	}
	own, ok := a.functions[name]
	if !ok {
		panic(unsupported{"function " + name})
	}
	return a.invoke(reflect.ValueOf(own), reflect.TypeOf(own), args)
}

func condition(holds func(f *frame) bool) expression {
	return expression{typ: reflect.TypeFor[bool](), from: func(f *frame) unsafe.Pointer { return placeOfTruth(holds(f)) }}
}

// placesOf are the places of expressions.
func placesOf(args []expression) []func(f *frame) unsafe.Pointer {
	out := make([]func(f *frame) unsafe.Pointer, len(args))
	for i, arg := range args {
		out[i] = arg.at()
	}
	return out
}

// choose is and and or: the first argument that decides, or the last.
func choose(or bool, args []expression) expression {
	if len(args) == 0 {
		panic(unsupported{"and, or of nothing"})
	}
	t := args[0].typ
	var holds []func(unsafe.Pointer) bool
	for _, arg := range args {
		if arg.typ != t {
			t = nil
		}
		holds = append(holds, truth(arg.typ))
	}
	places := placesOf(args)
	return expression{typ: t, from: func(f *frame) unsafe.Pointer {
		var v unsafe.Pointer
		var is bool
		for i, at := range places {
			v = at(f)
			if is = holds[i](v); is == or {
				break
			}
		}
		switch {
		case t != nil:
			return v
		case is:
			return unsafe.Pointer(&yes)
		}
		return nil
	}}
}

// kindOf is the kind that all arguments have, one of some.
func kindOf(name string, args []expression, kinds ...reflect.Kind) reflect.Kind {
	for _, kind := range kinds {
		all := true
		for _, arg := range args {
			all = all && arg.typ != nil && arg.typ.Kind() == kind
		}
		if all {
			return kind
		}
	}
	panic(unsupported{name + " of such types"})
}

// compare compares numbers with numbers and texts with texts.
func compare(name string, args []expression) expression {
	if len(args) < 2 || len(args) > 2 && name != "eq" {
		panic(unsupported{name})
	}
	places := placesOf(args)
	if name == "eq" {
		order := orderOf(kindOf(name, args, reflect.String, reflect.Int, reflect.Bool))
		return condition(func(f *frame) bool {
			first := places[0](f)
			for _, at := range places[1:] {
				if order(first, at(f)) == 0 {
					return true
				}
			}
			return false
		})
	}
	wanted := map[string]func(int) bool{
		"ne": func(o int) bool { return o != 0 }, "lt": func(o int) bool { return o < 0 }, "le": func(o int) bool { return o <= 0 },
		"gt": func(o int) bool { return o > 0 }, "ge": func(o int) bool { return o >= 0 },
	}[name]
	order := orderOf(kindOf(name, args, reflect.String, reflect.Int))
	return condition(func(f *frame) bool { return wanted(order(places[0](f), places[1](f))) })
}

// orderOf compares two values of a kind: negative, zero or positive.
func orderOf(kind reflect.Kind) func(a, b unsafe.Pointer) int {
	switch kind {
	case reflect.String:
		return func(a, b unsafe.Pointer) int { return cmp.Compare(*(*string)(a), *(*string)(b)) }
	case reflect.Int:
		return func(a, b unsafe.Pointer) int { return cmp.Compare(*(*int)(a), *(*int)(b)) }
	}
	return func(a, b unsafe.Pointer) int {
		if *(*bool)(a) == *(*bool)(b) {
			return 0
		}
		return 1
	}
}

// length is {{len x}}.
func length(args []expression) expression {
	if len(args) != 1 {
		panic(unsupported{"len"})
	}
	at, text := args[0].at(), kindOf("len", args, reflect.Slice, reflect.String) == reflect.String
	return expression{typ: reflect.TypeFor[int](), from: func(f *frame) unsafe.Pointer {
		if text {
			return placeOf(len(*(*string)(at(f))))
		}
		_, n := elements(at(f))
		return placeOf(n)
	}}
}

// element is {{index list i}}.
func element(args []expression) expression {
	if len(args) != 2 {
		panic(unsupported{"index"})
	}
	kindOf("index", args[:1], reflect.Slice)
	kindOf("index", args[1:], reflect.Int)
	list, number, typ := args[0].at(), args[1].at(), args[0].typ.Elem()
	return expression{typ: typ, from: func(f *frame) unsafe.Pointer {
		first, n := elements(list(f))
		i := *(*int)(number(f))
		if i < 0 || i >= n {
			panic(failure{fmt.Errorf("index %d out of range of %d", i, n)})
		}
		return unsafe.Add(first, uintptr(i)*typ.Size())
	}}
}

// tail is {{slice list i}} and {{slice list i j}}.
func tail(args []expression) expression {
	if len(args) < 2 || len(args) > 3 {
		panic(unsupported{"slice"})
	}
	kindOf("slice", args[:1], reflect.Slice)
	kindOf("slice", args[1:], reflect.Int)
	value, numbers := args[0].value(), placesOf(args[1:])
	return expression{typ: args[0].typ, from: func(f *frame) unsafe.Pointer {
		list := value(f)
		from, to := *(*int)(numbers[0](f)), list.Len()
		if len(numbers) == 2 {
			to = *(*int)(numbers[1](f))
		}
		if from < 0 || from > to || to > list.Len() {
			panic(failure{fmt.Errorf("slice %d:%d out of range of %d", from, to, list.Len())})
		}
		return lay(list.Slice(from, to))
	}}
}
