// Package enclosed takes the metadata out of photos and films that lie inside other files: in a document of
// Word, Excel, PowerPoint or their kin, and in a zip.
//
// It promises that everything else stays byte for byte, in its order and as compressed as it was, and that a
// file with nothing to take out is not changed at all. A signed document is left alone: a change would make
// its signature void.
package enclosed

import (
	"archive/zip"
	"bytes"
	"hash/crc32"
	"io"
	"path"
	"slices"
	"strings"

	"qizhi/generator/picture"
	"qizhi/generator/picture/film"
)

// Bounds on what is looked into.
const (
	maxMembers = 10_000
	maxBytes   = 1 << 30 // unpacked, in all
	maxDepth   = 3       // a document in a zip in a zip
)

var (
	archives = []string{".zip", ".docx", ".docm", ".dotx", ".xlsx", ".xlsm", ".xltx", ".pptx", ".pptm", ".ppsx", ".potx", ".odt", ".ods", ".odp"}
	photos   = []string{".jpg", ".jpeg", ".jpe", ".jfif", ".png", ".webp", ".gif"}
)

func has(endings []string, name string) bool {
	return slices.Contains(endings, strings.ToLower(path.Ext(name)))
}

// Reads reports whether a file is of a kind that this package looks into, by its name.
func Reads(name string) bool { return has(archives, name) }

// Strip returns a file whose photos and films are without metadata: data itself, never changed, where there
// is nothing to take out or the file cannot be read.
func Strip(name string, data []byte) []byte {
	s := &stripper{left: maxBytes}
	return s.strip(name, data, 0)
}

// stripper counts what is still looked into.
type stripper struct{ left int64 }

func (s *stripper) strip(name string, data []byte, depth int) []byte {
	if !Reads(name) || depth == maxDepth {
		return data
	}
	archive, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil || len(archive.File) > maxMembers || slices.ContainsFunc(archive.File, isSignature) {
		return data
	}
	bare := make([][]byte, len(archive.File))
	changed := false
	for i, f := range archive.File {
		bare[i] = s.member(f, depth)
		changed = changed || bare[i] != nil
	}
	if !changed {
		return data
	}
	if out, err := rewrite(archive, bare, len(data)); err == nil {
		return out
	}
	return data
}

func isSignature(f *zip.File) bool {
	name := strings.ToLower(f.Name)
	return strings.HasPrefix(name, "_xmlsignatures/") || name == "meta-inf/documentsignatures.xml"
}

// member is one file of an archive without metadata; nil when it stays as it is.
func (s *stripper) member(f *zip.File, depth int) []byte {
	isPhoto, isFilm := has(photos, f.Name), film.Reads(f.Name)
	if !isPhoto && !isFilm && !Reads(f.Name) {
		return nil
	}
	data, err := s.read(f)
	if err != nil {
		return nil
	}
	out := data
	switch {
	case isFilm:
		out = bytes.Clone(data)
		film.Strip(out)
	case isPhoto:
		if out, err = picture.Strip(f.Name, data); err != nil {
			return nil
		}
	default:
		out = s.strip(f.Name, data, depth+1)
	}
	if bytes.Equal(out, data) {
		return nil
	}
	return out
}

func (s *stripper) read(f *zip.File) ([]byte, error) {
	if f.UncompressedSize64 > uint64(s.left) {
		return nil, zip.ErrFormat
	}
	s.left -= int64(f.UncompressedSize64)
	r, err := f.Open()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	return io.ReadAll(r) // no more than the size it states
}

// rewrite packs an archive again with other bytes for some members, which are stored: photos do not become
// smaller by being packed.
func rewrite(archive *zip.Reader, bare [][]byte, size int) ([]byte, error) {
	out := bytes.NewBuffer(make([]byte, 0, size))
	w := zip.NewWriter(out)
	if err := w.SetComment(archive.Comment); err != nil {
		return nil, err
	}
	for i, f := range archive.File {
		var err error
		if bare[i] == nil {
			err = w.Copy(f)
		} else {
			err = store(w, f.FileHeader, bare[i])
		}
		if err != nil {
			return nil, err
		}
	}
	err := w.Close()
	return out.Bytes(), err
}

func store(w *zip.Writer, h zip.FileHeader, data []byte) error {
	h.Method, h.Flags = zip.Store, h.Flags&^8 // sizes stand in front, not behind
	h.CRC32 = crc32.ChecksumIEEE(data)
	h.CompressedSize64, h.UncompressedSize64 = uint64(len(data)), uint64(len(data))
	member, err := w.CreateRaw(&h)
	if err != nil {
		return err
	}
	_, err = member.Write(data)
	return err
}
