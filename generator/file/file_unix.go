//go:build linux || darwin

package file

import (
	"errors"
	"io/fs"

	"golang.org/x/sys/unix"
)

// Read returns what a file holds. size is how long it was when it was last looked at: it may have changed, and is
// then read all the same.
func Read(name string, size int64) ([]byte, error) { return ReadInto(nil, name, size) }

// ReadInto is Read into the memory of a buffer, from its beginning, or into more where it does not suffice.
func ReadInto(buffer []byte, name string, size int64) ([]byte, error) {
	fd, err := open(name, unix.O_RDONLY|unix.O_CLOEXEC, 0)
	if err != nil {
		return nil, failed("open", name, err)
	}
	defer unix.Close(fd)
	// A byte more than there should be: a read that fills all but that byte has come to the end.
	data := buffer[:0]
	if int64(cap(data)) <= size {
		data = make([]byte, 0, size+1)
	}
	for {
		n, err := unix.Read(fd, data[len(data):cap(data)])
		switch {
		case errors.Is(err, unix.EINTR):
			continue
		case err != nil:
			return nil, failed("read", name, err)
		}
		data = data[:len(data)+n]
		if n == 0 || int64(len(data)) == size {
			return data, nil
		}
		if len(data) == cap(data) {
			data = append(data, 0)[:len(data)]
		}
	}
}

// Create writes a new file, which must not be there, and returns its time of change in nanoseconds since 1970.
func Create(name string, data []byte) (modTime int64, err error) {
	fd, err := open(name, unix.O_WRONLY|unix.O_CREAT|unix.O_EXCL|unix.O_CLOEXEC, 0o644)
	if err != nil {
		return 0, failed("open", name, err)
	}
	var info unix.Stat_t
	err = write(fd, data)
	if err == nil {
		err = unix.Fstat(fd, &info)
	}
	if err = errors.Join(err, unix.Close(fd)); err != nil {
		return 0, failed("write", name, err)
	}
	return info.Mtim.Nano(), nil
}

func open(name string, flags int, mode uint32) (fd int, err error) {
	for {
		if fd, err = unix.Open(name, flags, mode); !errors.Is(err, unix.EINTR) {
			return fd, err
		}
	}
}

func write(fd int, data []byte) error {
	for len(data) > 0 {
		n, err := unix.Write(fd, data)
		if err != nil && !errors.Is(err, unix.EINTR) {
			return err
		}
		data = data[max(n, 0):]
	}
	return nil
}

func failed(op, name string, err error) error { return &fs.PathError{Op: op, Path: name, Err: err} }
