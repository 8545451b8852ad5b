package personal

import "unicode/utf8"

// candidate returns where the first digit stands at or after from; -1 when there is none. Most characters
// of a text are Han: what they are is looked up in a bitmap.
func (w script) candidate(text string, from int) int {
	for i := from; i < len(text); {
		c := text[i]
		switch {
		case c < utf8.RuneSelf:
			if c-'0' <= 9 {
				return i
			}
			i++
		case c >= 0xE0 && c < 0xF0 && i+2 < len(text) && text[i+1]&0xC0 == 0x80 && text[i+2]&0xC0 == 0x80:
			if r := uint(c&0xF)<<12 | uint(text[i+1]&0x3F)<<6 | uint(text[i+2]&0x3F); digitBits[r>>6]>>(r&63)&1 == 1 {
				if _, size := w.digitAt(text[i:]); size > 0 {
					return i
				}
			}
			i += 3
		default:
			if begins[c] {
				if _, size := w.digitAt(text[i:]); size > 0 {
					return i
				}
			}
			i++
		}
	}
	return -1
}

// enough reports whether the chain that begins at a digit has enough of them for a number, and where
// that is known: at its end, or before.
func (w script) enough(text string, at int) (yes bool, end int) {
	for n := 0; ; {
		_, size := w.digitAt(text[at:])
		if size == 0 {
			return false, at
		}
		at += size
		if n++; n == shortest {
			return true, at
		}
		if _, size = w.digitAt(text[at:]); size > 0 {
			continue
		}
		_, width := w.separator(text[at:])
		if _, size := w.digitAt(text[at+width:]); size == 0 {
			return false, at + width
		}
		at += width
	}
}

// shortest is the least number of digits in a number.
const shortest = 11

// group is a run of digits without anything between them.
type group struct {
	at, end int // bytes
	from    int // of its digits in chain.digits
	count   int
	gap     rune // what separates it from the group before, see separator; 0 for the first
}

// chain is a run of groups, each parted from the next by a separator.
type chain struct {
	script
	text   string
	before int // where the number found before ends; nothing of it is a word that goes on
	groups []group
	digits []byte
	end    int
}

// read reads the chain that begins at a digit.
func (c *chain) read(w script, text string, at int) {
	c.script, c.text, c.groups, c.digits = w, text, c.groups[:0], c.digits[:0]
	var gap rune
	for {
		g := group{at: at, end: at, from: len(c.digits), gap: gap}
		for {
			d, size := w.digitAt(text[g.end:])
			if size == 0 {
				break
			}
			c.digits = append(c.digits, d)
			g.end += size
			if hidden := invisible(text[g.end:]); hidden > 0 {
				if _, next := w.digitAt(text[g.end+hidden:]); next > 0 {
					g.end += hidden
				}
			}
		}
		g.count = len(c.digits) - g.from
		c.groups = append(c.groups, g)
		c.end = g.end
		var width int
		if gap, width = w.separator(text[g.end:]); width == 0 {
			return
		}
		at = g.end + width
		if _, size := w.digitAt(text[at:]); size == 0 {
			return
		}
	}
}

// separator reads what people put between the parts of a number: one mark, white space, or both. The
// mark is '-' for every dash, '.' for every point and ' ' for white space, of which '\t' says that a tab
// is among it, and '\n' that the line ends there.
func (w script) separator(s string) (mark rune, width int) {
	lines := 0
	for width < len(s) {
		if c := s[width]; c >= 0xE4 && c < 0xEF { // Han, mostly
			return mark, width
		}
		r, size := rune(s[width]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[width:])
		}
		m := markOf(r)
		if r == '\n' && w.breaks && lines == 0 {
			lines++
			if width += size; mark == 0 || mark == ' ' || mark == '\t' {
				mark = '\n'
			}
			continue
		}
		switch {
		case m == 0, m != ' ' && m != '\t' && m != zero && mark != 0 && mark != ' ' && mark != '\t' && mark != '\n', width > widest:
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
	case ' ', '\v', '\f', '\u0085', '\u2028', '\u2029', '\u2800', '\u00a0', '\u3000', '\u1680', '\u2000', '\u2001', '\u2002', '\u2003', '\u2004', '\u2005', '\u2006', '\u2007', '\u2008', '\u2009',
		'\u200a', '\u202f', '\u205f':
		return ' '
	case '\t', '_', '/':
		return r
	case '·', '•', '‧', '∙', '⋅', '・', '･':
		return '·'
	case '-', '‐', '‑', '‒', '–', '—', '―', '－', '−', '﹣', '﹘', '⁃':
		return '-'
	case '.', '．':
		return '.'
	case ')', '）':
		return ')'
	}
	if isUnseen(r) {
		return zero
	}
	return 0
}

// isUnseen reports a character that shows nothing, or nothing but a sign on the digit before it: what Unicode calls
// Default_Ignorable_Code_Point, controls, and the marks that stand on a character or around it.
func isUnseen(r rune) bool {
	switch {
	case r < 0xAD:
		return r < ' ' && r != '\t' && r != '\n' || r >= 0x7F && r < 0xA0
	case r < 0x2000:
		return r == '\u00ad' || r >= 0x300 && r <= 0x36F || r == '\u061c' || r == '\u115f' || r == '\u1160' || r == '\u17b4' || r == '\u17b5' ||
			r >= 0x180B && r <= 0x180F || r >= 0x1AB0 && r <= 0x1AFF || r >= 0x1DC0 && r <= 0x1DFF
	case r < 0x3000:
		return r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x206F || r >= 0x20D0 && r <= 0x20F0
	case r < 0x10000:
		return r == '\u3164' || r >= 0xFE00 && r <= 0xFE0F || r >= 0xFE20 && r <= 0xFE2F || r == '\ufeff' || r == '\uffa0' || r >= 0xFFF0 && r <= 0xFFFB
	}
	return r >= 0x1BCA0 && r <= 0x1BCA3 || r >= 0x1D173 && r <= 0x1D17A || r >= 0xE0000 && r <= 0xE0FFF
}

// invisible is the width of the characters at the beginning of s that nobody sees.
func invisible(s string) (width int) {
	for width < len(s) && (s[width] < ' ' || s[width] >= 0x7F && (s[width] < 0xE4 || s[width] >= 0xEF)) {
		r, size := utf8.DecodeRuneInString(s[width:])
		if markOf(r) != zero {
			break
		}
		width += size
	}
	return width
}
