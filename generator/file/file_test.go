package file

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
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
			buffer := bytes.Repeat([]byte{'x'}, 512)
			if got, err := ReadInto(buffer, name, int64(expected)); err != nil || !bytes.Equal(got, data) {
				t.Errorf("%d bytes, %d expected: %d read into a buffer, %v", length, expected, len(got), err)
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

// A file is seen alike by its path, in its folder and in a tree, whatever it is, and however many folders there are.
func TestLook(t *testing.T) {
	root := t.TempDir()
	tree := NewTree(root)
	defer tree.Close()
	for i := range openFolders + 10 {
		rel := "d" + strconv.Itoa(i) + "/文件"
		name := filepath.Join(root, filepath.FromSlash(rel))
		if err := os.Mkdir(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, make([]byte, i), 0o644); err != nil {
			t.Fatal(err)
		}
		want, err := os.Lstat(name)
		if err != nil {
			t.Fatal(err)
		}
		got, err := tree.Look(rel)
		if err != nil || !got.Regular || got.Size != int64(i) || got.ModTime != want.ModTime().UnixNano() {
			t.Errorf("%s: %+v, %v", rel, got, err)
		}
		folder, err := OpenFolder(filepath.Dir(name))
		if err != nil {
			t.Fatal(err)
		}
		if again, err := folder.Look("文件"); again != got || err != nil {
			t.Errorf("%s in its folder: %+v, %v", rel, again, err)
		}
		if err := folder.Close(); err != nil {
			t.Error(err)
		}
		if again, err := Look(name); again != got || err != nil {
			t.Errorf("%s by its path: %+v, %v", rel, again, err)
		}
	}
	if err := os.Symlink("d0", filepath.Join(root, "link")); err == nil {
		if got, err := tree.Look("link"); err != nil || got.Regular {
			t.Errorf("a link: %+v, %v", got, err)
		}
	}
	for _, missing := range []string{"d0/nothing", "nothing/at/all", "nothing"} {
		if _, err := tree.Look(missing); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%s: %v", missing, err)
		}
	}
	if got, err := tree.Look("d0"); err != nil || got.Regular {
		t.Errorf("a folder: %+v, %v", got, err)
	}
}
