//go:build unix

package build

import (
	"errors"
	"syscall"
)

// isFull reports whether a write failed because the disk, or the user's share of it, is full.
func isFull(err error) bool {
	return errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT)
}
