package plan

import (
	"encoding/binary"
	"sync"

	"qizhi/generator/digest"
	"qizhi/generator/site"
	"qizhi/generator/theme"
)

// A page is shown by about nine others: in lists, as a relation, as one like them. What goes into the digests of all
// these is its face, the digest of its card, which is made once; the cards themselves are made for those views
// that are laid out.

// face is the face of a page, once it is known.
type face struct {
	once sync.Once
	sum  digest.Digest
}

// face is the digest of a page's card as the site's root shows it. A card differs from one page that shows it to another
// only in its URLs (see urls.to), and they lead to the same addresses: with one face, the cards that any page
// shows are the same too.
func (p *planner) face(page *site.Page) *digest.Digest {
	f := &p.known[page.Number()]
	f.once.Do(func() {
		c := p.card(urls{from: "index.html"}, page)
		f.sum = digest.Of(&c)
	})
	return &f.sum
}

// cardList is a list of cards that a view will hold when it is laid out.
type cardList struct {
	pages []*site.Page
	cards *[]theme.Card
}

// faces stand for lists of cards in the digest of a view.
func (p *planner) faces(lists []cardList) []byte {
	var b []byte
	for _, list := range lists {
		b = binary.AppendUvarint(b, uint64(len(list.pages)))
		for _, page := range list.pages {
			b = append(b, p.face(page)[:]...)
		}
	}
	return b
}

// deal makes the cards of a view for the page at an address.
func (p *planner) deal(address string, lists []cardList) {
	for _, list := range lists {
		*list.cards = p.cards(urls{from: address}, list.pages)
	}
}
