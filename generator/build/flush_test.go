package build

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// Whatever was begun early, at the end every file that is named has been brought onto the disk, and one that could not be
// is said.
func TestFlusher(t *testing.T) {
	for _, count := range []int{0, 1, flushedAtOnce + 5, manyFiles + 5} {
		folder := t.TempDir()
		f := newFlusher(folder)
		var names []string
		for i := range count {
			name := strconv.Itoa(i)
			if err := os.WriteFile(filepath.Join(folder, name), []byte(name), 0o644); err != nil {
				t.Fatal(err)
			}
			f.begin(name)
			names = append(names, name)
		}
		if len(f.begun) > manyFiles {
			t.Errorf("%d files: %d flushed one by one", count, len(f.begun))
		}
		if err := f.end(names); err != nil {
			t.Errorf("%d files: %v", count, err)
		}
	}
	for _, early := range []bool{true, false} {
		f := newFlusher(t.TempDir())
		if early {
			f.begin("gone")
		}
		if err := f.end([]string{"gone"}); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("a file that is gone, begun early (%v): %v", early, err)
		}
	}
}
