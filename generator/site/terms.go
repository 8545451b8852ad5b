package site

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
)

// tag is one term while its pages are gathered.
type tag struct {
	term    *Term
	written map[string]int // how often each way of writing it occurs
	at      int            // its number
	leaves  []*leaf
}

// makeTerms gathers the tags of the listed pages; the same word in another width or case is the
// same tag, shown as most pages write it.
func (r *resolver) makeTerms(tags []*tag) {
	r.tags, tags = tags, slices.Clone(tags)
	for _, t := range tags {
		t.term.Name = mostWritten(t.written)
	}
	nameTerms(tags)
	slices.SortFunc(tags, func(a, b *tag) int {
		return cmp.Or(cmp.Compare(len(b.leaves), len(a.leaves)), strings.Compare(a.term.Name, b.term.Name))
	})
	for _, t := range tags {
		r.site.Terms = append(r.site.Terms, t.term)
		r.take(claim{address: t.term.Address, source: "tags", term: t.term})
	}
}

// gatherTags are the tags by their numbers. It walks the pages newest first, so that every tag's pages are in that order.
func (r *resolver) gatherTags() []*tag {
	find := r.tagOf()
	for _, l := range r.newest {
		n := len(l.doc.Front.Tags)
		if !l.Listed || n == 0 {
			continue
		}
		l.terms, l.Terms = make([]int, 0, n), make([]*Term, 0, n)
		for _, word := range l.doc.Front.Tags {
			t := find(word)
			if t == nil || slices.Contains(l.terms, t.at) {
				continue
			}
			t.written[strings.TrimSpace(word)]++
			l.terms = append(l.terms, t.at)
			l.Terms = append(l.Terms, t.term)
			t.leaves = append(t.leaves, l)
			t.term.Pages = append(t.term.Pages, l.Page)
		}
	}
	return r.tags
}

// tagOf returns a function that finds the tag of a word, which is new when the word is; nil for an
// empty word.
func (r *resolver) tagOf() func(word string) *tag {
	byWord, byFold := map[string]*tag{}, map[string]*tag{}
	return func(word string) *tag {
		if t := byWord[word]; t != nil {
			return t
		}
		key := fold(word)
		if key == "" {
			return nil
		}
		t := byFold[key]
		if t == nil {
			t = &tag{term: &Term{}, written: map[string]int{}, at: len(r.tags)}
			byFold[key] = t
			r.tags = append(r.tags, t)
		}
		byWord[word] = t
		return t
	}
}

// mostWritten is the commonest way of writing a tag; of equals, the first in order.
func mostWritten(written map[string]int) string {
	best := ""
	for word, n := range written {
		if n > written[best] || n == written[best] && (best == "" || word < best) {
			best = word
		}
	}
	return best
}

// nameTerms gives each tag its address, from its name alone (see addressName), so that no tag ever
// moves because another comes or goes.
func nameTerms(tags []*tag) {
	slices.SortFunc(tags, func(a, b *tag) int { return strings.Compare(a.term.Name, b.term.Name) })
	taken := map[string]bool{}
	for _, t := range tags {
		name := addressName(fold(t.term.Name))
		if slices.Contains(reservedAnywhere, name) {
			name = marked(name, fold(t.term.Name))
		}
		slug := name
		for n := 2; taken[slug]; n++ { // two names with one hash: once in 16 million
			slug = name + "-" + strconv.Itoa(n)
		}
		taken[slug] = true
		t.term.Address = "tags/" + slug + ".html"
	}
}
