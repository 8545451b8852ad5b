package build

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"

	"qizhi/generator/digest"
	"qizhi/generator/plan"
)

// publisher brings rendered files into an output folder: staged first, in a folder beside them on
// the same volume, and moved in one by one when every file is ready. Until the first move nothing
// in the output has changed; each file appears whole or not at all.
type publisher struct {
	output  string
	staging string
	before  manifest
	after   manifest
	staged  []move
	foreign []string // files in the way that Qizhi did not publish
	kept    []string // files of an earlier build that somebody changed since
	removed []string
}

// move is a staged file and where it goes.
type move struct {
	from, name string
	class      plan.Class
}

// newPublisher makes the output folder and reads what it holds.
func newPublisher(output string) (*publisher, error) {
	if err := os.MkdirAll(output, 0o755); err != nil {
		return nil, fmt.Errorf("建不了输出文件夹：%w", err)
	}
	staging, err := os.MkdirTemp(output, ".qizhi-staging-")
	if err != nil {
		return nil, fmt.Errorf("输出文件夹不能写入：%w", err)
	}
	return &publisher{output: output, staging: staging, before: readManifest(output), after: manifest{}}, nil
}

// stage compares a finished file with what is published and keeps it aside when it differs. It may
// be called from many goroutines; index tells the files apart.
func (p *publisher) stage(name string, data []byte, index int) (outcome, error) {
	o := outcome{name: name, sum: sha256.Sum256(data), size: int64(len(data))}
	published := filepath.Join(p.output, filepath.FromSlash(name))
	info, err := os.Lstat(published)
	switch {
	case err == nil && info.Mode().IsRegular() && info.Size() == int64(len(data)) && sameBytes(published, data):
		o.unchanged, o.modTime = true, info.ModTime().UnixNano()
		return o, nil
	case err == nil:
		if _, ours := p.before[name]; !ours {
			o.foreign = true
			return o, nil
		}
	case !errors.Is(err, fs.ErrNotExist) && !isNotDirectory(err):
		return o, err
	}
	o.staged = filepath.Join(p.staging, strconv.Itoa(index))
	o.modTime, err = writeFile(o.staged, data)
	return o, err
}

// writeFile writes a new file and returns its time of change, which a move keeps.
func writeFile(name string, data []byte) (modTime int64, err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return 0, err
	}
	_, err = f.Write(data)
	info, statErr := f.Stat()
	if err = errors.Join(err, statErr, f.Close()); err != nil {
		return 0, err
	}
	return info.ModTime().UnixNano(), nil
}

// outcome is what became of one rendered file.
type outcome struct {
	name      string
	class     plan.Class
	sum       sum
	size      int64
	modTime   int64
	from      digest.Digest // of what it was rendered from
	reason    string        // why it was rendered; "" when it was not
	staged    string
	unchanged bool
	foreign   bool
}

func sameBytes(file string, data []byte) bool {
	have, err := os.ReadFile(file)
	return err == nil && bytes.Equal(have, data)
}

// isNotDirectory: a file lies where a folder is needed; moving will report it.
func isNotDirectory(err error) bool { return errors.Is(err, errNotDirectory) }

// collect takes the outcomes in. Files that Qizhi did not publish stop the publication.
func (p *publisher) collect(list []outcome) error {
	for _, o := range list {
		p.after[o.name] = o.sum
		if o.foreign {
			p.foreign = append(p.foreign, o.name)
		}
		if o.staged != "" {
			p.staged = append(p.staged, move{o.staged, o.name, o.class})
		}
	}
	if len(p.foreign) > 0 {
		slices.Sort(p.foreign)
		return fmt.Errorf("输出文件夹 %s 里有 %d 个同名文件不是旗帜发布的（例如 %s），没有覆盖；请换一个空文件夹（-o），或先把它们移走",
			p.output, len(p.foreign), p.foreign[0])
	}
	slices.SortStableFunc(p.staged, func(a, b move) int { return int(a.class) - int(b.class) })
	return nil
}

// publish moves the staged files in, assets first and lists last, removes what is no longer
// published, and writes the manifest.
func (p *publisher) publish() error {
	made := map[string]bool{}
	for _, m := range p.staged {
		target := filepath.Join(p.output, filepath.FromSlash(m.name))
		if dir := filepath.Dir(target); !made[dir] {
			if err := os.MkdirAll(dir, 0o755); err != nil {
				return err
			}
			made[dir] = true
		}
		if err := os.Rename(m.from, target); err != nil {
			return err
		}
	}
	if err := p.removeOld(); err != nil {
		return err
	}
	return p.writeManifest()
}

// removeOld removes the files of the build before that are published no more, and the folders they
// leave empty. A file that somebody changed since stays.
func (p *publisher) removeOld() error {
	for _, name := range p.before.paths() {
		if _, still := p.after[name]; still {
			continue
		}
		file := filepath.Join(p.output, filepath.FromSlash(name))
		data, err := os.ReadFile(file)
		if errors.Is(err, fs.ErrNotExist) {
			continue
		}
		if err == nil && sha256.Sum256(data) != p.before[name] {
			p.kept = append(p.kept, name)
			continue
		}
		if err := os.Remove(file); err != nil {
			return err
		}
		p.removed = append(p.removed, name)
		for dir := path.Dir(name); dir != "."; dir = path.Dir(dir) {
			if os.Remove(filepath.Join(p.output, filepath.FromSlash(dir))) != nil {
				break // not empty
			}
		}
	}
	return nil
}

func (p *publisher) writeManifest() error {
	data := p.after.bytes()
	file := filepath.Join(p.output, ManifestName)
	if sameBytes(file, data) {
		return nil
	}
	staged := filepath.Join(p.staging, "manifest")
	if err := os.WriteFile(staged, data, 0o644); err != nil {
		return err
	}
	return os.Rename(staged, file)
}

// close throws away what is still staged.
func (p *publisher) close() error { return os.RemoveAll(p.staging) }
