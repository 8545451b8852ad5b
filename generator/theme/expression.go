package theme

import (
	"fmt"
	"reflect"
	"text/template/parse"
)

// expression is a value that a template names, with the type it has on every page. The type is nil
// when it may differ (the result of or), which is good enough for a condition and nothing else.
type expression struct {
	typ   reflect.Type
	value func(f *frame) reflect.Value
}

func constantValue(v any) expression {
	rv := reflect.ValueOf(v)
	return expression{rv.Type(), func(*frame) reflect.Value { return rv }}
}

// pipe compiles a pipeline without escapers; it declares its variables.
func (a *assembler) pipe(p *parse.PipeNode, dot reflect.Type) expression {
	e := a.chain(p.Cmds, dot)
	for _, d := range p.Decl {
		e = a.assign(d, p.IsAssign, e)
	}
	return e
}

// chain compiles commands that hand their results on.
func (a *assembler) chain(commands []*parse.CommandNode, dot reflect.Type) expression {
	var e expression
	for i, c := range commands {
		var piped *expression
		if i > 0 {
			before := e
			piped = &before
		}
		e = a.command(c, dot, piped)
	}
	return e
}

func (a *assembler) assign(d *parse.VariableNode, again bool, e expression) expression {
	var at int
	if again {
		at = a.place(d.Ident[0])
	} else {
		at = a.declare(d.Ident[0], e.typ)
	}
	return expression{e.typ, func(f *frame) reflect.Value {
		v := e.value(f)
		f.vars[at] = v
		return v
	}}
}

// command compiles one command; what is piped into it is its last argument.
func (a *assembler) command(n *parse.CommandNode, dot reflect.Type, piped *expression) expression {
	if id, ok := n.Args[0].(*parse.IdentifierNode); ok {
		return a.function(id.Ident, a.arguments(n.Args[1:], dot, piped))
	}
	if field, ok := n.Args[0].(*parse.FieldNode); ok && len(n.Args) > 1 {
		on := a.members(expression{dot, func(f *frame) reflect.Value { return f.dot }}, field.Ident[:len(field.Ident)-1])
		return a.method(on, field.Ident[len(field.Ident)-1], a.arguments(n.Args[1:], dot, piped))
	}
	if variable, ok := n.Args[0].(*parse.VariableNode); ok && len(n.Args) > 1 && len(variable.Ident) > 1 {
		last := len(variable.Ident) - 1
		return a.method(a.variable(variable.Ident[:last]), variable.Ident[last], a.arguments(n.Args[1:], dot, piped))
	}
	if piped != nil || len(n.Args) > 1 {
		panic(unsupported{n.String()})
	}
	return a.operand(n.Args[0], dot)
}

func (a *assembler) arguments(nodes []parse.Node, dot reflect.Type, piped *expression) []expression {
	var out []expression
	for _, n := range nodes {
		out = append(out, a.operand(n, dot))
	}
	if piped != nil {
		out = append(out, *piped)
	}
	return out
}

// operand compiles one word.
func (a *assembler) operand(n parse.Node, dot reflect.Type) expression {
	switch n := n.(type) {
	case *parse.DotNode:
		return expression{dot, func(f *frame) reflect.Value { return f.dot }}
	case *parse.FieldNode:
		return a.members(expression{dot, func(f *frame) reflect.Value { return f.dot }}, n.Ident)
	case *parse.VariableNode:
		return a.variable(n.Ident)
	case *parse.ChainNode:
		return a.members(a.operand(n.Node, dot), n.Field)
	case *parse.PipeNode:
		return a.pipe(n, dot)
	case *parse.StringNode:
		return constantValue(n.Text)
	case *parse.BoolNode:
		return constantValue(n.True)
	case *parse.NumberNode:
		if n.IsInt {
			return constantValue(int(n.Int64))
		}
	case *parse.IdentifierNode:
		return a.function(n.Ident, nil)
	}
	panic(unsupported{n.String()})
}

func (a *assembler) variable(path []string) expression {
	at := a.place(path[0])
	return a.members(expression{a.scope[at].typ, func(f *frame) reflect.Value { return f.vars[at] }}, path[1:])
}

// members follows .A.B.C.
func (a *assembler) members(e expression, path []string) expression {
	for _, name := range path {
		e = a.member(e, name)
	}
	return e
}

// member is a field, or a method called with nothing.
func (a *assembler) member(e expression, name string) expression {
	if e.typ == nil {
		panic(unsupported{"field " + name + " of a value of many types"})
	}
	structure := e.typ
	if structure.Kind() == reflect.Pointer {
		structure = structure.Elem()
	}
	if _, ok := reflect.PointerTo(structure).MethodByName(name); ok {
		return a.method(e, name, nil)
	}
	if structure.Kind() != reflect.Struct {
		panic(unsupported{"field " + name + " of " + e.typ.String()})
	}
	field, ok := structure.FieldByName(name)
	if !ok {
		panic(unsupported{"field " + name})
	}
	return expression{field.Type, fieldOf(e, field, name)}
}

// fieldOf reads a field, through a pointer when the holder is one.
func fieldOf(e expression, field reflect.StructField, name string) func(*frame) reflect.Value {
	pointer := e.typ.Kind() == reflect.Pointer
	holder := func(f *frame) reflect.Value {
		v := e.value(f)
		if pointer {
			if v.IsNil() {
				panic(failure{fmt.Errorf("nil pointer evaluating %s.%s", e.typ, name)})
			}
			v = v.Elem()
		}
		return v
	}
	if len(field.Index) == 1 {
		i := field.Index[0]
		return func(f *frame) reflect.Value { return holder(f).Field(i) }
	}
	return func(f *frame) reflect.Value { return holder(f).FieldByIndex(field.Index) }
}

// method calls a method of a value or of its address.
func (a *assembler) method(e expression, name string, args []expression) expression {
	if e.typ == nil {
		panic(unsupported{"method " + name})
	}
	pointer := e.typ.Kind() == reflect.Pointer
	holder := e.typ
	if !pointer {
		holder = reflect.PointerTo(e.typ)
	}
	m, ok := holder.MethodByName(name)
	if !ok || holder.Kind() == reflect.Interface {
		panic(unsupported{"method " + name})
	}
	return a.invoke(m.Func, m.Type, append([]expression{{holder, func(f *frame) reflect.Value {
		v := e.value(f)
		switch {
		case pointer:
			return v
		case v.CanAddr():
			return v.Addr()
		}
		copied := reflect.New(v.Type())
		copied.Elem().Set(v)
		return copied
	}}}, args...))
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
	fails := t.NumOut() == 2
	return expression{t.Out(0), func(f *frame) reflect.Value {
		in := make([]reflect.Value, len(args))
		for i, arg := range args {
			in[i] = arg.value(f)
		}
		out := fn.Call(in)
		if fails && !out[1].IsNil() {
			panic(failure{out[1].Interface().(error)})
		}
		return out[0]
	}}
}
