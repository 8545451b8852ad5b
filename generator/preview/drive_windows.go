package preview

import (
	"path/filepath"
	"strings"

	"golang.org/x/sys/windows"
)

// remote reports whether a folder is known to lie on a network drive: \\server\share, or a letter
// that stands for one.
func remote(folder string) bool {
	volume := filepath.VolumeName(folder)
	if strings.HasPrefix(volume, `\\`) {
		return true
	}
	root, err := windows.UTF16PtrFromString(volume + `\`)
	return err == nil && windows.GetDriveType(root) == windows.DRIVE_REMOTE
}
