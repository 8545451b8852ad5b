package site

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// group is one relation group that pages of a kind can have.
type group struct {
	name, label string
	ordered     string // the number field of the other pages by which it is sorted
	single      bool   // it is to hold one page only
}

// groupsOf is every group of a kind in the order of the tables: the relations of its own fields,
// then those by which other kinds name it. A field and an inverse with one name are one group.
func groupsOf(kind *Kind, kinds *Kinds) []group {
	var groups []group
	find := func(name, label string) *group {
		i := slices.IndexFunc(groups, func(g group) bool { return g.name == name })
		if i < 0 {
			i = len(groups)
			groups = append(groups, group{name: name, label: label})
		}
		return &groups[i]
	}
	for _, f := range kind.Fields {
		if f.IsRelation() {
			find(f.Name, f.Label).single = f.Type == RelationField
		}
	}
	for _, other := range kinds.All() {
		for _, f := range other.Fields {
			if f.IsRelation() && f.Of == kind.Name && f.Inverse != "" {
				g := find(f.Inverse, f.InverseLabel)
				g.ordered, g.single = cmp.Or(g.ordered, f.Ordered), g.single || f.Alone
			}
		}
	}
	return groups
}

// bond is one page in a group of another. written says that the other page itself names it.
type bond struct {
	leaf    *leaf
	written bool
}

// bonding gathers the groups of every page.
type bonding struct {
	groups map[string][]group // of each kind
	bonds  [][][]bond         // by page, by group
}

// join puts a page into a group of another.
func (b *bonding) join(from, to *leaf, name string, written bool) {
	mine := b.groups[from.Kind.Name]
	i := slices.IndexFunc(mine, func(g group) bool { return g.name == name })
	if i < 0 {
		return
	}
	if b.bonds[from.at] == nil {
		b.bonds[from.at] = make([][]bond, len(mine))
	}
	b.bonds[from.at][i] = append(b.bonds[from.at][i], bond{to, written})
}

// findNamed finds the pages that the relation fields of every page name.
func (r *resolver) findNamed() {
	r.eachLeaf(func(r *resolver, l *leaf) {
		for i := range l.Fields {
			if v := &l.Fields[i]; v.Field.IsRelation() {
				r.namedBy(l, v)
			}
		}
	})
}

// relate shows every relation on both pages.
func (r *resolver) relate() {
	b := bonding{groups: map[string][]group{}, bonds: make([][][]bond, len(r.leaves))}
	for _, kind := range r.site.Kinds.All() {
		b.groups[kind.Name] = groupsOf(kind, r.site.Kinds)
	}
	for _, l := range r.leaves {
		for i := range l.Fields {
			v := &l.Fields[i]
			for j, p := range v.Pages {
				if p == nil || slices.Contains(v.Pages[:j], p) {
					continue
				}
				other := r.leaves[p.at]
				b.join(l, other, v.Field.Name, true)
				b.join(other, l, v.Field.Inverse, false)
			}
		}
	}
	r.eachLeaf(func(r *resolver, l *leaf) {
		for i, bonds := range b.bonds[l.at] {
			r.fillGroup(l, b.groups[l.Kind.Name][i], bonds)
		}
		r.checkForm(l)
		r.checkNumber(l)
	})
}

// checkNumber reports a session that has a number and names no series.
func (r *resolver) checkNumber(l *leaf) {
	for i := range l.Kind.Fields {
		f := &l.Kind.Fields[i]
		named := slices.ContainsFunc(l.doc.Front.Fields, func(v content.Field) bool { return v.Key == f.Name })
		if f.Ordered != "" && !named && l.Page.number(f.Ordered) != math.MaxInt {
			r.problems = append(r.problems, fieldPlace(l.doc, f.Ordered).Report(diag.Warning, "relation/number",
				"写了 "+f.Ordered+"，没有写是哪个"+f.Label, "加一行 "+f.Name+` = "…"，写`+f.Label+"页面的标题"))
		}
	}
}

