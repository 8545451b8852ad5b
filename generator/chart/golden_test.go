package chart

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "write the golden pictures anew")

// TestGolden holds every specimen against its picture. Read the pictures as a diff after -update,
// and look at the gallery.
func TestGolden(t *testing.T) {
	wanted := map[string]bool{}
	for _, sp := range specimens() {
		path := filepath.Join("testdata", "golden", sp.name+".svg")
		wanted[path] = true
		svg, err := sp.draw(sp.name).SVG()
		if err != nil {
			t.Errorf("%s: %v", sp.name, err)
			continue
		}
		if *update {
			if err := os.WriteFile(path, []byte(svg+"\n"), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		golden, err := os.ReadFile(path)
		if err != nil {
			t.Error(err)
		} else if string(golden) != svg+"\n" {
			t.Errorf("%s differs from %s; look at the gallery, then run with -update", sp.name, path)
		}
	}
	files, err := filepath.Glob("testdata/golden/*.svg")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range files {
		if !wanted[path] {
			t.Errorf("%s belongs to no specimen", path)
		}
	}
}
