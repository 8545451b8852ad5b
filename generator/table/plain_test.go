package table

import (
	"reflect"
	"testing"

	"qizhi/generator/diag"
)

// FuzzPlain: lines that are read without the decoder mean what the decoder says they mean.
func FuzzPlain(f *testing.F) {
	for _, seed := range []string{
		"title = \"党建\"\ndate = 2022-06-30\n\ntags = [\"甲\", \"乙\"] # 标签\n# 注\nweight = 3\ndraft = true\n",
		"a = \"\"\nb = []\nc = 0", "a = \"\"\"x\"\"\"", "a = 1\na = 2", "a = 2022-02-30", "a = 1.5", "a = 01", "a = -1", "1 = 2", "a = [\"x\",]",
		"a = 12:30:00", "a = 2022-06-30 12:00:00", "a = \"x\" y", "a = 1 # \x01", "a = 'x'", "a.b = 1", "a =\t1\t\n", "a = 1\r\nb = 2",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		text := diag.NewText("a.md", "+++\n"+source)
		var problems diag.List
		plain, ok := plainTOML(text, 4, 4+len(source), "x", &problems)
		if !ok {
			return
		}
		decoded, err := decodeTOML(source)
		if err != nil {
			t.Fatalf("the decoder refuses it: %v", err)
		}
		want := decodedTable(text, 4, 4+len(source), "x", decoded, &problems)
		if plain.At != want.At || len(plain.entries)+len(want.entries) > 0 && !reflect.DeepEqual(plain.entries, want.entries) {
			t.Fatalf("read as\n%#v\nbut it is\n%#v", plain.entries, want.entries)
		}
	})
}

// TestPlain: what staff write most is read without the decoder.
func TestPlain(t *testing.T) {
	source := "title = \"党建\"\ndate = 2022-06-30\ntags = [\"甲\", \"乙\"]\nweight = 3\ndraft = true # 草稿\n"
	var problems diag.List
	if _, ok := plainTOML(diag.NewText("a.md", source), 0, len(source), "x", &problems); !ok {
		t.Error("left to the decoder")
	}
}
