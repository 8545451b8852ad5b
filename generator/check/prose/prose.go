// Package prose reads the running text out of a source, so that each character knows where it stands
// in it, and holds it to the rules of written Chinese: GB/T 15834 (punctuation), GB/T 15835 (numerals)
// and a site's own list of words.
//
// It promises to look only at text that a visitor reads: marks of Markdown, code, addresses and HTML are
// not there, and what stands for something else (a figure, code, a picture) is one character that no
// rule mistakes for text. Rules would rather miss a slip than call a right thing wrong. A Finding may
// carry the edit that mends it, when only one is possible.
package prose

import (
	"sort"
	"strings"
	"unicode/utf8"

	"qizhi/generator/content/han"
)

// What stands in a text for something that is not text. They are private-use characters; one that a
// writer typed is seen as an object too.
const (
	Figure = '\uE000' // {{members}}: ends in a unit, which is Han
	Number = '\uE001' // {{members:number}}: digits
	Object = '\uE002' // code, a picture, an address, a line break
)

// Kind is what a block of text is.
type Kind uint8

// The kinds of block.
const (
	Paragraph Kind = iota + 1
	Heading
	Cell
	Alt     // the description of a picture
	Setting // a value in settings
	Piece   // of a sentence: what a correction puts in another's place
)

// Block is the text of one paragraph, heading, cell, description or value.
type Block struct {
	Kind Kind
	Text string
	at   []int32 // of each byte of Text in the source, and of its end
	// stood are the characters that stand for other bytes of the source, in order.
	stood []standing
	// labels are the bytes of the text that are the labels of links defined elsewhere: [甲] is changed
	// with its definition or not at all.
	labels []standing
}

// standing is a character of a text that stands for length bytes of the source.
type standing struct{ from, length int }

// Span is where the bytes [from, to) of the text stand in the source. What is between them in the
// source, such as the asterisks of bold text, belongs to it.
func (b *Block) Span(from, to int) (at, length int) {
	at = int(b.at[from])
	if to <= from {
		return at, 0
	}
	_, size := utf8.DecodeLastRuneInString(b.Text[from:to])
	last := to - size
	if s, ok := b.standing(last, to); ok {
		size = s.length
	}
	return at, max(int(b.at[last])+size-at, 0)
}

// standing finds the first character of the bytes [from, to) that stands for something else.
func (b *Block) standing(from, to int) (standing, bool) {
	i := sort.Search(len(b.stood), func(i int) bool { return b.stood[i].from >= from })
	if i == len(b.stood) || b.stood[i].from >= to {
		return standing{}, false
	}
	return b.stood[i], true
}

// whole reports whether the bytes [from, to) stand in the source as they are in the text, so that they
// can be edited.
func (b *Block) whole(from, to int) bool {
	if _, ok := b.standing(from, to); ok {
		return false
	}
	for _, l := range b.labels {
		if l.from < to && from < l.from+l.length {
			return false
		}
	}
	return b.at[to-1]-b.at[from] == int32(to-1-from)
}

// Edit replaces bytes of the source.
type Edit struct {
	At, Len int
	New     string
}

// Finding is what a rule says of bytes of the source.
type Finding struct {
	At, Len             int
	Rule, Message, Hint string
	Edit                *Edit // what mends it for certain; nil for none
}

// Rule looks at one block.
type Rule func(b *Block, report func(Finding))

// find makes a finding of the bytes [from, to) of the block.
func (b *Block) find(from, to int, rule, message, hint string) Finding {
	at, length := b.Span(from, to)
	return Finding{At: at, Len: length, Rule: rule, Message: message, Hint: hint}
}

// mend is find with the edit that puts words in the place of the bytes, where they can be edited.
func (b *Block) mend(from, to int, words, rule, message, hint string) Finding {
	f := b.find(from, to, rule, message, hint)
	if b.whole(from, to) {
		f.Edit = &Edit{f.At, f.Len, words}
	}
	return f
}

// Plain makes a block of text that stands in the source as it is, at an offset.
func Plain(kind Kind, text string, at int) *Block {
	b := builder{kind: kind}
	b.add(text, at)
	return b.block()
}

// builder collects the text of one block.
type builder struct {
	kind  Kind
	text  []byte
	at    []int32
	stood []standing
	end   int32
	// labels are those of links that are defined elsewhere
	labels []standing
}

func (b *builder) add(s string, at int) {
	for k := range len(s) {
		b.at = append(b.at, int32(at+k))
	}
	b.text = append(b.text, s...)
	b.end = int32(at + len(s))
}

// stand adds a character that stands for bytes of the source.
func (b *builder) stand(r rune, at, length int) {
	from := len(b.text)
	b.stood = append(b.stood, standing{from, length})
	b.text = utf8.AppendRune(b.text, r)
	for range len(b.text) - from {
		b.at = append(b.at, int32(at))
	}
	b.end = int32(at + length)
}

func (b *builder) block() *Block {
	if strings.TrimSpace(string(b.text)) == "" {
		return nil
	}
	return &Block{Kind: b.kind, Text: string(b.text), at: append(b.at, b.end), stood: b.stood, labels: b.labels}
}

// before is the character before a byte offset, looking past one line end; 0 at the edge.
func (b *Block) before(at int) rune {
	r, size := utf8.DecodeLastRuneInString(b.Text[:at])
	if r == '\n' {
		r, size = utf8.DecodeLastRuneInString(b.Text[:at-size])
	}
	if size == 0 {
		return 0
	}
	return r
}

// after is the character at a byte offset, looking past one line end; 0 at the edge.
func (b *Block) after(at int) rune {
	r, size := utf8.DecodeRuneInString(b.Text[at:])
	if r == '\n' {
		r, size = utf8.DecodeRuneInString(b.Text[at+size:])
	}
	if size == 0 {
		return 0
	}
	return r
}

// isHan reports a Han character, or a figure, which ends in one.
func isHan(r rune) bool { return han.Is(r) || r == Figure }

// isClose and isOpen report the Chinese marks that end and begin something that belongs to the text.
func isClose(r rune) bool { return strings.ContainsRune("”’》〉）」』】〕", r) }
func isOpen(r rune) bool  { return strings.ContainsRune("“‘《〈（「『【〔", r) }
