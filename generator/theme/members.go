package theme

import "slices"

// Fact returns the named field of the kind as this card shows it, or nil.
func (c *Card) Fact(name string) *Fact {
	for i := range c.Facts {
		if c.Facts[i].Name == name {
			return &c.Facts[i]
		}
	}
	return nil
}

// FactsBut are the facts of the card without those named, which a layout shows in its own way.
func (c *Card) FactsBut(names ...string) []Fact {
	return slices.DeleteFunc(slices.Clone(c.Facts), func(f Fact) bool { return slices.Contains(names, f.Name) })
}

// First is the fact's first value, or the zero Value.
func (f *Fact) First() Value {
	if len(f.Values) == 0 {
		return Value{}
	}
	return f.Values[0]
}

// FactsBut are the facts of the page without those named, which a layout shows in its own way.
func (v *PageView) FactsBut(names ...string) []Fact {
	return slices.DeleteFunc(slices.Clone(v.Facts), func(f Fact) bool { return slices.Contains(names, f.Name) })
}

// OtherRelations are the relations that are not among the page's facts already: a relation that was
// written on this page is a linked fact, its other side is only a relation.
func (v *PageView) OtherRelations() []Group {
	return slices.DeleteFunc(slices.Clone(v.Relations), func(g Group) bool {
		return len(g.Cards) == 0 || slices.ContainsFunc(v.Facts, func(f Fact) bool { return f.Name == g.Name })
	})
}

// Grouped reports whether the groups hold every page of the section, so that a layout may show them
// in place of the cards.
func (v *SectionView) Grouped() bool {
	n := 0
	for _, g := range v.Groups {
		n += len(g.Cards)
	}
	return n > 0 && n == v.Total
}
