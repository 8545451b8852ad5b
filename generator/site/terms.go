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
func (r *resolver) makeTerms() {
	tags := r.gatherTags()
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

// gatherTags walks the pages newest first, so that every tag's pages are in that order.
func (r *resolver) gatherTags() []*tag {
	find := r.tagOf()
	for _, l := range r.newest {
		n := len(l.doc.Front.Tags)
		if !l.Listed || n == 0 {
			continue
		}
		l.terms, l.termAt, l.Terms = make([]int, 0, n), make([]int, 0, n), make([]*Term, 0, n)
		for _, word := range l.doc.Front.Tags {
			t := find(word)
			if t == nil || slices.Contains(l.terms, t.at) {
				continue
			}
			t.written[strings.TrimSpace(word)]++
			l.terms, l.termAt = append(l.terms, t.at), append(l.termAt, len(t.leaves))
			l.Terms = append(l.Terms, t.term)
			t.leaves = append(t.leaves, l)
			t.term.Pages = append(t.term.Pages, l.Page)
		}
	}
	return slices.Clone(r.tags)
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

// nameTerms gives each tag its address: its slug when no other tag has that. Of several tags with
// one slug, the one whose name is that slug has it plain, and every other a hash of its own name
// behind it; so a third tag moves neither of two, and only a tag that was alone with its slug moves,
// once, when a second one comes.
func nameTerms(tags []*tag) {
	slices.SortFunc(tags, func(a, b *tag) int { return strings.Compare(a.term.Name, b.term.Name) })
	sharing, taken := map[string]int{}, map[string]bool{}
	slugs := make([]string, len(tags))
	for i, t := range tags {
		slugs[i] = Slug(t.term.Name)
		sharing[slugs[i]]++
	}
	var others []int
	for i, t := range tags {
		slug := slugs[i]
		if slices.Contains(reservedAnywhere, slug) || sharing[slug] > 1 && fold(t.term.Name) != slug {
			others = append(others, i)
			continue
		}
		taken[slug] = true
		t.term.Address = "tags/" + slug + ".html"
	}
	for _, i := range others {
		hashed := slugs[i] + "-" + shortHash(fold(tags[i].term.Name))
		slug := hashed
		for n := 2; taken[slug]; n++ { // another tag is called so
			slug = hashed + "-" + strconv.Itoa(n)
		}
		taken[slug] = true
		tags[i].term.Address = "tags/" + slug + ".html"
	}
}
