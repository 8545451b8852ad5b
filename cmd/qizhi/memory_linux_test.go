package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"unsafe"
)

// TestHugePages holds what is allocated after useHugePages against the kernel's own account of it.
func TestHugePages(t *testing.T) {
	if _, err := os.Stat("/sys/kernel/mm/transparent_hugepage"); err != nil {
		t.Skip("this kernel has no transparent huge pages")
	}
	size := useHugePages()
	if size == 0 {
		t.Skip("this machine promises no memory that it may not have")
	}
	var data strings.Builder // larger than any hole that earlier tests left in the heap below, and not touched
	data.Grow(size / 4 * 3)
	data.WriteByte(0)
	at := uintptr(unsafe.Pointer(unsafe.StringData(data.String()))) + uintptr(data.Cap()) - 1
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

// What is asked for is not touched, also where the heap was in use before: clearing it would cost a start 400 MB.
func TestHugePagesUntouched(t *testing.T) {
	peak := func() (kilobytes int) {
		status, err := os.ReadFile("/proc/self/status")
		if err != nil {
			t.Skip(err)
		}
		for line := range strings.Lines(string(status)) {
			if rest, ok := strings.CutPrefix(line, "VmHWM:"); ok {
				fmt.Sscan(rest, &kilobytes)
			}
		}
		return kilobytes
	}
	for range 3 {
		used := make([][]byte, 64)
		for i := range used {
			used[i] = make([]byte, 1<<20)
			used[i][i] = 1
		}
		used = nil
		runtime.GC()
		before := peak()
		useHugePages()
		if grown := (peak() - before) >> 10; grown > 100 {
			t.Fatalf("it took %d MB", grown)
		}
	}
}
