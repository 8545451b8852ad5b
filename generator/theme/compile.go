package theme

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"html/template"
	"maps"
	"path"
	"reflect"
	"slices"
	"strings"
	"sync"
	"text/template/parse"

	"qizhi/generator/diag"
)

// views says what each layout shows; every other layout shows a *PageView, and section-* a
// *SectionView.
var views = map[string]reflect.Type{
	"home": reflect.TypeFor[*HomeView](), "section": reflect.TypeFor[*SectionView](),
	"statistics": reflect.TypeFor[*StatisticsView](), "term": reflect.TypeFor[*TermView](),
	"terms": reflect.TypeFor[*TermsView](), "map": reflect.TypeFor[*MapView](),
	"404": reflect.TypeFor[*NotFoundView](), "redirect": reflect.TypeFor[*RedirectView](),
	"withdrawn": reflect.TypeFor[*WithdrawnView](), "search": reflect.TypeFor[*SearchView](),
	"book": reflect.TypeFor[*BookView](),
}

// ViewOf is the type of the view that the layout shows: a pointer to a struct of this package.
func ViewOf(layout string) reflect.Type {
	if v, ok := views[layout]; ok {
		return v
	}
	if strings.HasPrefix(layout, "section-") {
		return reflect.TypeFor[*SectionView]()
	}
	return reflect.TypeFor[*PageView]()
}

// compiler turns layout files into layouts. Each file is parsed once; each layout gets its own copy
// of the templates it reaches, because a layout may fill the blocks of a partial.
type compiler struct {
	theme     *Theme
	files     map[string]*file
	functions template.FuncMap
	parsed    map[string]map[string]*parse.Tree // by file path, by template name
	sources   map[*parse.Tree]*file
	problems  *diag.List
	later     bool // a layout is made ready when it is run
}

func newCompiler(t *Theme, files map[string]*file, problems *diag.List) *compiler {
	return &compiler{theme: t, files: files, functions: t.functions(), problems: problems,
		parsed: map[string]map[string]*parse.Tree{}, sources: map[*parse.Tree]*file{}}
}

// layoutNames are the layouts in order.
func (c *compiler) layoutNames() []string {
	var out []string
	for _, p := range sortedPaths(c.files, "layouts", ".html") {
		out = append(out, strings.TrimSuffix(path.Base(p), ".html"))
	}
	return out
}

// draft is a layout on its way: its name, and its templates by name.
type draft struct {
	name   string
	set    map[string]*parse.Tree
	layout *layout
	err    error
}

// compile makes every layout that has no errors; the errors are reported. The checks share what has
// been parsed and go one by one; the rest, which is most of the work, goes side by side.
func (c *compiler) compile() []*draft {
	var drafts []*draft
	for _, name := range c.layoutNames() {
		if d := c.check(name); d != nil {
			drafts = append(drafts, d)
		}
	}
	var wait sync.WaitGroup
	for _, d := range drafts {
		d.layout.ready = sync.OnceValue(func() error { return c.assemble(d) })
		if !c.later {
			wait.Go(func() { d.err = d.layout.ready() })
		}
	}
	wait.Wait()
	return slices.DeleteFunc(drafts, func(d *draft) bool {
		if d.err != nil {
			c.unsafe(d.set, d.err)
		}
		return d.err != nil
	})
}

// check gathers the templates of a layout and looks for mistakes in them; nil when there are some.
func (c *compiler) check(name string) *draft {
	before := len(*c.problems)
	set, ok := c.reach("layouts/" + name + ".html")
	if !ok {
		return nil
	}
	view := ViewOf(name)
	if !c.later { // of a proved theme a test has done it
		c.checkFields(set, name, view)
		c.checkNames(set)
	}
	if len(*c.problems) > before {
		return nil
	}
	sources := map[string]*file{}
	for _, t := range set {
		sources[t.ParseName] = c.sources[t]
	}
	return &draft{name: name, set: set, layout: &layout{view: view, digest: c.digest(set), sources: sources}}
}

// reach collects the templates of a layout file and of every partial it calls, by name. It is not ok
// when one of them is missing or does not parse.
func (c *compiler) reach(layoutPath string) (set map[string]*parse.Tree, ok bool) {
	set = maps.Clone(c.parse(layoutPath))
	ok = set != nil
	for queue := sortedTrees(set); len(queue) > 0; queue = queue[1:] {
		for _, call := range calls(queue[0]) {
			if set[call.Name] != nil {
				continue
			}
			partial := c.parse("layouts/partials/" + call.Name + ".html")
			if partial == nil {
				c.unknownPartial(queue[0], call)
				ok = false
			}
			for _, t := range sortedTrees(partial) {
				if set[t.Name] == nil {
					set[t.Name] = t
					queue = append(queue, t)
				}
			}
		}
	}
	return set, ok
}

// calls are the {{template}} calls of a tree.
func calls(t *parse.Tree) []*parse.TemplateNode {
	var out []*parse.TemplateNode
	inspect(t.Root, func(n parse.Node) {
		if call, ok := n.(*parse.TemplateNode); ok {
			out = append(out, call)
		}
	})
	return out
}

func sortedTrees(set map[string]*parse.Tree) []*parse.Tree {
	var out []*parse.Tree
	for _, name := range slices.Sorted(maps.Keys(set)) {
		out = append(out, set[name])
	}
	return out
}

// parse reads a file once: its own template, named like the file, and those it defines.
func (c *compiler) parse(p string) map[string]*parse.Tree {
	if set, ok := c.parsed[p]; ok {
		return set
	}
	f := c.files[p]
	if f == nil {
		return nil
	}
	c.parsed[p] = nil
	name := strings.TrimSuffix(path.Base(p), ".html")
	set := map[string]*parse.Tree{}
	tree := parse.New(name)
	if _, err := tree.Parse(string(f.data), "", "", set, c.functions, builtins); err != nil {
		c.syntax(f, err)
		return nil
	}
	if set[name] == nil { // a file of nothing but defines
		set[name] = tree
	}
	for _, t := range set {
		c.sources[t] = f
		t.ParseName = p // by which errors name the file: a layout and a partial may have one name
		fold(t, c.theme)
		squeeze(t.Root)
	}
	c.parsed[p] = set
	return set
}

// digest stands for the templates of a set and every string they ask for when run.
func (c *compiler) digest(set map[string]*parse.Tree) string {
	h := sha256.New()
	for _, t := range sortedTrees(set) {
		fmt.Fprintf(h, "%s\x00%s\x00", t.Name, t.Root)
		inspect(t.Root, func(n parse.Node) {
			if name, key := constantCall(n); name == "text" {
				fmt.Fprintf(h, "%s\x00%s\x00", key, c.theme.Text(key))
			}
		})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}

// assemble copies the templates into one html/template and lets it escape them, which happens when
// it is first run: so it is run once, on nothing. It reads what all layouts share and writes only the
// draft.
func (c *compiler) assemble(d *draft) error {
	root := template.New(d.name).Funcs(c.functions)
	for _, t := range sortedTrees(d.set) {
		if _, err := root.AddParseTree(t.Name, t.Copy()); err != nil {
			return err
		}
	}
	d.layout.template = root.Lookup(d.name)
	if err := escape(d.layout.template); err != nil {
		return err
	}
	d.layout.program, d.layout.slow = assemble(d.layout.template, d.layout.view, c.functions)
	return nil
}
