package markdown

import (
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"qizhi/generator/diag"
)

// The bounds. No text that people write comes near them.
const (
	maxDepth     = 64   // blocks open inside one another
	maxMarks     = 1000 // marks of emphasis and brackets in one paragraph, heading or cell
	maxFootnotes = 2000
	maxLines     = 2000 // lines of link definitions without a blank one between
	maxColumns   = 200
	maxCells     = 200_000 // in all tables of a body; a row of one cell is filled up to the columns of its table
)

// bounded opens no block inside maxDepth others: what follows is text.
type bounded struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (b bounded) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	if len(pc.OpenedBlocks()) >= maxDepth {
		_, segment := reader.Position()
		stateOf(pc).tooDeep(segment.Start, "引用、列表套了 64 层以上，更里面的按文字处理", "减少层数")
		return nil, parser.NoChildren
	}
	return b.BlockParser.Open(parent, reader, pc)
}

// definitions is goldmark's reading of link definitions, for which it copies the rest of the lines
// after each one.
type definitions struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (d definitions) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	if stateOf(pc).footnotes >= maxFootnotes { // a note beyond the bound defines no link
		for _, line := range node.Lines().Sliced(0, node.Lines().Len()) {
			if opensFootnote(line.Value(reader.Source())) {
				return
			}
		}
	}
	if node.Lines().Len() > maxLines {
		first := node.Lines().At(0)
		if first = first.TrimLeftSpace(reader.Source()); first.Len() > 0 && reader.Source()[first.Start] == '[' {
			stateOf(pc).tooDeep(first.Start, "这里有 2000 行以上连在一起，其中的链接定义不起作用", "每隔一段空一行")
		}
		return
	}
	if opening(node.Lines(), reader.Source()) == '[' {
		d.ParagraphTransformer.Transform(node, reader, pc)
	}
}

// opening is the first byte of a paragraph that is no white space; '[' of one that has none, so that goldmark
// takes it out. Only what begins with a bracket defines a link, and goldmark makes a reader to find out.
func opening(lines *text.Segments, source []byte) byte {
	for i := range lines.Len() {
		line := lines.At(i)
		for _, c := range source[line.Start:line.Stop] {
			if !util.IsSpace(c) {
				return c
			}
		}
	}
	return '['
}

// spend counts a mark and reports whether its block may have another.
func (s *state) spend(block ast.Node, at int) bool {
	if s.block != block {
		s.block, s.marks = block, 0
	}
	s.marks++
	if s.marks > maxMarks {
		s.tooDeep(at, "一段里的 *、_、~~、[、{{ 超过 1000 个，后面的按文字处理", "分成几段")
		return false
	}
	return true
}

// spendCells counts the cells of a table and reports whether the body may have it.
func (s *state) spendCells(at, rows, columns int) bool {
	if columns > maxColumns || columns*rows > maxCells-s.cells {
		s.tooDeep(at, "表格太大（超过 200 列，或一篇里超过 20 万格），按文字显示", "拆成几篇，或放一个附件")
		return false
	}
	s.cells += columns * rows
	return true
}

// tooDeep reports the first place of a body that is beyond the bounds.
func (s *state) tooDeep(at int, message, hint string) {
	if s.deep {
		return
	}
	s.deep = true
	s.find(Finding{at, 1, diag.Warning, "markdown/deep", message, hint})
}
