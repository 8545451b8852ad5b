//go:build !linux && !darwin

package file

import (
	"errors"
	"os"
)

// Read returns what a file holds. size is how long it was when it was last looked at: it may have changed, and is
// then read all the same.
func Read(name string, _ int64) ([]byte, error) { return os.ReadFile(name) }

// ReadInto is Read into the memory of a buffer, where that is any gain.
func ReadInto(_ []byte, name string, size int64) ([]byte, error) { return Read(name, size) }

// Create writes a new file, which must not be there, and returns its time of change in nanoseconds since 1970.
func Create(name string, data []byte) (modTime int64, err error) {
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
