package check

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// ErrChanged says that a file is no longer as it was read.
var ErrChanged = errors.New("文件刚刚被别的程序改过，没有动它，请再运行一次")

// ErrReadOnly says that whoever owns a file has set it not to be changed.
var ErrReadOnly = errors.New("文件是只读的，没有动它；要改，先去掉它的“只读”属性")

// Write puts the change into its file, all of it or nothing.
func (c *Change) Write() error { return replace(c.file, c.raw, c.encode(c.After)) }

// replace puts new bytes into a file: into a new file beside it first, which then takes its name, so
// that no reader sees half of it and a full disk loses nothing. It is refused when the file no longer
// holds the bytes that were read. The file keeps its permissions.
func replace(name string, old, new []byte) (err error) {
	info, err := os.Lstat(name)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%s 不是普通文件", name)
	}
	if info.Mode().Perm()&0o200 == 0 { // a new file could take its name all the same
		return ErrReadOnly
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".qizhi-*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	_, err = f.Write(new)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		return err
	}
	if err := os.Chmod(f.Name(), info.Mode().Perm()); err != nil {
		return err
	}
	if now, err := os.ReadFile(name); err != nil || !bytes.Equal(now, old) {
		return errors.Join(err, ErrChanged)
	}
	return os.Rename(f.Name(), name)
}
