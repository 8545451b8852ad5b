package main

import (
	"os"
	"runtime/debug"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"
)

// Of the address range that the heap is asked to use: large enough for a site of 10,000 pages, and a share of the
// machine's memory, so that the promise of it is never refused.
const (
	broad      = 384 << 20
	shareOfAll = 8
)

// useHugePages has the heap use pages of two megabytes. On first touch the kernel hands out one page after another,
// at 0.3 to 14 µs each (the latter where a hypervisor looks on): a sixth of a large build. Most
// distributions give huge pages to who asks (transparent_hugepage=madvise), and the Go runtime does not ask;
// see madvise(2).
//
// The range is that of one allocation that is never touched: it costs addresses and no memory, and what is
// allocated later lies in it; its size is returned. Nothing is done, and 0 returned, where a limit stands on addresses or the kernel does not overcommit.
func useHugePages() (size int) {
	var info unix.Sysinfo_t
	var limit unix.Rlimit
	if unix.Sysinfo(&info) != nil || unix.Getrlimit(unix.RLIMIT_AS, &limit) != nil || limit.Cur != unix.RLIM_INFINITY {
		return 0
	}
	size = min(broad, int(uint64(info.Totalram)*uint64(info.Unit)/shareOfAll))
	if mode, err := os.ReadFile("/proc/sys/vm/overcommit_memory"); err != nil || len(mode) == 0 || mode[0] == '2' || size < broad/4 {
		return 0
	}
	defer debug.SetGCPercent(debug.SetGCPercent(-1)) // so large an allocation begins a collection of its own
	var held strings.Builder                         // its room is not cleared, as that of make is where the heap was in use before
	held.Grow(size)
	held.WriteByte(0)
	room := unsafe.Slice(unsafe.StringData(held.String()), size)
	page := os.Getpagesize()
	skip := -int(uintptr(unsafe.Pointer(&room[0]))) & (page - 1)
	_ = unix.Madvise(room[skip:skip+(size-skip)&^(page-1)], unix.MADV_HUGEPAGE) // without them it is only slower
	held, room = strings.Builder{}, nil
	debug.FreeOSMemory()
	return size
}
