package personal

import "unicode/utf8"

// May reports whether a text may hold a number. It is cheap, and wrong only in saying yes.
//
// A number has at least as many bytes as it has digits, and each of them belongs to a digit or to what parts
// digits. So one character in so many bytes is looked at, and all others only around one of those.
func May(text string) bool {
	for at, over := shortest-1, 0; at < len(text); at = over + shortest - 1 {
		from, end := linkAt(text, at)
		if from == end {
			over = end
			continue
		}
		from, over = links(text, from, end, over)
		if over-from >= shortest && broken.holds(text[from:over]) {
			return true
		}
	}
	return false
}

// linkAt is the link to which a byte of a text belongs. Where it belongs to none both ends are the same, and
// no chain has anything before them that is not before the byte as well.
func linkAt(text string, at int) (from, end int) {
	for from = at; from > max(at-utf8.UTFMax+1, 0) && !utf8.RuneStart(text[from]); {
		from--
	}
	r, size := utf8.DecodeRuneInString(text[from:])
	switch end = from + size; {
	case end <= at: // a byte of no character
		return at + 1, at + 1
	case isLink(r):
		return from, end
	}
	return end, end
}

// links widens a link to all that stand beside it, but not to before a byte.
func links(text string, from, end, first int) (int, int) {
	for from > first {
		r, size := utf8.DecodeLastRuneInString(text[first:from])
		if !isLink(r) {
			break
		}
		from -= size
	}
	for end < len(text) {
		r, size := utf8.DecodeRuneInString(text[end:])
		if !isLink(r) {
			break
		}
		end += size
	}
	return from, end
}

// holds reports whether a text holds digits enough for a number, parted as those of one are.
func (w script) holds(text string) bool {
	for from := 0; ; {
		at := w.candidate(text, from)
		if at < 0 {
			return false
		}
		yes, end := w.enough(text, at)
		if yes {
			return true
		}
		from = end
	}
}

// Edges are the ends of a text in which a number may go on from what stands before it, or into what comes
// behind it: the bytes up to head, and those from tail on, are digits and what parts them.
func Edges(text string) (head, tail int) {
	_, head = links(text, 0, 0, 0)
	tail, _ = links(text, len(text), len(text), 0)
	return head, tail
}

// isLink reports a character that a chain may be made of. Most are Han, of which only digits are.
func isLink(r rune) bool {
	switch {
	case r >= 0x10000:
		return IsDigit(r) || markOf(r) != 0
	case digitBits[r>>6]>>(r&63)&1 == 1:
		return true
	}
	return (r < 0x3400 || r >= 0xA000) && markOf(r) != 0 || r == '\n'
}