// namedBy finds the pages that a relation field names, and fills the field's Pages.
func (r *resolver) namedBy(l *leaf, v *FieldValue) {
	v.Pages = make([]*Page, len(v.Texts))
	for i, name := range v.Texts {
		p := r.namedPage(l, v.Field, name)
		if p == nil || p == l.Page {
			continue
		}
		if v.Pages[i] = p; !slices.Contains(l.named, p.at) {
			l.named = append(l.named, p.at)
		}
	}
}

// namedPage finds one page by its title, file name or path; what cannot be found is a warning.
func (r *resolver) namedPage(l *leaf, field *Field, name string) *Page {
	if strings.Contains(name, "/") {
		if d, err := r.site.Destination(l.doc.Path, name); err == nil && d.Page != nil && d.Page.Kind.Name == field.Of && d.Page.Withdrawn == "" {
			return d.Page
		}
	}
	p, candidates := r.site.Find(field.Of, name)
	if p == nil {
		r.warnOfRelation(l, field, name, candidates)
	}
	return p
}

// warnOfRelation says why a name leads to no page.
func (r *resolver) warnOfRelation(l *leaf, field *Field, name string, candidates []string) {
	label := field.Of
	if kind := r.site.Kinds.Get(field.Of); kind != nil {
		label = kind.Label
	}
	report := func(rule, message, hint string) {
		r.problems = append(r.problems, fieldPlace(l.doc, field.Name).Report(diag.Warning, rule, field.Label+message, hint))
	}
	if len(candidates) > 0 {
		report("relation/ambiguous", "“"+name+"”有 "+strings.Join(firstFew(candidates), "、")+" 几篇", "写文件的路径，例如 "+candidates[0])
		return
	}
	if a, ok := r.site.names.absence(name); ok {
		report("relation/absent", "“"+name+"”"+a.String(), a.advice())
		return
	}
	if p, _ := r.site.Find("", name); p != nil {
		report("relation/kind", "“"+name+"”是“"+p.Kind.Label+"”，这里要写“"+label+"”的标题", r.nearTitle(field.Of, name, label))
		return
	}
	if parts := strings.FieldsFunc(name, func(c rune) bool { return strings.ContainsRune("、，,；;", c) }); len(parts) > 1 {
		hint := "只能写一个"
		if field.Type == RelationsField {
			hint = field.Name + ` = ["` + strings.Join(parts, `", "`) + `"]`
		}
		report("relation/unknown", "“"+name+"”连在一起，当成了一个名称", "分开写："+hint)
		return
	}
	if r.illegible[field.Of] {
		return // the page that is meant may be the one that could not be read, of which its own mistake is said
	}
	report("relation/unknown", "“"+name+"”没有找到，网站里没有这个“"+label+"”", r.nearTitle(field.Of, name, label))
}

// nearTitle is a hint at the page that was meant, and how to make it when there is none.
func (r *resolver) nearTitle(kind, name, label string) string {
	create := "新建一篇“" + label + "”：qizhi new " + kind + " " + name
	if near := r.site.names.near(kind, name); near != "" {
		return "是不是“" + near + "”？或" + create
	}
	return create
}

// fillGroup sorts a group and gives it to the page. A page that has left the lists stays only
// where it was named by hand.
func (r *resolver) fillGroup(l *leaf, g group, bonds []bond) {
	bonds = slices.DeleteFunc(bonds, func(b bond) bool { return !b.written && !b.leaf.Listed })
	if len(bonds) == 0 {
		return
	}
	slices.SortFunc(bonds, func(a, b bond) int { return g.compare(a.leaf, b.leaf) })
	relation := Relation{Name: g.name, Label: g.label}
	for i, b := range bonds {
		if i == 0 || b.leaf != bonds[i-1].leaf {
			relation.Pages = append(relation.Pages, b.leaf.Page)
		}
	}
	l.Relations = append(l.Relations, relation)
	if g.ordered != "" {
		r.warnOfNumbers(l, g, relation.Pages)
	}
	if g.single && len(relation.Pages) > 1 {
		r.warnOfConflict(l, g, relation)
	}
}

