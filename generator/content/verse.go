package content

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"

	"qizhi/generator/content/han"
)

// versedLine is the most characters that a line of verse has: two halves of a couplet and their punctuation.
const versedLine = 24

// isVerse reports a paragraph of several short lines of which each is indented by four spaces or a tab and ends with
// a mark: whoever sets lines so wants every line (a poem, a slogan). Prose is indented once, and breaks anywhere.
func isVerse(source []byte, p ast.Node) bool {
	lines := p.Lines()
	if lines.Len() < 2 || p.Parent().Kind() != ast.KindDocument || !isIndented(source, lines.At(0).Start) {
		return false
	}
	for i := range lines.Len() {
		line := bytes.TrimSpace(source[lines.At(i).Start:lines.At(i).Stop])
		if !isIndented(source, lines.At(i).Start) || utf8.RuneCount(line) > versedLine || isNumbered(line) || !han.IsPunct(last(line)) {
			return false
		}
	}
	return true
}

// isIndented reports that the line on which an offset lies begins with four spaces or a tab.
func isIndented(source []byte, at int) bool {
	line := source[bytes.LastIndexByte(source[:at], '\n')+1:]
	return bytes.HasPrefix(line, []byte("    ")) || bytes.HasPrefix(bytes.TrimLeft(line[:min(len(line), 4)], " "), []byte("\t"))
}
