package svg

import (
	"bytes"
	"encoding/xml"
	"strings"
)

// maxShapes is the most elements that a browser is made to draw. Maps of a city have some ten thousand; a
// few kilobytes of elements that use each other twice would have more than there are atoms.
const maxShapes = 500_000

// copies counts what a browser draws of a document: its elements, and for each use those of what it uses
// once more.
type copies struct {
	uses     []string // what is used, in the order of the document
	elements int
	named    map[string]part // by id
	known    map[string]int  // shapes of what has an id, with what it uses
}

// part is an element with all in it: which of the elements and of the uses.
type part struct{ firstElement, elements, firstUse, uses int }

// drawsTooMuch reports a cleaned document with more shapes than a browser bears.
func drawsTooMuch(document []byte) bool {
	if !bytes.Contains(document, []byte("<use")) {
		return false // elements alone are bounded by the size of the file
	}
	c := &copies{named: map[string]part{}, known: map[string]int{}}
	c.read(document)
	return c.shapes(part{0, c.elements, 0, len(c.uses)}) > maxShapes
}

func (c *copies) read(document []byte) {
	type open struct {
		id   string
		part part
	}
	var stack []open
	d := xml.NewDecoder(bytes.NewReader(document))
	for {
		token, err := d.RawToken()
		if err != nil {
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			o := open{part: part{firstElement: c.elements, firstUse: len(c.uses)}}
			c.elements++
			for _, a := range token.Attr {
				switch {
				case a.Name.Local == "id":
					o.id = a.Value
				case a.Name.Local == "href" && token.Name.Local == "use":
					c.uses = append(c.uses, strings.TrimPrefix(a.Value, "#"))
				}
			}
			stack = append(stack, o)
		case xml.EndElement:
			if len(stack) == 0 {
				return
			}
			o := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			o.part.elements, o.part.uses = c.elements-o.part.firstElement, len(c.uses)-o.part.firstUse
			if _, twice := c.named[o.id]; o.id != "" && !twice {
				c.named[o.id] = o.part
			}
		}
	}
}

// shapes are those of a part, and those of all that it uses; it stops counting where there are too many. What
// uses itself draws nothing more.
func (c *copies) shapes(p part) int {
	n := p.elements
	for _, id := range c.uses[p.firstUse : p.firstUse+p.uses] {
		if n > maxShapes {
			break
		}
		used, known := c.known[id]
		if !known {
			if what, ok := c.named[id]; ok {
				c.known[id] = 0
				used = c.shapes(what)
				c.known[id] = used
			}
		}
		n += used
	}
	return n
}
