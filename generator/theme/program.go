package theme

import (
	"errors"
	"html/template"
	"reflect"
	"slices"
	"sync"
	"text/template/parse"
	"unsafe"
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

// frame is a running program: the page so far, and the dot and the variables of the call it is in. What a value is,
// its program knows; the frame knows where it lies.
type frame struct {
	out      []byte
	dot      unsafe.Pointer
	vars     []unsafe.Pointer
	stack    []unsafe.Pointer // the variables of the calls it is in
	depth    int              // how many they are
	receiver unsafe.Pointer   // of the method that is called next
}

// frames wait for the next page.
var frames = sync.Pool{New: func() any { return &frame{stack: make([]unsafe.Pointer, 0, 64)} }}

// deepestCall is how far templates may call each other: one that calls itself without end must be an error, and no
// stack that runs over.
const deepestCall = 1000

var errDeep = errors.New("exceeded maximum template depth")

// failure is how a step gives up; run recovers it.
type failure struct{ err error }

// run appends what the program makes of a dot that lies at a place. A failure is a panic.
func (p *program) run(out []byte, dot unsafe.Pointer) []byte {
	f := frames.Get().(*frame)
	f.out, f.dot, f.vars, f.stack, f.depth = out, nil, nil, f.stack[:0], 0
	f.call(p, dot)
	out = f.out
	clear(f.stack[:cap(f.stack)])
	f.out, f.receiver = nil, nil
	frames.Put(f)
	return out
}

// call runs a program on a dot and variables of its own.
func (f *frame) call(p *program, dot unsafe.Pointer) {
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
		condition := a.pipe(n.Pipe, dot)
		at, holds, tag := condition.at(), truth(condition.typ), a.tag
		yes := a.list(n.List, dot)
		a.tag = tag
		no := a.list(n.ElseList, dot)
		return func(f *frame) {
			if holds(at(f)) {
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
	at, holds := subject.at(), truth(subject.typ)
	yes, no := a.list(n.List, subject.typ), a.list(n.ElseList, dot)
	return func(f *frame) {
		v := at(f)
		if !holds(v) {
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
	at, size := list.at(), list.typ.Elem().Size()
	return func(f *frame) {
		first, n := elements(at(f))
		if n == 0 {
			f.do(none)
			return
		}
		outer := f.dot
		for i := range n {
			f.dot = unsafe.Add(first, uintptr(i)*size)
			if index >= 0 {
				f.vars[index] = placeOf(i)
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
		return func(f *frame) { f.call(p, nil) }
	}
	argument := a.pipe(n.Pipe, dot)
	p, at := a.program(n.Name, argument.typ), argument.at()
	return func(f *frame) { f.call(p, at(f)) }
}
