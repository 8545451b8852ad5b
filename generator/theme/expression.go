package theme

import (
	"fmt"
	"reflect"
	"text/template/parse"
	"unsafe"
)

// expression is a value that a template names: its type, which it has on every page, and where it lies: offset bytes
// from a place. The type is nil when it may differ (the result of or) or there is no value; then nothing is known but
// whether it counts as true: it lies nowhere when not.
type expression struct {
	typ    reflect.Type
	from   func(f *frame) unsafe.Pointer
	offset uintptr
}

// at finds the value.
func (e expression) at() func(f *frame) unsafe.Pointer {
	if e.offset == 0 {
		return e.from
	}
	from, offset := e.from, e.offset
	return func(f *frame) unsafe.Pointer { return unsafe.Add(from(f), offset) }
}

// dotOf is the dot.
func dotOf(t reflect.Type) expression {
	return expression{typ: t, from: func(f *frame) unsafe.Pointer { return f.dot }}
}

func constantValue(v any) expression {
	at := lay(reflect.ValueOf(v))
	return expression{typ: reflect.TypeOf(v), from: func(*frame) unsafe.Pointer { return at }}
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
	value := e.at()
	return expression{typ: e.typ, from: func(f *frame) unsafe.Pointer {
		v := value(f)
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
		on := a.members(dotOf(dot), field.Ident[:len(field.Ident)-1])
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
		return dotOf(dot)
	case *parse.FieldNode:
		return a.members(dotOf(dot), n.Ident)
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
	return a.members(expression{typ: a.scope[at].typ, from: func(f *frame) unsafe.Pointer { return f.vars[at] }}, path[1:])
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
	for _, i := range field.Index {
		e = fieldOf(e, i, name)
	}
	return e
}

// fieldOf is one field, through a pointer when the holder is one.
func fieldOf(e expression, i int, name string) expression {
	if e.typ.Kind() != reflect.Pointer {
		field := e.typ.Field(i)
		return expression{field.Type, e.from, e.offset + field.Offset}
	}
	at, typ := e.at(), e.typ
	field := typ.Elem().Field(i)
	return expression{field.Type, func(f *frame) unsafe.Pointer {
		holder := *(*unsafe.Pointer)(at(f))
		if holder == nil {
			panic(failure{fmt.Errorf("nil pointer evaluating %s.%s", typ, name)})
		}
		return holder
	}, field.Offset}
}
