package build

import (
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
)

// A first publication, into a folder that holds nothing of Qizhi's, is staged as the tree that it becomes, and
// what the output has no folder for yet is moved as a folder: a dozen moves where a site has ten thousand files. Nobody
// can be visiting it; from the second on each file is moved by itself, in the order of its class.

// treePrefix begins the name of the folder of that tree in the staging folder. The rest is each time another: a
// filesystem chooses a place by the name (settleApart).
const treePrefix = "site-"

// stagedTree is what a first publication stages; nil stands for a later one.
type stagedTree struct {
	output, staging string
	folder          string // of the tree, in the staging folder

	mu   sync.Mutex
	made map[string]bool // folders of the tree, by slash path
	free map[string]bool // top names that the output has nothing of
}

func newStagedTree(output, staging string) *stagedTree {
	settleApart(staging)
	return &stagedTree{output: output, staging: staging, folder: treePrefix + strings.TrimPrefix(filepath.Base(staging), stagingPrefix),
		made: map[string]bool{}, free: map[string]bool{}}
}

// place makes room for a file and returns its path in the staging folder.
func (t *stagedTree) place(name string) (string, error) {
	staged := path.Join(t.folder, name)
	dir := path.Dir(staged)
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.made[dir] {
		return staged, nil
	}
	if err := os.MkdirAll(filepath.Join(t.staging, filepath.FromSlash(dir)), 0o755); err != nil {
		return "", err
	}
	t.made[dir] = true
	return staged, nil
}

// isFree reports whether the output has nothing at all under the first name of a path.
func (t *stagedTree) isFree(name string) bool {
	top, _, _ := strings.Cut(name, "/")
	t.mu.Lock()
	defer t.mu.Unlock()
	free, known := t.free[top]
	if !known {
		_, err := os.Lstat(filepath.Join(t.output, top))
		free = errors.Is(err, fs.ErrNotExist)
		t.free[top] = free
	}
	return free
}

// gather puts one move of a folder in the place of the moves out of it, the last of them: a folder
// of pages is not there before what they load.
func (t *stagedTree) gather(moves []move) []move {
	last := map[string]int{}
	for i, m := range moves {
		if top, _, inside := strings.Cut(m.Name, "/"); inside && t.isFree(m.Name) {
			last[top] = i
		}
	}
	var out []move
	for i, m := range moves {
		top, _, inside := strings.Cut(m.Name, "/")
		at, whole := last[top]
		switch {
		case !inside || !whole:
			out = append(out, m)
		case at == i:
			out = append(out, move{From: path.Join(t.folder, top), Name: top, class: m.class})
		}
	}
	return out
}

// merge moves the files of a folder one by one: where another program has made a folder of that name in the
// meantime, or holds a file open in this one.
func merge(from, to string) error {
	return filepath.WalkDir(from, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, name)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o755)
		}
		return os.Rename(name, filepath.Join(to, rel))
	})
}
