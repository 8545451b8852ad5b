package build

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	"qizhi/generator/file"
)

// journal says what is left to do once everything is staged. From the moment it is on the disk a
// publication is finished, by this build or the next; before, it never happened.
type journal struct {
	Moves    []move
	Remove   []string
	Manifest bool // the staged manifest replaces the published one
}

// The names in a staging folder, beside the numbers of the staged files.
const (
	journalName    = "journal"
	manifestStaged = "manifest"
)

// staged are the names in the staging folder of all that the journal moves.
func (j *journal) staged() []string {
	names := make([]string, 0, len(j.Moves)+1)
	for _, m := range j.Moves {
		names = append(names, m.From)
	}
	if j.Manifest {
		names = append(names, manifestStaged)
	}
	return names
}

// write puts the journal into the staging folder; it appears whole, even after a loss of power when it is
// flushed.
func (j *journal) write(staging string, flushed bool) error {
	data, err := json.Marshal(j)
	if err != nil {
		return err
	}
	unfinished := filepath.Join(staging, journalName+".tmp")
	if _, err := file.Create(unfinished, data); err != nil {
		return err
	}
	if flushed {
		if err := flushFile(unfinished); err != nil {
			return err
		}
	}
	return os.Rename(unfinished, filepath.Join(staging, journalName))
}

// apply does what the journal says; what is done already is passed over.
func (j *journal) apply(output, staging string) error {
	made := map[string]bool{}
	for _, m := range j.Moves {
		if err := m.apply(output, staging, made); err != nil {
			return err
		}
	}
	for _, name := range j.Remove {
		if err := os.Remove(filepath.Join(output, filepath.FromSlash(name))); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if os.Remove(filepath.Join(output, filepath.FromSlash(dir))) != nil {
				break // not empty
			}
		}
	}
	if j.Manifest {
		err := os.Rename(filepath.Join(staging, manifestStaged), filepath.Join(output, ManifestName))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func (m move) apply(output, staging string, made map[string]bool) error {
	target := filepath.Join(output, filepath.FromSlash(m.Name))
	if dir := filepath.Dir(target); !made[dir] {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
		made[dir] = true
	}
	from := filepath.Join(staging, filepath.FromSlash(m.From))
	err := os.Rename(from, target)
	if errors.Is(err, fs.ErrNotExist) {
		return nil // moved before the interruption
	}
	if info, other := os.Lstat(from); err != nil && other == nil && info.IsDir() {
		return merge(from, target)
	}
	return err
}

// sound reports whether every name in the journal stays inside the output.
func (j *journal) sound() bool {
	for _, m := range j.Moves {
		if !filepath.IsLocal(m.From) || !filepath.IsLocal(m.Name) {
			return false
		}
	}
	for _, name := range j.Remove {
		if !filepath.IsLocal(name) {
			return false
		}
	}
	return true
}

// recoverOutput finishes the publication that an interrupted build committed to, and throws away
// what another had only staged.
func recoverOutput(output string) error {
	folders, _ := filepath.Glob(filepath.Join(globEscape(output), stagingPrefix+"*"))
	for _, staging := range folders {
		var j journal
		data, err := os.ReadFile(filepath.Join(staging, journalName))
		if err == nil && json.Unmarshal(data, &j) == nil && j.sound() {
			if err := j.apply(output, staging); err != nil {
				return err
			}
		}
		if err := os.RemoveAll(staging); err != nil {
			return err
		}
	}
	return nil
}

// globEscape makes a path mean itself in a pattern.
func globEscape(name string) string {
	var b []rune
	for _, r := range name {
		if r == '*' || r == '?' || r == '[' || r == '\\' && filepath.Separator != '\\' {
			b = append(b, '[', r, ']')
			continue
		}
		b = append(b, r)
	}
	return string(b)
}
