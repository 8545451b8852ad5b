package file

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// What was written is read, whatever length the reader expects: files grow and shrink behind his back.
func TestReadWhatWasCreated(t *testing.T) {
	for _, length := range []int{0, 1, 511, 512, 4096, 100_000} {
		data := bytes.Repeat([]byte("旗"), length/3+1)[:length]
		name := filepath.Join(t.TempDir(), "页.html")
		made, err := Create(name, data)
		if err != nil {
			t.Fatal(err)
		}
		if info, err := os.Stat(name); err != nil || info.ModTime().UnixNano() != made {
			t.Errorf("%d bytes: the time of change is not the file's: %v", length, err)
		}
		for _, expected := range []int{length, 0, 1, length + 1, 2 * length, max(length-1, 0)} {
			if got, err := Read(name, int64(expected)); err != nil || !bytes.Equal(got, data) {
				t.Errorf("%d bytes, %d expected: %d read, %v", length, expected, len(got), err)
			}
		}
	}
}

// Errors are those that errors.Is knows, and nothing that was there is written over.
func TestErrors(t *testing.T) {
	folder := t.TempDir()
	name := filepath.Join(folder, "a")
	if _, err := Read(name, 0); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing file: %v", err)
	}
	if _, err := Read(folder, 0); err == nil {
		t.Error("a folder was read")
	}
	if _, err := Create(filepath.Join(name, "b"), nil); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("a missing folder: %v", err)
	}
	if err := os.WriteFile(name, []byte("旧"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Create(name, []byte("新的")); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file that is there: %v", err)
	}
	if data, _ := os.ReadFile(name); string(data) != "旧" {
		t.Errorf("written over: %q", data)
	}
}
