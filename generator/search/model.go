package search

import (
	"cmp"
	"slices"
	"unicode/utf16"
)

// model is what the segments of one index are compressed with: the phrases that many documents
// share, and the codes for characters, match lengths and distances. It is made from a sample of the
// documents and immutable.
type model struct {
	phrases *phraseIndex
	tokens  []codeWord // canonical order
	slots   []codeWord
	token   []wordBits // by symbol; 0 for a unit without a code
	slot    []wordBits

	tokenCode, slotCode *prefixCode
	data                []byte // of its file
	digest              [16]byte
}

const (
	phraseLimit  = 6144 // units of phrases
	phraseShare  = 8    // of the sample's text, the phrases are at most this part
	literalLimit = 4096 // units with a code
)

// trainModel makes the model from the sample's texts.
func trainModel(sample [][]uint16) *model {
	total := 0
	for _, text := range sample {
		total += len(text)
	}
	m := &model{phrases: newPhraseIndex(commonPhrases(sample, min(phraseLimit, total/phraseShare)))}
	tokens, slots := map[uint32]int{}, map[uint32]int{}
	var finder matcher
	for _, text := range sample {
		finder.reset(m.phrases, text)
		for _, t := range finder.parse() {
			if t.length == 1 {
				tokens[t.offset]++
				continue
			}
			symbol, _ := lengthSymbol(int(t.length))
			tokens[symbol]++
			slots[uint32(t.slot)+uint32(bitLength(t.offset))]++
		}
	}
	m.finish(canonicalCode(tokenCounts(tokens)), canonicalCode(slotCounts(slots)))
	return m
}

// finish takes in the codes, in canonical order.
func (m *model) finish(tokens, slots []codeWord) {
	m.tokens, m.slots = tokens, slots
	m.token, m.slot = bySymbol(tokens, symbolEnd), bySymbol(slots, slotEnd)
	m.tokenCode, m.slotCode = newPrefixCode(tokens), newPrefixCode(slots)
	m.data = m.encode()
	m.digest = digestOf(m.data)
}

// tokenCounts keeps the commonest literals, sends the others to the escape, and leaves no length
// without a code.
func tokenCounts(tokens map[uint32]int) []symbolCount {
	var counts []symbolCount
	for symbol, n := range tokens {
		if symbol < escapeSymbol && n > 1 {
			counts = append(counts, symbolCount{symbol, n})
		}
	}
	slices.SortFunc(counts, func(a, b symbolCount) int {
		return cmp.Or(-cmp.Compare(a.count, b.count), cmp.Compare(a.symbol, b.symbol))
	})
	counts = counts[:min(len(counts), literalLimit)]
	escaped := 1
	for symbol, n := range tokens {
		if symbol < escapeSymbol {
			escaped += n
		}
	}
	for _, c := range counts {
		escaped -= c.count
	}
	counts = append(counts, symbolCount{escapeSymbol, escaped})
	for symbol := uint32(matchSymbol); symbol < symbolEnd; symbol++ {
		counts = append(counts, symbolCount{symbol, tokens[symbol] + 1})
	}
	return counts
}

func slotCounts(slots map[uint32]int) []symbolCount {
	var counts []symbolCount
	for s := range uint32(slotEnd) {
		if s < 24 || s >= phraseSlots && s <= phraseSlots+uint32(bitLength(phraseLimit)) {
			counts = append(counts, symbolCount{s, slots[s] + 1})
		}
	}
	return counts
}

// wordBits is a code word without its symbol, small because a text looks up thousands of them: the bits and,
// below them, how many they are.
type wordBits uint32

const wordLengthBits = 5

func (b wordBits) bits() uint32 { return uint32(b >> wordLengthBits) }
func (b wordBits) length() uint { return uint(b & (1<<wordLengthBits - 1)) }

func bySymbol(words []codeWord, end int) []wordBits {
	table := make([]wordBits, end)
	for _, w := range words {
		table[w.symbol] = wordBits(w.bits)<<wordLengthBits | wordBits(w.length)
	}
	return table
}

// lengthSymbol returns the symbol of a match length and what a long one leaves to be said.
func lengthSymbol(length int) (symbol, rest uint32) {
	if length < shortestMatch+plainMatches {
		return uint32(matchSymbol + length - shortestMatch), 0
	}
	return longSymbol, uint32(length - shortestMatch - plainMatches)
}

// clause is a stretch between marks of punctuation.
type clause struct {
	text string
	docs int // how many texts have it
	last int // the last of them
}

// sharedClauses returns the clauses that more than one text has, in no order.
func sharedClauses(sample [][]uint16) []*clause {
	seen := map[string]*clause{}
	for d, text := range sample {
		for c := range clauses(text) {
			s := string(utf16.Decode(c))
			if k := seen[s]; k == nil {
				seen[s] = &clause{s, 1, d}
			} else if k.last != d {
				k.docs, k.last = k.docs+1, d
			}
		}
	}
	var shared []*clause
	for _, k := range seen {
		if k.docs > 1 {
			shared = append(shared, k)
		}
	}
	return shared
}

// commonPhrases returns the clauses that the texts share, the most useful first, at most limit
// units in all.
func commonPhrases(sample [][]uint16, limit int) []uint16 {
	useful := sharedClauses(sample)
	gain := func(k *clause) int { return (k.docs - 1) * (len(k.text)/3 - 1) }
	slices.SortFunc(useful, func(a, b *clause) int {
		return cmp.Or(-cmp.Compare(gain(a), gain(b)), cmp.Compare(a.text, b.text))
	})
	var out []uint16
	for _, k := range useful {
		u := utf16.Encode([]rune(k.text))
		if len(out)+len(u) <= limit {
			out = append(out, u...)
		}
	}
	return out
}

// clauses yields the stretches of text between marks of punctuation, each with the mark it ends in.
func clauses(text []uint16) func(func([]uint16) bool) {
	return func(yield func([]uint16) bool) {
		start := 0
		for i, u := range text {
			if isWord(u) {
				continue
			}
			if i+1-start >= 4 && i+1-start <= 64 && !yield(text[start:i+1]) {
				return
			}
			start = i + 1
		}
	}
}

// compress appends the text to the stream: its length, then its tokens.
func (m *model) compress(w *bitWriter, finder *matcher, text []uint16) {
	w.golomb(uint32(len(text)), lengthOrder)
	finder.reset(m.phrases, text)
	pending, n := w.pending, w.n // write, for what most tokens are: a unit that has a code
	for _, t := range finder.parse() {
		if t.length == 1 {
			if c := m.token[t.offset]; c > 0 {
				pending = pending<<c.length() | uint64(c.bits())
				if n += c.length(); n >= 32 {
					n -= 32
					w.words = append(w.words, uint32(pending>>(n&63)))
				}
				continue
			}
		}
		w.pending, w.n = pending, n
		if t.length > 1 {
			m.match(w, t)
		} else {
			c := m.token[escapeSymbol]
			w.write(c.bits()<<16|t.offset, 16+c.length())
		}
		pending, n = w.pending, w.n
	}
	w.pending, w.n = pending, n
}

// match appends one match.
func (m *model) match(w *bitWriter, t token) {
	symbol, rest := lengthSymbol(int(t.length))
	c := m.token[symbol]
	w.write(c.bits(), c.length())
	if symbol == longSymbol {
		w.golomb(rest, restOrder)
	}
	n := bitLength(t.offset)
	c = m.slot[uint32(t.slot)+uint32(n)]
	extra := max(n, 1) - 1
	w.write(c.bits()<<extra|t.offset&(1<<extra-1), c.length()+extra)
}
