package file

import (
	"path"
	"path/filepath"
	"sync"
)

// Info is what a look at a file tells, links not followed.
type Info struct {
	// Regular reports a file, which is no folder, link, pipe or device.
	Regular bool
	// Size is in bytes.
	Size int64
	// ModTime is the time of the last change in nanoseconds since 1970.
	ModTime int64
	// Changed is when the file's record on the disk last changed, which nobody can set back: a file that comes
	// back from a backup with its old time and size is still seen to have changed. It is 0 where the system does not
	// tell it through package os.
	Changed int64
}

// openFolders is how many folders a Tree holds open: a system allows a program some hundred files at once.
const openFolders = 64

// Tree looks at many files below one folder. It may be used from many goroutines.
type Tree struct {
	root string

	mu      sync.Mutex
	folders map[string]*Folder // by slash path; nil for one that could not be opened
}

// NewTree is a Tree below a folder, which need not be there. It is closed when it is done with.
func NewTree(root string) *Tree { return &Tree{root: root, folders: map[string]*Folder{}} }

// Look looks at a file, by its slash path below the root.
func (t *Tree) Look(name string) (Info, error) {
	dir, base := path.Split(name)
	t.mu.Lock()
	f, opened := t.folders[dir]
	if !opened && len(t.folders) < openFolders {
		f, _ = OpenFolder(filepath.Join(t.root, filepath.FromSlash(dir))) // what is wrong with it is said of the file
		t.folders[dir] = f
	}
	t.mu.Unlock()
	if f == nil {
		return Look(filepath.Join(t.root, filepath.FromSlash(name)))
	}
	return f.Look(base)
}

// Close lets go of the folders.
func (t *Tree) Close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, f := range t.folders {
		if f != nil {
			f.Close()
		}
	}
	t.folders = map[string]*Folder{}
}
