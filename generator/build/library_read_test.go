package build

import (
	"os"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"qizhi/generator/diag"
	"qizhi/generator/snapshot"
)

// What is known of a source stays as it was when the next one is read into its memory.
func TestKnownOutlivesItsMemory(t *testing.T) {
	root := t.TempDir()
	page := "+++\ntitle = \"值班\"\nignore = [\"personal/phone2\"]\n+++\n\n电话13800138000，身份证11010519491231002X。\n\n**138**00138001\n\n<!-- qizhi-ignore no/such -->\n"
	if err := os.WriteFile(filepath.Join(root, "a.md"), []byte(page), 0o644); err != nil {
		t.Fatal(err)
	}
	source := snapshot.Take(root, "").Sources[0]
	known := func(scramble bool) (out diag.List, document any) {
		l, _ := newLibrary(nil)
		memory := new([]byte)
		k, raw, err := l.learn(source, memory)
		if err != nil {
			t.Fatal(err)
		}
		p, err := l.fetch(source, k, raw, memory)
		if err != nil {
			t.Fatal(err)
		}
		for i := range *memory {
			if scramble {
				(*memory)[i] = '#'
			}
		}
		return append(append(out, k.Found...), k.Shown...), p
	}
	before := time.Now()
	want, document := known(false)
	got, again := known(true)
	if len(want) < 3 || !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	for _, p := range []any{document, again} {
		p := p.(*parsed)
		p.known.Checked = before.UnixNano()
	}
	if !reflect.DeepEqual(document, again) {
		t.Errorf("got  %+v\nwant %+v", again, document)
	}
}
