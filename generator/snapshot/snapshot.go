// Package snapshot is the one door to the disk and the clock: it walks a folder and returns what
// lies there, named by slash paths, with size and time of change.
//
// It promises that a [Snapshot] is immutable, sorted by path, and that nothing downstream opens a
// file of the site but through [Source.Read]. Symbolic links are never followed (a link out of the
// tree would publish what nobody put there) and are reported; dot-files and the lock and thumbnail
// files of Word, vim and Windows are passed over. It does not know what a source means.
package snapshot

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"syscall"
	"unicode"
	"unicode/utf8"

	"qizhi/generator/diag"
	"qizhi/generator/file"
)

// maxSourceSize is the largest file that is read into memory. A page or a statistics file is a
// few kilobytes and a photo a few megabytes; a video dropped into the folder by mistake is not.
// Reading an article or a settings file takes many times its size, and nobody writes one so long.
const (
	maxSourceSize = 256 << 20
	maxTextSize   = 16 << 20
)

// ErrTooLarge is what [Source.Read] says of a file beyond the bounds.
var ErrTooLarge = errors.New("文件太大")

// Source is one regular file of a snapshot.
type Source struct {
	// Path is slash-separated and relative to the root.
	Path string
	// Size is in bytes.
	Size int64
	// ModTime is the time of the last change in nanoseconds since 1970.
	ModTime int64
	// Changed is the time of the last change of the file's record on the disk, 0 where the system
	// does not tell it. Unlike ModTime it cannot be set back.
	Changed int64

	file string
}

// Snapshot is what a folder held when it was looked at.
type Snapshot struct {
	// Root is the folder as it was given.
	Root string
	// Sources are sorted by path.
	Sources []Source
	// Problems are links, unreadable folders and names that no web server could serve.
	Problems diag.List
}

// Read returns the bytes of the source.
func (s Source) Read() ([]byte, error) { return s.ReadInto(nil) }

// ReadInto is Read into the memory of a buffer, or into more where it does not suffice.
func (s Source) ReadInto(buffer []byte) ([]byte, error) {
	limit := int64(maxSourceSize)
	switch strings.ToLower(path.Ext(s.Path)) {
	case ".md", ".toml":
		limit = maxTextSize
	}
	if s.Size > limit {
		return nil, fmt.Errorf("%w（%d MB，最多 %d MB）", ErrTooLarge, s.Size>>20, limit>>20)
	}
	data, err := file.ReadInto(buffer, s.file, s.Size)
	if err != nil {
		return nil, readError{err}
	}
	return data, nil
}

// readError says in Chinese why a file cannot be read, without its place on this machine.
type readError struct{ error }

func (e readError) Error() string { return reason(e.error) }
func (e readError) Unwrap() error { return e.error }

// Open opens the source, to read a part of it. It is an error when the file has changed since the
// snapshot was taken. The caller closes it.
func (s Source) Open() (*os.File, error) {
	f, err := os.Open(s.file)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && (info.Size() != s.Size || info.ModTime().UnixNano() != s.ModTime) {
		err = errors.New("文件刚刚被改动了")
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return f, nil
}

// File is where the source lies on the disk.
func (s Source) File() string { return s.file }

// Take walks root. prefix is put before the paths in diagnostics ("content/"). A root that does not
// exist is an empty snapshot with an error in Problems.
func Take(root, prefix string) *Snapshot {
	snap := &Snapshot{Root: root}
	snap.walk(root, "", prefix)
	return snap
}

// walk reads one folder; os.ReadDir sorts by name, so "a.md" < "a/x.md" is kept up by walking in
// that order.
func (s *Snapshot) walk(dir, rel, prefix string) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		s.problem(prefix+rel, diag.Error, "source/unreadable", "打不开文件夹："+reason(err), "检查文件夹是否存在、有没有读取权限")
		return
	}
	looks := looked(dir, entries)
	for i, e := range entries {
		name := e.Name()
		if Ignored(name) {
			continue
		}
		p := path.Join(rel, name)
		if !printable(name) {
			s.problem(prefix+strings.ToValidUTF8(p, "�"), diag.Warning, "source/name", "文件名里有看不见的控制字符，已跳过", "改名后再放进来")
			continue
		}
		full := filepath.Join(dir, name)
		switch {
		case e.Type()&fs.ModeSymlink != 0:
			s.problem(prefix+p, diag.Warning, "source/link", "这是一个链接（快捷方式），已跳过", "把文件本身复制进来")
		case e.IsDir():
			s.walk(full, p, prefix)
		case e.Type().IsRegular():
			info := looks[i]
			if !info.Regular { // gone since the folder was read
				continue
			}
			s.Sources = append(s.Sources, Source{Path: p, Size: info.Size, ModTime: info.ModTime, Changed: info.Changed, file: full})
		}
	}
}

// looked looks at the files of a folder, before any folder in it is walked: however deep they lie, one is open.
func looked(dir string, entries []fs.DirEntry) []file.Info {
	out := make([]file.Info, len(entries))
	folder, err := file.OpenFolder(dir)
	if err == nil {
		defer folder.Close()
	}
	for i, e := range entries {
		switch {
		case !e.Type().IsRegular() || Ignored(e.Name()):
		case err == nil:
			out[i], _ = folder.Look(e.Name())
		default: // searchable, but not to be opened
			out[i], _ = file.Look(filepath.Join(dir, e.Name()))
		}
	}
	return out
}

func (s *Snapshot) problem(p string, severity diag.Severity, rule, message, hint string) {
	s.Problems = append(s.Problems, diag.Diagnostic{Position: diag.Position{Path: p}, Severity: severity, Rule: rule, Message: message, Hint: hint})
}

func reason(err error) string {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return "不存在"
	case errors.Is(err, fs.ErrPermission):
		return "没有权限"
	case errors.Is(err, syscall.ENAMETOOLONG):
		return "文件夹套得太深，路径太长"
	}
	var place *fs.PathError
	if errors.As(err, &place) {
		err = place.Err
	}
	return err.Error()
}

// Ignored reports the name of a file that editors and systems leave behind, which a walk passes over.
func Ignored(name string) bool {
	return strings.HasPrefix(name, ".") || strings.HasPrefix(name, "~$") || strings.HasSuffix(name, "~") ||
		strings.HasSuffix(name, ".tmp") || strings.HasSuffix(name, ".swp") ||
		strings.EqualFold(name, "thumbs.db") || strings.EqualFold(name, "desktop.ini")
}

// printable refuses control characters, line separators and what turns the direction of a text, which
// can make a name look like another one.
func printable(name string) bool {
	if !utf8.ValidString(name) {
		return false
	}
	return strings.IndexFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || unicode.In(r, unicode.Bidi_Control, unicode.Zl, unicode.Zp)
	}) < 0
}
