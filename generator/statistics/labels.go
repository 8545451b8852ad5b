package statistics

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// labels finds indicators' labels and aliases in running text, the longest first at every place
// (预备党员 is not 党员). It is a trie over characters, with a filter of first characters in front:
// a page without labels costs one look-up a character.
type labels struct {
	first [1 << 10]uint64 // bit set of the low 16 bits of first characters
	root  labelNode
}

type labelNode struct {
	edges []labelEdge
	// of is the indicator whose label or alias ends here.
	of *Indicator
}

type labelEdge struct {
	r    rune
	node *labelNode
}

// newLabels compiles the labels of all indicators. A wording that two indicators share (an error
// elsewhere) belongs to the first.
func newLabels(indicators []*Indicator) *labels {
	l := &labels{}
	for _, i := range indicators {
		l.add(i.Label, i)
		for _, alias := range i.Aliases {
			l.add(alias, i)
		}
	}
	for _, i := range indicators {
		if short := shortRate(i, indicators); short != "" {
			l.add(short, i)
		}
	}
	return l
}

// shortRate is what people call a rate whose label says more: 组建率 for 党组织组建率. It is "" for
// every other indicator, and where two indicators could be meant.
func shortRate(i *Indicator, all []*Indicator) string {
	runes := []rune(i.Label)
	if !i.IsRate() || len(runes) < 5 || runes[len(runes)-1] != '率' {
		return ""
	}
	short := string(runes[len(runes)-3:])
	for _, other := range all {
		if other != i && slices.ContainsFunc(append([]string{other.Label}, other.Aliases...), func(w string) bool { return strings.Contains(w, short) }) {
			return ""
		}
	}
	return short
}

func (l *labels) add(word string, i *Indicator) {
	node := &l.root
	for k, r := range word {
		if k == 0 {
			l.first[uint16(r)>>6] |= 1 << (uint16(r) & 63)
		}
		next := node.next(r)
		if next == nil {
			next = &labelNode{}
			node.edges = append(node.edges, labelEdge{r, next})
		}
		node = next
	}
	if node != &l.root && node.of == nil {
		node.of = i
	}
}

func (n *labelNode) next(r rune) *labelNode {
	for _, e := range n.edges {
		if e.r == r {
			return e.node
		}
	}
	return nil
}

// match is one label in a text.
type match struct {
	at, end int
	of      *Indicator
}

// find calls found for every label of the text from left to right; after a label the search goes on
// behind it.
func (l *labels) find(text string, found func(match)) {
	if l == nil {
		return
	}
	for at := 0; at < len(text); {
		r, size := rune(text[at]), 1
		switch {
		case r < utf8.RuneSelf:
		case r&0xF0 == 0xE0 && at+2 < len(text) && text[at+1]&0xC0 == 0x80 && text[at+2]&0xC0 == 0x80: // Han, nearly always
			r, size = r&0xF<<12|rune(text[at+1]&0x3F)<<6|rune(text[at+2]&0x3F), 3
		default:
			r, size = utf8.DecodeRuneInString(text[at:])
		}
		if l.first[uint16(r)>>6]&(1<<(uint16(r)&63)) != 0 {
			if m, ok := l.longest(text, at); ok {
				found(m)
				size = max(size, m.end-at)
			}
		}
		at += size
	}
}

// longest walks the trie from a place.
func (l *labels) longest(text string, at int) (m match, ok bool) {
	node := &l.root
	end := 0
	for k, r := range text[at:] {
		if node.of != nil {
			m, ok = match{at, at + k, node.of}, true
		}
		if node = node.next(r); node == nil {
			return m, ok
		}
		end = at + k + len(string(r))
	}
	if node.of != nil {
		m, ok = match{at, end, node.of}, true
	}
	return m, ok
}
