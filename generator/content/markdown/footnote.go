package markdown

import (
	"bytes"
	"unicode"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"qizhi/generator/diag"
)

// footnoteBlock is goldmark's [^name]: …, of which a body may have maxFootnotes.
type footnoteBlock struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (f footnoteBlock) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	s := stateOf(pc)
	if len(pc.OpenedBlocks()) >= maxDepth {
		return nil, parser.NoChildren
	}
	if s.footnotes >= maxFootnotes {
		if line, segment := reader.PeekLine(); opensFootnote(line) {
			s.tooDeep(segment.Start+len(line)-len(bytes.TrimLeft(line, " ")), "脚注超过 2000 条，后面的按文字显示", "分成几篇")
		}
		return nil, parser.NoChildren
	}
	node, result := f.BlockParser.Open(parent, reader, pc)
	if node != nil {
		s.footnotes++
	}
	return node, result
}

// opensFootnote reports a line that begins a note.
func opensFootnote(line []byte) bool {
	line = bytes.TrimLeft(line, " ")
	end := bytes.IndexByte(line, ']')
	return bytes.HasPrefix(line, []byte("[^")) && end > 0 && bytes.HasPrefix(line[end+1:], []byte(":"))
}

// footnoteLink is goldmark's [^name], with a word about a name that has no note.
type footnoteLink struct{ parser.InlineParser }

// Parse implements parser.InlineParser.
func (f footnoteLink) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 3 || line[0] == '[' && line[1] != '^' {
		return nil
	}
	s := stateOf(pc)
	if s.footnotes > 0 && (line[0] == '[' || line[1] == '[' && line[2] == '^') {
		if !s.spend(parent, segment.Start) { // goldmark looks through all lines of the paragraph for each
			return nil
		}
		if node := f.InlineParser.Parse(parent, block, pc); node != nil {
			return node
		}
	}
	if name := footnoteName(line); name != "" && s.footnotes < maxFootnotes { // of others its note may be beyond the bound
		s.find(Finding{segment.Start, len(name) + 3, diag.Warning, "markdown/footnote",
			"没有脚注 [^" + name + "] 的内容，按原样显示", "在文末另起一行写 [^" + name + "]: 脚注的内容"})
	}
	return nil
}

// footnoteName is the name in [^name] when it looks like one: letters and digits.
func footnoteName(line []byte) string {
	if line[0] != '[' {
		return ""
	}
	for i, r := range string(line[2:min(len(line), 64)]) {
		if r == ']' {
			return string(line[2 : 2+i])
		}
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			return ""
		}
	}
	return ""
}

// footnotes is goldmark's last step, which drops the notes nobody refers to: they are reported.
type footnotes struct{ parser.ASTTransformer }

// Transform implements parser.ASTTransformer.
func (f footnotes) Transform(root *ast.Document, reader text.Reader, pc parser.Context) {
	s := stateOf(pc)
	if s.footnotes == 0 {
		return
	}
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		note, ok := n.(*extast.Footnote)
		if ok && entering && note.Index < 0 {
			s.find(Finding{max(note.Pos(), 0), len(note.Ref) + 3, diag.Warning, "markdown/footnote",
				"正文里没有引用脚注 [^" + string(note.Ref) + "]，它不会显示", "在正文里写上 [^" + string(note.Ref) + "]，或删去这条脚注"})
		}
		return ast.WalkContinue, nil
	})
	f.ASTTransformer.Transform(root, reader, pc)
}
