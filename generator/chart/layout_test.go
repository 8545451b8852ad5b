package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// drawn is a chart that is laid out on a sheet.
type drawn interface {
	Chart
	draw() (*sheet, error)
}

// inspect checks what must hold for every picture.
func inspect(t *testing.T, id string, c Chart) {
	t.Helper()
	svg, err := c.SVG()
	if err != nil {
		t.Fatalf("refused: %v", err)
	}
	if again, _ := c.SVG(); again != svg {
		t.Error("drawn twice, different")
	}
	wellFormed(t, id, svg)
	d, ok := c.(drawn)
	if !ok {
		return
	}
	s, err := d.draw()
	if err != nil {
		t.Fatal(err)
	}
	for i, b := range s.boxes {
		if b.x0 < -0.01 || b.y0 < -0.01 || b.x1 > s.width+0.01 || b.y1 > s.height+0.01 {
			t.Errorf("“%s” %v leaves the picture of %g × %g", b.text, b, s.width, s.height)
		}
		for _, other := range s.boxes[:i] {
			if b.overlaps(other) {
				t.Errorf("“%s” %v lies on “%s” %v", b.text, b, other.text, other)
			}
		}
	}
}

// wellFormed checks the markup: XML, unique ids that begin with the chart's, references that lead
// somewhere, one name and one description, and nothing that a page's policy forbids.
func wellFormed(t *testing.T, id, svg string) {
	t.Helper()
	ids, references := map[string]bool{}, map[string]bool{}
	decoder := xml.NewDecoder(strings.NewReader(svg))
	for {
		token, err := decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
		element, ok := token.(xml.StartElement)
		if !ok {
			continue
		}
		if name := element.Name.Local; name == "style" || name == "script" {
			t.Errorf("has a <%s>", name)
		}
		for _, a := range element.Attr {
			attribute(t, id, a, ids, references)
		}
	}
	for reference := range references {
		if !ids[reference] {
			t.Errorf("#%s leads nowhere", reference)
		}
	}
	if !references[id+"-t"] || !references[id+"-d"] {
		t.Error("is not named by its title and description")
	}
}

var reference = regexp.MustCompile(`^url\(#(.+)\)$`)

func attribute(t *testing.T, id string, a xml.Attr, ids, references map[string]bool) {
	switch a.Name.Local {
	case "id":
		if ids[a.Value] || !strings.HasPrefix(a.Value, id+"-") {
			t.Errorf("id %q is used twice, or does not begin with %s-", a.Value, id)
		}
		ids[a.Value] = true
	case "aria-labelledby":
		for _, name := range strings.Fields(a.Value) {
			references[name] = true
		}
	case "fill", "stroke":
		if m := reference.FindStringSubmatch(a.Value); m != nil {
			references[m[1]] = true
		}
	case "style":
		t.Errorf("has style=%q", a.Value)
	default:
		if strings.HasPrefix(a.Name.Local, "on") {
			t.Errorf("has %s=%q", a.Name.Local, a.Value)
		}
	}
}

func TestSpecimensAreSound(t *testing.T) {
	for _, sp := range specimens() {
		t.Run(sp.name, func(t *testing.T) { inspect(t, sp.name, sp.draw(sp.name)) })
	}
}

// Large words on a phone need the narrowest picture; no case of the gallery fails in it.
func TestSpecimensAreSoundWhereNarrow(t *testing.T) {
	for _, sp := range specimens() {
		c := sp.draw(sp.name)
		switch d := c.(type) {
		case Bar:
			d.Width = minWidth
			c = d
		case Line:
			d.Width = minWidth
			c = d
		default:
			continue
		}
		t.Run(sp.name, func(t *testing.T) { inspect(t, sp.name, c) })
	}
}

// chance makes charts at random.
type chance struct{ *rand.Rand }

var syllables = []string{"商会", "市*", "党支部", "联合", "（示例）", "“会长之家”", "2022年", "上半年", "新能源", "、", "A", "Chamber", " ", "——",
	"……", "31人", "85%", "www.example.cn/abc", "é", "👨‍👩‍👧", "𠮷", "：", "《承诺书》"}

