package prose

import "github.com/yuin/goldmark/ast"

// Row is a row of a table below its head, from the second column on at least one cell with text.
type Row struct {
	Heads []string // of the columns
	Cells []*Block // nil for an empty one
}

// Texts are what the cells say.
func (r Row) Texts() []string { return textsOf(r.Cells) }

func textsOf(cells []*Block) []string {
	texts := make([]string, len(cells))
	for i, c := range cells {
		if c != nil {
			texts[i] = c.Text
		}
	}
	return texts
}

// table reads a table's cells, and its rows.
func (r *reader) table(n ast.Node) {
	var heads []string
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if r.shown {
			r.blocks(row)
			r.joinRow(n, row)
			continue
		}
		var cells []*Block
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			cells = append(cells, r.block(cell, Cell))
		}
		switch {
		case row == n.FirstChild():
			heads = textsOf(cells)
		case len(cells) > 1 && len(cells) == len(heads) && cells[0] != nil:
			r.doc.Rows = append(r.doc.Rows, Row{Heads: heads, Cells: cells})
		}
	}
}
