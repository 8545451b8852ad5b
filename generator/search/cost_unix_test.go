//go:build unix

package search

import (
	"syscall"
	"time"
)

// processorTime is what the process has used of the processors: on a machine that does other work
// as well, the only figure that means something.
func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
