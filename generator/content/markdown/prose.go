package markdown

import (
	"bytes"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"qizhi/generator/content/han"
)

// indent are two full-width spaces, the indent of a Chinese paragraph.
var indent = []byte("\u3000\u3000")

// prose opens the paragraphs that CommonMark would take for something else: one indented by two
// full-width spaces begins even where no blank line is before it, and one indented by four spaces
// is a paragraph when it begins with Han. In every other respect they are paragraphs.
type prose struct{ parser.BlockParser }

// Trigger implements parser.BlockParser: the first bytes of Han, of the punctuation before it and of
// the full-width space, digits and the mark of bold.
func (prose) Trigger() []byte {
	first := []byte("*0123456789\xC2")
	for c := 0xE2; c <= 0xF0; c++ {
		first = append(first, byte(c))
	}
	return first
}

// Open implements parser.BlockParser.
func (p prose) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || at >= len(line) {
		return nil, parser.NoChildren
	}
	if !bytes.HasPrefix(line[at:], indent) {
		inside := ast.IsParagraph(pc.LastOpenedBlock().Node)
		if inside || pc.BlockIndent() < 4 || !beginsWithHan(line[at:]) {
			return nil, parser.NoChildren
		}
	}
	if len(han.TrimIndent(line[at:])) == 0 {
		return nil, parser.NoChildren
	}
	return stateOf(pc).nodes.open(reader, segment), parser.NoChildren
}

// beginsWithHan reports that the first character of a line is Han, but for white space, punctuation, the
// marks of bold and a number: 2022年上半年, **重点**工作, 1. 签到.
func beginsWithHan(line []byte) bool {
	for len(line) > 0 {
		r, n := utf8.DecodeRune(line)
		if !han.IsBlank(r) && !han.IsPunct(r) && !han.IsShared(r) && !isDigit(r) && r != '*' && r != '.' {
			return han.Is(r)
		}
		line = line[n:]
	}
	return false
}

// indentedCode is code indented by four spaces. After a blank line, an indented line that begins with
// Han is prose again: one paragraph that begins with a Latin word must not turn all that follow into
// code.
type indentedCode struct{ parser.BlockParser }

// Continue implements parser.BlockParser.
func (c indentedCode) Continue(node ast.Node, reader text.Reader, pc parser.Context) parser.State {
	line, _ := reader.PeekLine()
	lines := node.Lines()
	if lines.Len() > 0 && beginsWithHan(line) {
		if last := lines.At(lines.Len() - 1); util.IsBlank(last.Value(reader.Source())) {
			return parser.Close
		}
	}
	return c.BlockParser.Continue(node, reader, pc)
}

// CanInterruptParagraph implements parser.BlockParser.
func (prose) CanInterruptParagraph() bool { return true }

// CanAcceptIndentedLine implements parser.BlockParser.
func (prose) CanAcceptIndentedLine() bool { return true }
