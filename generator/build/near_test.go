package build

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/pack"
	"qizhi/generator/plan"
	"qizhi/generator/site"
)

// saying are bodies that say of each document what it says now: the test changes them.
type saying struct{ bodies }

func (saying) Said(doc *content.Document) digest.Digest { return digest.Bytes(pack.Append(nil, doc)) }

// sums are the near digest of a target and the one of its view.
type sums struct{ near, view digest.Digest }

// sumsOf are those of all targets that have a near digest, by their paths.
func sumsOf(t *testing.T, p *plan.Plan, b plan.Bodies) map[string]sums {
	t.Helper()
	out := map[string]sums{}
	for target := range p.Targets() {
		if target.Near == nil {
			continue
		}
		around, look := target.Near()
		shown := []any{around}
		for _, doc := range target.Bodies {
			shown = append(shown, b.BodyDigest(doc))
		}
		work, err := look()
		if err != nil {
			t.Fatal(err)
		}
		out[target.Path] = sums{digest.Of(shown...), work.Digest}
	}
	return out
}

// Whatever field of any page, section, tag, file or document is changed: a target whose view is another one then has
// another near digest too. A field that somebody adds is among them.
func TestNearTellsOfAllThatViewsShow(t *testing.T) {
	g := newGarden(t, 11)
	g.plant()
	g.write("content/news/gone.md", "+++\ntitle = \"撤下\"\ndate = 2022-06-01\nupdated = 2022-06-02\nwithdrawn = \"原因\"\n+++\n\n文字。\n")
	w := Open(Options{Source: g.dir, Now: now, Drafts: true}, false)
	defer w.Close()
	project := w.Load(w.Look())
	if project.Plan == nil || project.Diagnostics.HasErrors() {
		t.Fatal(project.Diagnostics)
	}
	in := plan.Input{Site: project.Site, Theme: project.Theme, Day: now, Bodies: saying{project.bodies}, Pictures: w.pictures, File: reader(sorted(w.Look()).files)}
	before := sumsOf(t, plan.Make(in), in.Bodies)
	changes, shown, near := changesOf(project.Site), 0, map[string]bool{}
	all := len(changes)
	if most := 3 * edits(t); all > most {
		g.r.Shuffle(all, func(i, j int) { changes[i], changes[j] = changes[j], changes[i] })
		changes = changes[:most]
	}
	for _, c := range changes {
		for path, now := range c.try(func() map[string]sums { return sumsOf(t, plan.Make(in), in.Bodies) }) {
			if then := before[path]; then.view != now.view {
				shown++
				near[c.what] = true
				if then.near == now.near {
					t.Errorf("%s: the view of %s changes, its near digest does not", c.name, path)
				}
			}
		}
	}
	t.Logf("%d of %d changes: %d views of %d targets, changed by %d fields: %s", len(changes), all, shown, len(before), len(near), strings.Join(slices.Sorted(mapKeys(near)), " "))
	if len(before) < 30 || shown < len(changes)/4 {
		t.Errorf("%d targets have a near digest, %d views change", len(before), shown)
	}
}

// change is a change of one value.
type change struct {
	what, name string // the field, of whatever object; and of which
	make, back func()
}

// try makes a change, looks, and takes it back. What cannot be (a list without what it was cut at) is nothing.
func (c change) try(look func() map[string]sums) (out map[string]sums) {
	defer func() {
		if recover() != nil {
			out = nil
		}
		c.back()
	}()
	c.make()
	return look()
}

