package markdown

import (
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"qizhi/generator/content/han"
)

// emphasis is * and _ of CommonMark, with a test of what is beside the mark that knows Chinese.
type emphasis struct{}

// Trigger implements parser.InlineParser.
func (emphasis) Trigger() []byte { return []byte{'*', '_'} }

// Parse implements parser.InlineParser.
func (e emphasis) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	return delimiter(parent, block, pc, 1, e)
}

// IsDelimiter implements parser.DelimiterProcessor.
func (emphasis) IsDelimiter(b byte) bool { return b == '*' || b == '_' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (emphasis) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (emphasis) OnMatch(consumes int) ast.Node { return ast.NewEmphasis(consumes) }

// strikethrough is ~~ and nothing else: 6月~7月 is a range.
type strikethrough struct{}

// Trigger implements parser.InlineParser.
func (strikethrough) Trigger() []byte { return []byte{'~'} }

// Parse implements parser.InlineParser.
func (s strikethrough) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 2 || line[1] != '~' || len(line) > 2 && line[2] == '~' || block.PrecendingCharacter() == '~' {
		return nil
	}
	return delimiter(parent, block, pc, 2, s)
}

// IsDelimiter implements parser.DelimiterProcessor.
func (strikethrough) IsDelimiter(b byte) bool { return b == '~' }

// CanOpenCloser implements parser.DelimiterProcessor.
func (strikethrough) CanOpenCloser(opener, closer *parser.Delimiter) bool {
	return opener.Char == closer.Char
}

// OnMatch implements parser.DelimiterProcessor.
func (strikethrough) OnMatch(int) ast.Node { return extast.NewStrikethrough() }

// delimiter scans a run of marks and puts it on goldmark's stack of delimiters.
func delimiter(parent ast.Node, block text.Reader, pc parser.Context, minimum int, p parser.DelimiterProcessor) ast.Node {
	if isPasted(parent) {
		return nil
	}
	line, segment := block.PeekLine()
	before := block.PrecendingCharacter()
	node := parser.ScanDelimiter(line, before, minimum, p)
	if node == nil || !stateOf(pc).spend(parent, segment.Start) {
		return nil
	}
	head := block.Source()[max(0, segment.Start-16):segment.Start]
	node.CanOpen, node.CanClose = flanks(node.Char, before, head, line[node.OriginalLength:])
	node.Segment = segment.WithStop(segment.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}

// flanks decides whether a run of marks may open and close, by the rule of CommonMark 0.31 with one
// change: punctuation that is Chinese counts as a letter, and Chinese beside the run allows what
// white space would. (CommonMark was made for words parted by spaces.) head is what stands before
// the run, tail what follows it.
func flanks(mark byte, before rune, head, tail []byte) (opens, closes bool) {
	after, size := utf8.DecodeRune(tail)
	if size == 0 {
		after = ' '
	}
	chineseBefore, chineseAfter := han.IsWide(before), han.IsWide(after)
	if han.IsShared(before) {
		chineseBefore = han.IsWide(han.Last(head))
	}
	if han.IsShared(after) {
		chineseAfter = han.IsWide(han.First(tail[:min(len(tail), 16)]))
	}
	spaceBefore, spaceAfter := util.IsSpaceRune(before), util.IsSpaceRune(after)
	punctBefore := !chineseBefore && util.IsPunctRune(before)
	punctAfter := !chineseAfter && util.IsPunctRune(after)
	left := !spaceAfter && (!punctAfter || spaceBefore || punctBefore || chineseBefore)
	right := !spaceBefore && (!punctBefore || spaceAfter || punctAfter || chineseAfter)
	if mark == '_' {
		return left && (!right || util.IsPunctRune(before)), right && (!left || util.IsPunctRune(after))
	}
	return left, right
}
