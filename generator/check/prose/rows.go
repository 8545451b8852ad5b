package prose

import (
	"github.com/yuin/goldmark/ast"
)

// Row is a row of a table of two columns: what is counted and the number, with the head of the number's
// column ("" for an empty one).
type Row struct {
	Head         string
	Label, Value *Block
}

// table reads a table's cells, and its rows where it has two columns.
func (r *reader) table(n ast.Node) {
	head := ""
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		from := len(r.doc.Blocks)
		r.blocks(row)
		cells := r.doc.Blocks[from:]
		if r.shown {
			r.joinRow(n, row)
			continue
		}
		if row.ChildCount() != 2 || len(cells) != 2 || cells[0].Kind != Cell || cells[1].Kind != Cell {
			continue
		}
		if row == n.FirstChild() {
			head = cells[1].Text
			continue
		}
		r.doc.Rows = append(r.doc.Rows, Row{Head: head, Label: cells[0], Value: cells[1]})
	}
}
