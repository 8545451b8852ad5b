package markdown

import (
	"bytes"
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
	if n := hidden(line, before); n > 0 {
		block.Advance(n)
		return ast.NewTextSegment(segment.WithStop(segment.Start + n))
	}
	node := parser.ScanDelimiter(line, before, minimum, p)
	if node == nil || !stateOf(pc).spend(parent, segment.Start) {
		return nil
	}
	head := block.Source()[max(0, segment.Start-16):segment.Start]
	tail := line[node.OriginalLength:]
	node.CanOpen, node.CanClose = flanks(node.Char, before, head, tail)
	if node.Char == '*' && node.OriginalLength > 1 && node.CanOpen != node.CanClose && !spaced(before, tail) && AmongHan(block.Source(), segment.Start, segment.Start+node.OriginalLength) {
		node.CanOpen, node.CanClose = true, true
	}
	node.Segment = segment.WithStop(segment.Start + node.OriginalLength)
	block.Advance(node.OriginalLength)
	pc.PushDelimiter(node)
	return node
}

// longMask is how many asterisks beside a digit hide the rest of a number.
const longMask = 4

// hidden is the length of a run of asterisks that hides digits (138****1234, 尾号****1234), which is never
// emphasis; 0 for any other.
func hidden(line []byte, before rune) int {
	n := len(line) - len(bytes.TrimLeft(line, "*"))
	if n >= longMask && (isDigit(before) || n < len(line) && isDigit(rune(line[n]))) {
		return n
	}
	return 0
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

// spaced reports white space, or an edge of the block, beside a run of marks.
func spaced(before rune, tail []byte) bool {
	after, size := utf8.DecodeRune(tail)
	return size == 0 || util.IsSpaceRune(before) || util.IsSpaceRune(after)
}

// AmongHan reports a mark, the bytes [from, to), with Han near it in its line. There ** with text on both sides opens when none
// is open and closes when one is, whatever is beside it: 举办**"会长之家"**2期, 增长**85%**A.
func AmongHan(source []byte, from, to int) bool {
	before, after := source[max(0, from-vicinity):from], source[to:min(len(source), to+vicinity)]
	after, _, _ = bytes.Cut(after, []byte{'\n'})
	return bytes.ContainsFunc(before[bytes.LastIndexByte(before, '\n')+1:], han.Is) || bytes.ContainsFunc(after, han.Is)
}

// vicinity is how many bytes on either side of a mark are looked at for Han.
const vicinity = 300

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
