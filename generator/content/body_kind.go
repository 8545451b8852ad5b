package content

import (
	"bytes"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"qizhi/generator/content/han"
)

// signedLine is the most characters that a line of a signature has: the name of a unit.
const signedLine = 30

// latinLetters is how many Latin letters a paragraph has at least before it matters that it is not Han.
const latinLetters = 60

// paragraphClass says what kind of paragraph it is, where a page sets it differently: "signed", who
// signs and on which day (落款), whose lines stay apart and stand at the right; "verse", whose lines stay apart; "latin", foreign
// words in a Chinese document, which cannot be stretched to the edge as Han can.
func (w *writer) paragraphClass(n *ast.Paragraph) string {
	switch {
	case w.signed(n):
		return "signed"
	case isVerse(w.source, n):
		return "verse"
	case w.foreign(n):
		return "latin"
	}
	return ""
}

// signed reports a paragraph that closes the document and ends in a line that is a day, after one line or two
// of names; or the names, where the day is a paragraph of its own.
func (w *writer) signed(n *ast.Paragraph) bool {
	lines := n.Lines().Len()
	if n.Parent().Kind() != ast.KindDocument || lines > 3 {
		return false
	}
	next := n.NextSibling()
	for next != nil && (next.Kind() == extast.KindFootnoteList || next.Kind() == ast.KindLinkReferenceDefinition) {
		next = next.NextSibling()
	}
	day := w.isDay(w.line(n, lines-1))
	if next != nil {
		p, ok := next.(*ast.Paragraph)
		return ok && !day && lines < 3 && w.areNames(n, lines) && p.Lines().Len() == 1 && w.signed(p)
	}
	return day && (lines > 1 && w.areNames(n, lines-1) || lines == 1 && w.afterNames(n))
}

// afterNames reports that the paragraph before is names.
func (w *writer) afterNames(n *ast.Paragraph) bool {
	p, ok := n.PreviousSibling().(*ast.Paragraph)
	return ok && p.Lines().Len() < 3 && w.areNames(p, p.Lines().Len())
}

// line is one line of the source of a paragraph, without the white space around it.
func (w *writer) line(n *ast.Paragraph, i int) []byte {
	at := n.Lines().At(i)
	return bytes.TrimSpace(han.TrimIndent(w.source[at.Start:at.Stop]))
}

func (w *writer) areNames(n *ast.Paragraph, lines int) bool {
	for i := range lines {
		line := w.line(n, i)
		if len(line) > signedLine*utf8.UTFMax || utf8.RuneCount(line) > signedLine || bytes.ContainsAny(line, "。！？；，：,;!?[]*`") || !han.Is(han.First(line)) {
			return false
		}
	}
	return true
}

func (w *writer) isDay(line []byte) bool {
	if len(line) > 40 || !bytes.Contains(line, []byte("年")) {
		return false
	}
	d, err := ParseDate(string(line), nil)
	return err == nil && !d.IsZero()
}

// foreign reports a paragraph with many more Latin letters than Han, in a document that has Han.
func (w *writer) foreign(n *ast.Paragraph) bool {
	letters, others := 0, 0 // others are bytes: a Han character has three
	for i := range n.Lines().Len() {
		for line := w.line(n, i); len(line) > 0; {
			beyond := han.BeforeASCII(line)
			if line, others = line[beyond:], others+beyond; len(line) > 0 {
				if c := line[0]; c|0x20 >= 'a' && c|0x20 <= 'z' {
					letters++
				}
				line = line[1:]
			}
		}
	}
	return letters >= latinLetters && 3*letters > 2*others && w.speaksHan()
}

// englishWords are words that no English paragraph is without, and that stand in few others.
var englishWords = map[string]bool{"the": true, "of": true, "and": true, "to": true, "in": true, "is": true, "for": true, "with": true, "by": true, "has": true, "have": true, "that": true}

// english reports a paragraph of plain English letters without a Han character, one word in ten of which
// is among the commonest, three of them at least: pinyin and other languages are not.
func (w *writer) english(n *ast.Paragraph) bool {
	words, common := 0, map[string]bool{}
	hits := 0
	for i := range n.Lines().Len() {
		line := w.line(n, i)
		for _, r := range string(line) {
			if han.Is(r) || r >= 0x80 && unicode.IsLetter(r) {
				return false
			}
		}
		for _, word := range bytes.FieldsFunc(line, func(r rune) bool { return !unicode.IsLetter(r) }) {
			words++
			if s := strings.ToLower(string(word)); englishWords[s] {
				hits++
				common[s] = true
			}
		}
	}
	return len(common) >= 3 && 10*hits >= words
}

// speaksHan reports that the document has Han in it somewhere.
func (w *writer) speaksHan() bool {
	for _, r := range string(w.source) {
		if han.Is(r) {
			return true
		}
	}
	return false
}
