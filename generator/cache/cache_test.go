package cache

import (
	"os"
	"path/filepath"
	"testing"
)

type note struct {
	Name  string
	Lines []string
}

func TestFile(t *testing.T) {
	dir := t.TempDir()
	c := Open(dir, "schema 1")
	var got note
	if err := ReadFile(c, "n", &got); err == nil {
		t.Error("nothing was written, but it was read")
	}
	want := note{"甲", []string{"一", "二"}}
	if err := WriteFile(c, "n", &want); err != nil {
		t.Fatal(err)
	}
	if err := ReadFile(c, "n", &got); err != nil || got.Name != "甲" || len(got.Lines) != 2 {
		t.Fatal(got, err)
	}
	if err := ReadFile(Open(dir, "schema 2"), "n", &got); err == nil {
		t.Error("a file of another schema was read")
	}
	name := filepath.Join(dir, "n")
	data, _ := os.ReadFile(name)
	for i := range data {
		bad := append([]byte(nil), data...)
		bad[i] ^= 1
		os.WriteFile(name, bad, 0o600)
		if err := ReadFile(c, "n", &got); err == nil {
			t.Fatalf("a file damaged at byte %d was read", i)
		}
		os.WriteFile(name, data[:i], 0o600)
		if err := ReadFile(c, "n", &got); err == nil {
			t.Fatalf("a file cut at byte %d was read", i)
		}
	}
}

func TestRecords(t *testing.T) {
	dir := t.TempDir()
	r := Open(dir).Records("bodies")
	a, err := r.Put([]byte("first"))
	if err != nil {
		t.Fatal(err)
	}
	b, _ := r.Put([]byte("second"))
	if data, err := r.Get(b); err != nil || string(data) != "second" {
		t.Fatal(string(data), err)
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}
	again := Open(dir).Records("bodies")
	defer again.Close()
	if data, err := a.In(again.Load(a.Segment)); err != nil || string(data) != "first" {
		t.Error(string(data), err)
	}
	wrong := []Place{{Segment: "../" + a.Segment, Size: 5}, {Segment: a.Segment, Offset: 3, Size: 5, Sum: a.Sum},
		{Segment: a.Segment, Offset: 1 << 40, Size: 5}, {Segment: "bodies-gone.seg", Size: 1}, {Segment: a.Segment, Offset: -1, Size: 2}}
	for _, p := range wrong {
		if _, err := again.Get(p); p.Offset >= 0 && err == nil {
			t.Errorf("%+v was read", p)
		}
		if _, err := p.In(again.Load(p.Segment)); err == nil {
			t.Errorf("%+v was read from the loaded segment", p)
		}
	}
	again.Sweep(func(string) bool { return false })
	if left, _ := filepath.Glob(filepath.Join(dir, "*.seg")); len(left) != 0 {
		t.Error("not swept:", left)
	}
}
