package cache

import (
	"cmp"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"time"

	"qizhi/generator/digest"
)

// Folder is a folder of files inside the cache, under the same key: for what is too large for one
// file and is wanted one by one.
func (c *Cache) Folder(name string) *Cache {
	return &Cache{dir: filepath.Join(c.dir, name), key: c.key}
}

// Lasting is a folder of files like Folder's that outlives the program that filled it: for what costs
// much to make, under names that are digests of everything it is made from. version is part of its key;
// whoever fills it changes that when the same name comes to mean other bytes.
func (c *Cache) Lasting(name, version string) *Cache {
	return &Cache{dir: filepath.Join(c.dir, name), key: digest.Of("lasting", name, version)}
}

// Has reports whether a file is kept under a name; reading it may still be a miss.
func (c *Cache) Has(name string) bool {
	_, err := os.Stat(filepath.Join(c.dir, name))
	return err == nil
}

// Tidy removes files that nothing uses any more, those first that were written first, until those
// left have at most spare bytes in all. What cannot be removed stays.
func (c *Cache) Tidy(inUse func(name string) bool, spare int64) error {
	entries, err := os.ReadDir(c.dir)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	type file struct {
		name string
		size int64
		at   time.Time
	}
	var unused []file
	var total int64
	for _, e := range entries {
		info, err := e.Info()
		if err != nil || !info.Mode().IsRegular() || inUse(e.Name()) {
			continue
		}
		unused = append(unused, file{e.Name(), info.Size(), info.ModTime()})
		total += info.Size()
	}
	slices.SortFunc(unused, func(a, b file) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.name, b.name)) })
	for _, f := range unused {
		if total <= spare {
			break
		}
		err = errors.Join(err, os.Remove(filepath.Join(c.dir, f.name)))
		total -= f.size
	}
	return err
}
