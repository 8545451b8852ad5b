package chart

// or is text made clean, or what stands for it when it is empty.
func or(text, otherwise string) string {
	if text = clean(text); text != "" {
		return text
	}
	return otherwise
}

// seriesTable has a row for each category and a column for each series. A series that is too short
// reads 未报, so that a table is whole even where the chart is refused.
func seriesTable(w *Words, corner, title string, categories []string, series []Series) (head []string, rows [][]Cell) {
	head = []string{or(corner, w.Item)}
	for _, s := range series {
		head = append(head, or(s.Name, or(title, w.Value)))
	}
	rows = make([][]Cell, len(categories))
	for i, name := range categories {
		row := []Cell{{Text: clean(name)}}
		for _, s := range series {
			v := Value{Missing: true, Text: w.Missing}
			if i < len(s.Values) {
				v = s.Values[i]
			}
			row = append(row, v.cell())
		}
		rows[i] = row
	}
	return head, rows
}
