package theme

import (
	"fmt"
	"reflect"
)

// function compiles a call of a function by its name.
func (a *assembler) function(name string, args []expression) expression {
	switch name {
	case "and", "or":
		return choose(name == "or", args)
	case "not":
		return condition(func(f *frame) bool { return !truth(args[0].value(f)) })
	case "eq", "ne", "lt", "le", "gt", "ge":
		return compare(name, args)
	case "len":
		return expression{reflect.TypeFor[int](), func(f *frame) reflect.Value { return reflect.ValueOf(args[0].value(f).Len()) }}.of(args[0], reflect.Slice, reflect.String)
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

// of makes sure that an argument is of one of the kinds.
func (e expression) of(arg expression, kinds ...reflect.Kind) expression {
	for _, k := range kinds {
		if arg.typ != nil && arg.typ.Kind() == k {
			return e
		}
	}
	panic(unsupported{"argument of type " + typeName(arg.typ)})
}

// The two truths, made once.
var (
	yes = reflect.ValueOf(true)
	no  = reflect.ValueOf(false)
)

func condition(holds func(f *frame) bool) expression {
	return expression{yes.Type(), func(f *frame) reflect.Value {
		if holds(f) {
			return yes
		}
		return no
	}}
}

// truth is what {{if}} goes by.
func truth(v reflect.Value) bool {
	switch v.Kind() {
	case reflect.Invalid:
		return false
	case reflect.Struct:
		return true
	case reflect.Slice, reflect.String, reflect.Map, reflect.Array:
		return v.Len() > 0
	}
	return !v.IsZero()
}

// choose is and and or: the first argument that decides, or the last.
func choose(or bool, args []expression) expression {
	if len(args) == 0 {
		panic(unsupported{"and, or of nothing"})
	}
	t := args[0].typ
	for _, arg := range args {
		if arg.typ != t {
			t = nil
		}
	}
	return expression{t, func(f *frame) reflect.Value {
		var v reflect.Value
		for _, arg := range args {
			if v = arg.value(f); truth(v) == or {
				break
			}
		}
		return v
	}}
}

// compare compares numbers with numbers and texts with texts.
func compare(name string, args []expression) expression {
	if len(args) < 2 || len(args) > 2 && name != "eq" {
		panic(unsupported{name})
	}
	for _, arg := range args {
		if arg.typ == nil || arg.typ.Kind() != args[0].typ.Kind() {
			panic(unsupported{name + " of different types"})
		}
	}
	if name == "eq" {
		return condition(func(f *frame) bool {
			first := args[0].value(f)
			for _, arg := range args[1:] {
				if order(first, arg.value(f)) == 0 {
					return true
				}
			}
			return false
		}).of(args[0], reflect.Int, reflect.String, reflect.Bool)
	}
	wanted := map[string]func(int) bool{
		"ne": func(o int) bool { return o != 0 }, "lt": func(o int) bool { return o < 0 }, "le": func(o int) bool { return o <= 0 },
		"gt": func(o int) bool { return o > 0 }, "ge": func(o int) bool { return o >= 0 },
	}[name]
	return condition(func(f *frame) bool { return wanted(order(args[0].value(f), args[1].value(f))) }).of(args[0], reflect.Int, reflect.String)
}

// order is negative, zero or positive; the kinds are the same.
func order(a, b reflect.Value) int {
	switch a.Kind() {
	case reflect.Int:
		return int(a.Int() - b.Int())
	case reflect.Bool:
		if a.Bool() == b.Bool() {
			return 0
		}
		return 1
	}
	switch x, y := a.String(), b.String(); {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// element is {{index list i}}.
func element(args []expression) expression {
	if len(args) != 2 || args[0].typ == nil || args[0].typ.Kind() != reflect.Slice || args[1].typ == nil || args[1].typ.Kind() != reflect.Int {
		panic(unsupported{"index"})
	}
	return expression{args[0].typ.Elem(), func(f *frame) reflect.Value {
		list, i := args[0].value(f), int(args[1].value(f).Int())
		if i < 0 || i >= list.Len() {
			panic(failure{fmt.Errorf("index %d out of range of %d", i, list.Len())})
		}
		return list.Index(i)
	}}
}

// tail is {{slice list i}} and {{slice list i j}}.
func tail(args []expression) expression {
	if len(args) < 2 || len(args) > 3 || args[0].typ == nil || args[0].typ.Kind() != reflect.Slice {
		panic(unsupported{"slice"})
	}
	for _, arg := range args[1:] {
		if arg.typ == nil || arg.typ.Kind() != reflect.Int {
			panic(unsupported{"slice"})
		}
	}
	return expression{args[0].typ, func(f *frame) reflect.Value {
		list := args[0].value(f)
		from, to := int(args[1].value(f).Int()), list.Len()
		if len(args) == 3 {
			to = int(args[2].value(f).Int())
		}
		if from < 0 || from > to || to > list.Len() {
			panic(failure{fmt.Errorf("slice %d:%d out of range of %d", from, to, list.Len())})
		}
		return list.Slice(from, to)
	}}
}
