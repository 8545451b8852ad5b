package build

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/sys/unix"
)

// The wish to lie apart is of the staging folder: nothing that is published has the attribute of chattr(1) +T, which
// its owner would find there for ever.
func TestNothingPublishedIsTopOfTree(t *testing.T) {
	dir := t.TempDir()
	staging := filepath.Join(dir, "staging")
	if err := os.Mkdir(staging, 0o755); err != nil {
		t.Fatal(err)
	}
	settleApart(staging)
	if _, known := isTopOfTree(t, staging); !known {
		t.Skip("this filesystem knows no attributes")
	}
	output := filepath.Join(dir, "public")
	filesOf(t, small(t), output)
	err := filepath.WalkDir(output, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.IsDir() {
			return err
		}
		if top, _ := isTopOfTree(t, name); top {
			t.Errorf("%s is marked", name)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func isTopOfTree(t *testing.T, folder string) (top, known bool) {
	f, err := os.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	flags, err := unix.IoctlGetInt(int(f.Fd()), unix.FS_IOC_GETFLAGS)
	return flags&topOfTree != 0, err == nil
}
