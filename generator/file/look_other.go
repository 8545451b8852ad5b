//go:build !linux && !darwin

package file

import (
	"os"
	"path/filepath"
)

// Folder is a folder of which files are looked at.
type Folder struct{ name string }

// OpenFolder opens a folder to look at its files. The caller closes it.
func OpenFolder(name string) (*Folder, error) { return &Folder{name}, nil }

// Look looks at one file of the folder, by its name.
func (f *Folder) Look(name string) (Info, error) { return Look(filepath.Join(f.name, name)) }

// Close closes the folder.
func (f *Folder) Close() error { return nil }

// Look looks at one file.
func Look(name string) (Info, error) {
	info, err := os.Lstat(name)
	if err != nil {
		return Info{}, err
	}
	return Info{Regular: info.Mode().IsRegular(), Size: info.Size(), ModTime: info.ModTime().UnixNano()}, nil
}
