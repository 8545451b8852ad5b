package personal

import "unicode/utf8"

// candidate returns where the first digit stands at or after from; -1 when there is none.
func candidate(text string, from int) int {
	for i := from; i < len(text); i++ {
		if c := text[i]; c-'0' <= 9 || c == 0xEF && i+2 < len(text) && text[i+1] == 0xBC && text[i+2]-0x90 <= 9 {
			return i
		}
	}
	return -1
}

// enough reports whether the chain that begins at a digit has enough of them for a number, and where
// that is known: at its end, or before.
func enough(text string, at int) (yes bool, end int) {
	for n := 0; ; {
		_, size := digitAt(text[at:])
		if size == 0 {
			return false, at
		}
		at += size
		if n++; n == shortest {
			return true, at
		}
		if _, size = digitAt(text[at:]); size > 0 {
			continue
		}
		_, width := separator(text[at:])
		if _, size := digitAt(text[at+width:]); size == 0 {
			return false, at + width
		}
		at += width
	}
}

// shortest is the least number of digits in a number.
const shortest = 11

// digitAt reads the digit at the beginning of s; size is 0 when there is none.
func digitAt(s string) (digit byte, size int) {
	switch {
	case s == "":
	case s[0] >= '0' && s[0] <= '9':
		return s[0], 1
	case len(s) >= 3 && s[0] == 0xEF && s[1] == 0xBC && s[2] >= 0x90 && s[2] <= 0x99:
		return s[2] - 0x90 + '0', 3
	}
	return 0, 0
}

// group is a run of digits without anything between them.
type group struct {
	at, end int // bytes
	from    int // of its digits in chain.digits
	count   int
	gap     rune // what separates it from the group before, see separator; 0 for the first
}

// chain is a run of groups, each parted from the next by a separator.
type chain struct {
	text   string
	before int // where the number found before ends; nothing of it is a word that goes on
	groups []group
	digits []byte
	end    int
}

// read reads the chain that begins at a digit.
func (c *chain) read(text string, at int) {
	c.text, c.groups, c.digits = text, c.groups[:0], c.digits[:0]
	var gap rune
	for {
		g := group{at: at, end: at, from: len(c.digits), gap: gap}
		for {
			d, size := digitAt(text[g.end:])
			if size == 0 {
				break
			}
			c.digits = append(c.digits, d)
			g.end += size
			if hidden := invisible(text[g.end:]); hidden > 0 {
				if _, next := digitAt(text[g.end+hidden:]); next > 0 {
					g.end += hidden
				}
			}
		}
		g.count = len(c.digits) - g.from
		c.groups = append(c.groups, g)
		c.end = g.end
		var width int
		if gap, width = separator(text[g.end:]); width == 0 {
			return
		}
		at = g.end + width
		if _, size := digitAt(text[at:]); size == 0 {
			return
		}
	}
}

// separator reads what people put between the parts of a number: one mark, white space, or both. The
// mark is '-' for every dash, '.' for every point and ' ' for white space, of which '\t' says that a tab
// is among it.
func separator(s string) (mark rune, width int) {
	for width < len(s) {
		if c := s[width]; c >= 0xE4 && c != 0xEF { // Han, mostly
			return mark, width
		}
		r, size := rune(s[width]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[width:])
		}
		m := markOf(r)
		switch {
		case m == 0, m != ' ' && m != '\t' && m != zero && mark != 0 && mark != ' ' && mark != '\t', width > widest:
			return mark, width
		case m == zero:
		case mark == 0 || m != ' ':
			mark = m
		}
		width += size
	}
	return mark, width
}

// widest is how many bytes of white space are a separator at most: what is farther apart is.
const widest = 12

// zero stands for a character that nobody sees.
const zero = '\u200b'

// markOf is what a character does between the parts of a number; 0 when it ends one.
func markOf(r rune) rune {
	switch r {
	case ' ', '\u00a0', '\u3000', '\u2002', '\u2003', '\u2004', '\u2005', '\u2007', '\u2009', '\u200a', '\u202f':
		return ' '
	case '\t', '_', '/', '·':
		return r
	case '-', '‐', '‑', '‒', '–', '—', '－', '−':
		return '-'
	case '.', '．':
		return '.'
	case ')', '）':
		return ')'
	case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff', '\u00ad':
		return zero
	}
	return 0
}

// invisible is the width of the characters at the beginning of s that nobody sees.
func invisible(s string) (width int) {
	for width < len(s) && (s[width] == 0xC2 || s[width] == 0xE2 || s[width] == 0xEF) {
		r, size := utf8.DecodeRuneInString(s[width:])
		if markOf(r) != zero {
			break
		}
		width += size
	}
	return width
}