// changesOf are changes of every field of what a site consists of, of two objects of each kind.
func changesOf(s *site.Site) []change {
	x := &changer{site: s}
	for _, p := range s.Pages {
		of := p.Kind.Name + " " + p.Address
		x.walk(p.Kind.Name+".Page", of, reflect.ValueOf(p).Elem())
		x.walk(p.Kind.Name+".Document", of, reflect.ValueOf(p.Document).Elem())
	}
	for _, section := range append([]*site.Section{s.Home}, s.Sections...) {
		x.walk("Section", section.Folder, reflect.ValueOf(section).Elem())
		if section.Document != nil {
			x.walk("Section.Document", section.Folder, reflect.ValueOf(section.Document).Elem())
		}
	}
	for _, term := range s.Terms {
		x.walk("Term", term.Name, reflect.ValueOf(term).Elem())
	}
	for _, f := range s.Files {
		x.walk("File", f.Path, reflect.ValueOf(f).Elem())
	}
	each := map[string]int{}
	return slices.DeleteFunc(x.found, func(c change) bool {
		each[c.what]++
		return each[c.what] > 2
	})
}

// changer walks through values and finds how each can be changed.
type changer struct {
	site  *site.Site
	found []change
}

// unshown are what no view is made of: places for diagnostics.
var unshown = []string{"Place", "Places", "AliasPlaces", "Diagnostics", "Silenced", "Ignore", "Line", "At"}

func (x *changer) set(what, of string, v reflect.Value, to any) {
	was := reflect.New(v.Type()).Elem()
	was.Set(v)
	x.found = append(x.found, change{what, what + " of " + of, func() { v.Set(reflect.ValueOf(to).Convert(v.Type())) }, func() { v.Set(was) }})
}

func (x *changer) walk(what, of string, v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		x.set(what, of, v, v.String()+"改")
	case reflect.Bool:
		x.set(what, of, v, !v.Bool())
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int64, reflect.Uint8:
		x.set(what, of, v, reflect.ValueOf(1).Convert(v.Type()).Interface())
		if v.CanInt() {
			x.set(what, of, v, v.Int()+1)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !slices.Contains(unshown, f.Name) {
				x.walk(what+"."+f.Name, of, v.Field(i))
			}
		}
	case reflect.Pointer:
		x.pointer(what, of, v)
	case reflect.Slice:
		if n := v.Len(); n > 0 {
			x.set(what+"(shorter)", of, v, v.Slice(0, n-1).Interface())
			turned := reflect.MakeSlice(v.Type(), 0, n)
			for i := n; i > 0; i-- {
				turned = reflect.Append(turned, v.Index(i-1))
			}
			x.set(what+"(turned)", of, v, turned.Interface())
		}
		for i := range v.Len() {
			x.walk(what+"[]", of, v.Index(i))
		}
	case reflect.Map:
		if values, ok := v.Interface().(map[string]string); ok {
			for key, value := range values {
				x.found = append(x.found, change{what + "." + key, what + " of " + of, func() { values[key] = value + "改" }, func() { values[key] = value }})
			}
		}
	}
}

// pointer changes what is pointed at to others of its sort, and to none. A section stays where it is: one inside itself
// has no end.
func (x *changer) pointer(what, of string, v reflect.Value) {
	if what == "Section.Parent" || what == "Section.Children[]" {
		return
	}
	var others []any
	switch v.Interface().(type) {
	case *site.Page:
		x.set(what+"(none)", of, v, reflect.Zero(v.Type()).Interface())
		others = []any{x.site.Pages[0], x.site.Pages[len(x.site.Pages)-1]}
	case *site.Section:
		others = []any{x.site.Sections[0], x.site.Sections[len(x.site.Sections)-1]}
	case *site.Term:
		others = []any{x.site.Terms[0], x.site.Terms[len(x.site.Terms)-1]}
	case *site.File:
		x.set(what+"(none)", of, v, reflect.Zero(v.Type()).Interface())
		if len(x.site.Files) > 0 {
			others = []any{x.site.Files[0], x.site.Files[len(x.site.Files)-1]}
		}
	case *site.Kind:
		others = []any{x.site.Kinds.Get("news"), x.site.Kinds.Get("case")}
	case *content.Document:
		others = []any{x.site.Pages[0].Document, x.site.Pages[len(x.site.Pages)-1].Document}
	}
	for i, other := range others {
		x.set(fmt.Sprint(what, "(other ", i, ")"), of, v, other)
	}
}
