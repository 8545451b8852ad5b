package preview

import "syscall"

// local is the flag of a file system that lies on this machine (MNT_LOCAL of mount(2)).
const local = 0x1000

// remote reports whether a folder is known to lie on a network drive.
func remote(folder string) bool {
	var s syscall.Statfs_t
	return syscall.Statfs(folder, &s) == nil && s.Flags&local == 0
}
