package build

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// A typed number is held to the figures in whatever encoding the article is written, by the first build
// and by those that remember it.
func TestTypedInEveryEncoding(t *testing.T) {
	dir := t.TempDir()
	article, err := simplifiedchinese.GB18030.NewEncoder().String("+++\r\ntitle = \"近况\"\r\n+++\r\n\r\n商会共有党员363人。\r\n")
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range map[string]string{
		"site.toml":                  "title = \"站\"\n",
		"a.md":                       article,
		"statistics/indicators.toml": "[members]\nlabel = \"党员\"\nunit = \"人\"\nkind = \"stock\"\n",
		"statistics/2022-H1.toml":    "source = \"总结\"\n\n[values]\nmembers = 362\n\n[quotes]\nmembers = \"现有党员362人\"\n",
	} {
		file := filepath.Join(dir, "content", filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		result, err := Run(Options{Source: dir, Output: filepath.Join(dir, "public"), Now: now})
		if err != nil {
			t.Fatal(err, result.Diagnostics)
		}
		told := 0
		for _, d := range result.Diagnostics {
			if d.Rule == "figure/contradiction" && d.Path == "content/a.md" && d.Line == 5 {
				told++
			}
		}
		if told != 1 {
			t.Errorf("told %d times, not once: %v", told, result.Diagnostics)
		}
	}
}
