package build

import (
	"errors"
	"os"
	"path/filepath"
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

// flush brings files of a folder onto the disk.
func flush(folder string, names []string) error {
	if len(names) >= manyFiles {
		if done, err := flushVolume(folder); done || err != nil {
			return err
		}
	}
	var group errgroup.Group
	group.SetLimit(flushedAtOnce)
	for _, name := range names {
		group.Go(func() error { return flushFile(filepath.Join(folder, name)) })
	}
	return group.Wait()
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
