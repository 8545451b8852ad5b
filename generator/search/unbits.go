package search

// bitReader reads what bitWriter wrote. Beyond the end, and in a damaged text, it reads zeros and
// says so in failed.
type bitReader struct {
	text    []byte
	pending uint64
	n       uint
	failed  bool
}

// bits reads n bits, at most 32.
func (r *bitReader) bits(n uint) uint32 {
	for r.n < n {
		if len(r.text) < 2 {
			r.failed = true
			return 0
		}
		v := unarmour(r.text[0])*armourBase + unarmour(r.text[1])
		r.text = r.text[2:]
		r.pending = r.pending<<armourBits | uint64(v)&(1<<armourBits-1)
		r.n += armourBits
	}
	r.n -= n
	return uint32(r.pending >> r.n & (1<<n - 1))
}

// skip passes n bits by.
func (r *bitReader) skip(n uint) {
	for ; n > 32 && !r.failed; n -= 32 {
		r.bits(32)
	}
	r.bits(n)
}

func unarmour(c byte) uint32 {
	v := uint32(c) - ' '
	if c > '\\' {
		v--
	}
	if c > '"' {
		v--
	}
	return v
}

// zeros counts the zero bits before the next one, and reads them and the one.
func (r *bitReader) zeros() (n uint) {
	for !r.failed && r.bits(1) == 0 {
		n++
	}
	return n
}

// ones counts the one bits before the next zero, at most two, and reads what it looks at.
func (r *bitReader) ones() (n int) {
	for n < 2 && r.bits(1) == 1 {
		n++
	}
	return n
}

func (r *bitReader) golomb(k uint) uint32 {
	n := r.zeros() + k
	if n > 31 {
		r.failed = true
		return 0
	}
	return 1<<n + r.bits(n) - 1<<k
}

func (r *bitReader) rice(k uint) uint32 { return uint32(r.zeros())<<k | r.bits(k) }

// prefixCode reads the words of a canonical code.
type prefixCode struct {
	counts  [codeLimit + 1]int
	symbols []uint32
}

func newPrefixCode(words []codeWord) *prefixCode {
	c := &prefixCode{}
	for _, w := range words {
		c.counts[w.length]++
		c.symbols = append(c.symbols, w.symbol)
	}
	return c
}

func (c *prefixCode) read(r *bitReader) uint32 {
	code, first, index := 0, 0, 0
	for _, count := range c.counts[1:] {
		code = code<<1 | int(r.bits(1))
		first <<= 1
		if code-first < count {
			return c.symbols[index+code-first]
		}
		index, first = index+count, first+count
	}
	r.failed = true
	return 0
}

// expand reads a text that compress wrote.
func (m *model) expand(r *bitReader) []uint16 {
	length := int(r.golomb(lengthOrder))
	var text []uint16
	for len(text) < length && !r.failed {
		symbol := m.tokenCode.read(r)
		switch {
		case symbol < escapeSymbol:
			text = append(text, uint16(symbol))
		case symbol == escapeSymbol:
			text = append(text, uint16(r.bits(16)))
		default:
			text = m.copyMatch(r, text, int(symbol)-matchSymbol+shortestMatch)
		}
	}
	return text
}

// copyMatch appends the match whose length symbol was read.
func (m *model) copyMatch(r *bitReader, text []uint16, length int) []uint16 {
	if length == shortestMatch+plainMatches {
		length += int(r.golomb(restOrder))
	}
	slot := m.slotCode.read(r)
	offset := slot & (phraseSlots - 1)
	if offset > 1 {
		offset = 1<<(offset-1) | r.bits(uint(offset-1))
	}
	if slot >= phraseSlots {
		if int(offset)+length > len(m.phrases.text) {
			r.failed = true
			return text
		}
		return append(text, m.phrases.text[offset:int(offset)+length]...)
	}
	at := len(text) - int(offset) - 1
	if at < 0 || r.failed {
		r.failed = true
		return text
	}
	for i := range length {
		text = append(text, text[at+i])
	}
	return text
}
