package build

import (
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"

	"qizhi/generator/digest"
)

// lockName is the lock in a site's cache.
const lockName = "lock"

// lockOutput makes builds into one output folder wait for each other; the locks end with the process,
// however it ends. One lies in the system's temporary folder, under the name of the real folder, so that
// nothing of it is ever published. Another lies in the site's cache: two computers that build one site on
// a shared drive have no other folder in common. A lock that cannot be had is done without.
func lockOutput(output, source string) (unlock func()) {
	real, err := realPath(output)
	if err != nil {
		return func() {}
	}
	d := digest.String(real)
	files := []string{filepath.Join(os.TempDir(), "qizhi-"+d.String()[:16]+".lock")}
	if _, err := os.Stat(filepath.Join(source, "content")); err == nil && os.MkdirAll(filepath.Join(source, CacheName), 0o755) == nil {
		files = append(files, filepath.Join(source, CacheName, lockName))
	}
	var held []func()
	for _, file := range files {
		if open, err := lockedfile.MutexAt(file).Lock(); err == nil {
			held = append(held, open)
		}
	}
	return func() {
		for _, open := range held {
			open()
		}
	}
}
