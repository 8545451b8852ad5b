package personal

import "unicode/utf8"

// shortest is the least number of digits that stand together in the first part of a number, however
// it is separated. candidate looks at every third byte only because of it.
const shortest = 3

// candidate returns where a chain that holds three digits in a row begins, at or after from; -1 when
// there is none. It looks at every third byte only.
func candidate(text string, from int) int {
	for i := from + shortest - 1; i < len(text); i += shortest {
		c := text[i]
		if c-'0' <= 9 || c >= 0x90 && (c <= 0x99 || c == 0xBC || c == 0xEF) && wideAt(text, i, from) {
			return chainStart(text, i, from)
		}
	}
	return -1
}

// wideAt reports whether the byte at i belongs to a full-width digit, EF BC 90 to EF BC 99.
func wideAt(text string, i, from int) bool {
	switch c := text[i]; {
	case c <= 0x99:
		return i-2 >= from && text[i-1] == 0xBC && text[i-2] == 0xEF
	case c == 0xBC:
		return i-1 >= from && i+1 < len(text) && text[i-1] == 0xEF && text[i+1] >= 0x90 && text[i+1] <= 0x99
	}
	return i+2 < len(text) && text[i+1] == 0xBC && text[i+2] >= 0x90 && text[i+2] <= 0x99
}

// chainStart is where the chain begins to which the digit at i belongs; i may be within its bytes.
func chainStart(text string, i, from int) int {
	for !utf8.RuneStart(text[i]) {
		i--
	}
	for {
		if _, size := digitBefore(text[from:i]); size > 0 {
			i -= size
			continue
		}
		width := separatorBefore(text[from:i])
		_, size := digitBefore(text[from : i-width])
		if width == 0 || size == 0 {
			return i
		}
		i -= width + size
	}
}

// separatorBefore is the width of the separator at the end of s; 0 when there is none.
func separatorBefore(s string) int {
	_, size := utf8.DecodeLastRuneInString(s)
	if _, width := separator(s[len(s)-size:]); width == size {
		return width
	}
	return 0
}

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

// digitBefore reads the digit at the end of s.
func digitBefore(s string) (digit byte, size int) {
	switch n := len(s); {
	case n == 0:
	case s[n-1] >= '0' && s[n-1] <= '9':
		return s[n-1], 1
	case n >= 3 && s[n-3] == 0xEF && s[n-2] == 0xBC && s[n-1] >= 0x90 && s[n-1] <= 0x99:
		return s[n-1] - 0x90 + '0', 3
	}
	return 0, 0
}

// group is a run of digits without anything between them.
type group struct {
	at, end int // bytes
	from    int // of its digits in chain.digits
	count   int
	gap     rune // the one separator between it and the group before; 0 for the first
}

// chain is a run of groups, each parted from the next by one separator.
type chain struct {
	text   string
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

// long reports whether some number could be in the chain.
func (c *chain) long() bool { return len(c.digits) >= 11 }

// separator reads one character that people put between the parts of a number.
func separator(s string) (r rune, width int) {
	if s == "" {
		return 0, 0
	}
	switch s[0] {
	case ' ', '-', '.':
		return rune(s[0]), 1
	case 0xC2, 0xE2, 0xE3, 0xEF: // with which all others begin
		return wideSeparator(s)
	}
	return 0, 0
}

func wideSeparator(s string) (r rune, width int) {
	r, width = utf8.DecodeRuneInString(s)
	switch r {
	case '\u00a0', '\u3000', '\u2002', '\u2003', '\u2009', '\u200b', '‐', '‑', '–', '—', '－', '·', '．':
		return r, width
	}
	return 0, 0
}
