package site

import (
	"cmp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"
)

// names finds pages by what people call them. Its parts are made when first asked for, because most
// kinds are never named by another; they change nothing that can be seen.
type names struct {
	site  *Site
	kinds map[string]*namesOfKind // "" for every kind
	gone  func() map[string]absence
}

// namesOfKind is the names of all pages of a kind that may be shown elsewhere.
type namesOfKind struct {
	once    sync.Once
	byTitle map[string][]*Page
	byStem  map[string][]*Page
	called  map[string]string // titles by themselves without the mark of an example
	near    func() *nearest   // of the keys of called
}

func newNames(s *Site) *names {
	n := &names{site: s, kinds: map[string]*namesOfKind{"": {}}}
	for _, name := range s.Kinds.Names() {
		n.kinds[name] = &namesOfKind{}
	}
	n.gone = sync.OnceValue(n.readGone)
	return n
}

// of returns the names of a kind; nil when there is no such kind.
func (n *names) of(kind string) *namesOfKind {
	k := n.kinds[kind]
	if k == nil {
		return nil
	}
	k.once.Do(func() {
		k.byTitle, k.byStem = map[string][]*Page{}, map[string][]*Page{}
		called := map[string]string{} // titles by what people call them
		for _, p := range n.site.Pages {
			if p.Withdrawn != "" || kind != "" && p.Kind.Name != kind {
				continue
			}
			title, stem := fold(p.Title), fold(sourceOf(p.Document).stem)
			k.byTitle[title] = append(k.byTitle[title], p)
			k.byStem[stem] = append(k.byStem[stem], p)
			if plain := unmarked(p.Title); called[plain] == "" || plain == p.Title {
				called[plain] = p.Title
			}
		}
		k.called = called
		k.near = sync.OnceValue(func() *nearest { return newNearest(sortedKeys(called)) })
	})
	return k
}

// near is the title of that kind that a name was most likely meant to be, or "".
func (n *names) near(kind, name string) string {
	k := n.of(kind)
	if k == nil {
		return ""
	}
	return k.called[k.near().find(unmarked(name), nil)]
}

// unmarked is a title without the mark of an example before it ("示例·", "示例案例："), which people
// leave out when they name the page.
func unmarked(title string) string {
	rest, ok := strings.CutPrefix(title, "示例")
	at := strings.IndexAny(rest, "·・：:—-")
	if !ok || at < 0 || utf8.RuneCountInString(rest[:at]) > 2 {
		return title
	}
	return cmp.Or(strings.TrimLeft(rest[at:], "·・：:—- "), title)
}

// absence says why a document of that title or file name is not public.
func (n *names) absence(name string) (absence, bool) {
	a, ok := n.gone()[fold(name)]
	return a, ok
}

func (n *names) readGone() map[string]absence {
	gone := map[string]absence{}
	for _, s := range slices.SortedStableFunc(slices.Values(n.site.gone), func(a, b source) int { return strings.Compare(a.path, b.path) }) {
		a := n.site.absent[s.path] // the zero absence is a withdrawn page's
		a.doc = s.doc
		for _, name := range []string{fold(s.doc.Front.Title), fold(s.stem)} {
			if _, taken := gone[name]; !taken && name != "" {
				gone[name] = a
			}
		}
	}
	return gone
}

// Find returns the page that a person means by a name: the path of its source ("cases/x.md", with
// or without its ending), its title, or its file name (likewise), in this order; width and case of letters do
// not matter. kind limits the search, "" does not. Where several answer to the name the page is nil
// and their source paths are returned. Withdrawn pages are never found.
func (s *Site) Find(kind, name string) (*Page, []string) {
	k := s.names.of(kind)
	if k == nil {
		return nil, nil
	}
	for _, path := range []string{name, name + ".md", name + "/index.md"} {
		if p := s.PageAt(path); p != nil && p.Withdrawn == "" && (kind == "" || p.Kind.Name == kind) {
			return p, nil
		}
	}
	key := fold(name)
	pages := k.byTitle[key]
	if len(pages) == 0 {
		pages = k.byStem[key]
	}
	if stem, ok := strings.CutSuffix(key, ".md"); ok && len(pages) == 0 {
		pages = k.byStem[stem]
	}
	if len(pages) == 1 {
		return pages[0], nil
	}
	return nil, sourcesOf(pages)
}

// sourcesOf is the sorted source paths of pages.
func sourcesOf(pages []*Page) []string {
	var paths []string
	for _, p := range pages {
		paths = append(paths, p.Document.Path)
	}
	slices.Sort(paths)
	return paths
}

// firstFew cuts a list that is only shown as an example.
func firstFew(list []string) []string { return list[:min(len(list), 3)] }
