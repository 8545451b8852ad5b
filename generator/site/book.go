package site

import "strings"

// bookName is the file, beside a handbook's contents page, that holds the whole book on one page.
const bookName = "book.html"

// bind gathers the chapters of every handbook: of the outermost section of its kind, and of those of its kind
// inside it, in the order in which they are listed. The chapters are one row of neighbours, from
// the first of the book to its last.
func (r *resolver) bind() {
	for _, s := range r.site.Sections { // a folder comes before those inside it
		if s.Kind.Name != "handbook" {
			continue
		}
		if s.Book = s; s.Parent != r.site.Home && s.Parent.Book != nil {
			s.Book = s.Parent.Book
		}
	}
	for _, s := range r.site.Sections {
		if s.Book != s {
			continue
		}
		for _, p := range s.All {
			if p.Section.Book == s {
				s.Chapters = append(s.Chapters, p)
			}
		}
		joinNeighbours(s.Chapters)
	}
}

// joinNeighbours makes each of some pages the neighbour of the one before it.
func joinNeighbours(pages []*Page) {
	for i, p := range pages {
		if i > 0 {
			p.Previous, pages[i-1].Next = pages[i-1], p
		}
	}
}

// BookOf is where the whole handbook that a section belongs to is published on one page; "" for what has no
// book: another kind, one without chapters, or one of more than WholeMost. (A theme without the layout publishes
// none.)
func BookOf(s *Section) string {
	if s == nil || s.Book == nil || len(s.Book.Chapters) == 0 || len(s.Book.Chapters) > WholeMost {
		return ""
	}
	return strings.TrimSuffix(s.Book.Address, "index.html") + bookName
}

// isBook reports whether the book of a handbook is published at an address.
func (s *Site) isBook(p string) bool {
	folder, ok := strings.CutSuffix(p, bookName)
	if !ok {
		return false
	}
	c := s.claims[strings.ToLower(folder+"index.html")]
	return c.section != nil && BookOf(c.section) == p
}