func (r chance) name() string {
	n := 1 + r.IntN(4)
	if r.IntN(6) == 0 {
		n += r.IntN(20)
	}
	name := "名"
	if r.IntN(2) == 0 {
		name = "W"
	}
	for range n {
		name += syllables[r.IntN(len(syllables))]
	}
	return name
}

func (r chance) value(link bool) Value {
	v := Value{Number: float64(r.IntN(400))}
	switch r.IntN(10) {
	case 0:
		v = Value{Missing: true}
	case 1:
		v.Number = 0
	case 2:
		v.Number = r.Float64() * 1e15
	case 3:
		v.Number = r.Float64()
	case 4:
		v.Text = r.name()
	case 5, 6, 7:
		v.Text = fmt.Sprint(v.Number, "人")
	}
	if link && r.IntN(2) == 0 {
		v.URL = "a.html?x=1&y=2"
	}
	return v
}

func (r chance) series(names, points int) []Series {
	link := r.IntN(3) == 0
	list := make([]Series, names)
	for i := range list {
		list[i].Name = r.name()
		for range points {
			list[i].Values = append(list[i].Values, r.value(link))
		}
	}
	return list
}

func (r chance) names(n int) []string {
	var list []string
	short := r.IntN(2) == 0
	for i := range n {
		if short {
			list = append(list, fmt.Sprintf("%d月", i+1))
		} else {
			list = append(list, r.name())
		}
	}
	return list
}

func (r chance) width() int {
	return []int{0, 0, 0, 300, 300, 360, 640}[r.IntN(7)]
}

func (r chance) chart(id string) Chart {
	n := 1 + r.IntN(6)
	if r.IntN(4) == 0 {
		n += r.IntN(36)
	}
	series := r.series(1+r.IntN(6), n)
	switch r.IntN(6) {
	case 0:
		return Bar{ID: id, Title: r.name(), Unit: r.name(), Categories: r.names(n), Series: series[:1], Width: r.width()}
	case 1:
		return Bar{ID: id, Title: r.name(), Categories: r.names(n), Series: series, Width: r.width()}
	case 2:
		for _, s := range series {
			for i := range s.Values {
				s.Values[i].Number /= 6
			}
		}
		b := Bar{ID: id, Title: r.name(), Categories: r.names(n), Series: series, Stacked: true, Width: r.width()}
		if r.IntN(2) == 0 {
			b.Totals = r.names(n)
		}
		return b
	case 3:
		return Line{ID: id, Title: r.name(), Unit: r.name(), Points: r.names(n), Series: series[:1], Fit: r.IntN(2) == 0, Width: r.width()}
	case 4:
		return Line{ID: id, Title: r.name(), Points: r.names(n), Gaps: r.gaps(n), Series: series, Fit: r.IntN(2) == 0, Width: r.width()}
	}
	d := Donut{ID: id, Title: r.name(), Width: r.width()}
	if r.IntN(3) == 0 {
		d.Width = minDonutWidth + r.IntN(minWidth-minDonutWidth)
	}
	if r.IntN(2) == 0 {
		d.Centre = r.name()
	}
	for _, s := range series {
		d.Parts = append(d.Parts, Part{s.Name, s.Values[0]})
	}
	return d
}

// TestRandomChartsAreSound draws charts of every kind with any names and numbers.
func TestRandomChartsAreSound(t *testing.T) {
	for seed := range uint64(600) {
		c := chance{rand.New(rand.NewPCG(seed, 1))}.chart("r")
		t.Run(fmt.Sprint(seed), func(t *testing.T) { inspect(t, "r", c) })
	}
}

// gaps are some points before which others are left out.
func (r chance) gaps(n int) []int {
	var gaps []int
	for i := 1; i < n; i++ {
		if r.IntN(4) == 0 {
			gaps = append(gaps, i)
		}
	}
	return gaps
}
