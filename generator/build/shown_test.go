package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A number that only the page shows stops every build, the first and those that remember the article.
func TestShownNumbersStop(t *testing.T) {
	dir := t.TempDir()
	article := filepath.Join(dir, "content", "a.md")
	if err := os.MkdirAll(filepath.Dir(article), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "content", "site.toml"), []byte("title = \"站\"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	write := func(body string) {
		if err := os.WriteFile(article, []byte("+++\ntitle = \"题\"\n+++\n\n"+body+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("张某138**0013**8000")
	for _, c := range []struct {
		what   string
		stops  bool
		before func()
	}{
		{"the first build", true, func() {}},
		{"the second build", true, func() {}},
		{"the file touched", true, func() { write("张某138**0013**8000") }},
		{"the number removed", false, func() { write("张某**来信**") }},
	} {
		c.before()
		result, err := Run(Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now})
		if err != nil && !c.stops {
			t.Fatal(err)
		}
		said := ""
		for _, d := range result.Diagnostics {
			said += d.String() + d.Excerpt + "\n"
		}
		if stopped := result.Diagnostics.HasErrors(); stopped != c.stops || strings.Contains(said, "138****8000") != c.stops || strings.Contains(said, "0013") {
			t.Errorf("%s: stopped is %t: %s", c.what, stopped, said)
		}
	}
}
