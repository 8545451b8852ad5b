package cache

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"

	"github.com/zeebo/xxh3"
)

// The linker of Go writes the build ID into the first pages of a program (cmd/internal/buildid): between textMark and
// a quotation mark, and in an ELF file as a note of the owner "Go" and of type 4, its length (low byte first) before
// noteMark.
const (
	buildRoom = 32 << 10
	textMark  = "\xff Go build ID: \""
	noteMark  = "\x04\x00\x00\x00Go\x00\x00"
)

// program names the running program by what it is made of, so that a cache never outlives the code that filled
// it; "" where that cannot be known.
func program() string {
	name, err := os.Executable()
	if err != nil {
		return ""
	}
	f, err := os.Open(name)
	if err != nil {
		return ""
	}
	defer f.Close()
	return programOf(f)
}

// programOf is the build ID of a program, of which the last part names its bytes (cmd/go/internal/work/buildid.go); of one
// that has none (it may be left out, or packed) the digest of all its bytes, which takes as long as to look at
// three thousand articles.
func programOf(f io.ReadSeeker) string {
	head := make([]byte, buildRoom)
	n, err := io.ReadFull(f, head)
	if err != nil && err != io.ErrUnexpectedEOF {
		return ""
	}
	if id := buildID(head[:n]); bytes.Count(id, []byte{'/'}) == 3 {
		return string(id)
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return ""
	}
	h := xxh3.New()
	if _, err := io.Copy(writer{h}, f); err != nil {
		return ""
	}
	sum := h.Sum128().Bytes()
	return string(sum[:])
}

// buildID is what stands as build ID at the beginning of a program; nil for nothing.
func buildID(head []byte) []byte {
	if _, after, found := bytes.Cut(head, []byte(textMark)); found {
		id, _, _ := bytes.Cut(after, []byte{'"'})
		return id
	}
	before, after, found := bytes.Cut(head, []byte(noteMark))
	if !found || len(before) < 4 {
		return nil
	}
	return after[:min(int(binary.LittleEndian.Uint32(before[len(before)-4:])), len(after))]
}

// writer hides every method of the hasher but Write, so that files are read in large pieces.
type writer struct{ h *xxh3.Hasher }

func (w writer) Write(b []byte) (int, error) { return w.h.Write(b) }
