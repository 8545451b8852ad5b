package table

import (
	"flag"
	"os"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"qizhi/generator/diag"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Every file NAME of testdata/toml.txtar and yaml.txtar is followed by NAME.out: what staff read of
// it, or the keys when there is nothing to say.
func TestSyntax(t *testing.T) {
	for name, parse := range map[string]func(*diag.Text, int, int, string, *diag.List) *Table{
		"toml": ParseTOML, "yaml": ParseYAML,
	} {
		path := "testdata/" + name + ".txtar"
		archive, err := txtar.ParseFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for i := 0; i < len(archive.Files); i++ {
			in := archive.Files[i]
			got := said(string(in.Data), parse)
			if i+1 == len(archive.Files) || archive.Files[i+1].Name != in.Name+".out" {
				archive.Files = append(archive.Files[:i+1], append([]txtar.File{{Name: in.Name + ".out"}}, archive.Files[i+1:]...)...)
			}
			i++
			if want := string(archive.Files[i].Data); got != want && !*update {
				t.Errorf("%s %s:\n%s\nwant\n%s", name, in.Name, got, want)
			}
			archive.Files[i].Data = []byte(got)
		}
		if *update {
			if err := os.WriteFile(path, txtar.Format(archive), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func said(source string, parse func(*diag.Text, int, int, string, *diag.List) *Table) string {
	var problems diag.List
	table := parse(diag.NewText("a.md", source), 0, len(source), "front-matter", &problems)
	if len(problems) == 0 {
		return "keys: " + strings.Join(table.Keys(), " ") + "\n"
	}
	var b strings.Builder
	_ = problems.Write(&b, false)
	return b.String()
}
