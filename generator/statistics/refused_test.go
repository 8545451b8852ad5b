package statistics

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

var update = flag.Bool("update", false, "write what is found into testdata/refused")

// saidElsewhere are the rules whose words are those of packages table and content.
var saidElsewhere = []string{"statistics/syntax", "statistics/type", "statistics/unknown-key", "statistics/date"}

// TestRefused loads every archive of testdata/refused, one mistake or a family of them each, and
// compares what staff read with the archive's last file, “diagnostics”.
func TestRefused(t *testing.T) {
	archives, err := filepath.Glob("testdata/refused/*.txtar")
	if err != nil || len(archives) < 30 {
		t.Fatalf("%d archives, %v", len(archives), err)
	}
	for _, name := range archives {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			archive, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			var sources []Source
			golden := -1
			for i, f := range archive.Files {
				if f.Name == "diagnostics" {
					golden = i
				} else {
					sources = append(sources, Source{Path: "statistics/" + f.Name, Text: string(f.Data)})
				}
			}
			_, problems := Load(sources)
			for i, d := range problems {
				if slices.Contains(saidElsewhere, d.Rule) { // where and which rule; the words are tested there
					problems[i].Message, problems[i].Hint = "……", ""
				}
			}
			var b strings.Builder
			if err := problems.Write(&b, false); err != nil {
				t.Fatal(err)
			}
			if *update {
				archive.Files = append(archive.Files[:max(golden, 0)], txtar.File{Name: "diagnostics", Data: []byte(b.String())})
				if golden < 0 {
					archive.Files = append(filesOf(sources), txtar.File{Name: "diagnostics", Data: []byte(b.String())})
				}
				if err := os.WriteFile(name, txtar.Format(archive), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if golden < 0 {
				t.Fatal("no diagnostics in the archive; run with -update and read them")
			}
			if want := string(archive.Files[golden].Data); b.String() != want {
				t.Errorf("got\n%s\nwant\n%s", b.String(), want)
			}
		})
	}
}

func filesOf(sources []Source) []txtar.File {
	var files []txtar.File
	for _, s := range sources {
		files = append(files, txtar.File{Name: strings.TrimPrefix(s.Path, "statistics/"), Data: []byte(s.Text)})
	}
	return files
}
