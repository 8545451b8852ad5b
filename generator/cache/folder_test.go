package cache

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// A folder keeps what is in use and as much of the rest as there is room for, the newest.
func TestTidy(t *testing.T) {
	dir := t.TempDir()
	folder := Open(dir).Folder("pictures")
	for i, name := range []string{"a", "b", "c", "d"} {
		text := "0123456789"
		if err := WriteFile(folder, name, &text); err != nil {
			t.Fatal(err)
		}
		at := time.Unix(int64(1000+i), 0)
		if err := os.Chtimes(filepath.Join(dir, "pictures", name), at, at); err != nil {
			t.Fatal(err)
		}
	}
	info, _ := os.Stat(filepath.Join(dir, "pictures", "a"))
	if err := folder.Tidy(func(name string) bool { return name == "a" }, 2*info.Size()); err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{"a": true, "b": false, "c": true, "d": true} {
		if folder.Has(name) != want {
			t.Errorf("%s is there: %v", name, !want)
		}
	}
	var text string
	if err := ReadFile(folder, "c", &text); err != nil || text != "0123456789" {
		t.Errorf("%q %v", text, err)
	}
	if err := Open(dir).Folder("none").Tidy(func(string) bool { return false }, 0); err != nil {
		t.Error(err)
	}
}

// What lasts is read by a program with other bytes, and by none that means something else by its names.
func TestLasting(t *testing.T) {
	dir := t.TempDir()
	before, after := Open(dir, "one shape"), Open(dir, "another shape")
	text := "made at some cost"
	for _, folder := range []*Cache{before.Folder("notes"), before.Lasting("pictures", "1")} {
		if err := WriteFile(folder, "a", &text); err != nil {
			t.Fatal(err)
		}
	}
	var got string
	if ReadFile(after.Folder("notes"), "a", &got) == nil {
		t.Error("another program's file was read")
	}
	if err := ReadFile(after.Lasting("pictures", "1"), "a", &got); err != nil || got != text {
		t.Errorf("%q, %v", got, err)
	}
	if ReadFile(after.Lasting("pictures", "2"), "a", &got) == nil {
		t.Error("another version's file was read")
	}
}
