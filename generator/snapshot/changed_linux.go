package snapshot

import (
	"io/fs"
	"syscall"
)

// changed is when the file's record on the disk last changed, which nobody can set back: a file
// that comes back from a backup with its old time and size is still seen to have changed.
func changed(info fs.FileInfo) int64 {
	if st, ok := info.Sys().(*syscall.Stat_t); ok {
		return st.Ctim.Nano()
	}
	return 0
}
