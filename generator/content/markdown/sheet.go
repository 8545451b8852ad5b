package markdown

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"qizhi/generator/diag"
)

// sheets makes a table of two or more lines with tabs, which is how Excel and Word copy one. The first
// line is its head; a row with fewer tabs lacks its last cells, which are empty. What stands in the
// cells is text. A line with more tabs than the head ends the table, and is reported.
type sheets struct{}

// Transform implements parser.ParagraphTransformer. What stands before, between and behind the tables of a
// paragraph stays paragraphs; every line is looked at once.
func (sheets) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	source := reader.Source()
	if !hasTab(node.Lines(), source) {
		return
	}
	left := text.NewSegments()
	left.AppendAll(node.Lines().Sliced(0, node.Lines().Len()))
	parent, last := node.Parent(), ast.Node(node)
	for {
		rows := sheet(left, source)
		if len(rows) == 0 || !stateOf(pc).spendCells(left.At(rows[0].from).Start, len(rows), len(rows[0].cells)) {
			break
		}
		table, from := sheetTable(rows, left), rows[0].from
		switch {
		case last == node:
			node.Lines().SetSliced(0, from)
			reportStray(node.Lines(), source, pc, from-1)
		case from > 0:
			last = paragraphBehind(last, left.Sliced(0, from))
			reportStray(last.Lines(), source, pc, from-1)
			trimParagraph(last.(*ast.Paragraph), source)
		}
		parent.InsertAfter(parent, last, table)
		left.SetSliced(rows[len(rows)-1].to, left.Len())
		last = table
	}
	switch {
	case last == node:
		reportStray(left, source, pc, -1)
		return
	case left.Len() > 0:
		rest := paragraphBehind(last, left.Sliced(0, left.Len()))
		reportStray(rest.Lines(), source, pc, 0)
		trimParagraph(rest, source)
	}
	if node.Lines().Len() == 0 {
		parent.RemoveChild(parent, node)
	} else {
		trimParagraph(node, source)
	}
}

// sheetTable makes the table of some rows.
func sheetTable(rows []sheetRow, lines *text.Segments) *extast.Table {
	table := extast.NewTable()
	table.SetPos(lines.At(rows[0].from).Start)
	for i, r := range rows {
		row := r.node(lines.At(r.from).Start, len(rows[0].cells))
		if i == 0 {
			table.Alignments = row.Alignments
			table.AppendChild(table, extast.NewTableHeader(row))
		} else {
			table.AppendChild(table, row)
		}
	}
	return table
}

// paragraphBehind puts a paragraph of some lines behind a block.
func paragraphBehind(block ast.Node, lines []text.Segment) *ast.Paragraph {
	p := ast.NewParagraph()
	p.Lines().AppendAll(lines)
	block.Parent().InsertAfter(block.Parent(), block, p)
	return p
}

func hasTab(lines *text.Segments, source []byte) bool {
	for i := range lines.Len() {
		if s := lines.At(i); bytes.IndexByte(source[s.Start:s.Stop], '\t') >= 0 {
			return true
		}
	}
	return false
}

// reportStray reports the first of two or more lines with tabs that are no table; the line beside a
// table (-1 for none) is enough. A single tab in a text (姓名：⇥张三) is nothing to speak of.
func reportStray(lines *text.Segments, source []byte, pc parser.Context, beside int) {
	for i := range lines.Len() {
		tabbed, parts := tabs(lines, i, source)
		if i+1 < lines.Len() && !(i == beside && parts) {
			tabbedNext, partsNext := tabs(lines, i+1, source)
			parts = tabbed && tabbedNext && (parts || partsNext)
		} else {
			parts = parts && i == beside
		}
		if parts {
			line := content(lines.At(i), source)
			stateOf(pc).find(Finding{line.Start, line.Len(), diag.Warning, "table/sheet", "像是从 Excel 复制的表格，但各行的格数对不上，按文字显示",
				"每一行的格数要和表头一样多，多出的格子在表头里补上名称"})
			return
		}
	}
}

// tabs reports whether a line has tabs, and whether they part cells that hold something.
func tabs(lines *text.Segments, i int, source []byte) (tabbed, parts bool) {
	s := content(lines.At(i), source)
	line := s.Value(source)
	return bytes.IndexByte(line, '\t') >= 0, bytes.IndexByte(bytes.TrimSpace(line), '\t') >= 0
}

