package build

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"qizhi/generator/digest"
	"qizhi/generator/parallel"
	"qizhi/generator/snapshot"
	"qizhi/generator/theme"
)

// Inputs is the digest of everything a build depends on: the options, the day, and every source.
func (w *Workspace) Inputs(snap *snapshot.Snapshot) digest.Digest {
	w.begin(snap)
	o := w.options
	if last := w.inputs; last.snap == snap && last.now.Equal(o.Now) && last.learned == w.library.learned.Load() {
		return last.sum
	}
	h := []any{o.BaseURL, o.Drafts, o.Scheduled, w.day(snap), snap.Problems}
	sums := make([]digest.Digest, len(snap.Sources))
	parallel.Do(len(snap.Sources), func(i int) {
		if k, _, err := w.library.digestOf(snap.Sources[i]); err == nil {
			sums[i] = k.Digest
		}
	})
	var names strings.Builder
	for _, s := range snap.Sources {
		names.WriteString(s.Path)
		names.WriteByte(0)
	}
	w.inputs = inputs{snap, o.Now, w.library.learned.Load(), digest.Of(append(h, names.String(), sums, w.themeDigest())...)}
	return w.inputs.sum
}

// inputs is the last of Workspace.Inputs, and what it holds for: as long as no source was read anew.
type inputs struct {
	snap    *snapshot.Snapshot
	now     time.Time
	learned int64
	sum     digest.Digest
}

// themeDigest stands for every theme folder outside the program. It is taken once for a snapshot, before the
// theme is read: of a file that is saved meanwhile the next build finds another digest.
func (w *Workspace) themeDigest() digest.Digest {
	if w.themeSum == (digest.Digest{}) {
		w.themeSum = digest.Of(themeSums(w.options.Theme), themeSums(subfolders(filepath.Join(w.options.Source, "themes"))...))
	}
	return w.themeSum
}

// themeSums are the names and digests of themes' folders; they are few and small.
func themeSums(folders ...string) (all []any) {
	for _, dir := range folders {
		if dir != "" {
			all = append(all, filepath.Base(dir), theme.Layer{Name: filepath.Base(dir), FS: os.DirFS(dir)}.Sum())
		}
	}
	return all
}

// subfolders are the folders in a folder, or what links to one.
func subfolders(dir string) (out []string) {
	entries, _ := os.ReadDir(dir)
	for _, e := range entries {
		name := filepath.Join(dir, e.Name())
		if info, err := os.Stat(name); err == nil && info.IsDir() {
			out = append(out, name)
		}
	}
	return out
}
