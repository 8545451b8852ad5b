package theme

import (
	"maps"
	"reflect"
	"slices"
	"strings"
	"text/template/parse"
)

// checkFields follows every field that the templates of a set ask for through the types of the
// views, so that a misspelt one is found when the theme is loaded and not on the first page that
// gets so far. A type that cannot be known (an any) is taken on trust.
func (c *compiler) checkFields(set map[string]*parse.Tree, name string, view reflect.Type) {
	f := fields{compiler: c, set: set, seen: map[string]bool{}}
	f.tree(set[name], view)
}

// fields walks templates with the type of the dot. A nil type is one that is not known.
type fields struct {
	*compiler
	set  map[string]*parse.Tree
	seen map[string]bool // "template type" that have been walked
	at   *parse.Tree
	vars []variable
}

type variable struct {
	name string
	typ  reflect.Type
}

func (f *fields) tree(t *parse.Tree, dot reflect.Type) {
	key := t.Name + " "
	if dot != nil {
		key += dot.String()
	}
	if f.seen[key] {
		return
	}
	f.seen[key] = true
	outer, vars := f.at, f.vars
	f.at, f.vars = t, []variable{{"$", dot}}
	f.list(t.Root, dot)
	f.at, f.vars = outer, vars
}

func (f *fields) list(l *parse.ListNode, dot reflect.Type) {
	if l == nil {
		return
	}
	scope := len(f.vars)
	for _, n := range l.Nodes {
		f.node(n, dot)
	}
	f.vars = f.vars[:scope]
}

func (f *fields) node(n parse.Node, dot reflect.Type) {
	scope := len(f.vars)
	switch n := n.(type) {
	case *parse.ActionNode:
		f.pipe(n.Pipe, dot)
		return // its variables live on
	case *parse.IfNode:
		f.pipe(n.Pipe, dot)
		f.list(n.List, dot)
		f.list(n.ElseList, dot)
	case *parse.WithNode:
		f.list(n.List, f.pipe(n.Pipe, dot))
		f.list(n.ElseList, dot)
	case *parse.RangeNode:
		element := f.ranged(n.Pipe, dot)
		f.list(n.List, element)
		f.list(n.ElseList, dot)
	case *parse.TemplateNode:
		var passed reflect.Type
		if n.Pipe != nil {
			passed = f.pipe(n.Pipe, dot)
		}
		if t := f.set[n.Name]; t != nil {
			f.tree(t, passed)
		}
	}
	f.vars = f.vars[:scope]
}

// ranged is the type of the elements that a {{range}} goes through; it declares its variables.
func (f *fields) ranged(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	decl := p.Decl
	whole := *p
	whole.Decl = nil
	list := f.pipe(&whole, dot)
	var index, element reflect.Type
	switch {
	case list == nil:
	case list.Kind() == reflect.Slice || list.Kind() == reflect.Array:
		index, element = reflect.TypeFor[int](), list.Elem()
	case list.Kind() == reflect.Map:
		index, element = list.Key(), list.Elem()
	case list.Kind() == reflect.Int:
		element = list
	}
	types := []reflect.Type{element}
	if len(decl) == 2 {
		types = []reflect.Type{index, element}
	}
	for i, d := range decl {
		f.vars = append(f.vars, variable{d.Ident[0], types[i]})
	}
	return element
}

// pipe is the type that a pipeline gives; it declares its variables.
func (f *fields) pipe(p *parse.PipeNode, dot reflect.Type) reflect.Type {
	var t reflect.Type
	for _, command := range p.Cmds {
		t = f.command(command, dot)
	}
	for _, d := range p.Decl {
		if p.IsAssign {
			continue
		}
		f.vars = append(f.vars, variable{d.Ident[0], t})
	}
	return t
}

func (f *fields) command(n *parse.CommandNode, dot reflect.Type) reflect.Type {
	var args []reflect.Type
	for _, arg := range n.Args[1:] {
		args = append(args, f.operand(arg, dot))
	}
	if id, ok := n.Args[0].(*parse.IdentifierNode); ok {
		return f.result(id.Ident, args)
	}
	return f.operand(n.Args[0], dot)
}

// operand is the type of one word of a command.
func (f *fields) operand(n parse.Node, dot reflect.Type) reflect.Type {
	switch n := n.(type) {
	case *parse.DotNode:
		return dot
	case *parse.FieldNode:
		return f.chain(n, dot, n.Ident)
	case *parse.VariableNode:
		return f.chain(n, f.variable(n.Ident[0]), n.Ident[1:])
	case *parse.ChainNode:
		return f.chain(n, f.operand(n.Node, dot), n.Field)
	case *parse.PipeNode:
		return f.pipe(n, dot)
	case *parse.StringNode:
		return reflect.TypeFor[string]()
	case *parse.BoolNode:
		return reflect.TypeFor[bool]()
	case *parse.NumberNode:
		return reflect.TypeFor[int]()
	}
	return nil
}

func (f *fields) variable(name string) reflect.Type {
	for _, v := range slices.Backward(f.vars) {
		if v.name == name {
			return v.typ
		}
	}
	return nil
}

// result is the type that a function gives.
func (f *fields) result(function string, args []reflect.Type) reflect.Type {
	switch function {
	case "len":
		return reflect.TypeFor[int]()
	case "eq", "ne", "lt", "le", "gt", "ge", "not":
		return reflect.TypeFor[bool]()
	case "slice":
		return args[0]
	case "index":
		t := args[0]
		for range args[1:] {
			if t == nil || t.Kind() != reflect.Slice && t.Kind() != reflect.Array && t.Kind() != reflect.Map {
				return nil
			}
			t = t.Elem()
		}
		return t
	}
	if own, ok := f.functions[function]; ok {
		if t := reflect.TypeOf(own).Out(0); t.Kind() != reflect.Interface {
			return t
		}
	}
	return nil
}

// chain follows .A.B.C from a type and reports the first name that it does not have.
func (f *fields) chain(n parse.Node, t reflect.Type, path []string) reflect.Type {
	for _, name := range path {
		next, known := member(t, name)
		if !known {
			f.misspelt(n, t, name)
			return nil
		}
		t = next
	}
	return t
}

// member is the type of a field or of a method's result.
func member(t reflect.Type, name string) (reflect.Type, bool) {
	if t == nil || t.Kind() == reflect.Interface {
		return nil, true
	}
	holder := t
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	} else {
		holder = reflect.PointerTo(t)
	}
	if m, ok := holder.MethodByName(name); ok {
		return m.Type.Out(0), true
	}
	switch t.Kind() {
	case reflect.Map:
		return t.Elem(), true
	case reflect.Struct:
		if field, ok := t.FieldByName(name); ok && field.IsExported() {
			return field.Type, true
		}
	}
	return nil, false
}

func (f *fields) misspelt(n parse.Node, t reflect.Type, name string) {
	source := f.sources[f.at]
	at := max(strings.Index(string(source.data)[n.Position():], name), 0) + int(n.Position())
	f.report(source, at, len(name), "theme/field", describe(t)+" 没有 "+name, nearest(name, memberNames(t)))
}

// memberNames are the fields and methods that a template can name.
func memberNames(t reflect.Type) []string {
	if t.Kind() != reflect.Pointer {
		t = reflect.PointerTo(t)
	}
	found := map[string]bool{}
	for i := range t.NumMethod() {
		found[t.Method(i).Name] = true
	}
	if t.Elem().Kind() == reflect.Struct {
		for _, field := range reflect.VisibleFields(t.Elem()) {
			if field.IsExported() {
				found[field.Name] = true
			}
		}
	}
	return slices.Collect(maps.Keys(found))
}