// lists opens no list in a row of a sheet whose first cell is a mask or a dash: *⇥5人.
type lists struct{ parser.BlockParser }

// Open implements parser.BlockParser.
func (l lists) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, _ := reader.PeekLine()
	at := pc.BlockOffset()
	if p := pc.LastOpenedBlock().Node; at >= 0 && at+1 < len(line) && line[at+1] == '\t' && ast.IsParagraph(p) && p.Lines().Len() > 0 {
		last := p.Lines().At(p.Lines().Len() - 1)
		if bytes.IndexByte(bytes.TrimSpace(last.Value(reader.Source())), '\t') > 0 {
			return nil, parser.NoChildren
		}
	}
	return l.BlockParser.Open(parent, reader, pc)
}

// headless opens the paragraph of a cross table, whose corner is empty: lines that begin with a tab,
// and right behind them one with tabs that does not. CommonMark would read code.
type headless struct{ parser.BlockParser }

// longestHead is how many lines with an empty first cell a cross table begins with at most.
const longestHead = 5

// Open implements parser.BlockParser.
func (headless) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	if len(line) < 2 || line[0] != '\t' || segment.Padding > 0 || len(bytes.TrimSpace(line)) == 0 ||
		ast.IsParagraph(pc.LastOpenedBlock().Node) || !namesRows(reader.Source()[segment.Stop:]) {
		return nil, parser.NoChildren
	}
	node := ast.NewParagraph()
	node.Lines().Append(segment)
	reader.AdvanceToEOL()
	return node, parser.NoChildren
}

// namesRows reports that a row with a name comes soon, behind rows without one.
func namesRows(rest []byte) bool {
	for range longestHead {
		line, behind, _ := bytes.Cut(rest, []byte{'\n'})
		if len(bytes.TrimSpace(line)) == 0 || line[0] == ' ' {
			return false
		}
		if line[0] != '\t' {
			return bytes.IndexByte(line, '\t') > 0
		}
		rest = behind
	}
	return false
}

// CanAcceptIndentedLine implements parser.BlockParser.
func (headless) CanAcceptIndentedLine() bool { return true }

// sheet finds the first run of two or more rows of which none has more cells than the first.
func sheet(lines *text.Segments, source []byte) (run []sheetRow) {
	for i := 0; i < lines.Len(); {
		row := readRow(lines, i, source)
		i = row.to
		switch {
		case len(row.cells) > 1 && len(run) > 0 && len(row.cells) <= len(run[0].cells):
			run = append(run, row)
		case len(run) > 1 && slices.ContainsFunc(run, sheetRow.parts):
			return run
		default:
			run = append(run[:0], row)
		}
	}
	if len(run) < 2 || !slices.ContainsFunc(run, sheetRow.parts) {
		return nil
	}
	return run
}

// parts reports a row whose tabs part cells: one before a text is the indent of a paragraph.
func (r sheetRow) parts() bool { return len(r.cells) > 2 || r.cells[0][0].Len() > 0 }

// sheetRow is one row: the lines [from, to) of its paragraph, and the pieces of each cell.
type sheetRow struct {
	from, to int
	cells    [][]text.Segment
}

// longestCell is how many lines a cell has at most.
const longestCell = 30

// readRow reads the row that begins with a line. A cell with line breaks in it (Alt+Enter in Excel) is
// copied in straight quotation marks, with those inside it doubled, and goes on to the mark that closes
// it; without one the mark is a character like any other.
func readRow(lines *text.Segments, from int, source []byte) sheetRow {
	row := sheetRow{from: from, to: from + 1}
	for line := content(lines.At(from), source); ; {
		cell := text.NewSegment(line.Start, line.Stop)
		if n := bytes.IndexByte(line.Value(source), '\t'); n >= 0 {
			cell.Stop = line.Start + n
		}
		if cell.Len() > 0 && source[cell.Start] == '"' && bytes.Count(cell.Value(source), []byte{'"'})%2 == 1 && cell.Stop == line.Stop {
			if pieces, to, stop, ok := quotedCell(lines, row.to, cell, source); ok {
				row.to, cell.Stop = to, stop
				line = content(lines.At(to-1), source)
				row.cells = append(row.cells, pieces)
				if stop >= line.Stop {
					return row
				}
				line.Start = stop + 1
				continue
			}
		}
		whole := cell.TrimLeftSpace(source)
		row.cells = append(row.cells, []text.Segment{whole.TrimRightSpace(source)})
		if cell.Stop == line.Stop {
			return row
		}
		line.Start = cell.Stop + 1
	}
}

