// Package cache remembers, in a folder that may be deleted at any time, what earlier builds worked
// out, so that a build only does again what changed.
//
// It knows nothing of building: it keeps records of bytes under the path and digest of the source
// they were made from, and small files under a name. Every record is checked when it is read; a
// damaged, cut or foreign one is a miss with a reason, never a failure. Everything is written under
// a key that names the program's own bytes and the shape of its data, so that no other version's
// records are ever read. Two programs may use one folder at once: each writes files of its own and
// the last to finish is the one remembered.
package cache

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"github.com/zeebo/xxh3"

	"qizhi/generator/digest"
	"qizhi/generator/pack"
)

// Cache is an open cache folder. Its methods are safe from many goroutines unless they say
// otherwise.
type Cache struct {
	dir string
	key digest.Digest
}

// Open names a cache folder and the key under which everything in it is read and written. Nothing
// is made on the disk before the first write. schemas describe the shapes of what is kept.
func Open(dir string, schemas ...string) *Cache {
	return &Cache{dir: dir, key: digest.Of(program(), schemas)}
}

// Clear forgets everything, and leaves what lies in the folder under the names to keep.
func (c *Cache) Clear(keep ...string) error {
	entries, err := os.ReadDir(c.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	for _, e := range entries {
		if !slices.Contains(keep, e.Name()) {
			err = errors.Join(err, os.RemoveAll(filepath.Join(c.dir, e.Name())))
		}
	}
	return err
}

// ReadFile reads the plain data kept under a name into v. The error is the reason of a miss, in
// Chinese: --explain shows it.
func ReadFile[T any](c *Cache, name string, v *T) error {
	data, err := readRegular(filepath.Join(c.dir, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return errors.New("没有以前生成的记录")
	case err != nil:
		return err
	}
	payload, err := c.open(data)
	if err != nil {
		return err
	}
	return pack.Read(payload, v)
}

// readRegular reads a file. A pipe or a device in its place would be waited for without end.
func readRegular(name string) ([]byte, error) {
	info, err := os.Lstat(name)
	if err == nil && !info.Mode().IsRegular() {
		err = fmt.Errorf("%s 不是普通文件", filepath.Base(name))
	}
	if err != nil {
		return nil, err
	}
	return os.ReadFile(name)
}

// WriteFile keeps plain data under a name; it appears whole or not at all.
func WriteFile[T any](c *Cache, name string, v *T) error {
	if err := c.makeFolder(); err != nil {
		return err
	}
	f, err := os.CreateTemp(c.dir, name+"-*.tmp")
	if err != nil {
		return err
	}
	_, err = f.Write(c.seal(pack.Append(c.blank(name), v)))
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), filepath.Join(c.dir, name))
	}
	if err != nil {
		os.Remove(f.Name())
	}
	return err
}

func (c *Cache) makeFolder() error {
	if err := os.MkdirAll(c.dir, 0o755); err != nil {
		return fmt.Errorf("建不了缓存文件夹：%w", err)
	}
	return nil
}

// sealSize is the key and the checksum before a file's payload.
const sealSize = 16 + 8

// blank is room for a seal, with as much behind it as the file of that name took before: a large one
// that is made by growing is copied many times.
func (c *Cache) blank(name string) []byte {
	size := int64(1 << 10)
	if info, err := os.Stat(filepath.Join(c.dir, name)); err == nil {
		size = info.Size() + info.Size()/16
	}
	return make([]byte, sealSize, sealSize+size)
}

// seal puts key and checksum into the room before a payload.
func (c *Cache) seal(data []byte) []byte {
	copy(data, c.key[:])
	binary.LittleEndian.PutUint64(data[len(c.key):], xxh3.Hash(data[sealSize:]))
	return data
}

// open checks key and checksum and returns the payload.
func (c *Cache) open(data []byte) ([]byte, error) {
	switch {
	case len(data) < sealSize:
		return nil, errors.New("缓存不完整")
	case digest.Digest(data[:16]) != c.key:
		return nil, errors.New("缓存是别的版本写的")
	case binary.LittleEndian.Uint64(data[16:]) != xxh3.Hash(data[sealSize:]):
		return nil, errors.New("缓存坏了")
	}
	return data[sealSize:], nil
}
