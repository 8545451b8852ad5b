package theme

import (
	"errors"
	"html/template"
	"reflect"
	"slices"
	"text/template/parse"
)

// A program is an escaped template turned into steps. text/template finds out for every page anew
// which field a name is and which function a word calls; since the views are typed, all that can be
// found out once. A template that asks for more than a program knows (a range over a map, an escaper
// of scripts) is left to html/template: see assemble.
type program struct {
	steps []step
	vars  int // how many variables its frames hold; the first is $
}

// step does one piece of the work.
type step func(f *frame)

// frame is a running program: the page so far, and the dot and the variables of the call it is in.
type frame struct {
	out   []byte
	dot   reflect.Value
	vars  []reflect.Value
	stack []reflect.Value // the variables of the calls it is in
	depth int             // how many they are
}

// deepestCall is how far templates may call each other: one that calls itself without end must be an error, and no
// stack that runs over.
const deepestCall = 1000

var errDeep = errors.New("exceeded maximum template depth")

// failure is how a step gives up; run recovers it.
type failure struct{ err error }

func (p *program) run(out []byte, dot reflect.Value) []byte {
	f := frame{out: out, stack: make([]reflect.Value, 0, 64)}
	f.call(p, dot)
	return f.out
}

// call runs a program on a dot and variables of its own.
func (f *frame) call(p *program, dot reflect.Value) {
	if f.depth++; f.depth > deepestCall {
		panic(failure{errDeep})
	}
	outer, vars, base := f.dot, f.vars, len(f.stack)
	f.stack = slices.Grow(f.stack, p.vars)[:base+p.vars]
	f.dot, f.vars = dot, f.stack[base:]
	f.vars[0] = dot
	f.do(p.steps)
	f.dot, f.vars, f.stack = outer, vars, f.stack[:base]
	f.depth--
}

func (f *frame) do(steps []step) {
	for _, s := range steps {
		s(f)
	}
}

// unsupported is why a template cannot become a program.
type unsupported struct{ what string }

// assembler turns the templates of one layout into programs.
type assembler struct {
	trees     func(name string) *parse.Tree
	functions template.FuncMap
	programs  map[string]*program // by template and type of the dot
	scope     []binding
	deepest   int
	tag       bool // the text so far leaves a tag open
}

// binding is a variable in scope: its place in the frame and its type.
type binding struct {
	name string
	typ  reflect.Type
}

// assemble makes the program of a layout whose templates html/template has escaped; nil, and why, when
// one of them is beyond it.
func assemble(root *template.Template, view reflect.Type, functions template.FuncMap) (p *program, why string) {
	defer func() {
		if r := recover(); r != nil {
			u, ok := r.(unsupported)
			if !ok {
				panic(r)
			}
			p, why = nil, u.what
		}
	}()
	a := assembler{functions: functions, programs: map[string]*program{}, trees: func(name string) *parse.Tree {
		if t := root.Lookup(name); t != nil {
			return t.Tree
		}
		return nil
	}}
	return a.program(root.Name(), view), ""
}

// program is the program of a template for one type of dot; nil type for a template that is called
// with nothing. Templates may call themselves.
func (a *assembler) program(name string, dot reflect.Type) *program {
	key := name + " " + typeName(dot)
	if p := a.programs[key]; p != nil {
		return p
	}
	tree := a.trees(name)
	if tree == nil {
		panic(unsupported{"template " + name})
	}
	p := &program{}
	a.programs[key] = p
	scope, deepest, tag := a.scope, a.deepest, a.tag
	a.scope, a.deepest, a.tag = []binding{{"$", dot}}, 1, false
	p.steps = a.list(tree.Root, dot)
	p.vars = a.deepest
	a.scope, a.deepest, a.tag = scope, deepest, tag
	return p
}

func typeName(t reflect.Type) string {
	if t == nil {
		return ""
	}
	return t.String()
}

