package build

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"qizhi/generator/snapshot"
)

// A second look at what has changed finds what a look at everything finds, whatever is told to have
// changed besides: files, folders, names that are not there, names that a snapshot passes over.
func TestLookAgain(t *testing.T) {
	dir := t.TempDir()
	w := Open(Options{Source: dir, Now: now}, false)
	defer w.Close()
	r := rand.New(rand.NewPCG(7, 7))
	m := meadow{t: t, r: r, root: filepath.Join(dir, "content")}
	for range 30 {
		m.edit()
	}
	snap := w.Look()
	for i := range 400 {
		var changed, what []string
		for range 1 + r.IntN(4) {
			did, paths := m.edit()
			what = append(what, did)
			changed = append(changed, paths...)
		}
		r.Shuffle(len(changed), func(a, b int) { changed[a], changed[b] = changed[b], changed[a] })
		snap = w.LookAgain(snap, changed)
		want := w.Look()
		if got, want := outline(snap), outline(want); got != want {
			t.Fatalf("edit %d: %s\nchanged %q\ngot\n%s\nwant\n%s", i, strings.Join(what, "; "), changed, got, want)
		}
		for _, s := range snap.Sources {
			if data, err := s.Read(); err != nil || int64(len(data)) != s.Size {
				t.Fatalf("%s cannot be read: %v", s.Path, err)
			}
		}
	}
}

// outline is a snapshot without the times of change, which a second look makes up.
func outline(s *snapshot.Snapshot) string {
	var b strings.Builder
	for _, x := range s.Sources {
		fmt.Fprintln(&b, x.Path, x.Size, x.ModTime)
	}
	problems := slices.Clone(s.Problems)
	for _, d := range problems.Sorted() {
		fmt.Fprintln(&b, d)
	}
	return b.String()
}

// meadow is a folder that is edited at random.
type meadow struct {
	t    *testing.T
	r    *rand.Rand
	root string
}

// name is a random path, of a few only, so that they meet.
func (m meadow) name(folder bool) string {
	names := []string{"a", "a-b", "a b", "b", "c"}
	p := ""
	for range m.r.IntN(3) {
		p = path.Join(p, pick(&garden{r: m.r}, names))
	}
	if folder {
		return path.Join(p, pick(&garden{r: m.r}, append(names, "~$d", ".e", "f~")))
	}
	return path.Join(p, pick(&garden{r: m.r}, []string{"x.md", "a.md", "a-b.md", "z.jpg", "~$x.md", ".x.md.swp", "y.md~"}))
}

// edit does something and says which paths may have changed, as a watcher would.
func (m meadow) edit() (what string, changed []string) {
	file, folder := m.name(false), m.name(true)
	at := func(p string) string { return filepath.Join(m.root, filepath.FromSlash(p)) }
	switch m.r.IntN(8) {
	case 0:
		os.Remove(at(file))
		return "remove " + file, []string{file}
	case 1:
		os.RemoveAll(at(folder))
		return "remove all " + folder, []string{folder}
	case 2:
		to := m.name(true)
		if strings.HasPrefix(to+"/", folder+"/") || strings.HasPrefix(folder+"/", to+"/") {
			return "nothing", nil
		}
		if os.Rename(at(folder), at(to)) != nil {
			return "nothing", nil
		}
		return "rename " + folder + " to " + to, []string{folder, to}
	case 3:
		os.Symlink(at(file), at(folder+".md"))
		return "link " + folder + ".md", []string{folder + ".md", path.Dir(folder)}
	}
	if os.MkdirAll(filepath.Dir(at(file)), 0o755) != nil {
		return "nothing", nil
	}
	os.WriteFile(at(file), []byte(strings.Repeat("x", m.r.IntN(9))), 0o644)
	changed = []string{file}
	for p := path.Dir(file); p != "."; p = path.Dir(p) {
		changed = append(changed, p)
	}
	return "write " + file, changed
}
