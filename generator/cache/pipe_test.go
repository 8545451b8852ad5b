//go:build unix

package cache

import (
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// What is no file in the cache's folder is a miss, and nobody waits for what may come out of it.
func TestPipe(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"n", "bodies-1" + segmentEnding} {
		if err := syscall.Mkfifo(filepath.Join(dir, name), 0o600); err != nil {
			t.Skip(err)
		}
	}
	done := make(chan bool)
	go func() {
		c := Open(dir)
		var got note
		if ReadFile(c, "n", &got) == nil {
			t.Error("a pipe was read")
		}
		r := c.Records("bodies")
		if _, err := r.Get(Place{Segment: "bodies-1" + segmentEnding, Size: 1}); err == nil {
			t.Error("a record was read from a pipe")
		}
		if r.Load("bodies-1"+segmentEnding) != nil {
			t.Error("a segment was read from a pipe")
		}
		close(done)
	}()
	select {
	case <-done:
	case <-time.After(10 * time.Second):
		t.Fatal("waits for a pipe")
	}
}
