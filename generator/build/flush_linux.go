package build

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// flushVolume brings all that was written to a folder's volume onto the disk.
func flushVolume(folder string) (done bool, err error) {
	f, err := os.Open(folder)
	if err != nil {
		return false, err
	}
	err = unix.Syncfs(int(f.Fd()))
	if errors.Is(err, errors.ErrUnsupported) {
		return false, f.Close()
	}
	return true, errors.Join(err, f.Close())
}
