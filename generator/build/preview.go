package build

import (
	"cmp"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"qizhi/generator/snapshot"
)

// What a preview needs of a Workspace beyond a build: another day, an index kept up to date while it
// runs, and a look at what has changed instead of at everything.

// At fixes the day for which the next Load is made.
func (w *Workspace) At(now time.Time) { w.options.Now = now }

// Save writes what is known of the snapshot's sources into the cache, so that the next start is a
// warm one. Bodies that only a Project made before the last Load still names may be lost by it.
func (w *Workspace) Save(snap *snapshot.Snapshot) error { return w.save(snap.Sources) }

// LookAgain takes the snapshot before again where it may have changed, and leaves the rest as it
// was: a whole Look at 10,000 files costs more than everything else that an edit does. changed are
// slash paths relative to content/ of files and folders, there or not; "" is everything. The
// bytes of a changed file are looked at again by the next Load even when its size and time are
// those of before.
func (w *Workspace) LookAgain(before *snapshot.Snapshot, changed []string) *snapshot.Snapshot {
	after := &snapshot.Snapshot{Root: before.Root, Sources: slices.Clone(before.Sources), Problems: slices.Clone(before.Problems)}
	for _, p := range changed {
		if p != "" && touch(after, p) {
			continue
		}
		folder := knownFolder(after, p)
		if folder == "" {
			return w.Look()
		}
		retake(after, folder)
	}
	return after
}

// touch notes that a known file has other bytes, or is gone. It reports false for anything else.
func touch(s *snapshot.Snapshot, p string) bool {
	info, err := os.Lstat(filepath.Join(s.Root, filepath.FromSlash(p)))
	at, known := slices.BinarySearchFunc(s.Sources, p, comparePath)
	switch {
	case os.IsNotExist(err):
		replace(s, p, nil)
		return true
	case err != nil || !known || !info.Mode().IsRegular():
		return false
	}
	source := &s.Sources[at]
	// No file changes twice in one nanosecond: this time is never the one the library knows.
	source.Size, source.ModTime, source.Changed = info.Size(), info.ModTime().UnixNano(), time.Now().UnixNano()
	return true
}

// knownFolder is the innermost folder at or above a path that is known to hold sources, "" when it
// is content/ itself. A folder that a snapshot passes over is never known.
func knownFolder(s *snapshot.Snapshot, p string) string {
	for p != "" && p != "." {
		at, _ := slices.BinarySearchFunc(s.Sources, p+"/", comparePath)
		if at < len(s.Sources) && strings.HasPrefix(s.Sources[at].Path, p+"/") {
			return p
		}
		p = path.Dir(p)
	}
	return ""
}

// retake walks one folder again.
func retake(s *snapshot.Snapshot, folder string) {
	root := filepath.Join(s.Root, filepath.FromSlash(folder))
	if info, err := os.Lstat(root); err != nil || info.Mode()&fs.ModeType != fs.ModeDir {
		retakeParent(s, folder)
		return
	}
	part := snapshot.Take(root, "content/"+folder+"/")
	for i := range part.Sources {
		part.Sources[i].Path = folder + "/" + part.Sources[i].Path
	}
	replace(s, folder, part)
}

// retakeParent looks at a folder that is one no more from above.
func retakeParent(s *snapshot.Snapshot, folder string) {
	parent := path.Dir(folder)
	replace(s, folder, nil)
	if known := knownFolder(s, parent); known != "" {
		retake(s, known)
		return
	}
	*s = *snapshot.Take(s.Root, "content/")
}

// replace puts what part holds in place of everything at and below p; nil is nothing.
func replace(s *snapshot.Snapshot, p string, part *snapshot.Snapshot) {
	below := func(name string) bool { return name == p || strings.HasPrefix(name, p+"/") }
	s.Sources = slices.DeleteFunc(s.Sources, func(x snapshot.Source) bool { return below(x.Path) })
	for i := len(s.Problems) - 1; i >= 0; i-- {
		if below(strings.TrimPrefix(s.Problems[i].Path, "content/")) {
			s.Problems = slices.Delete(s.Problems, i, i+1)
		}
	}
	if part == nil {
		return
	}
	at, _ := slices.BinarySearchFunc(s.Sources, p, comparePath)
	s.Sources = slices.Insert(s.Sources, at, part.Sources...)
	s.Problems = append(s.Problems, part.Problems...)
}

// comparePath orders as a walk does, folder by folder: what is in a folder "a" comes before "a-b".
func comparePath(s snapshot.Source, p string) int {
	a, b := s.Path, p
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] == b[i] {
			continue
		}
		switch {
		case a[i] == '/':
			return -1
		case b[i] == '/':
			return 1
		}
		return cmp.Compare(a[i], b[i])
	}
	return cmp.Compare(len(a), len(b))
}
