package site

import (
	"cmp"
	"path"
	"slices"
	"strings"
	"sync"
)

// PageAt returns the page whose source lies at a path relative to content/, or nil. Both Unicode
// forms of a path are the same.
func (s *Site) PageAt(path string) *Page { return s.pages[composed(path)] }

// SectionAt returns the section of a folder of content/ ("" for the home page), or nil.
func (s *Site) SectionAt(folder string) *Section {
	return s.sects[composed(strings.Trim(folder, "/"))]
}

// FileAt returns the public file whose source lies at a path relative to content/, or nil.
func (s *Site) FileAt(path string) *File { return s.files[composed(path)] }

// places finds sources by their names alone. It is made when a destination is not found.
type places struct {
	site *Site
	made func() *placeIndex
}

type placeIndex struct {
	lower map[string][]string // paths by their form in lower case
	bases map[string][]string // paths by what the last part is called
	stems map[string][]string // paths by that without its ending
	near  *nearest            // of the stems
	below map[string]string   // folders without a page of their own: the first page, section or file that lies below each
	// folded has the paths by their stems without spaces, dashes and brackets.
	folded map[string][]string
}

func newPlaces(s *Site) *places {
	p := &places{site: s}
	p.made = sync.OnceValue(p.index)
	return p
}

func (p *places) index() *placeIndex {
	index := &placeIndex{lower: map[string][]string{}, bases: map[string][]string{}, stems: map[string][]string{}, below: map[string]string{}, folded: map[string][]string{}}
	under := func(path, first string) {
		for folder := folderOf(path); folder != "" && index.below[folder] == ""; folder = folderOf(folder) {
			index.below[folder] = first
		}
	}
	for _, path := range sortedKeys(p.site.pages) {
		s := sourceOf(p.site.pages[path].Document)
		under(path, path)
		index.add(path, s.stem+".md", s.stem)
		if s.bundle != "" {
			index.add(s.bundle + "/")
		}
	}
	for _, folder := range sortedKeys(p.site.sects) {
		if folder != "" {
			under(folder, folder+"/")
			index.add(folder+"/", baseOf(folder))
		}
	}
	for _, path := range sortedKeys(p.site.files) {
		under(path, path)
		index.add(path, baseOf(path))
	}
	index.near = newNearest(sortedKeys(index.stems))
	return index
}

// add enters a source under the names by which it may be looked for.
func (i *placeIndex) add(path string, names ...string) {
	lower := strings.ToLower(strings.TrimSuffix(path, "/"))
	i.lower[lower] = append(i.lower[lower], path)
	for _, name := range names {
		name = strings.ToLower(name)
		i.bases[name] = append(i.bases[name], path)
	}
	if len(names) > 0 {
		stem := unended(strings.ToLower(names[0]))
		i.stems[stem] = append(i.stems[stem], path)
		i.folded[lettersOf(stem)] = append(i.folded[lettersOf(stem)], path)
	}
}

// unended is a file's name without its ending: what is compared, since every page ends with .md.
func unended(name string) string {
	ending := path.Ext(name)
	if len(ending) > len(".jpeg") || strings.ContainsFunc(ending, func(r rune) bool { return r > 'z' }) {
		return name // 1.会长之家
	}
	return strings.TrimSuffix(name, ending)
}

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K {
	keys := make([]K, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
