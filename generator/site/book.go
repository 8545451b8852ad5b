package site

import "strings"

// bookName is the file, beside a handbook's contents page, that holds the whole book on one page.
const bookName = "book.html"

// BookOf is where the whole of a handbook is published on one page; "" for what has no book: another kind,
// one without chapters, or one of more than WholeMost. (A theme without the layout publishes none.)
func BookOf(s *Section) string {
	if s == nil || s.Kind.Name != "handbook" || len(s.Pages) == 0 || len(s.Pages) > WholeMost {
		return ""
	}
	return strings.TrimSuffix(s.Address, "index.html") + bookName
}

// isBook reports whether the book of a handbook is published at an address.
func (s *Site) isBook(p string) bool {
	folder, ok := strings.CutSuffix(p, bookName)
	if !ok {
		return false
	}
	c := s.claims[strings.ToLower(folder+"index.html")]
	return c.section != nil && c.section != s.Home && BookOf(c.section) == p
}
