package build

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"syscall"

	"golang.org/x/sync/errgroup"
)

// Power that fails is worse than a process that dies: a system writes names to the disk before it writes
// what files hold, and a page that was moved into its place a second before may come back empty. So what is
// staged is brought onto the disk before the journal, and the journal before the first move. A few files
// are flushed side by side (a disk takes many in one go), many by the volume where the system can.
//
// The first publication into a folder is not flushed: there is nothing yet that a visitor could lose, and
// the next build makes again whatever is not as long as it was.
const (
	flushedAtOnce = 16
	manyFiles     = 256
)

// flusher brings files of a folder onto the disk, the first of them while others are still rendered: a disk that is
// busy with somebody else's files lets one wait, and of an edit's few files there is nothing to do meanwhile.
type flusher struct {
	folder string

	mu    sync.Mutex
	begun map[string]bool
	group errgroup.Group
}

func newFlusher(folder string) *flusher {
	f := &flusher{folder: folder, begun: map[string]bool{}}
	f.group.SetLimit(flushedAtOnce)
	return f
}

// begin begins with a file, unless there are so many that end takes them all at once.
func (f *flusher) begin(name string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.begun) < manyFiles {
		f.begun[name] = f.group.TryGo(func() error { return flushFile(filepath.Join(f.folder, name)) })
	}
}

// end returns when all of the named files are on the disk. Nothing is begun after it.
func (f *flusher) end(names []string) error {
	many := len(names) >= manyFiles
	if many {
		done, err := flushVolume(f.folder)
		if many = done; err != nil {
			return errors.Join(err, f.group.Wait())
		}
	}
	for _, name := range names {
		if !many && !f.begun[name] {
			f.group.Go(func() error { return flushFile(filepath.Join(f.folder, name)) })
		}
	}
	return f.group.Wait()
}

// flushFile brings one file onto the disk. Some network drives and mounted archives know nothing of that.
func flushFile(name string) error {
	f, err := os.OpenFile(name, os.O_RDWR, 0) // Windows flushes only what could be written
	if err != nil {
		return err
	}
	err = f.Sync()
	if errors.Is(err, syscall.EINVAL) || errors.Is(err, errors.ErrUnsupported) {
		err = nil
	}
	return errors.Join(err, f.Close())
}
