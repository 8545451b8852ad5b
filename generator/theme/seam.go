package theme

import "bytes"

// squeeze knows only the text of a layout; which tags stand beside it is known when the actions between
// have been run. What a program writes is therefore looked at once more where its pieces meet, so that
// a page comes out as small as a minifier would make it.

// text compiles a layout's own text.
func (a *assembler) text(text []byte) step {
	between := !a.tag
	a.tag = leavesOpen(text, a.tag)
	switch {
	case len(text) == 0:
		return nil
	case between && text[0] == ' ':
		rest, block := text[1:], startsBlock(text[1:])
		return func(f *frame) { f.out = appendSpaced(f.out, rest, block) }
	case between && startsBlock(text):
		return func(f *frame) { f.out = append(withoutSpace(f.out), text...) }
	}
	return func(f *frame) { f.out = append(f.out, text...) }
}

// leavesOpen reports whether a tag is open behind a text.
func leavesOpen(text []byte, open bool) bool {
	for i, c := range text {
		switch {
		case c == '<' && tagName(text[i:]) != "":
			open = true
		case c == '>':
			open = false
		}
	}
	return open
}

// startsBlock reports a text that begins with the tag of a block element in small letters; the ends of inline elements
// may stand before it.
func startsBlock[T string | []byte](text T) bool {
	for len(text) > 1 && text[0] == '<' {
		name := rawTagName(text)
		if isBlock(name) {
			return true
		}
		end := len("</") + len(name)
		if text[1] != '/' || end >= len(text) || text[end] != '>' {
			return false
		}
		text = text[end+1:]
	}
	return false
}

// withoutSpace is a page without the space at its end, or before the ends of inline elements there.
func withoutSpace(out []byte) []byte {
	n := len(out)
	for n > 0 && out[n-1] == '>' {
		tag := bytes.LastIndexByte(out[:n], '<')
		if tag < 0 || out[tag+1] != '/' || isBlock(rawTagName(out[tag:n])) {
			return out
		}
		n = tag
	}
	if n == 0 || out[n-1] != ' ' {
		return out
	}
	return append(out[:n-1], out[n:]...)
}

// appendSpaced appends a space and the rest of a text; block says that this starts with the tag of a block element. The
// space means nothing behind another one and behind such a tag.
func appendSpaced(out, rest []byte, block bool) []byte {
	n := len(out)
	switch {
	case n > 0 && out[n-1] != ' ' && !(out[n-1] == '>' && startsBlock(out[max(bytes.LastIndexByte(out, '<'), 0):])):
		out = append(out, ' ')
	case block:
		out = withoutSpace(out)
	}
	return append(out, rest...)
}

// appendMarkup appends HTML that a view holds.
func appendMarkup(out []byte, markup string) []byte {
	if startsBlock(markup) {
		out = withoutSpace(out)
	}
	return append(out, markup...)
}
