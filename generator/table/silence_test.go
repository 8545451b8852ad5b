package table

import (
	"testing"

	"qizhi/generator/diag"
)

func TestSilences(t *testing.T) {
	text := diag.NewText("a.toml", "# qizhi-ignore a/b c/d\nx = 1\ny = 2 # qizhi-ignore e/f\nz = 3\n")
	for _, c := range []struct {
		rule string
		line int
		want bool
	}{{"a/b", 1, true}, {"c/d", 2, true}, {"a/b", 3, false}, {"e/f", 3, true}, {"e/f", 4, false}, {"a/b", 0, false}} {
		if got := Silenced(Silences(text), c.rule, c.line); got != c.want {
			t.Errorf("%s on line %d: %v", c.rule, c.line, got)
		}
	}
}
