package statistics

import "slices"

// twice names a typed indicator that a sum holds twice, once perhaps inside a derived one.
func (s *Set) twice(added []*Indicator) string {
	if len(added) < 2 {
		return ""
	}
	seen := map[string]bool{}
	for _, i := range added {
		if name := s.secondTime(i, seen); name != "" {
			return name
		}
	}
	return ""
}

// secondTime marks the indicators that i is the sum of and returns the first that was marked before.
func (s *Set) secondTime(i *Indicator, seen map[string]bool) string {
	if seen[i.Name] {
		return i.named()
	}
	if len(seen) > maxFollowed {
		return ""
	}
	seen[i.Name] = true
	if i.expression == nil || i.expression.root.op != '+' && i.expression.root.op != 'x' {
		return ""
	}
	plus, _ := members(i.expression.root, nil, nil)
	for _, m := range plus {
		if m.op != 'x' {
			continue
		}
		if name := s.secondTime(s.byName[m.name], seen); name != "" {
			return name
		}
	}
	return ""
}

// within reports whether i lies inside whole: by part_of, or as a sum or difference of what does.
func (s *Set) within(i, whole *Indicator) bool { return s.lies(i, whole, map[string]bool{}) }

// lies is within; passed holds what already proved to lie inside on the way here.
func (s *Set) lies(i, whole *Indicator, passed map[string]bool) bool {
	if i == whole || passed[i.Name] {
		return true
	}
	passed[i.Name] = true // when it proves not to, the whole answer is no
	for up := i; up != nil && up.PartOf != ""; up = s.byName[up.PartOf] {
		if up.PartOf == whole.Name {
			return true
		}
	}
	if i.expression == nil || i.Nature() == Derived {
		return false
	}
	return !slices.ContainsFunc(i.expression.names, func(name string) bool { return !s.lies(s.byName[name], whole, passed) })
}

// related reports whether one indicator contains the other, or both are parts of one whole.
func (s *Set) related(a, b *Indicator) bool {
	return s.within(a, b) || s.within(b, a) || a.PartOf != "" && a.PartOf == b.PartOf
}
