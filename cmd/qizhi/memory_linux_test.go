package main

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"unsafe"
)

// TestHugePages holds what is allocated after useHugePages against the kernel's own account of it.
func TestHugePages(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("this kernel has no transparent huge pages")
	}
	useHugePages()
	data := make([]byte, 8<<20)
	at := uintptr(unsafe.Pointer(&data[len(data)-1])) // the first may lie below what was advised
	maps, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Skip(err)
	}
	within := false
	for line := range strings.Lines(string(maps)) {
		var from, to uintptr
		if n, _ := fmt.Sscanf(line, "%x-%x ", &from, &to); n == 2 && strings.Contains(line, "-p ") {
			within = from <= at && at < to
		}
		if flags, ok := strings.CutPrefix(line, "VmFlags:"); within && ok {
			if !strings.Contains(flags+" ", " hg ") {
				t.Errorf("the heap does not ask for huge pages:%s", flags)
			}
			return
		}
	}
	t.Error("the heap's mapping was not found")
}
