package build

import (
	"bytes"
	"slices"
	"testing"

	"qizhi/generator/content"
	"qizhi/generator/digest"
	"qizhi/generator/plan"
)

// asked are bodies that note whose they were asked for.
type asked struct {
	bodies
	names []string
}

func (a *asked) note(doc *content.Document) { a.names = append(a.names, doc.Path) }

func (a *asked) Literals(doc *content.Document) ([]string, error) {
	a.note(doc)
	return a.bodies.Literals(doc)
}

func (a *asked) Blocks(doc *content.Document, room *plan.Room) ([]content.Block, error) {
	a.note(doc)
	return a.bodies.Blocks(doc, room)
}

func (a *asked) BodyDigest(doc *content.Document) digest.Digest {
	a.note(doc)
	return a.bodies.BodyDigest(doc)
}

func (a *asked) Characters(doc *content.Document) int {
	a.note(doc)
	return a.bodies.Characters(doc)
}

// A target that is taken for fresh because the bodies that it names are unchanged reads no other body.
func TestBoundedTargetsNameTheirBodies(t *testing.T) {
	garden := newGarden(t, 3)
	for _, folder := range []string{copySample(t), garden.dir} {
		o := Options{Source: folder, Now: now, Drafts: true}
		w := Open(o, false)
		project := w.Load(w.Look())
		if project.Plan == nil {
			t.Fatal(project.Diagnostics)
		}
		a := &asked{bodies: project.bodies}
		p := plan.Make(plan.Input{Site: project.Site, Theme: project.Theme, Day: now, Bodies: a, Pictures: w.pictures, File: reader(sorted(w.Look()).files)})
		bounded, all := 0, 0
		for target := range p.Targets() {
			all++
			a.names = nil
			work, err := target.Work()
			if err == nil {
				err = work.Render(new(bytes.Buffer))
			}
			if err != nil {
				t.Fatal(err)
			}
			if !target.Bounded {
				continue
			}
			bounded++
			for _, name := range a.names {
				if !slices.ContainsFunc(target.Bodies, func(d *content.Document) bool { return d.Path == name }) {
					t.Errorf("%s reads the body of %s and does not name it", target.Path, name)
				}
			}
		}
		if bounded < all/2 {
			t.Errorf("only %d of %d targets are bounded", bounded, all)
		}
		w.Close()
	}
}

// An edit of a text leaves the shape of a site alone; whatever another page may show of a page does not.
func TestShape(t *testing.T) {
	g := newGarden(t, 5)
	shape := func() digest.Digest {
		w := Open(Options{Source: g.dir, Now: now}, true)
		defer w.Close()
		snap := w.Look()
		p := w.Load(snap)
		if p.Diagnostics.HasErrors() {
			t.Fatal("errors")
		}
		return w.shapes(snap, p).site
	}
	const page = "content/news/n00.md"
	g.write(page, "+++\ntitle = \"甲\"\ndate = 2022-06-01\n+++\n\n第一段。\n\n第二段。\n")
	before := shape()
	if before == (digest.Digest{}) || before != shape() {
		t.Fatal("the shape of an unchanged site is not known")
	}
	g.write(page, "+++\ntitle = \"甲\"\ndate = 2022-06-01\n+++\n\n第一段。\n\n第二段长了。\n\n第三段。\n")
	if shape() != before {
		t.Error("a longer text changes the shape")
	}
	for what, text := range map[string]string{
		"title":   "+++\ntitle = \"乙\"\ndate = 2022-06-01\n+++\n\n第一段。\n",
		"date":    "+++\ntitle = \"甲\"\ndate = 2022-06-02\n+++\n\n第一段。\n",
		"excerpt": "+++\ntitle = \"甲\"\ndate = 2022-06-01\n+++\n\n另一段。\n",
		"heading": "+++\ntitle = \"甲\"\ndate = 2022-06-01\n+++\n\n第一段。\n\n## 题\n",
		"link":    "+++\ntitle = \"甲\"\ndate = 2022-06-01\n+++\n\n第一段。\n\n[见](n01.md)\n",
	} {
		g.write(page, text)
		if shape() == before {
			t.Errorf("%s: the shape stays", what)
		}
	}
	g.write(page, "+++\ntitle = \"甲\"\ndate = 2022-06-01\n+++\n\n第一段。\n")
	g.figure(371)
	if shape() == before {
		t.Error("a figure: the shape stays")
	}
}