// declare gives a variable its place in the frame.
func (a *assembler) declare(name string, t reflect.Type) int {
	a.scope = append(a.scope, binding{name, t})
	a.deepest = max(a.deepest, len(a.scope))
	return len(a.scope) - 1
}

// place finds a variable.
func (a *assembler) place(name string) int {
	for i := len(a.scope) - 1; i >= 0; i-- {
		if a.scope[i].name == name {
			return i
		}
	}
	panic(unsupported{"variable " + name})
}

func (a *assembler) list(l *parse.ListNode, dot reflect.Type) []step {
	if l == nil {
		return nil
	}
	scope := len(a.scope)
	var steps []step
	for _, n := range l.Nodes {
		if s := a.node(n, dot); s != nil {
			steps = append(steps, s)
		}
	}
	a.scope = a.scope[:scope]
	return steps
}

func (a *assembler) node(n parse.Node, dot reflect.Type) step {
	scope := len(a.scope)
	switch n := n.(type) {
	case *parse.CommentNode:
		return nil
	case *parse.TextNode:
		return a.text(n.Text)
	case *parse.ActionNode:
		return a.action(n.Pipe, dot)
	case *parse.IfNode:
		defer a.leave(scope)
		condition, tag := a.pipe(n.Pipe, dot), a.tag
		yes := a.list(n.List, dot)
		a.tag = tag
		no := a.list(n.ElseList, dot)
		return func(f *frame) {
			if truth(condition.value(f)) {
				f.do(yes)
			} else {
				f.do(no)
			}
		}
	case *parse.WithNode:
		defer a.leave(scope)
		return a.with(n, dot)
	case *parse.RangeNode:
		defer a.leave(scope)
		return a.loop(n, dot)
	case *parse.TemplateNode:
		return a.call(n, dot)
	}
	panic(unsupported{n.String()})
}

func (a *assembler) leave(scope int) { a.scope = a.scope[:scope] }

func (a *assembler) with(n *parse.WithNode, dot reflect.Type) step {
	subject := a.pipe(n.Pipe, dot)
	yes, no := a.list(n.List, subject.typ), a.list(n.ElseList, dot)
	return func(f *frame) {
		v := subject.value(f)
		if !truth(v) {
			f.do(no)
			return
		}
		outer := f.dot
		f.dot = v
		f.do(yes)
		f.dot = outer
	}
}

func (a *assembler) loop(n *parse.RangeNode, dot reflect.Type) step {
	pipe := *n.Pipe
	pipe.Decl = nil
	list := a.pipe(&pipe, dot)
	if list.typ == nil || list.typ.Kind() != reflect.Slice {
		panic(unsupported{"range over " + typeName(list.typ)})
	}
	index, element := -1, -1
	switch decl := n.Pipe.Decl; len(decl) {
	case 1:
		element = a.declare(decl[0].Ident[0], list.typ.Elem())
	case 2:
		index = a.declare(decl[0].Ident[0], reflect.TypeFor[int]())
		element = a.declare(decl[1].Ident[0], list.typ.Elem())
	}
	body, none := a.list(n.List, list.typ.Elem()), a.list(n.ElseList, dot)
	return func(f *frame) {
		v := list.value(f)
		if v.Len() == 0 {
			f.do(none)
			return
		}
		outer := f.dot
		for i := range v.Len() {
			f.dot = v.Index(i)
			if index >= 0 {
				f.vars[index] = reflect.ValueOf(i)
			}
			if element >= 0 {
				f.vars[element] = f.dot
			}
			f.do(body)
		}
		f.dot = outer
	}
}

// call runs another template on a dot of its own.
func (a *assembler) call(n *parse.TemplateNode, dot reflect.Type) step {
	if n.Pipe == nil {
		p := a.program(n.Name, nil)
		return func(f *frame) { f.call(p, reflect.Value{}) }
	}
	argument := a.pipe(n.Pipe, dot)
	p := a.program(n.Name, argument.typ)
	return func(f *frame) { f.call(p, argument.value(f)) }
}
