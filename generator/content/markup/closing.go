package markup

import "bytes"

// closings says where the end tags of a piece of raw HTML stand, so that an element is dropped with
// its contents only when its end is in sight: an unclosed <select> must not take the rest of the
// page with it. Each name is looked for once, whatever the piece holds.
type closings struct {
	piece []byte
	last  map[string]int
}

// after reports an end tag of that name in the piece at or behind an offset.
func (c *closings) after(name string, at int) bool {
	last, known := c.last[name]
	if !known {
		if c.last == nil {
			c.last = map[string]int{}
		}
		last = LastEnd(c.piece, name)
		c.last[name] = last
	}
	return last >= at
}

// LastEnd is where the last end tag of an element (its name in small letters) begins in a piece of
// raw HTML; -1 when there is none.
func LastEnd(piece []byte, name string) int {
	piece = piece[:bytes.LastIndexByte(piece, '>')+1] // behind it no tag ends
	for end := len(piece); ; {
		i := bytes.LastIndex(piece[:end], []byte("</"))
		if i < 0 {
			return -1
		}
		rest := piece[i+2:]
		if len(rest) >= len(name) && bytes.EqualFold(rest[:len(name)], []byte(name)) && endsName(rest[len(name):]) {
			return i
		}
		end = i
	}
}

// endsName reports that the name of a tag is over where rest begins.
func endsName(rest []byte) bool {
	if len(rest) == 0 {
		return false
	}
	switch rest[0] {
	case ' ', '\t', '\n', '\f', '\r', '/', '>':
		return true
	}
	return false
}
