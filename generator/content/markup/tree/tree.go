// Package tree compares a fragment of HTML with what a browser makes of it. Tests use it to show
// that no source, however broken, makes a page come apart.
package tree

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Check reports how the tree that an HTML parser builds of a fragment within a div differs from the
// one that its tags spell out: it returns nil when every element is closed where it was opened and
// stands where HTML allows it.
func Check(fragment string) error {
	nodes, err := html.ParseFragment(strings.NewReader(fragment), &html.Node{Type: html.ElementNode, Data: "div", DataAtom: atom.Div})
	if err != nil {
		return err
	}
	var parsed []string
	for _, n := range nodes {
		parsed = walk(parsed, n)
	}
	if written := tokens(fragment); !slices.Equal(parsed, written) {
		return fmt.Errorf("written as %q\nparsed as %q", written, parsed)
	}
	return nil
}

func walk(out []string, n *html.Node) []string {
	switch n.Type {
	case html.TextNode:
		return append(out, n.Data)
	case html.ElementNode:
		out = append(out, "<"+n.Data+">")
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			out = walk(out, c)
		}
		return append(out, "</"+n.Data+">")
	}
	return append(out, "?")
}

var void = []string{"br", "hr", "img", "wbr", "col", "input"}

func tokens(fragment string) []string {
	var out []string
	for z := html.NewTokenizer(strings.NewReader(fragment)); z.Next() != html.ErrorToken; {
		switch t := z.Token(); {
		case t.Type == html.TextToken:
			out = append(out, t.Data)
		case t.Type == html.EndTagToken:
			out = append(out, "</"+t.Data+">")
		default:
			out = append(out, "<"+t.Data+">")
			if slices.Contains(void, t.Data) {
				out = append(out, "</"+t.Data+">")
			}
		}
	}
	return out
}
