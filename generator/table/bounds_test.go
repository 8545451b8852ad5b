package table

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"

	"qizhi/generator/diag"
)

// Texts that were made to keep a decoder busy are refused at a glance, and what staff write never is.
func TestBounds(t *testing.T) {
	var pairs strings.Builder
	for i := range maxPairs {
		fmt.Fprintf(&pairs, "k%d = %d\n", i, i)
	}
	for what, c := range map[string]struct {
		source, want string
	}{
		"inline tables":  {"x = " + strings.Repeat("{a = ", 50_000) + "1" + strings.Repeat("}", 50_000), "太深"},
		"arrays":         {"x = " + strings.Repeat("[", 100_000) + strings.Repeat("]", 100_000), "太深"},
		"open arrays":    {"x = " + strings.Repeat("[", 100_000), "太深"},
		"a dotted key":   {strings.Repeat("a.", 20_000) + "a = 1\n", "太深"},
		"a header":       {"[" + strings.Repeat("a.", 20_000) + "a]\n", "太深"},
		"spaced":         {strings.Repeat("a . ", 20_000) + "a = 1\n", "太深"},
		"many pairs":     {pairs.String() + "more = 1\n", "太多"},
		"a long text":    {"x = '''" + strings.Repeat("x", maxSource) + "'''", "4 MB"},
		"pairs in one":   {"x = {" + strings.Repeat("a = 1, ", maxPairs) + "}", "太多"},
		"nearly so many": {pairs.String(), ""},
		"dots in text":   {"x = \"" + strings.Repeat("[{=.", 50_000) + "\" # " + strings.Repeat("[.=", 10_000) + "\ny = '''\n" + strings.Repeat("[{\n", 1000) + "'''\nz = \"\\\"[\"\n", ""},
		"long list":      {"x = [" + strings.Repeat("1.5, ", 10_000) + "]\n", ""},
	} {
		begun := time.Now()
		var problems diag.List
		ParseTOML(diag.NewText("a.toml", c.source), 0, len(c.source), "site", &problems)
		if said := fmt.Sprint(problems); c.want == "" && problems.HasErrors() || !strings.Contains(said, c.want) || c.want != "" && problems[0].Rule != "site/size" {
			t.Errorf("%s: %.300s", what, said)
		}
		if took := time.Since(begun); took > 5*time.Second {
			t.Errorf("%s took %v", what, took)
		}
	}
}

// A YAML text that nests by its dashes, its brackets or its indentation costs the parser memory with the
// square of the depth: 60 KB of "- - -" took 1.4 GB.
func TestYAMLTooDeep(t *testing.T) {
	for name, source := range map[string]string{
		"dashes":      "x:\n" + strings.Repeat("- ", 30_000) + "a\n",
		"dashes deep": "x: 1\ny:\n  " + strings.Repeat("-  ", 1000) + "a\n",
		"questions":   strings.Repeat("? ", 20_000) + "a\n",
		"brackets":    "x: " + strings.Repeat("[", 30_000) + "\n",
		"braces":      "x: " + strings.Repeat("{a: ", 10_000) + "\n",
		"keys":        "x: " + strings.Repeat("? - ", 10_000) + "\n",
	} {
		var problems diag.List
		before := allocated()
		tab := ParseYAML(diag.NewText("a.md", source), 0, len(source), "front-matter", &problems)
		if tab != nil || len(problems) != 1 || !problems.HasErrors() {
			t.Errorf("%s: %v", name, problems)
		}
		if used := allocated() - before; used > 32<<20 {
			t.Errorf("%s: %d MB for %d KB", name, used>>20, len(source)>>10)
		}
	}
}

// allocated is how many bytes were asked for since the program began.
func allocated() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.TotalAlloc
}
