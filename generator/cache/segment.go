package cache

import (
	"bufio"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"

	"github.com/zeebo/xxh3"
)

// A segment is a file of records written by one run of the program, never changed afterwards. A
// Place names a record in it; the record's checksum is in the place, so that a segment needs no
// head of its own and a wrong one cannot pass.
type Place struct {
	Segment string
	Offset  int64
	Size    int64
	Sum     uint64
}

// Records is a family of segments ("documents", "bodies") with one being written.
type Records struct {
	dir, family string

	mu     sync.Mutex
	file   *os.File
	buffer *bufio.Writer
	name   string
	at     int64
	open   map[string]*os.File
	loaded map[string][]byte
}

// Records opens a family of records. Close it when done.
func (c *Cache) Records(family string) *Records {
	return &Records{dir: c.dir, family: family, open: map[string]*os.File{}, loaded: map[string][]byte{}}
}

// segmentEnding tells segments from other files of the folder.
const segmentEnding = ".seg"

// Put appends a record and returns its place. It can be read back after Flush.
func (r *Records) Put(data []byte) (Place, error) {
	sum := xxh3.Hash(data)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file == nil {
		if err := os.MkdirAll(r.dir, 0o755); err != nil {
			return Place{}, err
		}
		f, err := os.CreateTemp(r.dir, r.family+"-*"+segmentEnding)
		if err != nil {
			return Place{}, err
		}
		r.file, r.buffer, r.name, r.at = f, bufio.NewWriterSize(f, 1<<20), filepath.Base(f.Name()), 0
	}
	p := Place{Segment: r.name, Offset: r.at, Size: int64(len(data)), Sum: sum}
	_, err := r.buffer.Write(data)
	r.at += int64(len(data))
	return p, err
}

// Flush makes every record put so far readable.
func (r *Records) Flush() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.buffer == nil {
		return nil
	}
	return r.buffer.Flush()
}

// ErrMiss says that a record is not there any more or not what was written.
var ErrMiss = errors.New("cache: record missing or damaged")

// Get reads a record. It is safe from many goroutines, and while records are put.
func (r *Records) Get(p Place) ([]byte, error) { return r.GetIn(p, nil) }

// GetIn is Get into room, where that is large enough.
func (r *Records) GetIn(p Place, room []byte) ([]byte, error) {
	f, err := r.segment(p.Segment)
	if err != nil {
		return nil, ErrMiss
	}
	if p.Size < 0 {
		return nil, ErrMiss
	}
	if int64(cap(room)) < p.Size {
		room = make([]byte, p.Size, p.Size+p.Size/4)
	}
	data := room[:p.Size]
	if _, err := f.ReadAt(data, p.Offset); err != nil || xxh3.Hash(data) != p.Sum {
		return nil, ErrMiss
	}
	return data, nil
}

func (r *Records) segment(name string) (*os.File, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if name == r.name && r.file != nil {
		return r.file, r.buffer.Flush()
	}
	if f := r.open[name]; f != nil {
		return f, nil
	}
	if !strings.HasPrefix(name, r.family+"-") || name != filepath.Base(name) {
		return nil, ErrMiss
	}
	path := filepath.Join(r.dir, name)
	if info, err := os.Lstat(path); err != nil || !info.Mode().IsRegular() {
		return nil, ErrMiss
	}
	f, err := os.Open(path)
	if err == nil {
		r.open[name] = f
	}
	return f, err
}

// Load reads a whole segment, for when most of its records are wanted; see In.
func (r *Records) Load(segment string) []byte {
	r.mu.Lock()
	defer r.mu.Unlock()
	if data, ok := r.loaded[segment]; ok {
		return data
	}
	var data []byte
	if strings.HasPrefix(segment, r.family+"-") && segment == filepath.Base(segment) {
		data, _ = readRegular(filepath.Join(r.dir, segment))
	}
	r.loaded[segment] = data
	return data
}

// In returns a record of a loaded segment without copying it.
func (p Place) In(segment []byte) ([]byte, error) {
	if p.Offset < 0 || p.Size < 0 || p.Offset > int64(len(segment)) || p.Size > int64(len(segment))-p.Offset {
		return nil, ErrMiss
	}
	data := segment[p.Offset : p.Offset+p.Size : p.Offset+p.Size]
	if xxh3.Hash(data) != p.Sum {
		return nil, ErrMiss
	}
	return data, nil
}

// Size is how many bytes a segment has; 0 for one that is not there.
func (r *Records) Size(segment string) int64 {
	info, err := os.Stat(filepath.Join(r.dir, segment))
	if err != nil || segment == "" {
		return 0
	}
	return info.Size()
}

// Sweep removes the segments that hold none of the places in use. Segments of another program that
// has not finished yet may go too: it will find its records missing and work them out again.
func (r *Records) Sweep(inUse func(segment string) bool) {
	names, _ := filepath.Glob(filepath.Join(r.dir, r.family+"-*"+segmentEnding))
	for _, name := range names {
		if base := filepath.Base(name); base != r.name && !inUse(base) {
			os.Remove(name)
		}
	}
}

// Close flushes and closes every file.
func (r *Records) Close() error {
	err := r.Flush()
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file != nil {
		err = errors.Join(err, r.file.Close())
	}
	for _, f := range r.open {
		err = errors.Join(err, f.Close())
	}
	r.open, r.file, r.buffer = map[string]*os.File{}, nil, nil
	return err
}
