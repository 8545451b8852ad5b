package content

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"qizhi/generator/content/markup"
	"qizhi/generator/diag"
)

// table writes a table in the box in which it scrolls. Alignment is by classes, and a column of
// numbers is aligned to the right when its writer said nothing.
func (w *writer) table(n *extast.Table) {
	w.Flow()
	w.OpenTable()
	w.Markup(">")
	scope := w.Enter(false)
	classes := w.columnClasses(n)
	body := false
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == extast.KindTableHeader {
			w.Markup("<thead>")
			w.row(row, "th", classes)
			w.Markup("</thead>")
			continue
		}
		if !body {
			body = true
			w.Markup("<tbody>")
		}
		w.row(row, "td", classes)
	}
	if body {
		w.Markup("</tbody>")
	}
	w.Leave(scope)
	w.Markup("</table></div>")
}

func (w *writer) row(row ast.Node, tag string, classes []string) {
	w.Markup("<tr>")
	column := 0
	for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
		w.Markup("<" + tag)
		if column < len(classes) && classes[column] != "" {
			w.Markup(` class="` + classes[column] + `"`)
		}
		w.Markup(">")
		w.cell = true
		w.leaf(cell, false)
		w.cell = false
		w.End(0)
		w.Markup("</" + tag + ">")
		if s, at := w.cellSource(cell); at >= 0 {
			w.Cell(s, at)
		}
		column++
	}
	w.Markup("</tr>")
}

// columnClasses are the classes of the columns' cells.
func (w *writer) columnClasses(n *extast.Table) []string {
	classes := make([]string, len(n.Alignments))
	var numbers []bool
	for i, a := range n.Alignments {
		switch a {
		case extast.AlignRight:
			classes[i] = "right"
		case extast.AlignCenter:
			classes[i] = "center"
		case extast.AlignNone:
			if numbers == nil {
				numbers = w.numberColumns(n)
			}
			if numbers[i] {
				classes[i] = "right"
			}
		}
	}
	return classes
}

// numberColumns reports which columns hold numbers: below the head, all their cells are numbers,
// figures, vacant or overflown (########), and one at least is not vacant.
func (w *writer) numberColumns(n *extast.Table) []bool {
	numbers, other := make([]bool, len(n.Alignments)), make([]bool, len(n.Alignments))
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		if row.Kind() == extast.KindTableHeader {
			continue
		}
		column := 0
		for cell := row.FirstChild(); cell != nil && column < len(numbers); cell = cell.NextSibling() {
			switch s, _ := w.cellSource(cell); {
			case markup.Amount(bytes.Trim(s, "*")) || figureAlone(s):
				numbers[column] = true
			case !markup.Vacant(s) && !isOverflow(s) && !slices.Contains(sheetErrors, string(s)):
				other[column] = true
			}
			column++
		}
	}
	for i := range numbers {
		numbers[i] = numbers[i] && !other[i]
	}
	return numbers
}

// figureAlone reports a cell that holds one figure and nothing else.
func figureAlone(s []byte) bool {
	if !bytes.Contains(s, []byte("{{")) {
		return false
	}
	parts := Inline(string(s))
	return len(parts) == 1 && parts[0].Figure != ""
}

// cellSource is what a cell's writer wrote; at is -1 for a cell that the row did not have.
func (w *writer) cellSource(cell ast.Node) (s []byte, at int) {
	if cell.Lines().Len() == 0 {
		return nil, -1
	}
	segment := cell.Lines().At(0)
	return segment.Value(w.source), segment.Start
}

// Cell implements markup.References: it looks for ####, which Excel shows, and copies, in place of a
// number too wide for its column.
func (w *writer) Cell(text []byte, at int) {
	if slices.Contains(sheetErrors, string(bytes.TrimSpace(text))) {
		w.report(at, len(text), diag.Warning, "table/overflow", "单元格里是 "+string(text)+"，不是数字：Excel 的公式出错了",
			"回到 Excel 改好公式，再复制一次")
	}
	if isOverflow(text) {
		w.report(at, len(text), diag.Warning, "table/overflow", "单元格里是 "+string(text)+"，不是数字：Excel 的列太窄，显示不下",
			"回到 Excel 把这一列拉宽，再复制一次")
	}
}

// sheetErrors are what Excel and WPS show in place of a number that a formula could not give.
var sheetErrors = []string{"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!"}

// isOverflow reports a cell of number signs, at least three.
func isOverflow(s []byte) bool { return len(s) >= 3 && len(bytes.Trim(s, "#")) == 0 }
