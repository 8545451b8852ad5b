package check

import (
	"slices"
	"sort"
	"strings"

	"qizhi/generator/check/personal"
	"qizhi/generator/check/prose"
	"qizhi/generator/content"
	"qizhi/generator/diag"
)

// Shown returns the errors of [Stopping] that only the page shows: numbers that the marks, references
// and line ends of an article, or the cells of a table, take apart in its source. body is the article's
// own. It is pure, and costs next to nothing where no block of the body may hold a number.
func Shown(source content.Source, doc *content.Document, body *content.Body) diag.List {
	return stopping(shownIn(source, doc, body))
}

// phoneHeads are the words in the head of a table under which there are phones.
var phoneHeads = []string{"电话", "手机", "联系", "微信"}

// shownIn finds the numbers of an article that do not stand in its bytes.
func shownIn(s content.Source, doc *content.Document, body *content.Body) (numbers []foundNumber) {
	name, source := s.Path, s.Text
	if !mayShow(body.Blocks) && !mayDescribe(doc) && !mayBeReferred(source) {
		return nil
	}
	text, ok := content.BodyText(name, []byte(source))
	if s.Problems.HasErrors() || !ok {
		return nil
	}
	var seen spans
	digits := map[string]bool{}
	for _, n := range personal.Find(source) {
		seen.add(n.At, n.At+n.Len)
		digits[n.Digits] = true
	}
	walk := diag.NewText("content/"+personal.Mask(name), source).Walk()
	var line shownLine
	keep := func(n personal.Number, at, length int) {
		digits[n.Digits] = true
		d := inSource(name, doc.Lead, describe(n, walk.Report(at, length, diag.Error, "", "", ""), "网页上这里"))
		line.read(d.Excerpt)
		d.Excerpt = line.veiled()
		numbers = append(numbers, foundNumber{Diagnostic: d, digits: n.Digits, meant: doc.Silences(d.Rule, d.Line)})
	}
	for _, b := range prose.Shown(source, len(source)-len(text), phoneHeads...) {
		for _, n := range personal.Find(b.Text) {
			at, length := b.Span(n.At, n.At+n.Len)
			if b.Kind == prose.Alt && digits[n.Digits] { // what is not written out stands where its mark does
				continue
			}
			if seen.add(at, at+max(length, 1)) {
				keep(n, at, length)
			}
		}
	}
	for _, b := range body.Blocks { // what the body's own rules make of a text
		for _, n := range personal.Find(b.Text) {
			if !digits[n.Digits] {
				keep(n, len(source)-len(text), 0)
			}
		}
	}
	for _, r := range doc.References { // what is said to those who do not see a picture, and of a link
		for _, text := range descriptions(r) {
			for _, n := range personal.Find(text) {
				if !digits[n.Digits] {
					digits[n.Digits] = true
					d := describe(n, r.Place.Report(diag.Error, "", "", ""), "图片或链接的说明里")
					line.read(d.Excerpt)
					d.Excerpt = line.veiled()
					numbers = append(numbers, foundNumber{Diagnostic: d, digits: n.Digits, meant: doc.Silences(d.Rule, d.Line)})
				}
			}
		}
		for _, n := range inFence(name, doc, r, digits) {
			digits[n.digits] = true
			n.meant = doc.Silences(n.Rule, n.Line)
			numbers = append(numbers, n)
		}
	}
	return numbers
}

// descriptions are the texts of a picture or a link as a page has them, without their marks and references.
func descriptions(r content.Reference) []string {
	switch r.Kind {
	case content.PictureReference:
		return []string{r.Text, r.Title}
	case content.LinkReference:
		return []string{r.Title}
	}
	return nil
}

// inFence finds the numbers that the settings of a block say and that its bytes take apart.
func inFence(name string, doc *content.Document, r content.Reference, known map[string]bool) []foundNumber {
	if r.Kind != content.BlockReference || !isDecoded(r.Text) {
		return nil
	}
	text := diag.NewTextBelow("content/"+personal.Mask(name), r.Place.Line, r.Text)
	return inTable(name, doc.Lead, settingsOf(text, 0, len(r.Text), false), known)
}

// mayBeReferred reports a source in which an attribute of HTML or an address may hold a number that is written
// otherwise: with a reference of a character, or as the address of a phone.
func mayBeReferred(source string) bool {
	for rest := source; ; {
		at := strings.IndexByte(rest, '&')
		if at < 0 {
			return strings.Contains(source, "tel:")
		}
		rest = rest[at+1:]
		if end := strings.IndexByte(rest[:min(len(rest), 40)], ';'); end > 1 && !strings.ContainsAny(rest[:end], " =&?/") {
			return true
		}
	}
}

// mayDescribe reports whether a number may be in what a document says of its pictures, links and blocks.
func mayDescribe(doc *content.Document) bool {
	return slices.ContainsFunc(doc.References, func(r content.Reference) bool {
		return slices.ContainsFunc(descriptions(r), personal.May) || r.Kind == content.BlockReference && isDecoded(r.Text)
	})
}

// mayShow reports whether a number may be in a block, or in cells that follow each other: the end of one
// that a number may have begun in is read together with the beginning of the next.
func mayShow(blocks []content.Block) bool {
	begun := ""
	for _, b := range blocks {
		if personal.May(b.Text) {
			return true
		}
		head, tail := personal.Edges(b.Text)
		if begun != "" && personal.May(begun+"\t"+b.Text[:head]) {
			return true
		}
		if begun != "" && tail == 0 { // nothing but a piece of a number, or an empty cell
			begun = lastOf(begun + "\t" + b.Text)
		} else {
			begun = b.Text[tail:]
		}
	}
	return false
}

// longestChain is more than the bytes of a number with all that may part it.
const longestChain = 512

// lastOf is the end of a row of cells in which a number may still go on: a column of dashes is no reason to
// read them all again at each.
func lastOf(row string) string {
	if len(row) <= longestChain {
		return row
	}
	_, rest, _ := strings.Cut(row[len(row)-longestChain:], "\t")
	return rest
}

// spans are parts of a source that do not overlap, in order.
type spans []struct{ from, to int }

// add puts a part among them unless it overlaps one.
func (s *spans) add(from, to int) bool {
	i := sort.Search(len(*s), func(i int) bool { return (*s)[i].to > from })
	if i < len(*s) && (*s)[i].from < to {
		return false
	}
	*s = slices.Insert(*s, i, struct{ from, to int }{from, to})
	return true
}

// withoutDigits hides every digit of a line.
func withoutDigits(line string) string {
	return strings.Map(func(r rune) rune {
		if personal.IsDigit(r) {
			return '*'
		}
		return r
	}, line)
}