// quotedCell reads a cell that opens with a quotation mark on the line before next and closes on a later
// one: its text without the marks, the line behind it, and the offset at which it ends.
func quotedCell(lines *text.Segments, next int, first text.Segment, source []byte) (pieces []text.Segment, to, stop int, ok bool) {
	first.Start++
	first.Stop = lines.At(next - 1).Stop // with the line end, which parts the pieces
	pieces = append(pieces, first)
	for i := next; i < min(lines.Len(), next+longestCell); i++ {
		line := content(lines.At(i), source)
		for at := line.Start; at < line.Stop; at++ {
			if source[at] != '"' {
				continue
			}
			if at+1 < line.Stop && source[at+1] == '"' {
				at++
				continue
			}
			if at+1 < line.Stop && source[at+1] != '\t' {
				return nil, 0, 0, false
			}
			line.Stop = at
			return append(pieces, line), i + 1, at + 1, true
		}
		line.Stop = lines.At(i).Stop
		pieces = append(pieces, line)
	}
	return nil, 0, 0, false
}

// content is a line without its end and the spaces around it; tabs stay, since they part cells.
func content(segment text.Segment, source []byte) text.Segment {
	line := source[segment.Start:segment.Stop]
	trimmed := bytes.TrimLeft(line, " \r\n")
	start := segment.Start + len(line) - len(trimmed)
	return text.NewSegment(start, start+len(bytes.TrimRight(trimmed, " \r\n")))
}

// pasted marks a cell of a sheet: what stands in it is text, and its asterisks are asterisks. Its value
// says whether the cell is in quotation marks.
var pasted = []byte("pasted")

// isPasted reports a cell of a sheet.
func isPasted(n ast.Node) bool {
	if n.Kind() != extast.KindTableCell {
		return false
	}
	_, ok := n.Attribute(pasted)
	return ok
}

// doubledQuotes makes one of two quotation marks in a cell that is set in such.
type doubledQuotes struct{}

// Trigger implements parser.InlineParser.
func (doubledQuotes) Trigger() []byte { return []byte{'"'} }

// Parse implements parser.InlineParser.
func (doubledQuotes) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	if len(line) < 2 || line[1] != '"' || !isPasted(parent) {
		return nil
	}
	if quoted, _ := parent.Attribute(pasted); quoted != true {
		return nil
	}
	block.Advance(2)
	return ast.NewTextSegment(segment.WithStop(segment.Start + 1))
}

// node is the row as a node of so many columns; at is where it begins.
func (r sheetRow) node(at, columns int) *extast.TableRow {
	row := extast.NewTableRow(make([]extast.Alignment, columns))
	row.SetPos(at)
	for i, pieces := range r.cells {
		row.Alignments[i] = extast.AlignNone
		c := extast.NewTableCell()
		c.Alignment = extast.AlignNone
		c.SetAttribute(pasted, len(pieces) > 1)
		c.SetPos(pieces[0].Start)
		c.Lines().AppendAll(pieces)
		row.AppendChild(row, c)
	}
	for i := len(r.cells); i < columns; i++ {
		row.Alignments[i] = extast.AlignNone
		c := extast.NewTableCell()
		c.Alignment = extast.AlignNone
		c.SetPos(at)
		row.AppendChild(row, c)
	}
	return row
}

// trimParagraph does what goldmark does to a paragraph that it closes.
func trimParagraph(p *ast.Paragraph, source []byte) {
	lines := p.Lines()
	for i := range lines.Len() {
		s := lines.At(i)
		lines.Set(i, s.TrimLeftSpace(source))
	}
	last := lines.At(lines.Len() - 1)
	lines.Set(lines.Len()-1, last.TrimRightSpace(source))
}