// warnOfConflict reports a page that belongs to two, and the lines that say so.
func (r *resolver) warnOfConflict(l *leaf, g group, relation Relation) {
	var at []content.Place
	for _, p := range append([]*Page{l.Page}, relation.Pages...) {
		for _, v := range p.Fields {
			if p == l.Page && v.Field.Name == g.name || p != l.Page && v.Field.Inverse == g.name && slices.Contains(v.Pages, l.Page) {
				at = append(at, fieldPlace(p.Document, v.Field.Name))
			}
		}
	}
	var lines []string
	for _, place := range at {
		lines = append(lines, fmt.Sprintf("%s:%d", place.Path, place.Line))
	}
	r.problems = append(r.problems, at[0].Report(diag.Warning, "relation/conflict",
		"“"+l.Title+"”只能有一个"+g.label+"，却有“"+relation.Pages[0].Title+"”和“"+relation.Pages[1].Title+"”", "写在 "+strings.Join(lines, "、")+"，改正其中一处"))
}

// warnOfNumbers reports two sessions of a series that have one number.
func (r *resolver) warnOfNumbers(l *leaf, g group, sorted []*Page) {
	for i, p := range sorted[min(1, len(sorted)):] {
		if before := sorted[i]; p.number(g.ordered) == before.number(g.ordered) && p.number(g.ordered) != math.MaxInt {
			r.problems = append(r.problems, fieldPlace(p.Document, g.ordered).Report(diag.Warning, "relation/number",
				fmt.Sprintf("“%s”第 %d 期写了两次，另一篇是 %s", l.Title, p.number(g.ordered), before.Document.Path), "改正其中一篇的 "+g.ordered))
		}
	}
}

// checkForm reports a chamber that says it has no branch and that has one.
func (r *resolver) checkForm(l *leaf) {
	const none = "未建立" // DOMAIN, "Content model"
	i := slices.IndexFunc(l.Fields, func(v FieldValue) bool { return v.Field.Name == "form" })
	j := slices.IndexFunc(l.Relations, func(g Relation) bool { return g.Name == "branch" })
	if l.Kind.Name != "chamber" || i < 0 || j < 0 || l.Fields[i].Texts[0] != none {
		return
	}
	branch, hint := l.Relations[j].Pages[0], "改正这里的 form，或那边的 chambers"
	if k := slices.IndexFunc(l.Fields, func(v FieldValue) bool { return v.Field.Name == "branch" }); k >= 0 && slices.Contains(l.Fields[k].Pages, branch) {
		hint = "改正这里的 form 或 branch"
	}
	r.problems = append(r.problems, fieldPlace(l.doc, "form").Report(diag.Error, "chamber/form",
		"“"+l.Title+"”写的是"+none+"党组织，却属于“"+branch.Title+"”（"+branch.Document.Path+"）", hint))
}

// compare orders two pages of a group: by the number of the session, earliest first, where the
// group is ordered so; newest first elsewhere; then by title.
func (g group) compare(a, b *leaf) int {
	if a == b {
		return 0
	}
	c := cmp.Compare(b.last, a.last)
	if g.ordered != "" {
		c = cmp.Or(cmp.Compare(a.number(g.ordered), b.number(g.ordered)), cmp.Compare(a.last, b.last))
	}
	if c != 0 {
		return c
	}
	return cmp.Or(strings.Compare(a.key, b.key), strings.Compare(a.path, b.path))
}

// number is the value of a number field; a page without it comes after all that have it.
func (p *Page) number(field string) int {
	for _, v := range p.Fields {
		if v.Field.Name == field {
			return v.Number
		}
	}
	return math.MaxInt
}
