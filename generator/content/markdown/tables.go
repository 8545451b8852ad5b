package markdown

import (
	"bytes"
	"fmt"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"qizhi/generator/diag"
)

// tables is goldmark's reading of tables, for those of a size that a page can show. What GFM makes of a
// slip is reported: a text right below a table becomes a row, and cells beyond the head are dropped.
type tables struct{ parser.ParagraphTransformer }

// Transform implements parser.ParagraphTransformer.
func (t tables) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines, ruler, widest, widestAt := node.Lines(), 0, 0, 0
	for i := 1; i < lines.Len(); i++ {
		segment := lines.At(i)
		line := reader.Source()[segment.Start:segment.Stop]
		if len(bytes.Trim(line, "-|: \t\r\n")) > 0 {
			continue
		}
		if columns := bytes.Count(line, []byte{'|'}) + 1; columns > widest {
			widest, widestAt = columns, segment.Start
		}
		if ruler == 0 {
			ruler = i
		}
	}
	if ruler == 0 || !stateOf(pc).spendCells(widestAt, lines.Len(), widest) {
		return
	}
	rows := lines.Sliced(ruler+1, lines.Len())
	head, all := content(lines.At(ruler), reader.Source()), lines.Len()
	t.ParagraphTransformer.Transform(node, reader, pc)
	if node.Lines().Len() < all {
		stateOf(pc).checkRows(rows, columnsOf(head.Value(reader.Source())), reader.Source())
	}
}

// columnsOf is how many cells a row of a table has.
func columnsOf(line []byte) int {
	line = bytes.TrimPrefix(bytes.TrimSpace(line), []byte{'|'})
	count, closed := 1, false
	for i, c := range line {
		closed = c == '|' && (i == 0 || line[i-1] != '\\')
		if closed {
			count++
		}
	}
	if closed {
		count--
	}
	return count
}

// checkRows reports the first row below a table's head that is a text, and the first with more cells than
// the head has.
func (s *state) checkRows(rows []text.Segment, columns int, source []byte) {
	below, beyond := columns < 2, false
	for _, row := range rows {
		line := content(row, source)
		cells := columnsOf(line.Value(source))
		switch {
		case !below && bytes.IndexByte(line.Value(source), '|') < 0:
			below = true
			s.find(Finding{line.Start, line.Len(), diag.Warning, "markdown/table", "表格下面没有空行，这一行会成为表格的一行", "在表格和这一行之间空一行"})
		case !beyond && cells > columns:
			beyond = true
			s.find(Finding{line.Start, line.Len(), diag.Warning, "markdown/table",
				fmt.Sprintf("这一行有 %d 格，表头只有 %d 格，多出的不会显示", cells, columns), "删去多出的格，或在表头和第二行里补上；格里的 | 写成 \\|"})
		}
	}
}
