package build

import (
	"os"
	"path/filepath"

	"github.com/rogpeppe/go-internal/lockedfile"

	"qizhi/generator/digest"
)

// lockOutput makes builds into one output folder wait for each other; the lock ends with the
// process, however it ends. It lies in the system's temporary folder, so that nothing of it is ever
// published. Where it cannot be made, builds still cannot mix their files, as each stages its own.
func lockOutput(output string) (unlock func()) {
	abs, err := filepath.Abs(output)
	if err != nil {
		return func() {}
	}
	d := digest.String(abs)
	unlock, err = lockedfile.MutexAt(filepath.Join(os.TempDir(), "qizhi-"+d.String()[:16]+".lock")).Lock()
	if err != nil {
		return func() {}
	}
	return unlock
}
