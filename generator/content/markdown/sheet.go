package markdown

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
)

// sheets makes a table of two or more lines that hold the same number of tabs, which is how Excel
// and Word copy one. The first line is its head.
type sheets struct{}

// Transform implements parser.ParagraphTransformer.
func (sheets) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	source := reader.Source()
	for {
		from, to := sheet(node.Lines(), source)
		if from == to {
			return
		}
		lines := node.Lines()
		table, parent := extast.NewTable(), node.Parent()
		table.SetPos(lines.At(from).Start)
		for i := from; i < to; i++ {
			row := sheetRow(lines.At(i), source)
			if i == from {
				table.Alignments = row.Alignments
				table.AppendChild(table, extast.NewTableHeader(row))
			} else {
				table.AppendChild(table, row)
			}
		}
		parent.InsertAfter(parent, node, table)
		rest := ast.NewParagraph()
		rest.Lines().AppendAll(lines.Sliced(to, lines.Len()))
		lines.SetSliced(0, from)
		if from == 0 {
			parent.RemoveChild(parent, node)
		} else {
			trimParagraph(node, source)
		}
		if rest.Lines().Len() == 0 {
			return
		}
		parent.InsertAfter(parent, table, rest)
		trimParagraph(rest, source)
		node = rest
	}
}

// sheet finds the first run of two or more lines with the same number of tabs.
func sheet(lines *text.Segments, source []byte) (from, to int) {
	count := 0
	for i := range lines.Len() {
		segment := lines.At(i)
		tabs := bytes.Count(content(segment, source), []byte{'\t'})
		switch {
		case tabs > 0 && tabs == count:
			to = i + 1
		case to > from+1:
			return from, to
		default:
			from, to, count = i, i+1, tabs
		}
	}
	if count == 0 || to <= from+1 {
		return 0, 0
	}
	return from, to
}

// content is a line without its end and the spaces around it; tabs stay, since they part cells.
func content(segment text.Segment, source []byte) []byte {
	return bytes.Trim(source[segment.Start:segment.Stop], " \r\n")
}

func sheetRow(segment text.Segment, source []byte) *extast.TableRow {
	line := content(segment, source)
	at := segment.Start + bytes.Index(source[segment.Start:segment.Stop], line)
	row := extast.NewTableRow(make([]extast.Alignment, bytes.Count(line, []byte{'\t'})+1))
	for i := range row.Alignments {
		row.Alignments[i] = extast.AlignNone
	}
	row.SetPos(at)
	for cell := range bytes.SplitSeq(line, []byte{'\t'}) {
		c := extast.NewTableCell()
		c.Alignment = extast.AlignNone
		c.SetPos(at)
		s := text.NewSegment(at, at+len(cell))
		s = s.TrimLeftSpace(source)
		s = s.TrimRightSpace(source)
		c.Lines().Append(s)
		row.AppendChild(row, c)
		at += len(cell) + 1
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
