package theme

import ()

// TermsView lists every tag (layout: terms); TermView is one tag's list page (layout: term).
type TermsView struct {
	Base
	Terms []TermLink
}

// TermLink is a tag with the number of its pages.
type TermLink struct {
	Link
	Count int
}

// TermView is one tag's list page.
type TermView struct {
	Base
	Cards []Card
	Pager *Pager
	Total int
}

// MapView is the site map for people (layout: map): sections nested, each with its pages.
type MapView struct {
	Base
	Sections []MapSection
}

// MapSection is one section of the map.
type MapSection struct {
	Link
	Pages    []Link
	More     int // pages not named here, to be found in the section
	Children []MapSection
}

// SearchView is the search page (layout: search), which works in the browser: what it loads from
// Index, and the markup its script needs, is said in the theme's assets/search/panel.js.
type SearchView struct {
	Base
	Index    string // relative URL of the folder of the index, "" beside the page
	Sections []Link // where to look without searching
	Tags     []Link // the most used
}

// NotFoundView is 404.html (layout: 404). Its URLs are absolute paths, because a server shows it at
// any address.
type NotFoundView struct {
	Base
	Sections []Link
}

// RedirectView is the page left at an old address (layout: redirect).
type RedirectView struct {
	Base
	URL    string // relative
	Target string // title of the page it leads to
}
