package plan

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// TestCSVHoldsNoFormulas: a text that a spreadsheet would run as a formula opens as text; numbers, also
// those below zero, stay numbers.
func TestCSVHoldsNoFormulas(t *testing.T) {
	minus := json.Number("-5")
	r := periodRecord{Title: "＝期", Source: "+总结\t\"甲\"", AsOf: "2022-06-30", Figures: []figureRecord{
		{Name: "a", Label: "=cmd|'/C calc'!A0", Value: &minus, Goal: &minus, Unit: "@家", Kind: "stock", Sum: "-(5)÷2", Quote: "\t=362人"},
		{Name: "b", Label: "党员", Unit: "人", Kind: "stock", Quote: "\r现有", Sum: "(28+6)÷40"},
		{Name: "c", Label: "'=引", Quote: "\n=1", Sum: " =1"},
	}}
	var w bytes.Buffer
	words := csvWords{Head: make([]string, 12), Kinds: map[string]string{"stock": "时点数"}}
	if err := writeCSV(&w, r, words); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(w.String(), "\uFEFF"))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range [][]string{
		{"'＝期", "'=cmd|'/C calc'!A0", "-5", "'@家", "时点数", "'-(5)÷2", "'\t=362人", "'+总结\t\"甲\"", "a", "-5", "", "2022-06-30"},
		{"'＝期", "党员", "", "人", "时点数", "(28+6)÷40", "'\r现有", "'+总结\t\"甲\"", "b", "", "", "2022-06-30"},
		{"'＝期", "'=引", "", "", "", "' =1", "'\n=1", "'+总结\t\"甲\"", "c", "", "", "2022-06-30"},
	} {
		got := rows[i+1]
		for k := range got { // reading CSV makes one line end of two
			got[k], want[k] = strings.ReplaceAll(got[k], "\r", ""), strings.ReplaceAll(want[k], "\r", "")
		}
		if !slices.Equal(got, want) {
			t.Errorf("got %q\nwant %q", got, want)
		}
	}
}
