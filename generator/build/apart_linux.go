package build

import (
	"os"

	"golang.org/x/sys/unix"
)

// topOfTree is FS_TOPDIR_FL of linux/fs.h, the attribute T of chattr(1).
const topOfTree = 0x20000

// settleApart has an ext4 filesystem put the folders of a folder apart from it, each where many inodes are free, rather
// than where the folder's own neighbours are. For without a journal ext4 takes no inode that was deleted within
// the last minutes, and looks over all of those each time that a file is made beside them (recently_deleted in
// fs/ext4/ialloc.c): where an output was deleted to be published anew, as much time again as the writing of ten
// thousand files takes. It is a wish: whoever cannot grant it does as always.
func settleApart(folder string) {
	f, err := os.Open(folder)
	if err != nil {
		return
	}
	defer f.Close()
	var kind unix.Statfs_t
	if unix.Fstatfs(int(f.Fd()), &kind) != nil || kind.Type != unix.EXT4_SUPER_MAGIC {
		return
	}
	if flags, err := unix.IoctlGetInt(int(f.Fd()), unix.FS_IOC_GETFLAGS); err == nil {
		_ = unix.IoctlSetPointerInt(int(f.Fd()), unix.FS_IOC_SETFLAGS, flags|topOfTree)
	}
}
