package build

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// A first publication moves whole folders, but not into one that is there already: what lies in it stays, and
// the files come to lie beside it.
func TestFirstPublication(t *testing.T) {
	dir := small(t)
	want := filesOf(t, dir, filepath.Join(t.TempDir(), "public"))
	output := filepath.Join(t.TempDir(), "public")
	own := filepath.Join(output, "assets", "own.css")
	write(t, own, "own")
	got := filesOf(t, dir, output)
	if string(got["assets/own.css"]) != "own" {
		t.Error("a file that was there is gone")
	}
	delete(got, "assets/own.css")
	if !maps.EqualFunc(got, want, bytes.Equal) {
		t.Errorf("into a folder that has one of the folders already\n%q\nelse\n%q", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

// The first publication that dies between any two of its moves is finished by the next build, even where
// somebody has made one of its folders since.
func TestFirstPublicationRecovered(t *testing.T) {
	dir := small(t)
	output := filepath.Join(t.TempDir(), "public")
	want := filesOf(t, dir, output)
	for done := 0; ; done++ {
		if err := os.RemoveAll(output); err != nil {
			t.Fatal(err)
		}
		j, staging := firstStaged(t, output, want)
		if done > len(j.Moves) {
			break
		}
		for _, m := range j.Moves[:done] {
			if err := m.apply(output, staging, map[string]bool{}); err != nil {
				t.Fatal(err)
			}
		}
		for _, m := range j.Moves[done:] {
			if !strings.Contains(m.Name, ".") {
				write(t, filepath.Join(output, m.Name, "own.txt"), "own")
			}
		}
		if err := recoverOutput(output); err != nil {
			t.Fatal(err)
		}
		for name, data := range want {
			if name == ManifestName {
				continue
			}
			if have, err := os.ReadFile(filepath.Join(output, filepath.FromSlash(name))); err != nil || !bytes.Equal(have, data) {
				t.Errorf("after %d moves: %s: %v", done, name, err)
			}
		}
		if left, _ := filepath.Glob(filepath.Join(output, stagingPrefix+"*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
}

// firstStaged leaves the files of a site as a first publication has staged them, with its journal.
func firstStaged(t *testing.T, output string, files map[string][]byte) (*journal, string) {
	t.Helper()
	pub, err := newPublisher(output, "", readManifest(output))
	if err != nil {
		t.Fatal(err)
	}
	var outcomes []outcome
	for i, name := range slices.Sorted(maps.Keys(files)) {
		if name == ManifestName {
			continue
		}
		o, err := pub.stage(name, files[name], i)
		if err != nil {
			t.Fatal(err)
		}
		outcomes = append(outcomes, o)
	}
	if err := pub.collect(outcomes); err != nil {
		t.Fatal(err)
	}
	j := &journal{Moves: pub.tree.gather(pub.staged)}
	if len(j.Moves) >= len(outcomes) {
		t.Fatalf("%d files are %d moves", len(outcomes), len(j.Moves))
	}
	if err := pub.commit(j); err != nil {
		t.Fatal(err)
	}
	return j, pub.staging
}

// filesOf builds a site into a folder and returns what lies there.
func filesOf(t *testing.T, dir, output string) map[string][]byte {
	t.Helper()
	if _, err := Run(Options{Source: dir, Output: output, Now: now}); err != nil {
		t.Fatal(err)
	}
	return tree(t, output)
}

func write(t *testing.T, name, data string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(data), 0o644); err != nil {
		t.Fatal(err)
	}
}
