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
	byTitle func() namesakes
	byStem  func() namesakes
	called  func() *callings
}

// namesakes are pages by a name. Nearly every name is of one page.
type namesakes struct {
	first  map[string]*Page
	others map[string][]*Page
}

// called are pages by a name of each.
func called(pages []*Page, name func(*Page) string) namesakes {
	n := namesakes{make(map[string]*Page, len(pages)), map[string][]*Page{}}
	for _, p := range pages {
		n.add(name(p), p)
	}
	return n
}

// all are the groups of those who share a name with others.
func (n namesakes) all() (groups [][]*Page) {
	for name, others := range n.others {
		groups = append(groups, append([]*Page{n.first[name]}, others...))
	}
	return groups
}

func (n namesakes) add(name string, p *Page) {
	if _, taken := n.first[name]; taken {
		n.others[name] = append(n.others[name], p)
		return
	}
	n.first[name] = p
}

// of are the pages of a name: one and the others.
func (n namesakes) of(name string) (page *Page, others []*Page) { return n.first[name], n.others[name] }

// callings are titles by what people call them, to find the one that was meant.
type callings struct {
	titles map[string]string // by themselves without the mark of an example
	near   *nearest
}

func newNames(s *Site) *names {
	n := &names{site: s, kinds: map[string]*namesOfKind{}}
	for _, kind := range append(s.Kinds.Names(), "") {
		by := func(name func(*Page) string) func() namesakes {
			return sync.OnceValue(func() namesakes { return called(n.pagesOf(kind), name) })
		}
		n.kinds[kind] = &namesOfKind{
			byTitle: by(func(p *Page) string { return fold(p.Title) }),
			byStem:  by(func(p *Page) string { return fold(sourceOf(p.Document).stem) }),
			called:  sync.OnceValue(func() *callings { return call(n.pagesOf(kind)) }),
		}
	}
	n.gone = sync.OnceValue(n.readGone)
	return n
}

// of returns the names of a kind; nil when there is no such kind.
func (n *names) of(kind string) *namesOfKind { return n.kinds[kind] }

// pagesOf are the pages of a kind that may be shown elsewhere.
func (n *names) pagesOf(kind string) []*Page {
	shown := func(p *Page) bool { return p.Withdrawn == "" && (kind == "" || p.Kind.Name == kind) }
	count := 0
	for _, p := range n.site.Pages {
		if shown(p) {
			count++
		}
	}
	pages := make([]*Page, 0, count)
	for _, p := range n.site.Pages {
		if shown(p) {
			pages = append(pages, p)
		}
	}
	return pages
}

// call finds out what people call the pages.
func call(pages []*Page) *callings {
	titles := make(map[string]string, len(pages))
	for _, p := range pages {
		if plain := unmarked(p.Title); titles[plain] == "" || plain == p.Title {
			titles[plain] = p.Title
		}
	}
	return &callings{titles, newNearest(sortedKeys(titles))}
}

// near is the title of that kind that a name was most likely meant to be, or "".
func (n *names) near(kind, name string) string {
	k := n.of(kind)
	if k == nil {
		return ""
	}
	called := k.called()
	return called.titles[called.near.find(unmarked(name), nil)]
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
	page, others := k.byTitle().of(key)
	if page == nil {
		page, others = k.byStem().of(key)
	}
	if stem, ok := strings.CutSuffix(key, ".md"); ok && page == nil {
		page, others = k.byStem().of(stem)
	}
	if page != nil && len(others) > 0 {
		return nil, sourcesOf(append([]*Page{page}, others...))
	}
	return page, nil
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
