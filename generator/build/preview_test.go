package build

import (
	"bytes"
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

// A text that becomes longer or shorter leaves the Site that it is resolved into as it was: a save in a large site is
// not resolved anew. What is then published is what a clean build publishes, the search index included.
func TestTextEdit(t *testing.T) {
	dir := t.TempDir()
	article := filepath.Join(dir, "content", "news", "a.md")
	if err := os.MkdirAll(filepath.Dir(article), 0o755); err != nil {
		t.Fatal(err)
	}
	write := func(file, text string) {
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	const front = "+++\ntitle = \"题\"\ndate = 2022-06-30\nsource = \"试\"\n+++\n\n第一段。\n\n## 小标题\n\n"
	write(filepath.Join(dir, "content", "site.toml"), "format = 1\ntitle = \"站\"\n")
	write(filepath.Join(dir, "content", "about.md"), "+++\ntitle = \"关于\"\n+++\n\n说明。\n")
	write(article, front+"第二段。\n")
	o := Options{Source: dir, Now: now}
	w := Open(o, false)
	defer w.Close()
	snap := w.Look()
	first := w.Load(snap)
	for _, text := range []string{"第二段长了些。\n\n还有一段。\n", "短了。\n", strings.Repeat("很长的一段。\n\n", 3000)} {
		write(article, front+text)
		snap = w.LookAgain(snap, []string{"news/a.md"})
		now := w.Load(snap)
		if now.Site != first.Site {
			t.Errorf("the site is resolved anew for %.20q", text)
		}
		sameAsClean(t, now, Load(o))
	}
}

// sameAsClean compares all that two projects publish.
func sameAsClean(t *testing.T, got, want *Project) {
	t.Helper()
	have, err := got.Plan.All()
	if err != nil {
		t.Fatal(err)
	}
	clean, err := want.Plan.All()
	if err != nil || len(have) != len(clean) {
		t.Fatalf("%d files, a clean build has %d: %v", len(have), len(clean), err)
	}
	for i := range clean {
		a, err := Render(have[i])
		b, failed := Render(clean[i])
		if err != nil || failed != nil || have[i].Path != clean[i].Path || !bytes.Equal(a, b) {
			t.Errorf("%s differs from a clean build's %s: %v %v", have[i].Path, clean[i].Path, err, failed)
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
